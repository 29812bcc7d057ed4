"""Scores as tallies: what the units earned, what was deducted, and what they still owed when whole years are asked."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from panshi.figures.rule_tables import RuleTable, versions
from panshi.figures.tallies import Shape, Tally
from panshi.kernel.periods import Period
from panshi.org.choices import Level
from panshi.org.models import Unit

if TYPE_CHECKING:
    from panshi.figures.engine import Rows

OWING = (Level.COUNTY, Level.STATION)


def read(rows: "Rows", shape: Shape) -> tuple[Tally, Counter[tuple[int, int]]]:
    """The tally of the statement's rows without shortfall, and the pieces by unit and year."""
    tally = Tally()
    pieces: Counter[tuple[int, int]] = Counter()
    earned = deducted = 0
    for what, unit, part, at, points, off, number in rows:
        if what == 0:
            tally.add(int(points - off), part=part if shape.parts else None)
            earned, deducted = earned + int(points), deducted + int(off)
        elif what == 1:
            tally.months[at] = int(points - off)
        else:
            pieces[unit, at] = int(number)
    tally.score = (earned, deducted, 0)
    return tally, pieces


def take_shortfall(
    tally: Tally,
    *,
    rules: str,
    period: Period,
    units: Iterable[Unit],
    parts: dict[int, int] | None,
    pieces: Counter[tuple[int, int]],
) -> None:
    """Takes the shortfall off, in whole and by part: each county bureau and station open on a year's last day owes that
    year's quota by entries of its own. Only whole calendar years are judged; months never are.
    """
    owing = [unit for unit in units if unit.level in OWING]
    for year in whole_years(period):
        end = date(year, 12, 31)
        table = in_force(rules, end)
        if table is None or not table.quota:
            continue
        for unit in owing:
            if unit.opened_on > end or (unit.closed_on and unit.closed_on <= end):
                continue
            missing = max(0, table.quota - pieces[unit.pk, year])
            _take(tally, missing * table.shortfall, parts[unit.pk] if parts is not None else None)


def whole_years(period: Period) -> range:
    """The years of a period made of whole calendar years; none of any other."""
    first, last = period.first.year, period.last.year
    whole = period == Period(date(first, 1, 1), date(last, 12, 31))
    return range(first, last + 1) if whole else range(0)


def in_force(rules: str, day: date) -> RuleTable | None:
    """The newest version of the table in force on the day."""
    found = [t for t in versions(rules) if t.since <= day and (t.until is None or day <= t.until)]
    return found[-1] if found else None


def _take(tally: Tally, points: int, part: int | None) -> None:
    if points:
        tally.add(-points, part=part)
        earned, deducted, short = tally.score or (0, 0, 0)
        tally.score = (earned, deducted, short + points)
