"""A bureau with two counties for the tests of rooms, and how people are taken on in it and signed in."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from panshi.org import services as org
from panshi.org.choices import Category, Level, Role
from panshi.org.models import Account, Person, Unit

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


def person(number: str, name: str, unit: Unit, *roles: Role, category: Category = Category.OFFICER) -> Person:
    made = org.employ(number=number, name=name, category=category, unit=unit, since=SINCE)
    for role in roles:
        org.grant_role(person=made, role=role, unit=unit, since=SINCE, by=None)
    return made


@pytest.fixture
def signed_in(client) -> Callable[[Person], Any]:
    """The client, signed in as the person."""

    def sign_in(who: Person) -> Any:
        if who.account is None:
            who.account = Account.objects.create_user(username=who.number)
            who.save()
        client.force_login(who.account)
        return client

    return sign_in
