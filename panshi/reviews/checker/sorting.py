"""Sorts each expression: a statistic (count, people, sum, percent, rank) or a date, duration, ordinal, issue number or name.

The rules are of the language: statistics stand in Arabic numerals with a measure word (GB/T 15835); small Chinese
numerals before 个, 项, 大 make names of programmes unless a countable event or thing follows. Each rule answers or
passes on; the first that answers decides.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from panshi.kernel.numbers import Form
from panshi.reviews.checker import surroundings as near
from panshi.reviews.checker.finding import Expression, Shape
from panshi.reviews.checker.lexicon import AMOUNTS, PEOPLE, PLACES, RATES, STRUCTURES, TIMES, UNITS_OF_FORCE, WORKED


class Type(StrEnum):
    """What a number expression is."""

    COUNT = "count"
    PEOPLE = "people"
    SUM = "sum"
    PERCENT = "percent"
    RANK = "rank"
    DATE = "date"
    DURATION = "duration"
    ORDINAL = "ordinal"
    ISSUE_NO = "issue_no"
    NAME = "name"

    @property
    def statistic(self) -> bool:
        """Whether it claims something that records can bear out."""
        return self in (Type.COUNT, Type.PEOPLE, Type.SUM, Type.PERCENT, Type.RANK)


Sorted = tuple[Expression, Type]


def sort(text: str, found: Expression, *, in_title: bool = False) -> Sorted:
    """The expression (at times with its bounds put right) and what it is."""
    match found.shape:
        case Shape.QUANTITY:
            answers = (rule(text, found, in_title) for rule in _RULES)
            return next(answer for answer in answers if answer is not None)
        case Shape.ORDINAL:
            return found, _ordinal(text, found, in_title=in_title)
        case Shape.DATE:
            return found, Type.NAME if found.unit == "号" and near.address_before(text, found.start) else Type.DATE
        case Shape.ISSUE:
            return found, Type.ISSUE_NO
        case Shape.RANK | Shape.SHARE if not in_title:
            return found, Type.RANK if found.shape is Shape.RANK else Type.PERCENT
    return found, Type.NAME


def _ordinal(text: str, found: Expression, *, in_title: bool) -> Type:
    if in_title or found.unit in UNITS_OF_FORCE:
        return Type.NAME
    ranked = near.ranked_before(text, found.start)
    if found.unit in ("期", "号"):
        return Type.ISSUE_NO
    if found.unit in ("名", "名次") or (found.unit == "位" and (ranked or near.ends(text, found.end))):
        return Type.RANK
    if not found.unit:
        return Type.RANK if ranked and not near.first_word_after(text, found.end) else Type.NAME
    return Type.ORDINAL


def _time(text: str, found: Expression, in_title: bool) -> Sorted | None:
    if found.unit not in TIMES:
        return None
    spent = not in_title and found.unit in WORKED and near.spent_before(text, found.start)
    return found, Type.SUM if spent else Type.DURATION


def _in_title(text: str, found: Expression, in_title: bool) -> Sorted | None:
    return (_with_next_sign(text, found), Type.NAME) if in_title else None


def _part_number(text: str, found: Expression, in_title: bool) -> Sorted | None:
    """一、 （一） 1. 一是 at the head of a line or sentence."""
    plain = not found.unit and found.form is Form.EXACT and found.start == found.at and len(found.stated) <= 2
    return (found, Type.ORDINAL) if plain and near.numbers_a_part(text, found.start, found.end) else None


def _chinese(text: str, found: Expression, in_title: bool) -> Sorted | None:
    """A Chinese numeral that names: 三个警营, 五化, 两级; passed on when it counts (三名, 两百件, 七八个)."""
    certain = found.form is not Form.EXACT or found.upper is not None or found.start != found.at
    if not found.chinese or certain or found.unit in RATES:
        return None
    if not found.unit:
        return _with_next_sign(text, found), Type.NAME
    if found.value is not None and found.value > 10 and found.unit not in ("大", "级", "化"):
        return None
    if near.quoted(text, found.start, found.end):
        return found, Type.NAME
    return _structure(text, found) if found.unit in STRUCTURES else None


def _structure(text: str, found: Expression) -> Sorted:
    """十大主题活动 counts events; 两支队伍 counts; 三项工程, 五个篇章, 两级 name."""
    head = near.head_after(text, found.end)
    if head == "concrete" and found.unit in ("个", "项", "大", "类", "支", "种", "部", "条"):
        return found, Type.COUNT
    if found.unit in ("支", "条", "部", "位", "队", "组", "轮") and head is None:
        return found, Type.PEOPLE if found.unit == "位" else Type.COUNT
    return found, Type.NAME


def _without_measure(text: str, found: Expression, in_title: bool) -> Sorted | None:
    """No measure word: a count only when something claims it (达3200, 突破2000万, 10万+)."""
    if found.unit:
        return None
    bare = found.start == found.at and found.form is Form.EXACT
    if bare and (near.hotline_after(text, found.end) or near.quoted(text, found.start, found.end)):
        return found, Type.NAME
    people = near.people_after(text, found.end)
    if not bare or found.step >= 10_000 or text[found.end - 1] in "万亿" or near.claimed_before(text, found.start):
        return found, Type.PEOPLE if people else Type.COUNT
    return found, Type.PEOPLE if people and not found.chinese else Type.NAME


def _place_or_name(text: str, found: Expression, in_title: bool) -> Sorted | None:
    """人民路12号, 302室, “110宣传日”, 3年级, 五星级."""
    addressed = found.unit in PLACES and found.form is Form.EXACT and near.address_before(text, found.start)
    named = found.unit in ("号", "年级", "号楼", "号线", "号院", "号门", "级", "星级")
    return (found, Type.NAME) if addressed or named or near.quoted(text, found.start, found.end) else None


def _programme(text: str, found: Expression, in_title: bool) -> Sorted | None:
    """围绕3项工程, 聚焦5个方面: an Arabic numeral that still only introduces a name."""
    small = found.value is not None and found.value <= 20 and found.form is Form.EXACT
    structure = small and found.unit in ("大", "个", "项", "方面") and near.head_after(text, found.end) == "abstract"
    return (found, Type.NAME) if structure and near.focus_before(text, found.start) else None


def _statistic(text: str, found: Expression, in_title: bool) -> Sorted:
    unit = found.unit
    if unit in RATES:
        return found, Type.PERCENT
    if unit in AMOUNTS:
        return found, Type.SUM
    people = unit in PEOPLE or (unit == "个" and near.people_after(text, found.end))
    moved = unit == "位" and near.moved_before(text, found.start)
    return found, Type.PEOPLE if people and not moved else Type.COUNT


_RULES: tuple[Callable[[str, Expression, bool], Sorted | None], ...] = (
    _time,
    _in_title,
    _part_number,
    _chinese,
    _without_measure,
    _place_or_name,
    _programme,
    _statistic,
)


def _with_next_sign(text: str, found: Expression) -> Expression:
    """A Chinese numeral without a measure word takes the sign behind it along: 五化, 三农."""
    sign = text[found.end : found.end + 1]
    taken = found.unit or not found.chinese or not ("\u4e00" <= sign <= "\u9fff")
    if taken or sign in "的了是和与在为及或等并于" or near.numeral_after(text, found.end + 1):
        return found
    return replace(found, end=found.end + 1, unit=sign)
