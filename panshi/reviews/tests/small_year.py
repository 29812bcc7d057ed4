"""A small organisation and a small year, posted through the ledger's door, for tests that need real entries."""

from dataclasses import dataclass
from datetime import date

from django.test import Client

from panshi.kernel.references import Reference
from panshi.ledger import kinds
from panshi.ledger.entries import Entry
from panshi.ledger.postings import Posting
from panshi.ledger.services import post_many
from panshi.org.choices import Category, Level, Role
from panshi.org.models import Account, Person, Unit
from panshi.org.services import employ, grant_role, open_unit

OPENED = date(2000, 1, 1)
SERIES = "净水器下乡骗局追踪"
TEMPLATE = """# {{ unit.name }}{{ year }}年

刊登稿件{{ figure("coverage.mainstream_stories") }}，{{ change("coverage.mainstream_stories") }}。
头版头条{{ figure("coverage.front_page_leads") }}。

{% for part in parts("coverage.mainstream_stories", by="unit") %}
- {{ part.name }}{{ part.number }}
{% endfor %}

{% for part in parts("coverage.mainstream_stories", by="month") %}
{% if part.number > 0 %}{{ part.name }}{{ part.number }}，{% endif %}
{% endfor %}

系列报道阅读量{{ figure("coverage.series_reads", form="breaking") }}；图书室{{ figure("groups.reading_rooms") }}。
学习率{{ figure("learning.completion_rate") }}。
任务{{ figure("learning.tasks_published", form="over") }}，参加学习{{ figure("learning.people_trained") }}。
"""


@dataclass(frozen=True)
class SmallYear:
    """A city with two counties, three people, and an editor who may write and freeze everywhere."""

    city: Unit
    north: Unit
    south: Unit
    people: tuple[Person, ...]
    editor: Person
    clerk: Person


def organisation() -> SmallYear:
    city = open_unit(code="C", name="云川市公安局", level=Level.CITY, opened_on=OPENED)
    north = open_unit(code="C01", name="北川县局", level=Level.COUNTY, opened_on=OPENED, above=city)
    south = open_unit(code="C02", name="南川县局", level=Level.COUNTY, opened_on=OPENED, above=city)
    people = tuple(
        employ(number=f"P{number}", name=f"警员{number}", category=Category.OFFICER, unit=north, since=OPENED)
        for number in range(3)
    )
    editor = employ(number="E1", name="周宁", category=Category.CIVILIAN, unit=city, since=OPENED)
    clerk = employ(number="K1", name="吴敏", category=Category.CIVILIAN, unit=city, since=OPENED)
    grant_role(person=editor, role=Role.LEADER, unit=city, since=OPENED, by=None)
    grant_role(person=clerk, role=Role.CLERK, unit=city, since=OPENED, by=None)
    return SmallYear(city, north, south, people, editor, clerk)


def story(unit: Unit, day: date, name: str, *, page: int = 3, position: str = "other", origin: str = "original") -> Posting:
    dims = {"tier": "central", "outlet": "华夏警讯", "headline": name, "story": name, "page": page}
    dims |= {"position": position, "origin": origin}
    return Posting(kinds.kind("coverage.placement"), unit, day, Reference("tests.story", f"{name}/{day}"), dims)


def learning(year: SmallYear, kind: str, person: Person, day: date, number: int) -> Posting:
    dims: dict[str, object] = {"category": "political", "task": f"任务{number}", "person_category": "officer"}
    dims |= {"timeliness": "on_time"} if kind == "learning.completion" else {"due_on": day}
    source = Reference("tests.learning", f"{kind}/{person.number}/{number}")
    return Posting(kinds.kind(kind), year.north, day, source, dims, person=person)


def postings(year: SmallYear) -> list[Posting]:
    """5 stories in 2022, 8 in 2023 (2 leads, 3 of the south, 1 of the city itself), 20 tasks of which 18 are done, one room."""
    rows = [story(year.north, date(2022, 3, 1 + n), f"旧稿{n}") for n in range(5)]
    rows += [story(year.north, date(2023, 3, 1 + n), f"北稿{n}", page=1, position="lead") for n in range(2)]
    rows += [story(year.north, date(2023, 4, 1 + n), f"山路{n}") for n in range(2)]
    rows += [story(year.south, date(2023, 5, 1 + n), f"南稿{n}") for n in range(3)]
    rows.append(story(year.city, date(2023, 6, 1), "市稿"))
    rows.append(story(year.south, date(2023, 6, 2), "转稿", origin="reprint"))
    for number in range(20):
        person = year.people[number % 3]
        rows.append(learning(year, "learning.assignment", person, date(2023, 7, 1 + number), number))
        if number < 18:
            rows.append(learning(year, "learning.completion", person, date(2023, 7, 1 + number), number))
    rows += [reads(year), room(year)]
    return rows


def reads(year: SmallYear) -> Posting:
    dims = {"series": SERIES, "outlet": "抖音"}
    return Posting(
        kinds.kind("coverage.reads"), year.city, date(2023, 8, 1), Reference("tests.reads", "1"), dims, quantity=20_345_678
    )


def room(year: SmallYear) -> Posting:
    dims = {"type": "reading_room", "name": "北川书屋"}
    return Posting(kinds.kind("groups.group"), year.north, date(2021, 8, 1), Reference("tests.room", "1"), dims)


def small_year() -> SmallYear:
    """Built and posted."""
    year = organisation()
    post_many(postings(year), by=year.clerk)
    return year


def entry_named(name: str, day: date) -> Entry:
    from panshi.ledger.selectors import by_source

    return by_source(Reference("tests.story", f"{name}/{day}"))[0]


def signed_in(client: Client, person: Person) -> Client:
    person.account = Account.objects.create_user(f"account{person.pk}")
    person.save()
    client.force_login(person.account)
    return client
