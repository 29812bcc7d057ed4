"""A small organisation: a city bureau, two county bureaus, a station, and an administrator of the first county."""

from datetime import date

import pytest
from django.test import Client

from panshi.org import services
from panshi.org.choices import Category, Level, Role
from panshi.org.models import Account, Person, Unit

OPENED = date(2000, 1, 1)


def opened(code: str, name: str, level: Level, above: Unit | None = None) -> Unit:
    return services.open_unit(code=code, name=name, level=level, opened_on=OPENED, above=above)


def employed(number: str, name: str, unit: Unit, since: date = date(2020, 1, 1)) -> Person:
    return services.employ(number=number, name=name, category=Category.OFFICER, unit=unit, since=since, post="民警")


@pytest.fixture
def city() -> Unit:
    return opened("C", "云川市公安局", Level.CITY)


@pytest.fixture
def county(city: Unit) -> Unit:
    return opened("C01", "滨江分局", Level.COUNTY, city)


@pytest.fixture
def other_county(city: Unit) -> Unit:
    return opened("C02", "平溪县局", Level.COUNTY, city)


@pytest.fixture
def station(county: Unit) -> Unit:
    return opened("C0101", "老城派出所", Level.STATION, county)


@pytest.fixture
def administrator(county: Unit) -> Person:
    person = employed("A1", "周宁", county)
    services.grant_role(person=person, role=Role.ADMINISTRATOR, unit=county, since=date(2020, 1, 1), by=None)
    return person


@pytest.fixture
def officer(station: Unit) -> Person:
    person = employed("P1", "何川", station)
    services.grant_role(person=person, role=Role.MEMBER, unit=station, since=date(2020, 1, 1), by=None)
    return person


def signed_in(person: Person, language: str = "zh-hans") -> Client:
    account, _new = Account.objects.get_or_create(username=person.number)
    person.account = account
    person.save()
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = language
    return client
