"""Who has not reported: units by spans for one duty, the worst first, and each duty summed up beside."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from panshi.kernel.refusals import NotFound
from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.work.registers.choices import Standing
from panshi.work.registers.models import Duty
from panshi.work.registers.selectors.duties.owing import Owed, by_unit, numbers, owed
from panshi.work.registers.selectors.duties.spans import Span

WORST = {standing: place for place, standing in enumerate(Standing)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the table is narrowed to: a duty (by number), a unit directly below (by code), units that lack something."""

    duty: str = ""
    below: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """One duty: how many units owe it, and how many of their spans stand how."""

    duty: Duty
    units: int
    numbers: dict[str, int]

    @property
    def label(self) -> str:
        """The kind's name."""
        return self.duty.label

    @property
    def total(self) -> int:
        """All spans of all units."""
        return sum(self.numbers.values())

    @property
    def settled(self) -> int:
        """Those done, and those for which nothing was said to be there."""
        return self.numbers[Standing.DONE] + self.numbers[Standing.NOTHING]

    @property
    def pressing(self) -> int:
        """Those overdue or due soon."""
        return self.numbers[Standing.LATE] + self.numbers[Standing.SOON]


@dataclass(frozen=True, slots=True)
class Row:
    """One unit: its part of each span, in the order of the table's; None where it was not there for the whole of it."""

    unit: Unit
    above: str
    cells: tuple[Owed | None, ...]

    @property
    def lacking(self) -> list[Owed]:
        """What is overdue or due soon."""
        return [each for each in self.cells if each and each.standing in (Standing.LATE, Standing.SOON)]

    @property
    def late(self) -> int:
        """How many spans are overdue."""
        return sum(each.standing == Standing.LATE for each in self.cells if each)


@dataclass(frozen=True, slots=True)
class Table:
    """`summaries` of all duties, the worst first; of the `chosen` one the `spans` and `rows`; `below` are units to narrow to."""

    summaries: tuple[Summary, ...]
    below: tuple[Unit, ...]
    chosen: Summary | None = None
    spans: tuple[Span, ...] = ()
    rows: tuple[Row, ...] = field(default=())
    units: int = 0

    @property
    def lacking(self) -> list[Owed]:
        """All that is overdue or due soon in its rows."""
        return [each for row in self.rows for each in row.lacking]

    @property
    def one_year(self) -> bool:
        """Whether all spans lie in one year, so that heads need not name it."""
        return len({span.first.year for span in self.spans}) == 1


def table(asked: Asked, *, scope: Scope) -> Table:
    """The table for the scope's unit and days; the same few queries for any number of units, duties and spans."""
    found = owed(scope.unit, within_days=scope.period)
    below = Unit.objects.filter(path__startswith=scope.unit.path, depth=scope.unit.depth + 1).order_by("path")
    names = {unit.path: unit for unit in below}
    owing = {each.unit.path[: len(scope.unit.path) + Unit.steplen] for each in found}
    offered = tuple(unit for path, unit in names.items() if path in owing)
    if asked.below:
        narrowed = next((unit for unit in offered if unit.code == asked.below), None)
        if narrowed is None:
            raise NotFound(what=asked.below)
        found = [each for each in found if narrowed.holds(each.unit)]
    summaries = _summaries(found)
    chosen = next((each for each in summaries if str(each.duty.pk) == asked.duty), summaries[0] if summaries else None)
    if chosen is None:
        return Table((), offered)
    mine = [each for each in found if each.duty.pk == chosen.duty.pk]
    columns = tuple(sorted({each.span for each in mine}))
    rows = [_row(cells, columns, names) for cells in by_unit(mine).values()]
    shown = [row for row in rows if row.lacking] if asked.missing else rows
    shown.sort(key=lambda row: (-row.late, -len(row.lacking), row.unit.path))
    return Table(tuple(summaries), offered, chosen, columns, tuple(shown), len(rows))


def _summaries(found: Sequence[Owed]) -> list[Summary]:
    by_duty: dict[int, list[Owed]] = {}
    for each in found:
        by_duty.setdefault(each.duty.pk, []).append(each)
    made = [Summary(each[0].duty, len({one.unit.pk for one in each}), numbers(each)) for each in by_duty.values()]
    return sorted(made, key=lambda each: (-each.numbers[Standing.LATE], -each.pressing, each.duty.pk))


def _row(cells: Sequence[Owed], columns: Sequence[Span], names: dict[str, Unit]) -> Row:
    unit = cells[0].unit
    by_span = {each.span: each for each in cells}
    above = next((each.name for path, each in names.items() if unit.path.startswith(path) and unit.path != path), "")
    return Row(unit, above, tuple(by_span.get(span) for span in columns))
