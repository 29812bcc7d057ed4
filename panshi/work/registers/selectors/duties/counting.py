"""How many records of a kind a unit reported, month by month: asked in one query for any number of units, kinds and months."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import CharField, Count, F, Func, Q

from panshi.kernel.periods import Period
from panshi.work.registers.choices import State
from panshi.work.registers.models import Record

LIVE = (State.REPORTED, State.SENT_BACK, State.VERIFIED)


class Month(Func):
    """A day's month as text, 2023-05: cut from what SQLite keeps, which no function of ours need be called for row by row."""

    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Its first seven characters."""
        return self.as_sql(compiler, connection, template="substr(%(expressions)s, 1, 7)", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Written by the database."""
        return self.as_sql(compiler, connection, template="to_char(%(expressions)s, 'YYYY-MM')", **extra)


class Tally(NamedTuple):
    """Records by where they stand: `reported` are those waiting and those verified together."""

    reported: int = 0
    verified: int = 0
    back: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(self.reported + other.reported, self.verified + other.verified, self.back + other.back)


class Counted:
    """What was counted, by kind, unit and month."""

    def __init__(self, tallies: Mapping[tuple[str, int, str], Tally]) -> None:
        self._by_unit: dict[tuple[str, int], dict[str, Tally]] = defaultdict(dict)
        for (kind, unit, month), tally in tallies.items():
            self._by_unit[kind, unit][month] = tally

    def of(self, kind: str, units: Iterable[int], days: Period) -> Tally:
        """The records of the kind in the units (by id) within whole months."""
        tally, months = _NONE, _months(days)
        for unit in units:
            by_month = self._by_unit.get((kind, unit))
            if by_month:
                for month in months:
                    if month in by_month:
                        tally = tally.plus(by_month[month])
        return tally


_NONE = Tally()


@lru_cache(maxsize=256)
def _months(days: Period) -> tuple[str, ...]:
    """The names of the months: 2023-05."""
    return tuple(f"{month.first:%Y-%m}" for month in days.months())


def counted(kinds: Collection[str], *, inside: Q, days: Period) -> Counted:
    """Counts the records of the kinds that happened in the days, for the units `inside` says; taken back ones left out."""
    found = Record.objects.filter(inside, kind__in=kinds, state__in=LIVE, occurred_on__range=(days.first, days.last))
    rows = found.order_by().values_list("kind", "unit_id", Month(F("occurred_on")), "state").annotate(number=Count("pk"))
    tallies: dict[tuple[str, int, str], Tally] = defaultdict(Tally)
    for kind, unit, month, state, number in rows:
        tallies[kind, unit, month] = tallies[kind, unit, month].plus(_tally(state, number))
    return Counted(tallies)


def around(periods: Iterable[Period]) -> Period | None:
    """From the first day of all to the last."""
    every = list(periods)
    return Period(min(each.first for each in every), max(each.last for each in every)) if every else None


def month_of(day: date) -> Period:
    """The calendar month of the day."""
    return Period.month(day.year, day.month)


def _tally(state: str, number: int) -> Tally:
    if state == State.SENT_BACK:
        return Tally(back=number)
    return Tally(number, number if state == State.VERIFIED else 0)
