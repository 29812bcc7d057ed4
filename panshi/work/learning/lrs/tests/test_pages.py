"""Pages of learning records and keys: who sees what."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from panshi.org import services as org
from panshi.org.choices import Category, Level, Role
from panshi.org.models import Account, Person, Unit
from panshi.work.learning.lrs.choices import Power
from panshi.work.learning.lrs.models import Key
from panshi.work.learning.lrs.rules.agents import person_agent
from panshi.work.learning.lrs.services import make_key
from panshi.work.learning.lrs.tests.conftest import Xapi
from panshi.work.learning.lrs.tests.saying import ACTIVITY, PLAIN

SINCE = date(2020, 1, 1)
PAGE = "/learning/records/"


@pytest.fixture
def counties(city: Unit) -> tuple[Unit, Unit]:
    def opened(code: str, name: str) -> Unit:
        return org.open_unit(code=code, name=name, level=Level.COUNTY, opened_on=date(2000, 1, 1), above=city)

    return opened("C1", "滨江分局"), opened("C2", "平溪县公安局")


def employed(number: str, unit: Unit, *roles: Role) -> Person:
    person = org.employ(number=number, name=f"高山{number}", category=Category.OFFICER, unit=unit, since=SINCE)
    for role in roles:
        org.grant_role(person=person, role=role, unit=unit, since=SINCE, by=None)
    return person


@pytest.fixture
def sign_in() -> Callable[[Person], Client]:
    def signed_in(person: Person) -> Client:
        account = Account.objects.create(username=person.number)
        Person.objects.filter(pk=person.pk).update(account=account)
        client = Client(headers={"Accept-Language": "en"})
        client.force_login(account)
        client.cookies["django_language"] = "en"
        return client

    return signed_in


def program(unit: Unit) -> Xapi:
    made = make_key(unit=unit, name=f"{unit.name}的课件", powers=[Power.WRITE], by=None)
    return Xapi("2.0.0", made.key.login, made.secret)


def said(number: str, course: str) -> dict[str, Any]:
    return {
        **PLAIN,
        "actor": person_agent(number, f"高山{number}"),
        "object": {"id": f"http://example.com/{course}", "definition": {"name": {"en": course}}},
    }


def test_a_trainer_sees_what_came_through_keys_of_the_own_county(counties: Any, sign_in: Any) -> None:
    here, there = counties
    trainer = sign_in(employed("T1", here, Role.TRAINER))
    program(here).post(said("P1", "our-course"))
    program(there).post(said("P1", "their-course"))
    page = trainer.get(PAGE, {"unit": "C1"}).content.decode()
    assert ("our-course" in page, "their-course" in page) == (True, False)
    assert trainer.get(PAGE, {"unit": "C2"}).status_code == 403


def test_and_all_records_of_the_own_people_by_staff_number(counties: Any, sign_in: Any) -> None:
    here, there = counties
    trainer = sign_in(employed("T1", here, Role.TRAINER))
    employed("P1", here)
    employed("P2", there)
    for number in ("P1", "P2"):
        program(there).post(said(number, f"course-of-{number}"))
    assert "course-of-P1" in trainer.get(PAGE, {"unit": "C1", "person": "P1"}).content.decode()
    assert trainer.get(PAGE, {"unit": "C1", "person": "P2"}).status_code == 404
    assert trainer.get(PAGE, {"unit": "C1", "person": "nobody"}).status_code == 404


def test_the_city_sees_everything_and_narrows_it(city: Unit, counties: Any, sign_in: Any) -> None:
    chief = sign_in(employed("A1", city, Role.ADMINISTRATOR))
    for place, unit in enumerate(counties):
        program(unit).post(said(f"P{place}", f"course-{place}"))
    assert chief.get(PAGE).content.decode().count("course-") >= 2
    page = chief.get(
        PAGE,
        {"activity": "http://example.com/course-1", "verb": PLAIN["verb"]["id"], "since": "2020-01-01", "until": "2100-01-01"},
    ).content.decode()
    assert (">course-0<" in page, ">course-1<" in page) == (False, True)
    assert ">course-1<" not in chief.get(PAGE, {"until": "2020-01-01"}).content.decode()
    assert "must be an IRI with a scheme" in chief.get(PAGE, {"verb": "not an IRI"}).content.decode()


def test_one_record_as_it_was_said(city: Unit, counties: Any, sign_in: Any) -> None:
    here, there = counties
    trainer, chief = sign_in(employed("T1", here, Role.TRAINER)), sign_in(employed("A1", city, Role.ADMINISTRATOR))
    employed("P1", here)
    [ours] = program(here)("POST", "statements", {**PLAIN, "object": ACTIVITY}).json()
    [theirs] = program(there)("POST", "statements", said("P2", "a")).json()
    [about_ours] = program(there)("POST", "statements", said("P1", "a")).json()
    assert [trainer.get(f"{PAGE}{each}/", {"unit": "C1"}).status_code for each in (ours, theirs, about_ours)] == [200, 404, 200]
    assert chief.get(f"{PAGE}{theirs}/").status_code == 200
    assert "Which of these?" in trainer.get(f"{PAGE}{ours}/", {"unit": "C1"}).content.decode()


def test_a_key_is_made_shown_once_and_revoked(counties: Any, sign_in: Any) -> None:
    here, there = counties
    chief = sign_in(employed("A1", here, Role.ADMINISTRATOR))
    page = chief.post(f"{PAGE}keys/C1/?unit=C1", {"name": "课件", "powers": ["write", "read_own"]})
    made = page.context["made"]
    assert (made.secret in page.content.decode(), page.headers["Cache-Control"]) == (True, "no-store")
    assert Xapi("2.0.0", made.key.login, made.secret).post(PLAIN) == 200
    assert made.secret not in chief.get(f"{PAGE}keys/C1/?unit=C1").content.decode()
    assert chief.post(f"{PAGE}keys/{made.key.pk}/revoke/?unit=C1").status_code == 302
    assert Key.objects.get().revoked_by is not None
    assert "revoked" in chief.get(f"{PAGE}keys/C1/?unit=C1").content.decode()
    assert chief.get(f"{PAGE}keys/C2/?unit=C1").status_code == 403
    other = make_key(unit=there, name="a", powers=[Power.WRITE], by=None)
    assert chief.post(f"{PAGE}keys/{other.key.pk}/revoke/?unit=C1").status_code == 404


def test_a_county_s_key_cannot_read_everything(counties: Any, sign_in: Any) -> None:
    chief = sign_in(employed("A1", counties[0], Role.ADMINISTRATOR))
    page = chief.post(f"{PAGE}keys/C1/?unit=C1", {"name": "课件", "powers": ["read"]})
    assert (page.status_code, Key.objects.count()) == (200, 0)
    assert 'value="read"' not in page.content.decode()


@pytest.mark.parametrize("place", [PAGE, f"{PAGE}keys/C/"])
def test_a_list_asks_no_more_for_more_rows(city: Unit, sign_in: Any, place: str) -> None:
    chief = sign_in(employed("A1", city, Role.ADMINISTRATOR))
    counted = []
    for more in (1, 2):
        for _each in range(more):
            program(city).post(said("P1", "a"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert chief.get(place).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
