"""When things happen: working days mostly, holidays hardly, and much of what is due at a month's end."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from random import Random

from panshi.kernel.clock import CHINA

# The public holidays of the two years, as announced by the State Council, first and last day.
_HOLIDAYS = (
    (date(2022, 1, 1), date(2022, 1, 3)),
    (date(2022, 1, 31), date(2022, 2, 6)),
    (date(2022, 4, 3), date(2022, 4, 5)),
    (date(2022, 4, 30), date(2022, 5, 4)),
    (date(2022, 6, 3), date(2022, 6, 5)),
    (date(2022, 9, 10), date(2022, 9, 12)),
    (date(2022, 10, 1), date(2022, 10, 7)),
    (date(2022, 12, 31), date(2023, 1, 2)),
    (date(2023, 1, 21), date(2023, 1, 27)),
    (date(2023, 4, 5), date(2023, 4, 5)),
    (date(2023, 4, 29), date(2023, 5, 3)),
    (date(2023, 6, 22), date(2023, 6, 24)),
    (date(2023, 9, 29), date(2023, 10, 6)),
)
HOLIDAYS = frozenset(first + timedelta(days=day) for first, last in _HOLIDAYS for day in range((last - first).days + 1))
BY_WEEKDAY = (1.0, 1.1, 1.1, 1.05, 0.95, 0.22, 0.12)
OF_THE_YEAR = (0.7, 0.65, 1.0, 1.0, 1.1, 1.05, 0.95, 0.95, 1.1, 0.95, 1.1, 1.2)  # Spring Festival is quiet, year's end is not


def weight(day: date) -> float:
    """How likely a thing falls on the day, next to an ordinary Monday."""
    if day in HOLIDAYS:
        return 0.08
    near_end = monthrange(day.year, day.month)[1] - day.day < 3
    return BY_WEEKDAY[day.weekday()] * (1.35 if near_end else 1.0)


def in_month(year: int, month: int) -> list[date]:
    """The month's days."""
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


def some(draw: Random, days: list[date], count: int) -> list[date]:
    """`count` days drawn from `days` as things fall on them, in order; a day may come several times."""
    return sorted(draw.choices(days, [weight(day) for day in days], k=count))


def reporting_days(year: int, month: int) -> tuple[date, date, date]:
    """When clerks report and verifiers verify: every ten days, the last time on the month's last day."""
    return date(year, month, 10), date(year, month, 20), date(year, month, monthrange(year, month)[1])


def reporting_day(day: date) -> date:
    """The next day on which what happened on `day` is reported."""
    return next(last for last in reporting_days(day.year, day.month) if day <= last)


def moment(day: date, *, hour: int, minute: int = 0) -> datetime:
    """The moment in China on the day."""
    return datetime.combine(day, time(hour, 0), CHINA) + timedelta(minutes=minute)


def facts(draw: Random, year: int, month: int, count: int) -> list[tuple[date, date]]:
    """`count` pairs of the day something happened and the day it is reported, in order of reporting.

    Most are reported at the next reporting day; some ten days late; a few only in the month after (never in the next year).
    """
    reporting = reporting_days(year, month)
    found: list[tuple[date, date]] = []
    late = 0 if month == 1 else sum(draw.random() < 0.03 for _ in range(count))
    if late:
        found += [(day, reporting[0]) for day in some(draw, in_month(year, month - 1)[-10:], late)]
    for day in some(draw, in_month(year, month), count - late):
        due = next(place for place, last in enumerate(reporting) if day <= last)
        if draw.random() < 0.06:
            due = min(due + 1, 2)
        found.append((day, reporting[due]))
    return sorted(found, key=lambda fact: fact[1])
