"""A bureau with two counties, a trainer and officers in one of them."""

import pytest

from panshi.org.choices import Category, Role
from panshi.org.models import Person, Unit
from panshi.org.tests.bureau import city, county, elsewhere, media, person, signed_in

__all__ = ["city", "county", "elsewhere", "media", "person", "signed_in"]


@pytest.fixture
def trainer(county: Unit) -> Person:
    return person("T1", "方圆", county, Role.TRAINER)


@pytest.fixture
def officer(county: Unit) -> Person:
    return person("O1", "高山", county, Role.MEMBER)


@pytest.fixture
def auxiliary(county: Unit) -> Person:
    return person("A1", "白雪", county, Role.MEMBER, category=Category.AUXILIARY)
