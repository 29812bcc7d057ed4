"""A figure from the period's beginning to the end of each of its months: how a rate grows as what is due comes in."""

from dataclasses import replace

from panshi.figures.compute.door import value
from panshi.figures.definitions import Figure
from panshi.figures.values import Value
from panshi.org.scope import Scope


def cumulative(figure: Figure, scope: Scope) -> list[Value]:
    """The figure over the period to each month's end, the last over the whole period; all as of one position.

    What is done in a month may have been due in an earlier one, so a rate of single months can go beyond all; a rate
    from the beginning cannot, where nothing is done that was not due.
    """
    found: list[Value] = []
    for month in scope.period.months():
        to_date = replace(scope, period=scope.period.until(month.last), as_of=found[0].as_of or None if found else scope.as_of)
        found.append(value(figure, to_date))
    return found
