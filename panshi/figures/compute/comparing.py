"""A figure beside itself: the same days a year before, the years before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from panshi.figures.compute.door import By, value, values
from panshi.figures.definitions import Figure, Measure
from panshi.figures.values import Value
from panshi.kernel.clock import today
from panshi.kernel.numbers import percent
from panshi.org.scope import Scope


@dataclass(frozen=True, slots=True)
class Comparison:
    """`now` and `before`, the same days a year earlier (a running period is cut at today in both: like with like).

    `difference` is now less before, None where either is not known; `change` is it in percent of before, None where
    before is nothing, and for a RATIO (its difference is in points of percent already).
    """

    now: Value
    before: Value
    difference: Decimal | None
    change: Decimal | None


def comparison(figure: Figure, scope: Scope, *, by: By | None = None) -> Comparison:
    """The figure in the scope beside the year before, to date."""
    return comparisons([figure], scope, by=by)[0]


def comparisons(figures: Sequence[Figure], scope: Scope, *, by: By | None = None) -> list[Comparison]:
    """The figures beside the year before, to date, in the order asked; twice one statement a kind."""
    to_date = replace(scope, period=scope.period.until(today()))
    earlier = replace(to_date, period=to_date.period.year_before())
    pairs = zip(values(figures, to_date, by=by), values(figures, earlier, by=by), strict=True)
    return [_compared(now, before) for now, before in pairs]


def history(figure: Figure, scope: Scope, *, years: int = 3) -> list[Value]:
    """The figure in the same days of `years` years, the scope's own last."""
    scopes = [scope]
    while len(scopes) < years:
        scopes.append(replace(scope, period=scopes[-1].period.year_before()))
    return [value(figure, one) for one in reversed(scopes)]


def _compared(now: Value, before: Value) -> Comparison:
    if now.value is None or before.value is None:
        return Comparison(now, before, None, None)
    difference = now.value - before.value
    plain = now.figure.measure is not Measure.RATIO and before.value > 0
    return Comparison(now, before, difference, percent(difference, before.value) if plain else None)
