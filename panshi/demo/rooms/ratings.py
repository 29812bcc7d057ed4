"""The yearly rounds of stars as they are planned: who gets how many, and who loses them; `panshi.demo.rating` holds them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random

from panshi.demo.reports import Report
from panshi.demo.roster import World
from panshi.org.choices import Category
from panshi.org.models import Person, Unit

OPENED, CHECKED, DELIBERATED, PUBLISHED, GIVEN, TAKEN_BACK = (10, 9), (10, 23), (11, 1), (11, 2), (11, 10), (11, 20)
"""Month and day of each stage of a round."""
GRADES = {
    "centre": ((5, "ratings.centres_five_star"), (4, "ratings.centres_four_star")),
    "station": ((5, "ratings.stations_five_star"), (4, "ratings.stations_four_star"), (3, "ratings.stations_three_star")),
    "officer": ((5, "ratings.officers_five_star"), (4, "ratings.officers_four_star")),
    "auxiliary": ((5, "ratings.auxiliaries_five_star"), (4, "ratings.auxiliaries_four_star")),
}
WRONG = "复核发现得分录入有误，取消评定"
MISCONDUCT = "公示后查实有违纪问题，取消评定"


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody or some place that takes part: the stars it gets, and why it loses them at once (empty: it keeps them)."""

    unit: Unit
    person: Person | None
    stars: int
    loses_them: str = ""


@lru_cache(maxsize=8)
def subjects(world: World, year: int, subject: str) -> tuple[Subject, ...]:
    """Who takes part in the year's round, those with most stars first; one in twelve gets none."""
    draw = world.plan.draw("ratings", year, subject)
    candidates = _candidates(world, draw, subject, year)
    found: list[Subject] = []
    for stars, key in GRADES[subject]:
        count = world.plan.target(year, key)
        found += [Subject(*candidates.pop(0), stars) for _ in range(count)]
        found += [Subject(*candidates.pop(0), stars, WRONG) for _ in range(count // 131)]
    if subject in {"officer", "auxiliary"}:
        found += [Subject(*candidates.pop(0), 5, MISCONDUCT) for _ in range(2)]
    none = min(len(candidates), len(found) // 12)
    return (*found, *(Subject(*candidates.pop(0), 0) for _ in range(none)))


def records(world: World, year: int, month: int) -> Iterator[Report]:
    """Nothing: stars are given where they belong, nobody reports them."""
    yield from ()


def _candidates(world: World, draw: Random, subject: str, year: int) -> list[tuple[Unit, Person | None]]:
    if subject == "centre":
        return [(unit, None) for unit in (world.root, *world.counties, *world.divisions)]
    if subject == "station":
        stations: list[tuple[Unit, Person | None]] = [(unit, None) for unit in world.stations]
        draw.shuffle(stations)
        return stations
    wanted = Category.OFFICER if subject == "officer" else Category.AUXILIARY
    first, last = date(year, *OPENED), date(year, *TAKEN_BACK)
    people: list[tuple[Unit, Person | None]] = [
        (world.unit[place.unit_id], place.person)
        for place in world.places
        if place.since <= first and last <= place.until and place.category == wanted
    ]
    draw.shuffle(people)
    return people
