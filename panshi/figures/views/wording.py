"""Declarations said in words: what a figure counts, which entries, and what a dimension's value is called."""

from collections.abc import Sequence
from datetime import date

from django.apps import apps
from django.utils.translation import gettext as _

from panshi.figures.definitions import Condition, Figure, Measure, Operator
from panshi.kernel.words import Words
from panshi.ledger.kinds import Dimension, DimensionType, DimensionValue, Kind, kind

MEASURES: dict[Measure, Words] = {
    Measure.COUNT: Words("数条数：一条记录算一", "Entries counted: each entry is one"),
    Measure.SUM: Words("把各条的数量加起来", "The entries' quantities added up"),
    Measure.PEOPLE: Words("数人：一个人不论几次只算一", "People counted: each person once, however often"),
    Measure.PERSON_TIMES: Words("数人次：一个人参加几次算几次", "Attendances counted: a person counts each time"),
    Measure.STOCK: Words(
        "期末还在的：到期间最后一天已开始、还没到期的", "What stands on the period's last day: begun by then and not yet ended"
    ),
    Measure.ORDINAL: Words("累计第几次：从有记录起数到期末", "A running count from the first record to the period's end"),
    Measure.PERIOD: Words("跨了几年：各条记录覆盖的年份", "The span of years the entries cover"),
    Measure.RATIO: Words("两个数字相除，写成百分比", "Two figures divided, in percent"),
    Measure.SCORE: Words("按积分规则算分", "Points by a table of rules"),
}

SHORT: dict[Measure, Words] = {
    Measure.COUNT: Words("条数", "count"),
    Measure.SUM: Words("数量之和", "sum"),
    Measure.PEOPLE: Words("人数", "people"),
    Measure.PERSON_TIMES: Words("人次", "attendances"),
    Measure.STOCK: Words("期末数", "stock"),
    Measure.ORDINAL: Words("累计次数", "running count"),
    Measure.PERIOD: Words("年限", "span of years"),
    Measure.RATIO: Words("比率", "rate"),
    Measure.SCORE: Words("积分", "score"),
}

_SAYINGS: dict[Operator, Words] = {
    Operator.IN: Words("{dimension}是{values}", "{dimension} is {values}"),
    Operator.NOT_IN: Words("{dimension}不是{values}", "{dimension} is not {values}"),
    Operator.AT_LEAST: Words("{dimension}不小于{values}", "{dimension} is at least {values}"),
    Operator.AT_MOST: Words("{dimension}不大于{values}", "{dimension} is at most {values}"),
    Operator.EMPTY: Words("{dimension}没有填", "{dimension} is empty"),
    Operator.FILLED: Words("{dimension}填了", "{dimension} is filled in"),
}


def said(value: DimensionValue | None, dimension: Dimension) -> str:
    """A dimension's value as people read it: the choice's label, yes or no, a day; "" for none."""
    if value is None or value == "":
        return ""
    if dimension.type is DimensionType.CHOICE:
        return str(dimension.choices.get(str(value), value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value.isoformat() if isinstance(value, date) else str(value)


def condition_in_words(condition: Condition, kind: Kind) -> str:
    """`form is study or lecture`, in the active language."""
    dimension = kind.dimension(condition.dimension)
    values = [said(value, dimension) for value in condition.values]
    joined = str(Words("或", " or ")).join(str(Words(f"“{value}”", value)) for value in values)
    return _SAYINGS[condition.operator].format(dimension=dimension.label, values=joined)


def conditions_in_words(figure: Figure) -> Sequence[str]:
    """All conditions of the figure, one sentence each."""
    return [condition_in_words(condition, kind(figure.kind)) for condition in figure.where] if figure.kind else []


def room_label(room: str) -> str:
    """What a room is called: the name its app gives itself, translated."""
    try:
        config = apps.get_app_config(room)
    except LookupError:
        return _("Our own") if room == "own" else room.replace("_", " ").capitalize()
    return _(str(config.verbose_name))
