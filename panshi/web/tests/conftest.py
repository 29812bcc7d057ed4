"""A small city with people who may sign in."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from panshi.org import services
from panshi.org.choices import Category, Level, Role
from panshi.org.models import Account, Person, Unit

FOUNDED = date(2000, 1, 1)


def hired(number: str, name: str, role: Role, unit: Unit, username: str) -> Person:
    person = services.employ(number=number, name=name, category=Category.OFFICER, unit=unit, since=date(2015, 1, 1))
    services.grant_role(person=person, role=role, unit=unit, since=date(2020, 1, 1), by=None)
    person.account = Account.objects.create_user(username, password="river-stone-42")
    person.save()
    return person


@pytest.fixture(autouse=True)
def language_restored() -> Iterator[None]:
    """A page read in English leaves English active for whoever comes next."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def city(db: None) -> Unit:
    return services.open_unit(code="C", name="云川市公安局", level=Level.CITY, opened_on=FOUNDED)


@pytest.fixture
def county(city: Unit) -> Unit:
    return services.open_unit(code="C01", name="滨江分局", level=Level.COUNTY, opened_on=FOUNDED, above=city)


@pytest.fixture
def station(county: Unit) -> Unit:
    return services.open_unit(code="C0101", name="老城派出所", level=Level.STATION, opened_on=FOUNDED, above=county)


@pytest.fixture
def leader(city: Unit, county: Unit) -> Person:
    return hired("P1", "周宁", Role.LEADER, city, "leader")


@pytest.fixture
def member(county: Unit) -> Person:
    return hired("P2", "何川", Role.MEMBER, county, "member")


@pytest.fixture
def as_leader(client: Client, leader: Person) -> Client:
    client.force_login(leader.account)
    return client


@pytest.fixture
def as_member(client: Client, member: Person) -> Client:
    client.force_login(member.account)
    return client
