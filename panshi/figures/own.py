"""A user's figure between its row and its definition, and whether the definition holds together."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from panshi.figures import rule_tables
from panshi.figures.definitions import Condition, Figure, Measure, Operator, Ratio
from panshi.figures.models import OwnFigure
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.ledger.kinds import BadDimension, DimensionType, Kind, UnknownDimension, UnknownKind

RANGED = frozenset({DimensionType.INTEGER, DimensionType.DATE})
VALUELESS = frozenset({Operator.EMPTY, Operator.FILLED})
BOUNDS = frozenset({Operator.AT_LEAST, Operator.AT_MOST})


class WordMissing(Refusal):
    """A figure needs its words in both languages."""

    words = Words("请填写{what}（中文和英文）。", "Give the {what} in Chinese and in English.")
    code = "word-missing"


class WrongMeasure(Refusal):
    """The kind cannot be counted that way."""

    words = Words("“{kind}”不能按“{measure}”计：{why}。", "“{kind}” cannot be counted as “{measure}”: {why}.")
    code = "wrong-measure"


class WrongCondition(Refusal):
    """The condition says nothing, or nothing that its dimension can answer."""

    words = Words("“{dimension}”的条件不对：{why}。", "The condition on “{dimension}” is wrong: {why}.")
    code = "wrong-condition"


class WrongRatio(Refusal):
    """A rate takes two different figures that are no rates themselves."""

    words = Words(
        "比率要由两个不同的、本身不是比率的数字相除。", "A rate divides two different figures that are no rates themselves."
    )
    code = "wrong-ratio"


def check(figure: Figure) -> None:
    """Refuses, in one sentence, a figure that lacks words or asks what its kind cannot answer."""
    for what, said in (
        (Words("名称", "name"), figure.label),
        (Words("问题", "question"), figure.question),
        (Words("计量单位", "unit of count"), figure.unit),
    ):
        if not (said.zh.strip() and said.en.strip()):
            raise WordMissing(what=what)
    if figure.measure is Measure.RATIO:
        if figure.ratio is None or figure.ratio.numerator == figure.ratio.denominator:
            raise WrongRatio
        return
    kind = kinds.kind(figure.kind)
    _check_measure(figure, kind)
    for condition in figure.where:
        _check_condition(condition, kind)


def _check_measure(figure: Figure, kind: Kind) -> None:
    why: Words | None = None
    match figure.measure:
        case Measure.SUM if not kind.quantity:
            why = Words("它没有数量", "it has no quantity")
        case Measure.PEOPLE if not kind.people:
            why = Words("它的记录不指向人", "its entries name no person")
        case Measure.PERSON_TIMES if not (kind.people or kind.quantity):
            why = Words("它的记录既不指向人也没有人数", "its entries neither name a person nor hold headcounts")
        case Measure.STOCK if not kind.until:
            why = Words("它没有终止日期", "it has no day on which it ends")
        case Measure.PERIOD:
            whole = {d.key for d in kind.dimensions if d.type is DimensionType.INTEGER}
            if not set(figure.period_dimensions) <= whole:
                why = Words("首尾两年应是它的整数项", "its first and last year must be whole-number dimensions of it")
        case Measure.SCORE:
            tables = rule_tables.versions(figure.rules)
            if not tables or any(t.base_dimension not in {d.key for d in kind.dimensions} for t in tables):
                why = Words("没有适用的计分表", "no scoring table fits it")
    if why is not None:
        raise WrongMeasure(kind=kind.label, measure=figure.measure.value, why=why)


def _check_condition(condition: Condition, kind: Kind) -> None:
    dimension = kind.dimension(condition.dimension)
    operator, number = condition.operator, len(condition.values)
    why: Words | None = None
    if operator in VALUELESS and number:
        why = Words("空或不空不带取值", "empty and filled take no values")
    elif operator in BOUNDS and (number != 1 or dimension.type not in RANGED):
        why = Words("只有整数和日期可以比大小，且只比一个值", "only numbers and dates have bounds, one value each")
    elif operator not in VALUELESS and not number:
        why = Words("至少要选一个值", "choose at least one value")
    if why is not None:
        raise WrongCondition(dimension=dimension.label, why=why)
    for value in condition.values:
        dimension.check(value)


def definition_of(figure: Figure) -> dict[str, Any]:
    """The figure's conditions and what else its measure needs, as JSON holds them; days in ISO form."""
    return {
        "where": [
            [c.dimension, c.operator.value, [v.isoformat() if isinstance(v, date) else v for v in c.values]] for c in figure.where
        ],
        "ratio": [figure.ratio.numerator, figure.ratio.denominator] if figure.ratio else None,
        "rules": figure.rules,
        "period_dimensions": list(figure.period_dimensions),
    }


def figure_of(row: OwnFigure) -> Figure:
    """The figure that the row holds; refuses one whose kind or dimensions no room declares any more."""
    said = row.definition
    where: tuple[Condition, ...] = ()
    if row.kind:
        kind = kinds.kind(row.kind)
        where = tuple(
            Condition(name, Operator(operator), tuple(kind.dimension(name).check(value) for value in values))
            for name, operator, values in said["where"]
        )
    first, last = said["period_dimensions"]
    return Figure(
        key=row.key,
        label=Words(row.label_zh, row.label_en),
        question=Words(row.question_zh, row.question_en),
        unit=Words(row.counted_in_zh, row.counted_in_en),
        measure=Measure(row.measure),
        kind=row.kind,
        where=where,
        ratio=Ratio(*said["ratio"]) if said["ratio"] else None,
        rules=said["rules"],
        period_dimensions=(first, last),
    )


def figures_of(rows: Iterable[OwnFigure]) -> list[Figure]:
    """The figures of the rows, without those that have outlived their kind, and rates whose figures are among the missing."""
    found = []
    for row in rows:
        try:
            found.append(figure_of(row))
        except (UnknownKind, UnknownDimension, BadDimension):  # a definition outlives its room; the room may come back
            continue
    return found
