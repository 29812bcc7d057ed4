"""The spans a duty is owed for: whole months, quarters or years, each with the day by which it is due."""

from calendar import month_abbr
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.org.models import Unit
from panshi.work.registers.choices import Every
from panshi.work.registers.models import Duty

MONTHS = {Every.MONTH.value: 1, Every.QUARTER.value: 3, Every.YEAR.value: 12}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Whole months that belong together, and the last day on which what happened in them is reported in time."""

    days: Period
    due_on: date

    @property
    def first(self) -> date:
        """The first day; a span is kept by it."""
        return self.days.first

    @property
    def period(self) -> str:
        """As it stands in addresses: 2023-05, 2023, or its two ends."""
        return str(self.days)

    @property
    def label(self) -> str:
        """May 2023, second quarter of 2023, or the year."""
        first, last = self.days.first, self.days.last
        if (first.year, first.month) == (last.year, last.month):
            return _("%(year)s-%(month)02d") % {"year": first.year, "month": first.month}
        if last.month - first.month == 2:
            return _("%(year)s Q%(quarter)s") % {"year": first.year, "quarter": last.month // 3}
        return _("year %(year)s") % {"year": first.year}

    @property
    def short(self) -> str:
        """The label without the year: for heads of columns within one year."""
        first, last = self.days.first, self.days.last
        if first.month == last.month:
            return month_label(first)
        return _("Q%(quarter)s") % {"quarter": last.month // 3} if last.month - first.month == 2 else str(first.year)


def month_label(day: date) -> str:
    """The day's month without its year: 5月, May."""
    return str(Words(f"{day.month}月", month_abbr[day.month]))


def spans(duty: Duty, *, within: Period, on: date) -> list[Span]:
    """The duty's spans that touch `within` and have begun by `on`; only those that lie between its first and last day whole."""
    return [each for each in _whole(duty, up_to=min(within.last, on)) if each.days.last >= within.first]


def first_span(duty: Duty) -> Span | None:
    """The first span the duty is owed for; None where it ends before one is whole."""
    return next(_whole(duty, up_to=date.max), None)


def span_from(duty: Duty, first: date) -> Span | None:
    """The duty's span that begins on the day; None where none does."""
    return next((each for each in spans(duty, within=Period(first, first), on=first) if each.first == first), None)


def was_there(unit: Unit, span: Span) -> bool:
    """Whether the unit was open for the whole span: one that opened or closed within it owes nothing for it."""
    return unit.opened_on <= span.days.first and (unit.closed_on is None or unit.closed_on >= span.days.last)


def _whole(duty: Duty, *, up_to: date) -> Iterator[Span]:
    months = MONTHS[duty.every]
    first = date(duty.since.year, (duty.since.month - 1) // months * months + 1, 1)
    while first <= up_to:
        after = _later(first, months)
        last = after - timedelta(days=1)
        if duty.until is not None and last > duty.until:
            return
        if first >= duty.since:
            yield Span(Period(first, last), last + timedelta(days=duty.due_day))
        first = after


def _later(first: date, months: int) -> date:
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, 1)
