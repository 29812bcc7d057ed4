"""What stands right before and right behind a number, asked as plain questions. Every look is a fixed number of signs."""

import re
from typing import Literal

from panshi.reviews.checker import lexicon
from panshi.reviews.checker.lexicon import either
from panshi.reviews.checker.numerals import CHINESE_SIGN, D

_CONCRETE = rf"(?:{either(lexicon.EVENT_KINDS)})*(?:{either(lexicon.CONCRETE)})"
_HEAD = re.compile(rf"(?P<concrete>{_CONCRETE})|[^，。；、,;\s]{{0,4}}?(?:{either(lexicon.ABSTRACT)})")
_SPENT = re.compile(rf"(?:{either(lexicon.SPENDING)})[^，。；,;]{{0,8}}$")
_ADDRESS = re.compile(rf"(?:{either(lexicon.ADDRESSES)})$")
_ENUMERATED = re.compile(r"[、.．](?!\d)")
_CLAIMED = re.compile(rf"(?:{either(lexicon.CLAIMING)})\s?$")
_PEOPLE = re.compile(rf"(?:余|多)?(?:名|位)?(?:人(?![均大工类才民])|{either(lexicon.CROWD)})")
_HOTLINE = re.compile(rf"(?:{either(lexicon.HOTLINE_KINDS)})?(?:{either(lexicon.HOTLINES)})")
_OPEN_QUOTE = re.compile(r"[“‘「『]([^“”‘’「」『』]{0,14})$")
_CLOSE_QUOTE = re.compile(r"[^“”‘’「」『』]{0,14}[”’」』]")
_FIRST = re.compile(either(lexicon.FIRST_WORDS))
_RANKED = re.compile(rf"(?:{either(lexicon.RANKING)})[^，。；,;]{{0,8}}$")
_FOCUS = re.compile(rf"(?:{either(lexicon.FOCUSING)})[^，。；,;]{{0,20}}$")
_MOVED = re.compile(rf"(?:{either(lexicon.MOVING)})了?$")
_NUMERAL = re.compile(CHINESE_SIGN + "|" + D)
_END = re.compile(r"[\s，。；、,;:：！!）)”]|$")


def head_after(text: str, end: int) -> Literal["concrete", "abstract"] | None:
    """Whether a countable event or thing follows, or an abstract noun such as 工程, 方面."""
    head = _HEAD.match(text, end)
    if head is None:
        return None
    return "concrete" if head["concrete"] else "abstract"


def spent_before(text: str, start: int) -> bool:
    """服务, 累计, 培训 …: hours that add up."""
    return bool(_SPENT.search(text[max(0, start - 12) : start]))


def address_before(text: str, start: int) -> bool:
    """路, 街, 楼 …: the number is part of an address."""
    return bool(_ADDRESS.search(text[max(0, start - 4) : start]))


def numbers_a_part(text: str, start: int, end: int) -> bool:
    """Heads a line, a clause (一是) or stands in brackets alone: （一）."""
    before, ahead = text[max(0, start - 1) : start], text[end : end + 2]
    if ahead[:1] == "是":
        return before in ("", *"\n。；;：:，,、 　")
    if before in ("（", "("):
        return ahead[:1] in ("）", ")")
    return before in ("", "\n", " ", "　") and bool(_ENUMERATED.match(ahead))


def claimed_before(text: str, start: int) -> bool:
    """达, 为, 共 …: a number without a measure word is still a claim."""
    return bool(_CLAIMED.search(text[max(0, start - 4) : start]))


def people_after(text: str, end: int) -> bool:
    """民警, 群众 … follow at once."""
    return bool(_PEOPLE.match(text, end))


def hotline_after(text: str, end: int) -> bool:
    """报警, 热线 …: 110, 12345."""
    return bool(_HOTLINE.match(text, end))


def quoted(text: str, start: int, end: int) -> bool:
    """Inside a short pair of quotation marks: “三个警营”."""
    return bool(_OPEN_QUOTE.search(text[max(0, start - 16) : start])) and bool(_CLOSE_QUOTE.match(text, end))


def first_word_after(text: str, end: int) -> bool:
    """时间, 书记 …: 第一时间 ranks nothing."""
    return bool(_FIRST.match(text, end))


def ranked_before(text: str, start: int) -> bool:
    """位居, 全市 …: 位居全市第一."""
    return bool(_RANKED.search(text[max(0, start - 14) : start]))


def focus_before(text: str, start: int) -> bool:
    """围绕, 聚焦 …: what follows is a programme."""
    return bool(_FOCUS.search(text[max(0, start - 24) : start]))


def moved_before(text: str, start: int) -> bool:
    """前移, 上升 …: places, not persons."""
    return bool(_MOVED.search(text[max(0, start - 4) : start]))


def numeral_after(text: str, end: int) -> bool:
    """Whether another number begins here: the sign before it may be its prefix."""
    return bool(_NUMERAL.match(text, end))


def ends(text: str, end: int) -> bool:
    """Whether the clause ends here."""
    return bool(_END.match(text, end))
