"""Who answers for what a unit owes: those posted there, and those who report for it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from panshi.kernel.clock import today
from panshi.org.models import Grant, Person, Posting, Unit
from panshi.org.permissions import roles_with
from panshi.org.selectors import granted, holding
from panshi.work.registers.selectors.duties.finding import prefixes


@dataclass(frozen=True, slots=True)
class Answering:
    """The people of one unit today; `reporters` hold a reporting role at the nearest unit, itself or above, that has any."""

    people: frozenset[int]
    reporters: tuple[Person, ...] = field(default=())

    def __contains__(self, person: Person) -> bool:
        return person.pk in self.people

    def __len__(self) -> int:
        return len(self.people)


def answering(units: Sequence[Unit]) -> dict[int, Answering]:
    """For each unit (by id) who answers for it, in two queries."""
    on = today()
    posted: dict[int, set[int]] = defaultdict(set)
    for unit, person in Posting.objects.filter(holding(on), unit__in=units).values_list("unit_id", "person_id"):
        posted[unit].add(person)
    held = Grant.objects.filter(
        granted(on), role__in=roles_with("records.report"), unit__path__in=prefixes(unit.path for unit in units)
    )
    reporting: dict[str, dict[int, Person]] = defaultdict(dict)
    for grant in held.select_related("person__account", "unit").order_by("pk"):
        reporting[grant.unit.path][grant.person_id] = grant.person
    return {unit.pk: _of(unit, posted[unit.pk], reporting) for unit in units}


def _of(unit: Unit, posted: set[int], reporting: dict[str, dict[int, Person]]) -> Answering:
    ends = range(len(unit.path), 0, -Unit.steplen)
    nearest = next((reporting[unit.path[:end]] for end in ends if reporting.get(unit.path[:end])), {})
    return Answering(frozenset(posted | set(nearest)), tuple(nearest.values()))
