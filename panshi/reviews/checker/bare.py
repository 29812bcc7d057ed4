"""Numbers without a measure word: counts when something claims them, a column heads them or a list holds them; else names."""

from panshi.kernel.numbers import Form
from panshi.reviews.checker import columns
from panshi.reviews.checker import surroundings as near
from panshi.reviews.checker.finding import Expression
from panshi.reviews.checker.lexicon import COUNTS, MONEY, PEOPLE, plainly
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.types import Sorted, Type

_MONEY, _MEASURES = plainly(MONEY), plainly(COUNTS)


def without_measure(text: str, found: Expression, in_title: bool) -> Sorted | None:
    """No measure word: a count only when something claims it (达3200, 突破2000万, 10万+)."""
    if found.unit:
        return None
    if not found.chinese and (beside := _beside(text, found)):
        return found, beside
    bare = found.start == found.at and found.form is Form.EXACT
    if bare and (
        near.phone_before(text, found.start) or near.hotline_after(text, found.end) or near.quoted(text, found.start, found.end)
    ):
        return found, Type.NAME
    if filled := _filled(text, found, bare=bare):
        return found, filled
    people = near.people_after(text, found.end) or near.people_counted_before(text, found.start)
    if not bare or found.step >= 10_000 or text[found.end - 1] in "万亿" or near.claimed_before(text, found.start):
        return found, Type.PEOPLE if people else Type.COUNT
    return found, Type.PEOPLE if people and not found.chinese else Type.NAME


def _filled(text: str, found: Expression, *, bare: bool) -> Type | None:
    """What a number in a cell, behind × or in a pair (100 / 72) is."""
    if not found.chinese and (filled := _cell(text, found)):
        return filled
    listed = bare and (near.multiplied(text, found.start, found.end) or near.paired(text, found.start, found.end))
    return Type.COUNT if listed else None


def _cell(text: str, found: Expression) -> Type | None:
    """What a number alone in a cell is, by the head of its column and the unit of its line."""
    cell = columns.cell(text, found.start, found.end)
    if cell is None:
        return Type.COUNT if near.cell(text, found.start, found.end) else None
    said = cell.head if "%" in cell.head or "％" in cell.head else cell.unit or cell.head
    if _PLACE_HEAD.search(cell.head):
        return Type.ORDINAL
    if "%" in said or "％" in said or _RATE_HEAD.search(cell.head):
        return Type.PERCENT
    if _PEOPLE_HEAD.search(said):
        return Type.PEOPLE
    return Type.SUM if _MONEY_HEAD.search(said) else Type.COUNT


_PLACE_HEAD = compiled("^(?:序号|编号|行次)$")
_RATE_HEAD = compiled("(?:率|占比|比重|增幅|增速|增长)$")
_PEOPLE_HEAD = compiled("^(?:人次|人|名|位)$|[(（](?:人次|人|名|位)[)）]$|(?:人数|人次)$")
_MONEY_HEAD = compiled("[万亿]元|[(（]元[)）]$|^元$")


def _beside(text: str, found: Expression) -> Type | None:
    """What a bare number is by what stands beside it: 350名(268), 破案（起）974, ● 260——人数, 中央 214,."""
    if found.value == 0 and near.rate_before(text, found.start):
        return Type.PERCENT
    if measure := near.measure_beside(text, found.start, found.end):
        measure = measure.lstrip("万亿千百") or measure
        for kind, words in ((Type.PERCENT, ("%", "％")), (Type.PEOPLE, PEOPLE), (Type.SUM, _MONEY)):
            if measure in words:
                return kind
        return Type.COUNT if measure in _MEASURES else None
    said = near.bulleted(text, found.start, found.end)
    if said is not None:
        return Type.PEOPLE if "人数" in said else Type.COUNT
    listed = found.start == found.at and near.noun_and_stop(text, found.start, found.end)
    if not listed or near.numbered_before(text, found.start) or near.phone_before(text, found.start):
        return None
    return Type.PEOPLE if near.people_counted_before(text, found.start) else Type.COUNT
