"""What a role may do, and where."""

from datetime import date

import pytest

from panshi.org import services
from panshi.org.choices import Category, Level, Role
from panshi.org.models import Person, Unit
from panshi.org.selectors import allowed, roster, top_units, units_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(county: Unit) -> Person:
    person = services.employ(number="P1", name="周宁", category=Category.OFFICER, unit=county, since=date(2020, 1, 1))
    services.grant_role(person=person, role=Role.CLERK, unit=county, since=date(2020, 1, 1), by=None)
    return person


def test_a_role_holds_in_its_unit_and_below(city: Unit, county: Unit, clerk: Person) -> None:
    station = services.open_unit(code="C0101", name="老城派出所", level=Level.STATION, opened_on=date(2000, 1, 1), above=county)
    assert allowed(person=clerk, permission="figures.define", unit=station)
    assert allowed(person=clerk, permission="figures.define", unit=county)
    assert not allowed(person=clerk, permission="figures.define", unit=city)


def test_a_role_that_ended_yesterday_gives_nothing(county: Unit, clerk: Person) -> None:
    clerk.grants.update(until=date(2020, 12, 31))
    assert list(units_with("figures.view", person=clerk)) == []


def test_the_highest_granted_units_are_where_a_person_starts(county: Unit, clerk: Person) -> None:
    assert list(top_units("figures.view", person=clerk)) == [county]


def test_a_roster_is_who_was_posted_on_the_day(county: Unit, clerk: Person) -> None:
    clerk.postings.update(until=date(2023, 5, 31))
    assert [p.person for p in roster(unit=county, on=date(2023, 5, 31))] == [clerk]
    assert list(roster(unit=county, on=date(2023, 6, 1))) == []


def test_a_taken_code_is_refused_by_name(city: Unit) -> None:
    with pytest.raises(services.CodeTaken, match="编号“C”已经有人用了"):
        services.open_unit(code="C", name="另一个", level=Level.CITY, opened_on=date(2000, 1, 1))
