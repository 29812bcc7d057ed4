"""The rows behind a figure as a page or a file shows them: columns follow from the kind's dimensions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from panshi.figures.compute import Trail
from panshi.figures.definitions import Figure, Measure
from panshi.figures.views.wording import said
from panshi.ledger.entries import Entry
from panshi.ledger.kinds import Dimension, DimensionType, Kind, kind
from panshi.org.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Cell:
    """One dimension of an entry in words; few-valued ones are set as tags."""

    text: str
    tag: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as shown; for people a person's newest entry, standing for `entries` of them. `points`: SCORE only."""

    seq: int
    title: str
    day: date
    unit: str
    person: str
    quantity: int
    entries: int
    points: Decimal | None
    evidence: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under the columns of their kind. `quantity` names what the quantity means, "" where it is always 1."""

    title: str
    columns: tuple[str, ...]
    with_person: bool
    with_entries: bool
    with_points: bool
    quantity: str
    rows: tuple[Row, ...]

    def heads(self) -> list[str]:
        """The heads of all columns, as a file carries them."""
        offered = ((_("Person"), self.with_person), *((column, True) for column in self.columns), (self.quantity, self.quantity))
        counted = ((_("Entries"), self.with_entries), (_("Points earned"), self.with_points))
        return [_("Ledger position"), self.title or _("Entry"), _("Date"), _("Unit")] + [
            head for head, on in (*offered, *counted) if on
        ]

    def lines(self) -> list[list[object]]:
        """The rows as a file carries them."""
        return [self._line(row) for row in self.rows]

    def _line(self, row: Row) -> list[object]:
        line: list[object] = [row.seq, row.title, row.day, row.unit]
        line += [row.person] if self.with_person else []
        line += [cell.text for cell in row.cells]
        line += [row.quantity] if self.quantity else []
        line += [row.entries] if self.with_entries else []
        return line + ([row.points] if self.with_points else [])


@dataclass(frozen=True, slots=True)
class _Names:
    """Everything rows name: units by id, and people by id (None: they are not shown by name)."""

    units: dict[int, Unit]
    people: dict[int, Person] | None

    def person(self, entry: Entry) -> str:
        if entry.person_id is None:
            return ""
        if self.people is None:
            return _("one person of %(unit)s") % {"unit": self.units[entry.unit_id].name}
        return self.people[entry.person_id].name


def sheet(found: Trail, *, names: bool) -> Sheet:
    """The trail's rows, in two queries whatever their number. Without `names` a person is “one person of” a unit."""
    figure, counted, entries = found.figure, kind(found.figure.kind), found.rows
    units = Unit.objects.in_bulk({entry.unit_id for entry in entries})
    people = Person.objects.in_bulk({entry.person_id for entry in entries if entry.person_id}) if names else None
    shown, named = _columns(counted, figure), _Names(units, people)
    points = found.points or (None,) * len(entries)
    measured = zip(entries, found.entries_each, points, strict=True)
    return Sheet(
        title=str(counted.dimension(counted.title).label) if counted.title else "",
        columns=tuple(str(dimension.label) for dimension in shown),
        with_person=counted.people,
        with_entries=figure.measure is Measure.PEOPLE,
        with_points=figure.measure is Measure.SCORE,
        quantity=str(counted.quantity) if counted.quantity and figure.measure is not Measure.PEOPLE else "",
        rows=tuple(_row(entry, counted, shown, named, each) for entry, *each in measured),
    )


def _columns(counted: Kind, figure: Figure) -> tuple[Dimension, ...]:
    """All dimensions but the title's, those on which the figure's entries can differ first."""
    fixed = {c.dimension for c in figure.where if c.operator.value == "in" and len(c.values) == 1}
    others = [dimension for dimension in counted.dimensions if dimension.key != counted.title]
    return tuple(sorted(others, key=lambda dimension: dimension.key in fixed))


def _row(entry: Entry, counted: Kind, shown: Sequence[Dimension], named: _Names, each: Sequence[Any]) -> Row:
    title = said(entry.dims.get(counted.title), counted.dimension(counted.title)) if counted.title else ""
    return Row(
        seq=entry.seq,
        title=title or str(counted.label),
        day=entry.occurred_on,
        unit=named.units[entry.unit_id].name,
        person=named.person(entry),
        quantity=entry.quantity,
        entries=each[0],
        points=each[1],
        evidence=len(entry.evidence),
        cells=tuple(_cell(entry, dimension) for dimension in shown),
    )


def _cell(entry: Entry, dimension: Dimension) -> Cell:
    text = said(entry.dims.get(dimension.key), dimension)
    return Cell(text, tag=bool(text) and dimension.type is DimensionType.CHOICE)
