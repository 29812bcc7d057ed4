"""A bureau with two counties, a clerk and a verifier in one of them, and records of two kinds."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from panshi.ledger import kinds
from panshi.org import services as org
from panshi.org.choices import Category, Level, Role
from panshi.org.models import Person, Unit
from panshi.work.registers.services import NewRecord

OPENED = date(2000, 1, 1)
SINCE = date(2020, 1, 1)


@pytest.fixture(autouse=True)
def media(tmp_path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def city(db: None) -> Unit:
    return org.open_unit(code="C", name="云川市公安局", level=Level.CITY, opened_on=OPENED)


@pytest.fixture
def county(city: Unit) -> Unit:
    return org.open_unit(code="C01", name="滨江分局", level=Level.COUNTY, opened_on=OPENED, above=city)


@pytest.fixture
def elsewhere(city: Unit, county: Unit) -> Unit:
    return org.open_unit(code="C02", name="山南县局", level=Level.COUNTY, opened_on=OPENED, above=city)


def person(number: str, name: str, unit: Unit, *roles: Role) -> Person:
    made = org.employ(number=number, name=name, category=Category.OFFICER, unit=unit, since=SINCE)
    for role in roles:
        org.grant_role(person=made, role=role, unit=unit, since=SINCE, by=None)
    return made


@pytest.fixture
def clerk(county: Unit) -> Person:
    return person("P1", "周宁", county, Role.CLERK)


@pytest.fixture
def verifier(county: Unit) -> Person:
    return person("P2", "吴越", county, Role.VERIFIER)


@pytest.fixture
def squad(county: Unit) -> list[Person]:
    return [person(f"S{number}", name, county) for number, name in enumerate(("高山", "白雪", "方圆"))]


def session(unit: Unit, **changed: Any) -> NewRecord:
    """A study session in `unit` on 5 May 2023."""
    facts = {"form": "study", "title": "五月集中学习", "level": "local"}
    return NewRecord(
        **{"kind": kinds.kind("activities.session"), "unit": unit, "occurred_on": date(2023, 5, 5), "dims": facts} | changed
    )


def sheet(unit: Unit, people: list[Person], **changed: Any) -> NewRecord:
    """An attendance sheet of the same session."""
    facts = {"form": "study", "title": "五月集中学习", "person_category": "officer", "leader": False}
    return session(unit, kind=kinds.kind("activities.attendance"), dims=facts, people=tuple(people), **changed)


@pytest.fixture
def signed_in(client) -> Callable[[Person], Any]:
    """The client, signed in as the person."""
    from panshi.org.models import Account

    def sign_in(who: Person) -> Any:
        if who.account is None:
            who.account = Account.objects.create_user(username=who.number)
            who.save()
        client.force_login(who.account)
        return client

    return sign_in
