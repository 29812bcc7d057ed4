"""What is compared of the rows of a whole book, and of the records that stand already: little, for there are many."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from panshi.ledger.kinds import Kind
from panshi.work.registers.choices import GONE
from panshi.work.registers.models import Record

TOGETHER = 800  # records asked for by number in one query
UNITS_TOGETHER = 500


class Line(NamedTuple):
    """A row of the book (`row`), or a record in the register (`pk`). `same` are the values by which such things are told
    apart; `size` is how much it counts.
    """

    row: int
    pk: int
    unit: int
    day: int
    same: tuple[object, ...]
    title: str
    people: tuple[int, ...]
    size: int


class Seen(NamedTuple):
    """What is read first of a record in the register."""

    pk: int
    unit_id: int
    occurred_on: date
    title: str


def line_of(row: int, record: Record, kind: Kind) -> Line:
    """A good row as a line."""
    people, dims = tuple(record.people), record.dims
    same = tuple([dims.get(key) for key in kind.identity])
    size = len(people) if kind.people else record.quantity
    return Line(row, 0, record.unit_id, record.occurred_on.toordinal(), same, record.title, people, size)


def standing(kind: Kind, units: Sequence[int], first: int, last: int) -> Iterator[Seen]:
    """The records of the kind in these units between two days (ordinals) that were not taken back, a few facts of each."""
    days = date.fromordinal(first), date.fromordinal(last)
    for low in range(0, len(units), UNITS_TOGETHER):
        found = Record.objects.filter(kind=kind.key, unit__in=units[low : low + UNITS_TOGETHER], occurred_on__range=days)
        rows = found.exclude(state__in=GONE).order_by().values_list(*Seen._fields)
        yield from (Seen(*row) for row in rows.iterator(chunk_size=5000))


def read_whole(seen: Iterable[Seen], kind: Kind) -> Iterator[Line]:
    """The same records with all that is compared."""
    by_pk = {each.pk: each for each in seen}
    numbers = list(by_pk)
    for low in range(0, len(numbers), TOGETHER):
        found = Record.objects.filter(pk__in=numbers[low : low + TOGETHER]).order_by()
        for pk, dims, people in found.values_list("pk", "dims", "people"):
            yield _line(by_pk[pk], dims, people, kind)


def _line(seen: Seen, dims: Mapping[str, object], people: Sequence[int], kind: Kind) -> Line:
    same = tuple([dims.get(key) for key in kind.identity])
    return Line(0, seen.pk, seen.unit_id, seen.occurred_on.toordinal(), same, seen.title, tuple(people), 0)
