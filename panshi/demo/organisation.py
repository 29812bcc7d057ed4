"""Founds the invented organisation: units, people, where they were when, who was away, who holds which role."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.crypto import salted_hmac

from panshi.demo import names
from panshi.demo.plan import Plan, spread
from panshi.org.choices import AbsenceReason, Category, Level, Role
from panshi.org.models import Absence, Account, Grant, Person, Posting, Unit
from panshi.org.services import open_unit

ROOT_CODE = "YC"
ROOT_NAME = "云川市公安局"
FOUNDED = date(2008, 1, 1)
GRANTED = date(2018, 1, 1)
DESK = (Role.CLERK, Role.CLERK, Role.VERIFIER, Role.CORRESPONDENT, Role.TRAINER, Role.CULTURE_OFFICER)
CITY_DESK = (
    Role.CLERK,
    Role.CLERK,
    Role.VERIFIER,
    Role.VERIFIER,
    Role.CORRESPONDENT,
    Role.EDITOR,
    Role.REVIEWER,
    Role.TRAINER,
    Role.CULTURE_OFFICER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)


@dataclass(frozen=True, slots=True)
class _Strength:
    """How many people a unit has, by category, how many of its officers lead, and what an officer's post is called."""

    unit: Unit
    officers: int
    auxiliaries: int
    civilians: int
    leaders: int
    post: str


def password() -> str:
    """The one password of the demo's accounts: made from this installation's secret, so the same at every run."""
    return salted_hmac("panshi.demo", "sign-in", algorithm="sha256").hexdigest()[:10]


@transaction.atomic
def found(plan: Plan) -> Unit:
    """Builds the whole organisation, or nothing of it; gives the city bureau."""
    draw = plan.draw("organisation")
    root = open_unit(code=ROOT_CODE, name=ROOT_NAME, level=Level.CITY, opened_on=FOUNDED)
    divisions = [
        open_unit(code=f"{ROOT_CODE}-D{place:02}", name=name, level=Level.DIVISION, opened_on=FOUNDED, above=root)
        for place, name in enumerate(names.DIVISIONS[: plan.sized(len(names.DIVISIONS), least=4)], 1)
    ]
    counties = [
        open_unit(code=f"{ROOT_CODE}-{place:02}", name=name, level=Level.COUNTY, opened_on=FOUNDED, above=root)
        for place, name in enumerate(names.COUNTIES, 1)
    ]
    stations = _open_stations(plan, draw, counties)
    strengths = list(_strengths(plan, draw, (root, divisions, counties), stations))
    _employ(plan, draw, strengths)
    _transfer(plan, draw, stations)
    _excuse(plan, draw)
    _grant(root, counties)
    return root


def _open_stations(plan: Plan, draw: Random, counties: list[Unit]) -> list[Unit]:
    shares = spread(plan.sized(250, least=len(counties)), [draw.uniform(0.7, 1.3) for _ in counties])
    named = iter(names.stations(draw, sum(shares)))
    return [
        open_unit(code=f"{county.code}-{place:02}", name=next(named), level=Level.STATION, opened_on=FOUNDED, above=county)
        for county, share in zip(counties, shares, strict=True)
        for place in range(1, share + 1)
    ]


def _strengths(
    plan: Plan, draw: Random, bureaus: tuple[Unit, list[Unit], list[Unit]], stations: list[Unit]
) -> Iterator[_Strength]:
    root, divisions, counties = bureaus
    yield _Strength(root, len(CITY_DESK) + 5, 1, 1, 4, "局领导")
    for division in divisions:
        yield _Strength(division, plan.sized(21, least=2), plan.sized(11), plan.sized(2), plan.sized(3), "民警")
    for county in counties:
        yield _Strength(county, plan.sized(48, least=len(DESK) + 1), plan.sized(40), plan.sized(8), plan.sized(8), "民警")
    busy = [draw.lognormvariate(0, 0.45) for _ in stations]
    officers = spread(plan.sized(872, least=len(stations)), busy)
    auxiliaries = spread(plan.sized(1631, least=len(stations)), busy)
    for station, officer, auxiliary in zip(stations, officers, auxiliaries, strict=True):
        yield _Strength(station, max(1, officer), max(1, auxiliary), 0, 0, "社区民警")


def _employ(plan: Plan, draw: Random, strengths: list[_Strength]) -> None:
    named = names.people(draw)
    people: list[Person] = []
    postings: list[Posting] = []
    counted = dict.fromkeys(Category, 0)
    prefix = {Category.OFFICER: "09", Category.AUXILIARY: "F", Category.CIVILIAN: "W"}
    for strength in strengths:
        for category, count in (
            (Category.OFFICER, strength.officers),
            (Category.AUXILIARY, strength.auxiliaries),
            (Category.CIVILIAN, strength.civilians),
        ):
            for place in range(count):
                counted[category] += 1
                number = f"{prefix[category]}{counted[category]:05}"
                person = Person(number=number, name=next(named), category=category)
                leads = category == Category.OFFICER and place < strength.leaders
                people.append(person)
                postings.append(
                    Posting(
                        person=person,
                        unit=strength.unit,
                        since=GRANTED if leads or place < len(CITY_DESK) + 5 else _joined(draw),
                        until=None,
                        post=_post(strength, category, place, leads=leads),
                        leader=leads,
                    )
                )
    Person.objects.bulk_create(people, batch_size=500)
    Posting.objects.bulk_create(postings, batch_size=500)


def _joined(draw: Random) -> date:
    chance = draw.random()
    if chance < 0.93:
        return GRANTED - timedelta(days=draw.randrange(3000))
    return date(2022, 1, 1) + timedelta(days=draw.randrange(640))


def _post(strength: _Strength, category: Category, place: int, *, leads: bool) -> str:
    if category != Category.OFFICER:
        return "辅警" if category == Category.AUXILIARY else "文职"
    if leads:
        return "局领导" if strength.unit.level == Level.CITY else "负责人"
    if strength.unit.level == Level.STATION and place == 0:
        return "所长" if strength.unit.name.endswith("派出所") else "中队长"
    return "内勤" if strength.unit.level != Level.STATION and place % 5 == 4 else strength.post.replace("局领导", "民警")


def _transfer(plan: Plan, draw: Random, stations: list[Unit]) -> None:
    """Moves some people to another station on a day of the two years, and lets some leave."""
    movable = list(Posting.objects.filter(unit__level=Level.STATION, since__lte=GRANTED).select_related("person"))
    new: list[Posting] = []
    moving = draw.sample(movable, min(len(movable), plan.sized(170)))
    for place, posting in enumerate(moving):
        posting.until = date(2022, 2, 1) + timedelta(days=draw.randrange(660))
        if place % 3:
            target = draw.choice(stations)
            new.append(Posting(person=posting.person, unit=target, since=posting.until + timedelta(days=1), post=posting.post))
    Posting.objects.bulk_update(moving, ["until"], batch_size=200)
    Posting.objects.bulk_create(new, batch_size=500)


def _excuse(plan: Plan, draw: Random) -> None:
    reasons = (AbsenceReason.LEAVE, AbsenceReason.LEAVE, AbsenceReason.SICK, AbsenceReason.SECONDMENT)
    longest = {AbsenceReason.LEAVE: 20, AbsenceReason.SICK: 45, AbsenceReason.SECONDMENT: 180}
    away: list[Absence] = []
    people = list(Person.objects.exclude(category=Category.CIVILIAN))
    for person in draw.sample(people, plan.sized(520)):
        reason = draw.choice(reasons)
        since = date(2022, 1, 1) + timedelta(days=draw.randrange(700))
        away.append(
            Absence(person=person, since=since, until=since + timedelta(days=draw.randrange(5, longest[reason])), reason=reason)
        )
    Absence.objects.bulk_create(away, batch_size=500)


def _grant(root: Unit, counties: list[Unit]) -> None:
    """Gives each bureau its desk; the city's people also get the accounts one signs in with, one for each role."""
    secret = make_password(password())
    officers = _officers_of(root)
    leader = officers[0]
    grants = [(leader, Role.LEADER, root)]
    grants += [(person, role, root) for person, role in zip(officers[4:], CITY_DESK, strict=False)]
    grants.append((officers[-1], Role.MEMBER, root))
    for county in counties:
        people = _officers_of(county)
        grants.append((people[0], Role.LEADER, county))
        grants += [(person, role, county) for person, role in zip(cycle(people[1:]), DESK, strict=False)]
    Grant.objects.bulk_create(
        [Grant(person=person, role=role, unit=unit, since=GRANTED, granted_by=leader) for person, role, unit in grants]
    )
    accounts: dict[str, Person] = {}
    for person, role, unit in grants:
        if unit == root:
            accounts.setdefault(role.value, person)
    for username, person in accounts.items():
        person.account = Account.objects.create(username=username, password=secret, first_name=person.name)
        person.save(update_fields=["account"])


def _officers_of(unit: Unit) -> list[Person]:
    postings = Posting.objects.filter(unit=unit, person__category=Category.OFFICER).select_related("person")
    return [posting.person for posting in postings.order_by("person__number")]
