"""A person's own record: what stands about them, what no longer does, and that nobody else sees it."""

from datetime import date
from html import unescape
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panshi.kernel.periods import Period
from panshi.kernel.references import Reference
from panshi.ledger import services
from panshi.ledger.entries import Entry
from panshi.ledger.kinds import kind
from panshi.ledger.postings import Posting
from panshi.org.choices import Role
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.web.mine import record_of
from panshi.web.tests.conftest import hired

YEAR = Period.year(2023)
sources = count(1)


@pytest.fixture
def other(county: Unit) -> Person:
    return hired("P3", "何川", Role.MEMBER, county, "other")


def post(key: str, unit: Unit, day: str, *, by: Person, person: Person | None = None, **dims: object) -> Entry:
    source = Reference("trial.mine", str(next(sources)))
    return services.post(Posting(kind(key), unit, date.fromisoformat(day), source, dims, 1, person), by=by)


def due(person: Person, unit: Unit, day: str, task: str, *, by: Person, **more: object) -> Entry:
    facts = {"category": "political", "task": task, "due_on": date(2023, 6, 1), "person_category": "officer"} | more
    return post("learning.assignment", unit, day, by=by, person=person, **facts)


def done(person: Person, unit: Unit, day: str, task: str, timeliness: str, *, by: Person) -> Entry:
    facts = {"category": "political", "task": task, "person_category": "officer", "timeliness": timeliness}
    return post("learning.completion", unit, day, by=by, person=person, **facts)


def starred(name: str, unit: Unit, day: str, stars: int, until: date, *, by: Person) -> Entry:
    facts = {"subject": "officer", "name": name, "stars": stars, "standard": "2023版", "until": until}
    return post("ratings.rating", unit, day, by=by, **facts)


@pytest.fixture
def a_year(member: Person, other: Person, leader: Person, county: Unit, station: Unit) -> list[Entry]:
    """Two tasks due, one excused, one given by mistake; one done late; stars of this year and of the last; others' too."""
    services.reverse(due(member, county, "2023-04-01", "发错了", by=leader), reason="发错人", by=leader)
    due(member, county, "2022-12-31", "去年的", by=leader)
    due(member, county, "2023-03-02", "休假免学", by=leader, excused="leave")
    due(other, county, "2023-03-01", "别人的一课", by=leader)
    starred("何川（P2）", county, "2022-11-10", 4, date(2023, 11, 10), by=leader)
    starred("何 川（P2）", county, "2023-11-10", 5, date(2024, 11, 10), by=leader)
    starred("何川（P3）", county, "2023-11-10", 4, date(2024, 11, 10), by=leader)
    starred("何川", county, "2023-11-10", 4, date(2024, 11, 10), by=leader)
    group = {"type": "club", "group": "江岸书法组"}
    post("groups.membership", county, "2021-05-01", by=leader, person=member, **group)
    post("groups.membership", county, "2021-05-01", by=leader, person=member, until=date(2022, 1, 1), **group)
    return [
        due(member, county, "2023-03-01", "第一课", by=leader),
        due(member, station, "2023-05-01", "在派出所的一课", by=leader),
        done(member, county, "2023-05-20", "第一课", "late", by=leader),
    ]


def numbers(person: Person, scope: Scope) -> dict[str, int]:
    return {line.key: line.total for line in record_of(person, scope=scope)}


def test_a_record_says_what_stands_about_the_person(member: Person, county: Unit, a_year: list[Entry]) -> None:
    assert numbers(member, Scope(county, YEAR)) == {
        "tasks-due": 2,
        "tasks-done": 1,
        "tasks-late": 1,
        "attendances": 0,
        "exams": 0,
        "stars": 1,
        "memberships": 1,
    }


def test_a_record_is_the_same_from_every_unit(member: Person, city: Unit, station: Unit, a_year: list[Entry]) -> None:
    assert numbers(member, Scope(city, YEAR)) == numbers(member, Scope(station, YEAR))


def test_stars_say_how_many_and_until_when(member: Person, county: Unit, a_year: list[Entry]) -> None:
    notes = {line.key: line.note for line in record_of(member, scope=Scope(county, YEAR))}
    assert notes["stars"] == "5 星（2023版） · 2024-11-10 前有效"
    assert notes["memberships"] == "江岸书法组"


def test_a_record_as_of_a_position_knows_nothing_later(member: Person, county: Unit, a_year: list[Entry]) -> None:
    assert numbers(member, Scope(county, YEAR, a_year[0].seq))["tasks-due"] == 1
    assert numbers(member, Scope(county, YEAR, a_year[2].seq - 1))["tasks-done"] == 0
    assert numbers(member, Scope(county, YEAR, 1))["tasks-due"] == 1  # given by mistake, and not yet taken back


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_home_shows_each_number_as_a_link_to_as_many_entries(as_member: Client, a_year: list[Entry]) -> None:
    home = page(as_member, "/?period=2023")
    assert 'href="/mine/?unit=C01&period=2023&of=tasks-due">2<' in home
    shown = page(as_member, "/mine/?unit=C01&period=2023&of=tasks-due")
    assert [shown.count(task) for task in ("第一课", "在派出所的一课")] == [1, 1]
    assert [shown.count(task) for task in ("发错了", "去年的", "休假免学")] == [0, 0, 0]
    assert f'href="{reverse("ledger:entry", args=[a_year[0].seq])}?unit=C01&period=2023"' in shown


def test_a_record_is_never_anothers(as_member: Client, client: Client, other: Person, a_year: list[Entry]) -> None:
    for address in ("/mine/?period=2023", "/mine/?period=2023&person=P3", "/mine/?period=2023&number=P3"):
        assert "别人的一课" not in page(as_member, address)
    client.force_login(other.account)
    shown = page(client, "/mine/?period=2023")
    assert "别人的一课" in shown
    assert "在派出所的一课" not in shown


def test_an_entry_of_a_unit_out_of_sight_is_shown_but_does_not_open(
    client: Client, leader: Person, city: Unit, county: Unit, station: Unit
) -> None:
    moved = hired("P4", "李江", Role.MEMBER, station, "moved")
    entry = due(moved, county, "2023-03-01", "调动以前的一课", by=leader)
    client.force_login(moved.account)
    shown = page(client, "/mine/?period=2023")
    assert "调动以前的一课" in shown
    assert reverse("ledger:entry", args=[entry.seq]) not in shown


def test_an_unknown_matter_is_not_found(as_member: Client) -> None:
    assert as_member.get("/mine/?of=salary").status_code == 404


def test_a_list_of_one_costs_as_much_as_one_of_three(as_member: Client, member: Person, county: Unit, leader: Person) -> None:
    def queries() -> int:
        page(as_member, "/mine/?period=2023")
        with CaptureQueriesContext(
            connection,
        ) as counted:
            page(as_member, "/mine/?period=2023")
        return len(counted)

    due(member, county, "2023-03-01", "一", by=leader)
    one = queries()
    for task in ("二", "三"):
        due(member, county, "2023-03-01", task, by=leader)
    assert queries() == one


def test_a_long_record_has_pages(as_member: Client, member: Person, county: Unit, leader: Person) -> None:
    for number in range(31):
        due(member, county, "2023-03-01", f"课{number:02}", by=leader)
    assert "课00" not in page(as_member, "/mine/?period=2023")
    assert "课00" in page(as_member, "/mine/?period=2023&page=2")


def test_a_record_in_english(as_member: Client, a_year: list[Entry]) -> None:
    as_member.cookies["django_language"] = "en"
    shown = page(as_member, "/mine/?period=2023&of=stars")
    assert "Only you see this page." in shown
    assert "star ratings in force" in shown.casefold()
