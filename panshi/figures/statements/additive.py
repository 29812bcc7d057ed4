"""One statement for all figures of a kind that add up: COUNT, SUM, PERSON_TIMES, ORDINAL and STOCK."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from panshi.figures.definitions import Figure, Measure
from panshi.figures.statements.conditions import expression
from panshi.figures.statements.relation import Pattern, day, entries, month, occurred, sum_when
from panshi.figures.tallies import BEFORE, BY_QUANTITY, Shape, Tally, bucket, running

if TYPE_CHECKING:
    from sqlglot import exp

    from panshi.figures.engine import Rows

FROM_THE_BEGINNING = frozenset({Measure.ORDINAL, Measure.STOCK})


@lru_cache(maxsize=512)
def statement(figures: tuple[Figure, ...], until: str | None, pattern: Pattern) -> "exp.Expression":
    """[part,] [month,] then one sum a figure, and for a STOCK one more for each month's end.

    Facts: first, last, as_of, and end0, end1 … for months' ends. `until` is the kind's.
    """
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    by_part, months, *_ = pattern
    keys = [exp.column("part", "u")] if by_part else []
    all_flow = not any(figure.measure in FROM_THE_BEGINNING for figure in figures)
    since = exp.GTE(this=occurred(), expression=day("first"))
    if months:
        other = exp.Literal.number(BEFORE)
        keys.append(month() if all_flow else exp.Case(ifs=[exp.If(this=since.copy(), true=month())], default=other))
    sums: list[exp.Expression] = []
    for index, figure in enumerate(figures):
        condition = expression(figure.where)
        if figure.measure is Measure.STOCK:
            ends = ["last", *(f"end{number}" for number in range(months))]
            sums += [sum_when(_standing(condition, until, end), _amount(figure), f"f{index}_{end}") for end in ends]
            continue
        if not all_flow and figure.measure not in FROM_THE_BEGINNING:
            condition = exp.and_(since.copy(), condition)
        sums.append(sum_when(condition, _amount(figure), f"f{index}"))
    where = exp.LTE(this=occurred(), expression=day("last"))
    select = entries([*keys, *sums], pattern, where=exp.and_(since.copy(), where) if all_flow else where)
    return select.group_by(*(exp.Literal.number(place) for place in range(1, len(keys) + 1))) if keys else select


def read(rows: "Rows", figures: Sequence[Figure], shape: Shape) -> list[Tally]:
    """The tallies of the figures, in order, out of the statement's rows."""
    tallies = [Tally() for _ in figures]
    for row in rows:
        place = 0
        part = None
        if shape.parts:
            part, place = row[0], 1
        into = None
        if shape.months:
            into, place = row[place], place + 1
        for figure, tally in zip(figures, tallies, strict=True):
            stock = figure.measure is Measure.STOCK
            number = row[place] or 0
            place += 1
            tally.add(number, part=part, month=None if stock else into)
            if stock:
                for one in shape.months:
                    tally.months[bucket(one)] = tally.months.get(bucket(one), 0) + (row[place] or 0)
                    place += 1
    for figure, tally in zip(figures, tallies, strict=True):
        if figure.measure is Measure.ORDINAL:
            running(tally, shape.months)
        elif shape.months:
            tally.months.pop(BEFORE, None)
    return tallies


def _amount(figure: Figure) -> "exp.Expression":
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    sign = exp.column("sign")
    return exp.Mul(this=exp.column("quantity"), expression=sign) if figure.measure in BY_QUANTITY else sign


def _standing(condition: "exp.Expression | None", until: str | None, end: str) -> "exp.Expression":
    """Begun by the day and not ended by it."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    begun = exp.LTE(this=occurred(), expression=day(end))
    if until is None:
        return exp.and_(begun, condition)
    ends = exp.column(f"d_{until}")
    still = exp.or_(ends.is_(exp.null()), exp.GT(this=ends.copy(), expression=day(end)))
    return exp.and_(begun, still, condition)
