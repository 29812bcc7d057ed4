"""Records read in the order of a list, some at a time, with the units and people they name."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, QuerySet

from panshi.org.models import Person, Unit
from panshi.org.selectors import subtrees_with
from panshi.work.registers.models import Record

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Read:
    """One record, its unit, and how much evidence it has."""

    record: Record
    unit: Unit
    evidence: int


class Names:
    """Units as a table calls them, and people where `viewer` may see them by name; each looked up once."""

    def __init__(self, viewer: Person) -> None:
        self._viewer = viewer
        self._people: dict[int, Person] = {}

    @cached_property
    def units(self) -> dict[int, Unit]:
        """All units by number."""
        return Unit.objects.in_bulk()

    @cached_property
    def _shared(self) -> set[str]:
        return {name for name, number in Counter(unit.name for unit in self.units.values()).items() if number > 1}

    @cached_property
    def _seen(self) -> tuple[str, ...]:
        return subtrees_with("org.view_people", person=self._viewer)

    def unit(self, unit: Unit) -> str:
        """Its name; where others share it, with its code."""
        return f"{unit.name}（{unit.code}）" if unit.name in self._shared else unit.name

    def shows(self, unit: Unit) -> bool:
        """Whether people may be shown by name in this unit."""
        return unit.path.startswith(self._seen) if self._seen else False

    def learn(self, read: Sequence[Read]) -> None:
        """Looks up everybody these records name, as far as they may be shown, in one query."""
        self.know({pk for each in read if self.shows(each.unit) for pk in _named(each.record)})

    def know(self, named: set[int]) -> None:
        """Looks up people who may be shown, those not known yet in one query."""
        self._people.update(Person.objects.in_bulk(list(named - self._people.keys())))

    def people(self, each: Read) -> list[Person] | None:
        """Those on the sheet, in its order; None where they may not be shown."""
        return [self._people[pk] for pk in each.record.people] if self.shows(each.unit) else None

    def person(self, pk: int | None, unit: Unit) -> str:
        """One person's name, or nothing."""
        return self._people[pk].name if pk and self.shows(unit) else ""


def in_order(found: QuerySet[Record]) -> "array[int]":
    """The numbers of the records in the list's order: eight bytes each, whatever becomes of the list meanwhile."""
    return array("q", found.select_related(None).values_list("pk", flat=True).iterator(chunk_size=20_000))


def read(pks: Sequence[int], names: Names) -> Iterator[list[Read]]:
    """The records some at a time, in four queries each time; `names` then knows whom they name."""
    for start in range(0, len(pks), AT_ONCE):
        some = list(pks[start : start + AT_ONCE])
        records = Record.objects.in_bulk(some)
        filed = Record.evidence.through.objects.filter(record__in=some).order_by().values_list("record").annotate(Count("pk"))
        evidence = dict(filed)
        # What was thrown away since the list was made is no longer there to be read.
        there = [records[pk] for pk in some if pk in records]
        chunk = [Read(each, names.units[each.unit_id], evidence.get(each.pk, 0)) for each in there]
        names.learn(chunk)
        yield chunk


def _named(record: Record) -> Iterator[int]:
    yield from record.people
    yield record.reported_by_id
    if record.verified_by_id:
        yield record.verified_by_id
