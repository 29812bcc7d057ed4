"""House style of numbers, apart from whether they are true: GB/T 15835 and what proof-readers look for.

One text should not say two numbers of the same thing, nor mix 三名 and 5名 in one list, nor write 近500余.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from panshi.kernel.numbers import Form, plain
from panshi.kernel.words import Words
from panshi.reviews.checker.adding import span
from panshi.reviews.checker.claims import Claim, Relation
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.sorting import Type

if TYPE_CHECKING:
    from panshi.reviews.checker.checking import Finding

_DOUBLED = (
    (compiled("(?:将近|接近|近).*(?:余|多)"), "近", "余"),
    (compiled("(?:大约|大概|约).*(?:余|多)"), "约", "余"),
    (compiled("(?:大约|大概|约).*(?:左右|上下)"), "约", "左右"),
    (compiled("(?:将近|接近|近).*(?:左右|上下)"), "近", "左右"),
    (compiled("(?:超过|超|突破|逾).*(?:以上|余|多)"), "超", "余、以上"),
    (compiled("(?:至少|不少于|不低于).*以上"), "至少", "以上"),
    (compiled("(?:余|多).*(?:左右|以上|上下)"), "余", "左右、以上"),
    (compiled("(?:不足|不到|不超过).*(?:以下|以内)"), "不足", "以下"),
)
_SAID_TWICE = Words("“{first}”和“{second}”意思重复，留一个", "“{first}” and “{second}” say the same; keep one")
_NOT_ROUND = Words("“{word}”前面应是整数：{said}", "what “{word}” goes with should be a round number: {said}")
_WIDE = compiled("[０-９]")
_FULL_WIDTH = Words("数字用半角：{said}（全文 {places} 处）", "digits are written half-width: {said} ({places} in the text)")
_TOO_FINE = compiled(r"\d+\.\d{3,}[万亿]")
_TOO_MANY = compiled(r"\d{5,}(?:\.\d+)?万")
_EXACT_IN_WAN = Words(
    "以万、亿为单位最多保留两位小数，否则写全：{said}", "万 and 亿 take two decimals at most, else write it out: {said}"
)
_IN_YI = Words("一亿以上以“亿”为单位：{said}", "from 100 million up, 亿 is the unit: {said}")
_RANGE = compiled(r"(?P<low>\d+(?:\.\d+)?)(?P<sign>[%％万亿]?)(?:[-–—~～－]{1,2}|至|到)\d+(?:\.\d+)?(?P<unit>[%％万亿])")
_RANGE_SIGN = Words("范围前后都写“{unit}”：{said}", "both ends of a range carry “{unit}”: {said}")
_CHINESE = Words("计量、统计用阿拉伯数字：{said}", "counts are written in Arabic numerals: {said}")
_MIXED = Words(
    "同一列举中汉字数字与阿拉伯数字混用：{first}、{second}", "one list mixes Chinese and Arabic numerals: {first}, {second}"
)
_TWO_NUMBERS = Words(
    "“{label}”前后说法不一：{first}，{second}", "two different numbers of “{label}” in one text: {first} and {second}"
)
_WRONG_SHARE = Words("按文中数字，{part}占{whole}的 {share}%，不是 {said}", "{part} of {whole} is {share} %, not {said}")
_BETWEEN = compiled(r"^[^，,。；;：:！？\n]{0,12}[、和及与][^，,。；;：:！？\n]{0,16}$")
_LITTLE = Decimal(10)
_HAN = compiled("[^\u4e00-\u9fffA-Za-z]")
TOLD_MOST = 24
"""Different numbers of one thing that a later one is held against: a book that tells hundreds takes no time for them."""
SAME_WORDS_LEAST = 4
"""Characters that two clauses must share in full before their numbers are compared without a figure."""


@dataclass(frozen=True, slots=True)
class StyleFinding:
    """A passage and what the house style says of it; `code` names the rule for machines."""

    start: int
    end: int
    words: Words
    code: str


def style(text: str, findings: Sequence["Finding"]) -> list[StyleFinding]:
    """All findings of house style, in the order of the text."""
    statistics = [found.claim for found in findings if found.claim.type.statistic]
    arabic = 2 * sum(not claim.expression.chinese for claim in statistics) > len(statistics)
    found: list[StyleFinding] = []
    for claim in statistics:
        for rule in _RULES:
            found += rule(claim)
        found += _chinese(claim) if arabic else ()
    found += _full_width(statistics)
    found += _mixed(text, statistics)
    found += _told_twice(findings)
    found += _shares(findings)
    return sorted(found, key=lambda one: (one.start, one.end))


def _at(claim: Claim, code: str, words: Words, **facts: object) -> StyleFinding:
    filled = Words(words.zh.format(**facts), words.en.format(**facts))
    return StyleFinding(claim.start, claim.end, filled, code)


def _doubled(claim: Claim) -> Iterator[StyleFinding]:
    if claim.type is Type.RANK:
        return
    for pattern, first, second in _DOUBLED:
        if pattern.search(claim.surface):
            yield _at(claim, "doubled", _SAID_TWICE, first=first, second=second)
            return


def _not_round(claim: Claim) -> Iterator[StyleFinding]:
    """余 and 近 of a number that states its last place: 1882余篇, 近1882篇."""
    said = claim.expression
    small = said.value is None or said.value < _LITTLE or said.value != said.value.to_integral()
    if small or said.step != 1 or said.upper is not None or claim.type is Type.PERCENT:
        return
    if said.form in (Form.OVER, Form.NEAR) and not said.under:
        yield _at(claim, "not-round", _NOT_ROUND, word="余" if said.form is Form.OVER else "近", said=claim.surface)


def _full_width(claims: Sequence[Claim]) -> Iterator[StyleFinding]:
    """Told once, at the first: a text keyed in full width has them everywhere."""
    wide = [claim for claim in claims if _WIDE.search(claim.surface)]
    if wide:
        yield _at(wide[0], "full-width", _FULL_WIDTH, said=wide[0].surface, places=len(wide))


def _too_fine(claim: Claim) -> Iterator[StyleFinding]:
    if _TOO_FINE.search(claim.surface):
        yield _at(claim, "too-fine", _EXACT_IN_WAN, said=claim.surface)
    elif _TOO_MANY.search(claim.surface):
        yield _at(claim, "in-yi", _IN_YI, said=claim.surface)


def _range(claim: Claim) -> Iterator[StyleFinding]:
    found = _RANGE.search(claim.surface)
    if found and found["sign"] != found["unit"]:
        yield _at(claim, "range", _RANGE_SIGN, unit=found["unit"], said=claim.surface)


_RULES: tuple[Callable[[Claim], Iterator[StyleFinding]], ...] = (_doubled, _not_round, _too_fine, _range)


def _chinese(claim: Claim) -> Iterator[StyleFinding]:
    """二十六件 in a text of Arabic numerals; up to ten, and 十余 or 三五, may stay in words (GB/T 15835, 4.2)."""
    said = claim.expression
    counted = said.chinese and said.unit and said.value is not None and said.value > _LITTLE
    if counted and said.form is Form.EXACT and said.upper is None and claim.type in (Type.COUNT, Type.PEOPLE, Type.SUM):
        yield _at(claim, "chinese", _CHINESE, said=claim.surface)


def _mixed(text: str, claims: Sequence[Claim]) -> Iterator[StyleFinding]:
    """三名民警、5名辅警: neighbours in one list, one in words and one in digits."""
    counts = [claim for claim in claims if claim.type in (Type.COUNT, Type.PEOPLE, Type.SUM) and claim.unit]
    for first, second in pairwise(counts):
        differ = first.unit == second.unit and first.expression.chinese != second.expression.chinese
        if differ and _BETWEEN.match(text[first.end : second.start]):
            facts = {"first": first.surface, "second": second.surface}
            words = Words(_MIXED.zh.format(**facts), _MIXED.en.format(**facts))
            yield StyleFinding(first.start, second.end, words, "mixed")


def _told_twice(findings: Sequence["Finding"]) -> Iterator[StyleFinding]:
    """Two numbers of one figure, period and unit that cannot both be true; told at the later one."""
    first_told: dict[object, dict[tuple[str, str], Finding]] = {}
    for found in findings:
        key = _told(found)
        if key is None:
            continue
        told = first_told.setdefault(key, {})
        for other in told.values():
            if not _agree(other.claim, found.claim) and _alike(other.claim, found.claim):
                label = found.figure.label if found.figure else Words(found.claim.subject, found.claim.subject)
                facts = {"first": other.claim.surface, "second": found.claim.surface}
                words = Words(_TWO_NUMBERS.zh.format(label=label.zh, **facts), _TWO_NUMBERS.en.format(label=label.en, **facts))
                yield StyleFinding(found.claim.start, found.claim.end, words, "two-numbers")
                break
        if len(told) < TOLD_MOST:
            told.setdefault((found.claim.surface, found.claim.unit), found)


def _told(found: "Finding") -> object:
    """What a number is said of: its figure and scope; without one the very words of its clause. None for what compares."""
    claim = found.claim
    if not claim.level or span(claim.expression) is None:
        return None
    if found.figure is not None:
        return found.figure.key, found.scope
    if found.link.figure is not None:
        return None
    around = _HAN.sub("", claim.before)
    return (around, claim.after, claim.unit, found.scope) if len(around) >= SAME_WORDS_LEAST else None


def _agree(one: Claim, other: Claim) -> bool:
    """Whether both can be true of one number: 1882篇 and 近1900篇, 26万余 and 261437."""
    first, second = span(one.expression), span(other.expression)
    assert first is not None, one.surface
    assert second is not None, other.surface
    scale = [10 if claim.unit == "成" else 1 for claim in (one, other)]
    return first[0] * scale[0] <= second[1] * scale[1] and second[0] * scale[1] <= first[1] * scale[0]


def _alike(one: Claim, other: Claim) -> bool:
    """Whether one may be a slip of the other: of like size, or the same digits with another number of noughts."""
    first, second = one.expression.value, other.expression.value
    if not first or not second:
        return False
    digits = [plain(value).replace(".", "").strip("0") for value in (first, second)]
    return digits[0] == digits[1] or max(first, second) <= 3 * min(first, second)


def _shares(findings: Sequence["Finding"]) -> Iterator[StyleFinding]:
    """共25件，其中A 12件，占35%: the text's own numbers say otherwise. Only exact ones; the ledger goes first."""
    for found in findings:
        change = found.claim.change
        if change is None or change.relation is not Relation.SHARE or change.whole is None or found.figure or found.compared:
            continue
        part, whole = findings[change.of[0]].claim, findings[change.whole].claim
        sides = span(part.expression), span(whole.expression), span(found.claim.expression)
        if not all(side and side[0] == side[1] for side in sides[:2]) or sides[2] is None or found.claim.unit not in ("%", "成"):
            continue
        assert sides[0] is not None, part.surface
        assert sides[1] is not None, whole.surface
        share = sides[0][0] * 100 / sides[1][0] if sides[1][0] else Decimal(0)
        scale = 10 if found.claim.unit == "成" else 1
        slack = found.claim.expression.step * scale / 2
        if sides[2][0] * scale - slack <= share <= sides[2][1] * scale + slack:
            continue
        facts = {"part": part.surface, "whole": whole.surface, "share": round(share, 1), "said": found.claim.surface}
        yield _at(found.claim, "share", _WRONG_SHARE, **facts)
