"""A city with two counties and three stations, people to rate and to assess, and standards that are in force."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from panshi.kernel.clock import CHINA, fixed
from panshi.kernel.references import Reference
from panshi.ledger.kinds import kind
from panshi.ledger.postings import Posting
from panshi.ledger.services import post_many
from panshi.org import services as org
from panshi.org.choices import Category, Level, Role
from panshi.org.models import Person, Unit
from panshi.work.ratings.choices import Method, Section, Subject
from panshi.work.ratings.models import Candidate, Round, Standard
from panshi.work.ratings.selectors.rounds import criteria_of, eligible
from panshi.work.ratings.services import checking, rounds, standards
from panshi.work.ratings.services.standards import NewCriterion, Outline

SINCE = date(2020, 1, 1)
CHECKED = (("不符合", "0"), ("基本符合", "8"), ("符合", "20"))


def at(day: str):
    """On that day at noon."""
    return fixed(datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=CHINA))


@dataclass(frozen=True)
class World:
    city: Unit
    county: Unit
    other: Unit
    stations: list[Unit]
    trainer: Person
    leader: Person
    assessor: Person
    admin: Person
    officers: list[Person]


def build() -> World:
    city = org.open_unit(code="C", name="云川市公安局", level=Level.CITY, opened_on=SINCE)
    county = org.open_unit(code="C01", name="滨江分局", level=Level.COUNTY, opened_on=SINCE, above=city)
    other = org.open_unit(code="C02", name="平溪县公安局", level=Level.COUNTY, opened_on=SINCE, above=city)
    stations = [
        org.open_unit(code=f"C01{n}", name=f"{n}号派出所", level=Level.STATION, opened_on=SINCE, above=county) for n in (1, 2, 3)
    ]
    hire = lambda number, unit: org.employ(number=number, name=f"王{number}", category=Category.OFFICER, unit=unit, since=SINCE)  # noqa: E731 -- one shape, six people
    trainer, leader, assessor = hire("t", city), hire("l", city), hire("a", other)
    officers = [hire(f"o{n}", unit) for n, unit in enumerate(stations)]
    org.grant_role(person=trainer, role=Role.TRAINER, unit=city, since=SINCE, by=None)
    org.grant_role(person=leader, role=Role.LEADER, unit=city, since=SINCE, by=None)
    org.grant_role(person=assessor, role=Role.TRAINER, unit=other, since=SINCE, by=None)
    for officer, unit in zip(officers, stations, strict=True):
        org.grant_role(person=officer, role=Role.LEADER, unit=unit, since=SINCE, by=None)
    admin = org.employ(number="admin", name="管理员", category=Category.CIVILIAN, unit=city, since=SINCE)
    org.grant_role(person=admin, role=Role.ADMINISTRATOR, unit=city, since=SINCE, by=None)
    return World(city, county, other, stations, trainer, leader, assessor, admin, officers)


def criteria(figure: str = "learning.tasks_completed") -> list[NewCriterion]:
    """Twenty points from a figure (10 from one, 20 from three), twenty on each other section; premises are essential."""
    automatic = NewCriterion(Section.PROCESS, "完成学习任务", Decimal(20), (("1", "10"), ("3", "20")), Method.AUTOMATIC, figure)
    rest = [
        NewCriterion(section, str(section.label), Decimal(20), CHECKED) for section in Section if section is not Section.PROCESS
    ]
    rest[0] = NewCriterion(Section.PREMISES, "场所", Decimal(20), CHECKED, essential_from=Decimal(20), cap=3)
    return [automatic, *rest]


def standard(world: World, subject: Subject = Subject.STATION, version: str = "2023版") -> Standard:
    drafted = standards.draft_standard(unit=world.city, subject=subject, outline=Outline(version), by=world.trainer)
    standards.add_criteria(drafted, criteria(), by=world.trainer)
    return standards.adopt(drafted, since=date(2023, 1, 1), by=world.trainer)


def studied(world: World, place: int, times: int) -> None:
    """The officer of a station completes so many tasks in 2023."""
    officer = world.officers[place]
    post_many(
        (
            Posting(
                kind("learning.completion"),
                world.stations[place],
                date(2023, 5, 1),
                Reference("registers.record", f"{officer.pk}/{time}"),
                {"category": "political", "task": f"任务{time}", "person_category": "officer", "timeliness": "on_time"},
                person=officer,
            )
            for time in range(times)
        ),
        by=world.trainer,
    )


def opened(world: World, subject: Subject = Subject.STATION, quota: dict[int, int] | None = None) -> Round:
    """A round over 2023 with everybody eligible in it."""
    new = rounds.NewRound("2023年度评定", date(2023, 1, 1), date(2023, 10, 31), quota or {})
    made = rounds.open_round(unit=world.city, standard=standard(world, subject), new=new, by=world.trainer)
    rounds.take_part(made, eligible(made, on=date(2023, 11, 1)), by=world.trainer)
    return made


def checked(world: World, made: Round, steps: dict[str, int] | None = None) -> list[Candidate]:
    """Everything checked by the assessor from the other county, full points but where `steps` (by title) says otherwise."""
    found = list(Candidate.objects.filter(round=made, left_out="").order_by("pk"))
    rounds.assign(found, assessor=world.assessor, by=world.trainer)
    rounds.begin_check(made, by=world.trainer)
    for candidate in found:
        for criterion in criteria_of(made):
            if criterion.method == Method.ASSESSED:
                step = (steps or {}).get(criterion.title, 2)
                checking.check(candidate, criterion, step=step, remark="", key=uuid4(), by=world.assessor)
        checking.finish_check(candidate, by=world.assessor)
    return found
