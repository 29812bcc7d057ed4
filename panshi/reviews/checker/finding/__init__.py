"""Finds every number expression of a text with its exact place: prefix, numeral, 余, 万, measure word, 以上.

A seed is a digit or a Chinese numeral sign; at each seed the forms are tried in order, each anchored there and
linear, and the text before the seed is looked at only for a fixed number of characters.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from panshi.kernel.numbers import Form
from panshi.reviews.checker.finding.expressions import Expression, Shape
from panshi.reviews.checker.finding.names import (
    code,
    date,
    degree,
    listed_rank,
    name,
    ordinal,
    rank,
    roman,
    school_class,
    weekday,
)
from panshi.reviews.checker.finding.quantities import financial, half, lasting, pair_of_people, quantity
from panshi.reviews.checker.finding.shares import doubled, share
from panshi.reviews.checker.idioms import HALF, lexical
from panshi.reviews.checker.numerals import CHINESE_SIGN, FINANCIAL, RUN, VAGUE, D
from panshi.reviews.checker.patterns import compiled

__all__ = ["Expression", "Shape", "find"]

_SEED = compiled(
    rf"{D}|{CHINESE_SIGN}|{VAGUE}|{HALF}|[俩仨Ⅰ-Ⅻ]|{FINANCIAL}|(?<![A-Za-z0-9])[IV]{{1,4}}(?=[类级期型区度]|[-—~～至、][IV]{{1,4}}[类级期型区度])"
)
_SEED_SIGN = compiled("[0-9０-９零〇一二两三四五六七八九十百千万亿廿卅几数半俩仨Ⅰ-ⅫIV壹贰叁肆伍陆柒捌玖拾]")
"""What a seed begins with: found first, as one set of signs is looked for far faster than alternatives."""
_JOINED = compiled(r"、|和|与|及|以及")
_FORMS: tuple[Callable[[str, int, int], Expression | None], ...] = (code, rank, share, lasting, date, quantity)
_FORMS_OF_SIGN: dict[str, tuple[Callable[[str, int, int], Expression | None], ...]] = {
    **dict.fromkeys("俩仨", (pair_of_people,)),
    **dict.fromkeys("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫIV", (roman,)),
    **dict.fromkeys("壹贰叁肆伍陆柒捌玖拾", (financial,)),
    "半": (half, share),
    **dict.fromkeys("几数", (quantity,)),
}


def find(text: str) -> list[Expression]:
    """All number expressions of the text, in order, none overlapping another."""
    found = list(_found(text))
    for index in range(len(found) - 1, 0, -1):
        found[index - 1] = _sharing(text, found[index - 1], found[index])
    return found


def _found(text: str) -> Iterator[Expression]:
    position = floor = 0
    while seed := _SEED_SIGN.search(text, position):
        at = seed.start()
        if _SEED.match(text, at) is None:
            position = at + 1
            continue
        found = _at(text, at, floor)
        if found is None:
            run = RUN.match(text, at)
            position = run.end() if run else at + 1
            continue
        yield found
        position = floor = found.end


def _at(text: str, at: int, floor: int) -> Expression | None:
    sign = text[at]
    for form in (ordinal, weekday, doubled, school_class, degree, listed_rank):
        if found := form(text, at, floor):
            return found
    forms = _FORMS_OF_SIGN.get(sign, _FORMS)
    if forms is _FORMS and not sign.isdigit() and (length := lexical(text, at)) is not None:
        return name(text, at, length) if length else None
    return next((found for form in forms if (found := form(text, at, floor))), None)


def _sharing(text: str, found: Expression, following: Expression) -> Expression:
    """A bare number takes the measure of the number it is listed with: 下降1.2和0.35个百分点, 12、15名."""
    bare = found.shape is Shape.QUANTITY and not found.unit and found.form is Form.EXACT and text[found.at].isdigit()
    listed = following.start == following.at and _JOINED.fullmatch(text[found.end : following.start])
    if not bare or not listed or not following.unit:
        return found
    if following.shape is Shape.DATE or (following.unit == "个月" and text[found.end : following.start] == "、"):
        month = following.unit in ("月", "个月") and found.value is not None and found.value <= 12
        return replace(found, shape=Shape.DATE, unit="月", text_value=found.stated.zfill(2)) if month else found
    if following.shape not in (Shape.QUANTITY, Shape.SHARE):
        return found
    return replace(found, unit=following.unit, shape=following.shape)
