"""Sorts each expression: a statistic (count, people, sum, percent, rank) or a date, duration, ordinal, issue number or name.

The rules are of the language: statistics stand in Arabic numerals with a measure word (GB/T 15835); small Chinese
numerals before 个, 项, 大 make names of programmes unless a countable event or thing follows. Each rule answers or
passes on; the first that answers decides.
"""

from collections.abc import Callable
from dataclasses import replace

from panshi.kernel.numbers import Form
from panshi.reviews.checker import surroundings as near
from panshi.reviews.checker.bare import without_measure
from panshi.reviews.checker.finding import Expression, Shape
from panshi.reviews.checker.lexicon import (
    MONEY,
    PEOPLE,
    PLACES,
    RATES,
    RATINGS,
    STRUCTURES,
    TIMES,
    UNITS_OF_FORCE,
    WORKED,
    plainly,
)
from panshi.reviews.checker.types import Sorted, Type

_MONEY, _RATES, _RATINGS, _TIMES = plainly(MONEY), plainly(RATES), plainly(RATINGS), plainly(TIMES)
_FORCE = plainly(UNITS_OF_FORCE) - {""}
_BODIES = ("小学", "中学", "医院", "幼儿园", "学校", "学院", "福利院", "保健院", "法庭")


def sort(text: str, found: Expression, *, in_title: bool = False) -> Sorted:
    """The expression (at times with its bounds put right) and what it is."""
    if found.shape is Shape.QUANTITY:
        answers = (rule(text, found, in_title) for rule in _RULES)
        return next(answer for answer in answers if answer is not None)
    if found.shape is Shape.ORDINAL and not in_title:
        if found.unit == "大" and near.han_after(text, found.end):
            return found, Type.RANK
        if not found.unit and near.measured_after(text, found.end):
            return replace(found, end=found.end + 1), Type.RANK
    answer = _OTHERS[found.shape](text, found, in_title)
    if answer is Type.NAME and found.shape is Shape.DATE and found.unit == "号":
        return replace(found, text_value=text[found.at : found.end - 1]), answer
    return found, answer


def _date(text: str, found: Expression, in_title: bool) -> Type:
    """A day; but 8号病区, 人民路12号 and a title that is nothing but a year name."""
    numbered = found.unit == "号" and (near.address_before(text, found.start) or not near.day_after(text, found.end))
    titled = in_title and text[found.start - 1] == "《" and text[found.end : found.end + 1] == "》" and not found.unit
    return Type.NAME if numbered or titled else Type.DATE


def _code(text: str, found: Expression, in_title: bool) -> Type:
    if found.stated in ("Q1", "Q2", "Q3", "Q4"):
        return Type.DATE
    return Type.ISSUE_NO if near.numbered_before(text, found.start) else Type.NAME


def _ratio(text: str, found: Expression, in_title: bool) -> Type:
    return Type.PERCENT if not in_title and near.proportion(text, found.start, found.end) else Type.NAME


def _ordinal(text: str, found: Expression, in_title: bool) -> Type:
    if in_title or found.unit in _FORCE or found.unit in ("产业", "方") or found.unit.endswith(_BODIES):
        return Type.NAME
    ranked = near.ranked_before(text, found.start)
    if found.unit in ("期", "号", "辑"):
        return Type.ISSUE_NO if found.unit == "号" or near.published(text, found.start, found.end) else Type.ORDINAL
    if found.unit in ("名", "名次") or (found.unit == "位" and (ranked or near.ends(text, found.end))):
        return Type.RANK
    if found.unit or (near.heads_a_sentence(text, found.start, found.end) and not ranked):
        return Type.ORDINAL
    return Type.RANK if ranked and not near.first_word_after(text, found.end) else Type.NAME


def _time(text: str, found: Expression, in_title: bool) -> Sorted | None:
    if found.unit not in _TIMES:
        return None
    if in_title and text[found.end : found.end + 1] == "》":
        return found, Type.NAME
    hours = found.unit in WORKED and found.value is not None and (found.value >= 100 or not found.chinese)
    many = found.value is not None and found.value >= 1000
    spent = not in_title and hours and (many or near.spent_before(text, found.start))
    return found, Type.COUNT if spent else Type.DURATION


def _in_title(text: str, found: Expression, in_title: bool) -> Sorted | None:
    return (_with_next_sign(text, found), Type.NAME) if in_title else None


def _part_number(text: str, found: Expression, in_title: bool) -> Sorted | None:
    """一、 （一） 1. 一是 at the head of a line or sentence."""
    plain = not found.unit and found.form is Form.EXACT and found.start == found.at and len(found.stated) <= 2
    if not plain:
        return None
    heads = any(numbers(text, found.start, found.end) for numbers in _NUMBERS)
    listed = found.chinese and near.heads_a_sentence(text, found.start, found.end) and text[found.end] == "、"
    return (found, Type.ORDINAL) if heads or listed else None


_NUMBERS = (near.numbers_a_part, near.numbers_a_chapter, near.numbers_a_table, near.numbers_a_note)


def _chinese(text: str, found: Expression, in_title: bool) -> Sorted | None:
    """A Chinese numeral that names: 三个警营, 五化, 两级; passed on when it counts (三名, 两百件, 七八个)."""
    certain = found.form is not Form.EXACT or found.upper is not None or found.start != found.at
    if not found.chinese or certain or found.unit in _RATES:
        return None
    if not found.unit:
        return _chinese_alone(text, found)
    if apart := _chinese_apart(text, found):
        return apart
    if found.value is not None and found.value > 10 and found.unit not in ("大", "级", "化"):
        return None
    if near.quoted(text, found.start, found.end):
        return found, Type.NAME
    return _structure(text, found) if found.unit in STRUCTURES or found.unit in ("科", "稿") else None


_WHOLES = frozenset(
    f"{one}{measure}" for one in "百千万" for measure in ("名", "人", "家", "村", "亩", "篇", "场", "部", "个", "件")
)
_KINDS = frozenset(
    ("大", "大类", "大项", "级", "类", "种", "方面", "重", "星级", "年级", "维", "型", "线", "度", "层", "步", "化")
)
_COUNTED = frozenset(("支", "条", "部", "位", "队", "组", "轮", "张", "场", "本", "家", "次", "处", "镇", "乡", "县"))


def _chinese_apart(text: str, found: Expression) -> Sorted | None:
    """百名, 二号 and 三楼 name, “十大”主题活动 counts, 新院区二期 orders."""
    whole = text[found.start : found.end] in _WHOLES and text[found.start - 1 : found.start] != "每"
    if whole or found.unit in ("号", "楼", "室", "单元"):
        return found, Type.NAME
    if found.unit == "大" and text[found.end : found.end + 1] == "”" and near.head_after(text, found.end + 1) == "concrete":
        return found, Type.COUNT
    phase = found.unit == "期" and text[found.at] in "一二三四五六" and near.phase(text, found.start, found.end)
    return (found, Type.ORDINAL) if phase else None


def _chinese_alone(text: str, found: Expression) -> Sorted | None:
    """为零 counts; 五化 and 三农 name; passed on when it is large (二十万)."""
    if text[found.start : found.end] == "零" and near.claimed_before(text, found.start) and near.ends(text, found.end):
        return found, Type.PERCENT if near.rate_before(text, found.start) else Type.COUNT
    large = found.value is not None and found.value >= 10_000 and text[found.end - 1] in "万亿"
    return None if large else (_with_next_sign(text, found), Type.NAME)


def _structure(text: str, found: Expression) -> Sorted:
    """十大主题活动 counts events; 两支队伍 counts; 三项工程, 五个篇章, 两级 name."""
    if found.unit == "个" and near.people_after(text, found.end):
        return found, Type.PEOPLE
    if not _counts(text, found):
        return found, Type.NAME
    placed = near.moved_before(text, found.start) or text[found.end : found.end + 2] == "小数"
    return found, Type.PEOPLE if found.unit == "位" and not placed else Type.COUNT


def _counts(text: str, found: Expression) -> bool:
    """Whether the numeral counts what follows or stands before it, and makes no name."""
    head = near.head_after(text, found.end)
    if found.unit in ("支", "层", "大") and (said := _counts_for_sure(text, found)) is not None:
        return said
    things = head == "concrete" and found.unit in ("个", "项", "大", "类", "支", "种", "部", "条")
    if things or _counts_kinds(text, found, abstract=head == "abstract"):
        return True
    if found.unit == "路" and head != "abstract":
        return near.parted_before(text, found.start) or near.forces_after(text, found.end)
    if head == "abstract" or found.unit in _KINDS:
        return False
    stands = (near.ends(text, found.end) or near.numeral_after(text, found.end)) and near.noun_before(text, found.start)
    return found.unit in _COUNTED or stands or near.counted_before(text, found.start)


def _counts_for_sure(text: str, found: Expression) -> bool | None:
    """两支攻坚组 counts, 二号楼四层 and 入选十大新闻 name."""
    if found.unit == "支":
        return True
    named = near.address_before(text, found.start) if found.unit == "层" else near.honoured_before(text, found.start)
    return False if named else None


_NEVER_COUNTED = frozenset(("级", "星级", "年级", "型", "线", "步", "维", "大类", "大项", "化", "重", "期", "号线"))
_OFTEN_COUNTED = frozenset(("个", "项", "条", "件", "门", "章", "面"))


def _counts_kinds(text: str, found: Expression, *, abstract: bool) -> bool:
    """Whether 大, 类, 层, 项 … count here: 攒齐十大, 语文、数学、英语三科, 冲上十层, 三度蝉联, 三大特色产业."""
    if found.unit == "度":
        return near.again_after(text, found.end)
    own = near.own_noun(text, found.end - len(found.unit))
    if own or (text[found.start - 1 : found.start] == "等" and found.unit not in _NEVER_COUNTED):
        return True
    if (
        found.unit in _NEVER_COUNTED
        or near.focus_before(text, found.start)
        or text[found.start - 1 : found.start] in ("分", "讲", "谈")
    ):
        return False
    if found.unit == "层":
        return near.kinds_counted_before(text, found.start) or (found.value is not None and found.value >= 4)
    if not abstract and (near.listed_before(text, found.start) or near.kinds_counted_before(text, found.start)):
        return True
    several = found.unit == "大" or (found.unit == "类" and found.value is not None and found.value > 3)
    return not abstract and (several or found.unit in _OFTEN_COUNTED) and near.han_after(text, found.end)


def _place_or_name(text: str, found: Expression, in_title: bool) -> Sorted | None:
    """人民路12号, 302室, “110宣传日”, 3年级, 五星级."""
    if (found.unit == "班" and near.runs_before(text, found.start)) or (
        found.unit == "层" and near.building_after(text, found.end)
    ):
        return found, Type.COUNT
    if found.unit == "路" and near.forces_after(text, found.end):
        return found, Type.COUNT
    addressed = found.unit in PLACES and found.form is Form.EXACT and near.address_before(text, found.start)
    addressed = addressed or (found.unit == "层" and near.stands_at(text, found.start))
    if found.unit in _RATINGS or (found.unit in ("路", "线") and not near.parted_before(text, found.start)):
        return found, Type.NAME
    exact = found.form is Form.EXACT and not found.chinese
    if found.unit == "级" and found.value is not None and found.value % 1:
        return None
    numbered = exact and (found.unit == "楼" or (found.unit == "室" and found.value is not None and found.value >= 100))
    numbered = numbered or (exact and found.unit == "类" and near.zoned(text, found.end))
    named = numbered or found.unit in ("号", "年级", "号线", "级", "星级", "强", "班", "旬")
    return (found, Type.NAME) if addressed or named or near.quoted(text, found.start, found.end) else None


def _meeting(text: str, found: Expression, in_title: bool) -> Sorted | None:
    """十七届人大二次会议: ordinals without 第."""
    bare = found.unit in ("届", "次") and found.start == found.at and found.form is Form.EXACT
    meets = bare and near.meeting_after(text, found.end)
    meeting = bare and ((meets and (found.chinese or found.unit == "届")) or (found.chinese and found.unit == "届"))
    return (found, Type.ORDINAL) if meeting else None


def _front(text: str, found: Expression, in_title: bool) -> Sorted | None:
    """前三名, 前十, 挺进四强: places at the front."""
    if found.unit == "强" and found.value is not None and found.value <= 64 and near.knocked_out(text, found.start):
        return found, Type.RANK
    front = found.start == found.at and text[max(0, found.at - 1) : found.at] == "前" and found.form is Form.EXACT
    if not front or found.unit not in ("", "名", "位", "强", "甲"):
        return None
    return replace(found, start=found.start - 1), Type.RANK


def _programme(text: str, found: Expression, in_title: bool) -> Sorted | None:
    """围绕3项工程, 聚焦5个方面: an Arabic numeral that still only introduces a name."""
    small = found.value is not None and found.value <= 20 and found.form is Form.EXACT
    structure = small and found.unit in ("大", "个", "项", "方面") and near.head_after(text, found.end) == "abstract"
    great = found.unit == "大" and near.head_after(text, found.end) != "concrete"
    return (found, Type.NAME) if great or (structure and near.focus_before(text, found.start)) else None


def _statistic(text: str, found: Expression, in_title: bool) -> Sorted:
    unit = found.unit
    if unit in _RATES:
        return found, Type.PERCENT
    if unit.partition("/")[0] in _MONEY or (unit == "块" and near.paid(text, found.start, found.end)):
        return found, Type.SUM
    people = unit in PEOPLE or (unit == "个" and near.people_after(text, found.end))
    moved = unit == "位" and (near.moved_before(text, found.start) or text[found.end : found.end + 2] == "小数")
    return found, Type.PEOPLE if people and not moved else Type.COUNT


_RULES: tuple[Callable[[str, Expression, bool], Sorted | None], ...] = (
    _time,
    _in_title,
    _part_number,
    _front,
    _meeting,
    _chinese,
    without_measure,
    _place_or_name,
    _programme,
    _statistic,
)


_OTHERS: dict[Shape, Callable[[str, Expression, bool], Type]] = {
    Shape.ORDINAL: _ordinal,
    Shape.DATE: _date,
    Shape.CODE: _code,
    Shape.RATIO: _ratio,
    Shape.ISSUE: lambda text, found, in_title: Type.ISSUE_NO,
    Shape.DURATION: lambda text, found, in_title: Type.NAME if in_title else Type.DURATION,
    Shape.RANK: lambda text, found, in_title: Type.NAME if in_title else Type.RANK,
    Shape.SHARE: lambda text, found, in_title: Type.NAME if in_title else Type.PERCENT,
}


def _with_next_sign(text: str, found: Expression) -> Expression:
    """A Chinese numeral without a measure word takes the sign behind it along: 五化, 三农."""
    sign = text[found.end : found.end + 1]
    taken = (
        found.unit or not found.chinese or (found.value is not None and found.value > 10) or not ("\u4e00" <= sign <= "\u9fff")
    )
    if taken or sign in "的了是和与在为及或等并于" or near.numeral_after(text, found.end + 1):
        return found
    return replace(found, end=found.end + 1, unit=sign)
