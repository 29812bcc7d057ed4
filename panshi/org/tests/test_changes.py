"""What administrators change, and what they are refused."""

from datetime import date, datetime

import pytest

from panshi.kernel.clock import CHINA, fixed
from panshi.kernel.refusals import NotAllowed
from panshi.org import services
from panshi.org.choices import AbsenceReason, Level, Role
from panshi.org.models import Person, Unit
from panshi.org.selectors import allowed, excused, roster
from panshi.org.services.units import ClosesBeforeItOpens
from panshi.org.tests.conftest import employed, opened

pytestmark = pytest.mark.django_db


def names(unit: Unit, on: date) -> list[str]:
    return [posting.person.name for posting in roster(unit=unit, on=on)]


def test_a_transfer_ends_one_posting_and_starts_the_next(
    county: Unit, station: Unit, officer: Person, administrator: Person
) -> None:
    services.transfer(person=officer, unit=county, since=date(2023, 6, 1), by=administrator, post="副科长", leader=True)
    assert [(p.unit.code, p.since, p.until) for p in officer.postings.order_by("since")] == [
        ("C0101", date(2020, 1, 1), date(2023, 5, 31)),
        ("C01", date(2023, 6, 1), None),
    ]
    assert names(station, date(2023, 5, 31)) == ["何川"]
    assert names(station, date(2023, 6, 1)) == []


def test_a_transfer_before_the_present_posting_began_is_refused(county: Unit, officer: Person, administrator: Person) -> None:
    with pytest.raises(services.AlreadyPosted, match="何川 从 2020-01-01 起已在“老城派出所”"):
        services.transfer(person=officer, unit=county, since=date(2020, 1, 1), by=administrator)


def test_nobody_is_transferred_out_of_the_administrators_own_tree(
    other_county: Unit, officer: Person, administrator: Person
) -> None:
    with pytest.raises(NotAllowed, match="您在“平溪县局”没有“管理单位与人员”的权限"):
        services.transfer(person=officer, unit=other_county, since=date(2023, 6, 1), by=administrator)
    assert officer.postings.get().until is None


def test_a_discharged_person_is_off_strength_the_day_after(station: Unit, officer: Person, administrator: Person) -> None:
    services.discharge(person=officer, on=date(2023, 6, 30), by=administrator)
    assert (names(station, date(2023, 6, 30)), names(station, date(2023, 7, 1))) == (["何川"], [])
    with pytest.raises(services.NotOnStrength):
        services.transfer(person=officer, unit=station, since=date(2023, 8, 1), by=administrator)


def test_two_absences_do_not_overlap(officer: Person, administrator: Person) -> None:
    services.excuse(person=officer, reason=AbsenceReason.SICK, since=date(2023, 3, 1), until=date(2023, 3, 9), by=administrator)
    with pytest.raises(services.AlreadyExcused, match="2023-03-01"):
        services.excuse(person=officer, reason=AbsenceReason.LEAVE, since=date(2023, 3, 9), by=administrator)
    services.excuse(person=officer, reason=AbsenceReason.LEAVE, since=date(2023, 3, 10), by=administrator)
    assert [absence.reason for absence in excused(on=date(2023, 3, 10))] == ["leave"]


def test_a_moved_unit_stands_under_its_new_bureau_with_its_people(
    city: Unit, county: Unit, other_county: Unit, station: Unit, officer: Person
) -> None:
    chief = employed("A9", "林越", city)
    services.grant_role(person=chief, role=Role.ADMINISTRATOR, unit=city, since=date(2020, 1, 1), by=None)
    services.move_unit(unit=station, under=other_county, by=chief)
    assert names(Unit.objects.get(code="C02"), date(2023, 1, 1)) == ["何川"]
    assert names(Unit.objects.get(code="C01"), date(2023, 1, 1)) == []
    assert [unit.code for unit in Unit.objects.order_by("path")] == ["C", "C01", "C02", "C0101"]
    with pytest.raises(services.UnderItself, match="平溪县局"):
        services.move_unit(unit=Unit.objects.get(code="C02"), under=Unit.objects.get(code="C0101"), by=chief)


def test_a_county_administrator_moves_nothing_to_another_county(other_county: Unit, station: Unit, administrator: Person) -> None:
    with pytest.raises(NotAllowed, match="平溪县局"):
        services.move_unit(unit=station, under=other_county, by=administrator)


def test_a_unit_with_people_is_not_closed_and_an_empty_one_is(station: Unit, officer: Person, administrator: Person) -> None:
    with pytest.raises(services.StillInUse, match="0 个下级单位开着、1 人在岗"):
        services.close_unit(unit=station, on=date(2023, 6, 30), by=administrator)
    with pytest.raises(ClosesBeforeItOpens):
        services.close_unit(unit=station, on=date(1999, 12, 31), by=administrator)
    services.discharge(person=officer, on=date(2023, 6, 30), by=administrator)
    services.close_unit(unit=station, on=date(2023, 6, 30), by=administrator)
    assert Unit.objects.get(code="C0101").closed_on == date(2023, 6, 30)


def test_nobody_is_posted_to_a_closed_unit(county: Unit, station: Unit, administrator: Person) -> None:
    someone = employed("P2", "乔岚", county)
    closed = services.close_unit(unit=station, on=date(2023, 6, 30), by=administrator)
    with pytest.raises(services.UnitClosed, match="老城派出所"):
        services.transfer(person=someone, unit=closed, since=date(2023, 7, 1), by=administrator)


def test_a_rename_keeps_the_code(station: Unit, administrator: Person) -> None:
    services.rename_unit(unit=station, name="古城派出所", by=administrator)
    assert Unit.objects.get(code="C0101").name == "古城派出所"


def test_a_unit_is_opened_only_below_what_one_manages(city: Unit, county: Unit, administrator: Person) -> None:
    facts = {"name": "新城派出所", "level": Level.STATION, "opened_on": date(2023, 1, 1), "by": administrator}
    assert services.open_unit(code="C0109", above=county, **facts).depth == 3
    with pytest.raises(NotAllowed):
        services.open_unit(code="C0209", above=city, **facts)


def test_nobody_grants_themselves_a_role(county: Unit, administrator: Person) -> None:
    with pytest.raises(services.OwnGrant):
        services.grant_role(person=administrator, role=Role.LEADER, unit=county, since=date(2023, 1, 1), by=administrator)


def test_a_role_is_granted_only_in_ones_own_tree_and_once(
    city: Unit, station: Unit, officer: Person, administrator: Person
) -> None:
    services.grant_role(person=officer, role=Role.CLERK, unit=station, since=date(2023, 1, 1), by=administrator)
    with pytest.raises(services.AlreadyHeld):
        services.grant_role(person=officer, role=Role.CLERK, unit=station, since=date(2023, 2, 1), by=administrator)
    with pytest.raises(NotAllowed):
        services.grant_role(person=officer, role=Role.CLERK, unit=city, since=date(2023, 1, 1), by=administrator)


def test_an_ended_role_gives_nothing_the_day_after(station: Unit, officer: Person, administrator: Person) -> None:
    grant = services.grant_role(person=officer, role=Role.CLERK, unit=station, since=date(2023, 1, 1), by=administrator)
    services.end_role(grant=grant, on=date(2023, 6, 30), by=administrator)
    with fixed(datetime(2023, 6, 30, 12, tzinfo=CHINA)):
        assert allowed(person=officer, permission="org.view_people", unit=station)
    with fixed(datetime(2023, 7, 1, 12, tzinfo=CHINA)):
        assert not allowed(person=officer, permission="org.view_people", unit=station)
    with pytest.raises(services.EndsBeforeItStarts):
        services.end_role(grant=grant, on=date(2022, 12, 31), by=administrator)


def test_the_last_administrator_stays_until_there_is_another(city: Unit, county: Unit, administrator: Person) -> None:
    grant = administrator.grants.get()
    with pytest.raises(services.LastAdministrator, match="周宁 是“滨江分局”最后一位管理员"):
        services.end_role(grant=grant, on=date(2023, 6, 30), by=administrator)
    chief = employed("A9", "林越", city)
    services.grant_role(person=chief, role=Role.ADMINISTRATOR, unit=city, since=date(2020, 1, 1), by=None)
    assert services.end_role(grant=grant, on=date(2023, 6, 30), by=administrator).until == date(2023, 6, 30)


def test_a_second_station_of_the_same_code_is_refused(county: Unit, station: Unit) -> None:
    with pytest.raises(services.CodeTaken, match="C0101"):
        opened("C0101", "另一个", Level.STATION, county)
