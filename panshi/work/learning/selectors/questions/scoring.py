"""What an answer is worth: a share of the question's points from 0 to 1, or None where somebody has to mark it.

An answer is JSON in the version's own places: the chosen ones for choices, the words for gaps, for each left side the place
of its right side among `Content.rights()`, for each thing to be put in order the place it was given, the text of a short answer.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import WHOLE, Accepted, Content, Gap

NONE, ALL = Decimal(0), Decimal(1)
_CJK = r"\u2e80-\u9fff\uf900-\ufaff"
_BESIDE_CJK = re.compile(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


def share(content: Content, given: Any) -> Decimal | None:
    """The share of the points that `given` brings; nothing answered brings none."""
    if not answered(given):
        return NONE
    return _OF_FORM[content.form](content, given)


def answered(given: Any) -> bool:
    """Whether anything at all was answered."""
    if isinstance(given, list):
        return any(each is not None and each != "" for each in given)
    return bool(given.strip()) if isinstance(given, str) else given is not None


def normal(text: str, *, exact: bool = False) -> str:
    """The text as answers are compared: full-width signs as half-width ones, spaces as one and none beside Chinese, any case."""
    same = " ".join(unicodedata.normalize("NFKC", text).split())
    same = _BESIDE_CJK.sub("", same)
    return same if exact else same.casefold()


def number(text: str) -> Decimal | None:
    """The number written, full-width or with commas between thousands; None when it is none."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    try:
        read = Decimal(plain)
    except InvalidOperation:
        return None
    return read if read.is_finite() else None


def taken(gap: Gap, said: str) -> Accepted | None:
    """The accepted answer that `said` is, the one of the largest share; None when it is none of them."""
    found = [each for each in gap.accepted if _is(each, said, exact=gap.exact)]
    return max(found, key=lambda each: each.share, default=None)


def gap_share(gap: Gap, said: str) -> Decimal:
    """The share of one gap, from 0 to 1."""
    found = taken(gap, said)
    return max(NONE, found.share / WHOLE) if found else NONE


def _is(accepted: Accepted, said: str, *, exact: bool) -> bool:
    if accepted.tolerance is not None and accepted.text != "*":
        value = number(said)
        return value is not None and abs(value - Decimal(accepted.text)) <= accepted.tolerance
    pieces = re.split(r"(?<!\\)\*", accepted.text)
    wanted = [normal(piece.replace("\\*", "*"), exact=exact) for piece in pieces]
    if len(wanted) == 1:
        return normal(said, exact=exact) == wanted[0]
    return re.fullmatch(".*".join(map(re.escape, wanted)), normal(said, exact=exact), re.DOTALL) is not None


def _choice(content: Content, given: Sequence[int]) -> Decimal:
    return max(NONE, content.choices[given[0]].share / WHOLE)


def _choices(content: Content, given: Sequence[int]) -> Decimal:
    """Right ones left out cost their share; a wrong one costs its own where it has one, and else everything."""
    shares = [content.choices[place].share for place in set(given)]
    if NONE in shares:
        return NONE
    whole = sum(choice.share for choice in content.choices if choice.share > 0)
    return min(ALL, max(NONE, sum(shares, NONE) / whole))


def _gaps(content: Content, given: Sequence[str]) -> Decimal:
    return sum((gap_share(gap, said or "") for gap, said in zip(content.gaps, given, strict=False)), NONE) / len(content.gaps)


def _matching(content: Content, given: Sequence[int | None]) -> Decimal:
    rights, lefts = content.rights(), content.lefts()
    right = sum(place is not None and rights[place] == pair.right for pair, place in zip(lefts, given, strict=False))
    return Decimal(right) / len(lefts)


def _ordering(content: Content, given: Sequence[int | None]) -> Decimal:
    right = sum(place == own for own, place in enumerate(given))
    return Decimal(right) / len(content.choices)


_OF_FORM: dict[str, Callable[[Content, Any], Decimal | None]] = {
    Form.SINGLE: _choice,
    Form.TRUE_FALSE: _choice,
    Form.MULTIPLE: _choices,
    Form.FILL: _gaps,
    Form.NUMERICAL: _gaps,
    Form.MATCHING: _matching,
    Form.ORDERING: _ordering,
    Form.WRITTEN: lambda _content, _given: None,
    Form.NOTE: lambda _content, _given: NONE,
}
