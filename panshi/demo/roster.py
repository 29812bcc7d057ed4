"""The organisation held in memory while records are made: who was where on a day, and who reports for whom."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from random import Random

from panshi.demo.plan import Plan
from panshi.org.choices import Level, Role
from panshi.org.models import Absence, Grant, Person, Posting, Unit


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A person's place in a unit for a time; equal only to itself."""

    person: Person
    unit_id: int
    since: date
    until: date
    leader: bool
    category: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Who reports and who verifies for a bureau and its stations."""

    unit: Unit
    clerks: tuple[Person, ...]
    verifier: Person


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """The organisation as the makers of records need it; one is equal only to itself, so that answers about it can be kept."""

    plan: Plan
    root: Unit
    unit: dict[int, Unit]
    divisions: list[Unit]
    counties: list[Unit]
    stations: list[Unit]
    places: list[Place]
    absences: dict[int, list[Absence]]
    desks: dict[int, Desk]
    desk_of: dict[int, int]
    busy: dict[int, float]

    @property
    def units(self) -> list[Unit]:
        """Every unit people work in, the city's own divisions first."""
        return [*self.divisions, *self.counties, *self.stations]

    def some(self, draw: Random, units: list[Unit], count: int) -> list[Unit]:
        """`count` of the units, busy ones more often."""
        return draw.choices(units, [self.busy[unit.pk] for unit in units], k=count)

    def on(self, day: date) -> dict[int, list[Place]]:
        """Who was on strength on the day, by unit."""
        present: dict[int, list[Place]] = defaultdict(list)
        for place in self.places:
            if place.since <= day <= place.until:
                present[place.unit_id].append(place)
        return present

    def excuse(self, person: Person, day: date) -> str:
        """Why the person was away on the day; empty when they were not."""
        for absence in self.absences.get(person.id, ()):
            if absence.since <= day and (absence.until is None or day <= absence.until):
                return str(absence.reason)
        return ""

    def leaders(self, day: date) -> list[Person]:
        """People in leading posts of the city and county bureaus on the day."""
        return [place.person for place in self.places if place.leader and place.since <= day <= place.until]


def load(plan: Plan) -> World:
    """Reads the organisation from the database."""
    units = {unit.pk: unit for unit in Unit.objects.order_by("path")}
    level = lambda wanted: [unit for unit in units.values() if unit.level == wanted]  # noqa: E731 -- three lists of one shape
    root, counties = level(Level.CITY)[0], level(Level.COUNTY)
    desks = {unit.pk: _desk(unit) for unit in (root, *counties)}
    county_of = {county.path: county.pk for county in counties}
    places = [
        Place(
            posting.person,
            posting.unit_id,
            posting.since,
            posting.until or date.max,
            posting.leader,
            str(posting.person.category),
        )
        for posting in Posting.objects.select_related("person").order_by("person__number", "since")
    ]
    absences: dict[int, list[Absence]] = defaultdict(list)
    for absence in Absence.objects.order_by("person_id", "since"):
        absences[absence.person_id].append(absence)
    draw = plan.draw("busy")
    return World(
        plan=plan,
        root=root,
        unit=units,
        divisions=level(Level.DIVISION),
        counties=counties,
        stations=level(Level.STATION),
        places=places,
        absences=absences,
        desks=desks,
        desk_of={pk: county_of.get(unit.path[: 2 * Unit.steplen], root.pk) for pk, unit in units.items()},
        busy={pk: draw.lognormvariate(0, 0.5) for pk in units},
    )


def _desk(unit: Unit) -> Desk:
    held = Grant.objects.filter(unit=unit).select_related("person").order_by("pk")
    clerks = tuple(grant.person for grant in held if grant.role == Role.CLERK)
    return Desk(unit, clerks, next(grant.person for grant in held if grant.role == Role.VERIFIER))
