"""Values: one figure or many in a scope, whole, by unit or by month."""

from calendar import month_abbr
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from panshi.figures.compute.asking import Question, question, tallies
from panshi.figures.definitions import Figure, Measure
from panshi.figures.selectors import figure as figure_called
from panshi.figures.tallies import Tally, bucket
from panshi.figures.values import Part, Value
from panshi.kernel.numbers import percent, plain
from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.org.scope import Scope

By = Literal["unit", "month"]


def value(figure: Figure, scope: Scope, *, by: By | None = None, level: str | None = None) -> Value:
    """What the figure comes to in the scope, parted `by` unit or month when asked.

    By unit: the direct children of the scope's unit, or the units at `level` ("county" or "station"); entries of the
    scope's own unit are a part under its own name. By month: each calendar month of the period asked for itself (a STOCK
    as of its end, an ORDINAL running). Refuses a position beyond the ledger's head and an unknown level or kind.
    """
    return values([figure], scope, by=by, level=level)[0]


def values(figures: Sequence[Figure], scope: Scope, *, by: By | None = None, level: str | None = None) -> list[Value]:
    """What the figures come to, in the order asked, with one statement a kind."""
    asked = question(scope, parts=by == "unit", months=by == "month", level=level)
    pairs = {figure: _sides(figure) for figure in figures}
    found = tallies(asked, [side for sides in pairs.values() for side in sides])
    return [_answer(figure, [found[side] for side in pairs[figure]], scope, asked) for figure in figures]


def _sides(figure: Figure) -> tuple[Figure, ...]:
    if figure.ratio is None:
        return (figure,)
    return (figure_called(figure.ratio.numerator), figure_called(figure.ratio.denominator))


def _answer(figure: Figure, found: Sequence[Tally], scope: Scope, asked: Question) -> Value:
    shares = _shares(figure, found, asked)
    totals = [Decimal(tally.total) for tally in found]
    if figure.measure is Measure.RATIO:
        above, below = totals
        return Value(figure, scope, asked.as_of, percent(above, below), shares, numerator=above, denominator=below)
    if figure.measure is Measure.SCORE:
        return Value(figure, scope, asked.as_of, hundredths(found[0].total), shares or _made_of(found[0]))
    span = found[0].span
    return Value(figure, scope, asked.as_of, totals[0], shares, span="–".join(map(str, span)) if span else "")


def _shares(figure: Figure, found: Sequence[Tally], asked: Question) -> tuple[Part, ...]:
    def number(numbers: list[int]) -> Decimal | None:
        if figure.measure is Measure.RATIO:
            return percent(numbers[0], numbers[1])
        return hundredths(numbers[0]) if figure.measure is Measure.SCORE else Decimal(numbers[0])

    if asked.shape.parts:
        shares = []
        for branch in asked.tree.branches:
            numbers = [tally.parts.get(branch.index, 0) for tally in found]
            if any(numbers) or not branch.own:
                shares.append(Part(branch.code, branch.name, number(numbers)))
        return tuple(shares)
    months = asked.shape.months
    return tuple(
        Part(f"{month.first:%Y-%m}", _label(month, months), number([tally.months.get(bucket(month), 0) for tally in found]))
        for month in months
    )


def hundredths(points: int) -> Decimal:
    """Points out of whole hundredths, with no more places than they need: 450 → 4.5."""
    return Decimal(plain(Decimal(points) / 100))


def _made_of(tally: Tally) -> tuple[Part, ...]:
    earned, deducted, short = tally.score or (0, 0, 0)
    return (
        Part("earned", str(Words("得分", "earned")), hundredths(earned)),
        Part("deducted", str(Words("扣分", "deducted")), hundredths(-deducted)),
        Part("shortfall", str(Words("欠量扣分", "short of the quota")), hundredths(-short)),
    )


def _label(month: Period, months: Sequence[Period]) -> str:
    first = month.first
    if months[0].first.year == months[-1].first.year:
        return str(Words(f"{first.month}月", month_abbr[first.month]))
    return str(Words(f"{first.year}年{first.month}月", f"{month_abbr[first.month]} {first.year}"))
