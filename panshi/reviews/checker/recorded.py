"""Tells a wrong text from a question about nothing: a year, or a unit, of which the ledger has no records at all."""

from typing import TYPE_CHECKING

from panshi.figures.definitions import Measure
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words

if TYPE_CHECKING:
    from panshi.reviews.checker.checking import Checked

OF_THE_PERIOD = (Measure.COUNT, Measure.SUM, Measure.PERSON_TIMES)
"""What only entries of the period itself add to: what still stands from before says nothing of it."""


class NoRecords(Refusal):
    """Nothing happened in the unit and period a text was held against."""

    words = Words(
        "账本里没有“{unit}”在 {period} 期间的任何记录，无从核对；请换一个期间或单位。",
        "The ledger has no records at all of {unit} for {period}; choose another period or unit.",
    )
    code = "no-records"


def has_records(checked: "Checked") -> bool:
    """Whether anything was there to hold the text against: False only where the period has no records in the unit at all."""
    statistics = checked.statistics
    if not statistics or any(finding.truth for finding in statistics):
        return True
    from panshi.figures.compute import values  # noqa: PLC0415 -- heavy: the engine
    from panshi.figures.selectors import catalogue  # noqa: PLC0415 -- as above

    figures = [figure for figure in catalogue() if figure.measure in OF_THE_PERIOD]
    return any(value.value for value in values(figures, checked.scope))


def require_records(checked: "Checked") -> None:
    """Refuses a text that was held against nothing."""
    if not has_records(checked):
        raise NoRecords(unit=checked.scope.unit, period=checked.scope.period)
