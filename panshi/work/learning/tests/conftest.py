"""A bureau with two counties, a trainer and officers in one of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from panshi.org import services as org
from panshi.org.choices import Category, Level, Role
from panshi.org.models import Person, Unit

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
def trainer(county: Unit) -> Person:
    return person("T1", "方圆", county, Role.TRAINER)


@pytest.fixture
def officer(county: Unit) -> Person:
    return person("O1", "高山", county, Role.MEMBER)


@pytest.fixture
def auxiliary(county: Unit) -> Person:
    return person("A1", "白雪", county, Role.MEMBER, category=Category.AUXILIARY)


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
