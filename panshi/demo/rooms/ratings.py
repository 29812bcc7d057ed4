"""The yearly round of stars: in November, by the version of the standard in force, valid for a year."""

from collections.abc import Iterator
from datetime import date
from random import Random

from panshi.demo.reports import Report
from panshi.demo.roster import World
from panshi.org.choices import Category
from panshi.org.models import Person, Unit
from panshi.work.ratings.kinds import RATING

ROUND = 11
GRADES = {
    "centre": ((5, "ratings.centres_five_star"), (4, "ratings.centres_four_star")),
    "station": ((5, "ratings.stations_five_star"), (4, "ratings.stations_four_star"), (3, "ratings.stations_three_star")),
    "officer": ((5, "ratings.officers_five_star"), (4, "ratings.officers_four_star")),
    "auxiliary": ((5, "ratings.auxiliaries_five_star"), (4, "ratings.auxiliaries_four_star")),
}


def records(world: World, year: int, month: int) -> Iterator[Report]:
    """The round's ratings; in December a few are withdrawn."""
    on = date(year, ROUND, 10)
    if month != ROUND:
        return
    draw = world.plan.draw("ratings", year)
    for subject, grades in GRADES.items():
        candidates = _candidates(world, draw, subject, on)
        for stars, key in grades:
            for place, (unit, name) in enumerate(_taken(candidates, world.plan.target(year, key))):
                report = Report(
                    RATING,
                    unit,
                    on,
                    date(year, ROUND, 20),
                    {
                        "subject": subject,
                        "name": name,
                        "stars": stars,
                        "standard": f"{year}版",
                        "until": date(year + 1, ROUND, 10),
                    },
                    paper=f"{year}年星级评定结果公示（{subject} {stars}）" if place == 0 else "",
                )
                yield report
                if place % 131 == 130:
                    yield report.taken_back("评定结果重复录入")
        if subject in {"officer", "auxiliary"}:
            for unit, name in _taken(candidates, 2):
                dims = {"subject": subject, "name": name, "stars": 5, "standard": f"{year}版", "until": date(year + 1, ROUND, 10)}
                yield Report(RATING, unit, on, date(year, ROUND, 20), dims).taken_back("公示期内查实有违纪问题，取消评定")


def _taken(candidates: list[tuple[Unit, str]], count: int) -> list[tuple[Unit, str]]:
    taken, candidates[:count] = candidates[:count], []
    assert len(taken) == count, "more stars than candidates"
    return taken


def _candidates(world: World, draw: Random, subject: str, on: date) -> list[tuple[Unit, str]]:
    if subject == "centre":
        owners = [world.root, *world.counties, *world.divisions]
        return [(unit, f"{unit.name}培验中心") for unit in owners]
    if subject == "station":
        stations = [(unit, f"{unit.name}培验站室") for unit in world.stations]
        draw.shuffle(stations)
        return stations
    wanted = Category.OFFICER if subject == "officer" else Category.AUXILIARY
    people: list[tuple[Unit, Person]] = [
        (world.unit[place.unit_id], place.person)
        for place in world.places
        if place.since <= on <= place.until and place.category == wanted
    ]
    draw.shuffle(people)
    return [(unit, f"{person.name}（{person.number}）") for unit, person in people]
