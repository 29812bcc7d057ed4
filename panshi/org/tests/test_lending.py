"""A role is lent from day to day, in one's own part of the tree and within one's own days; it ends with the lender's."""

from datetime import date, timedelta

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panshi.kernel.clock import today
from panshi.kernel.refusals import NotFound
from panshi.org import services
from panshi.org.choices import Role
from panshi.org.models import Grant, Person, Unit
from panshi.org.selectors import allowed, grants_of, lendable
from panshi.org.tests.conftest import employed, signed_in

pytestmark = pytest.mark.django_db
PAGE = reverse("org:lending")


def day(number: int) -> date:
    return today() + timedelta(days=number)


@pytest.fixture
def verifier(county: Unit) -> Person:
    person = employed("V1", "吴越", county)
    services.grant_role(person=person, role=Role.VERIFIER, unit=county, since=date(2020, 1, 1), by=None)
    return person


@pytest.fixture
def own(verifier: Person) -> Grant:
    return verifier.grants.get()


def test_a_lent_role_gives_what_the_role_gives_on_its_days(own: Grant, officer: Person, county: Unit, station: Unit) -> None:
    services.delegate(grant=own, person=officer, unit=county, since=day(0), until=day(6), by=own.person)
    assert allowed(person=officer, permission="org.view_people", unit=station)
    assert [grant.role for grant in grants_of(officer, on=day(6))] == ["member", "verifier"]
    assert [grant.role for grant in grants_of(officer, on=day(7))] == ["member"]


def test_a_role_is_lent_below_but_not_above_or_beside(
    own: Grant, officer: Person, city: Unit, other_county: Unit, station: Unit
) -> None:
    lent = services.delegate(grant=own, person=officer, unit=station, since=day(0), until=day(1), by=own.person)
    assert (lent.role, lent.unit, lent.delegated_by, lent.granted_by) == ("verifier", station, own.person, own.person)
    for unit in (city, other_county):
        with pytest.raises(services.BeyondOwnPart, match="您在“滨江分局”是核实人"):
            services.delegate(grant=own, person=officer, unit=unit, since=day(0), until=day(1), by=own.person)


def test_a_role_is_not_lent_to_oneself_nor_to_somebody_out_of_sight(
    own: Grant, county: Unit, other_county: Unit, verifier: Person
) -> None:
    with pytest.raises(services.LentToOneself):
        services.delegate(grant=own, person=verifier, unit=county, since=day(0), until=day(1), by=verifier)
    stranger = employed("X1", "石川", other_county)
    with pytest.raises(NotFound):
        services.delegate(grant=own, person=stranger, unit=county, since=day(0), until=day(1), by=verifier)


def test_a_role_is_lent_by_its_holder_only(own: Grant, officer: Person, county: Unit, administrator: Person) -> None:
    with pytest.raises(services.NotYours):
        services.delegate(grant=own, person=officer, unit=county, since=day(0), until=day(1), by=administrator)
    Grant.objects.filter(pk=own.pk).update(until=day(-1))
    with pytest.raises(services.NotYours):
        services.delegate(grant=own, person=officer, unit=county, since=day(0), until=day(1), by=own.person)


def test_a_role_is_lent_within_its_own_days(own: Grant, officer: Person, county: Unit) -> None:
    Grant.objects.filter(pk=own.pk).update(until=day(10))
    for since, until in ((day(-1), day(1)), (day(0), day(11))):
        with pytest.raises(services.BeyondOwnDays):
            services.delegate(grant=own, person=officer, unit=county, since=since, until=until, by=own.person)
    with pytest.raises(services.EndsBeforeItStarts):
        services.delegate(grant=own, person=officer, unit=county, since=day(2), until=day(1), by=own.person)
    assert services.delegate(grant=own, person=officer, unit=county, since=day(0), until=day(10), by=own.person).pk


def test_a_lent_role_is_not_lent_on_nor_lent_twice(own: Grant, officer: Person, county: Unit, station: Unit) -> None:
    lent = services.delegate(grant=own, person=officer, unit=county, since=day(0), until=day(9), by=own.person)
    third = employed("P3", "白雪", station)
    with pytest.raises(services.LentOn, match="吴越 委托给您的"):
        services.delegate(grant=lent, person=third, unit=station, since=day(0), until=day(1), by=officer)
    with pytest.raises(services.AlreadyHeld):
        services.delegate(grant=own, person=officer, unit=station, since=day(5), until=day(20), by=own.person)
    assert lendable(officer) == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.MEMBER])
def test_some_roles_are_not_lent(role: Role, county: Unit, officer: Person) -> None:
    holder = employed("H1", "郑重", county)
    grant = services.grant_role(person=holder, role=role, unit=county, since=date(2020, 1, 1), by=None)
    with pytest.raises(services.NotLent):
        services.delegate(grant=grant, person=officer, unit=county, since=day(0), until=day(1), by=holder)


def test_a_lent_role_ends_with_the_lenders(own: Grant, officer: Person, county: Unit, administrator: Person) -> None:
    Grant.objects.filter(pk=own.pk).update(since=day(-30))
    own.refresh_from_db()
    lent = services.delegate(grant=own, person=officer, unit=county, since=day(0), until=day(9), by=own.person)
    services.end_role(grant=own, on=day(4), by=administrator)
    lent.refresh_from_db()
    assert lent.until == day(4)
    Grant.objects.filter(pk=lent.pk).update(until=day(9))
    assert [grant.role for grant in grants_of(officer, on=day(5))] == ["member"]


def test_a_lent_role_stays_while_the_lender_holds_it_from_above(
    own: Grant, officer: Person, city: Unit, county: Unit, administrator: Person
) -> None:
    services.grant_role(person=own.person, role=Role.VERIFIER, unit=city, since=date(2020, 1, 1), by=None)
    lent = services.delegate(grant=own, person=officer, unit=county, since=day(0), until=day(9), by=own.person)
    services.end_role(grant=own, on=day(0), by=administrator)
    lent.refresh_from_db()
    assert lent.until == day(9)
    assert "verifier" in [grant.role for grant in grants_of(officer, on=day(5))]


def test_it_is_taken_back_by_who_lent_it_and_given_back_by_who_has_it(
    own: Grant, officer: Person, county: Unit, administrator: Person
) -> None:
    lent = services.delegate(grant=own, person=officer, unit=county, since=day(0), until=day(9), by=own.person)
    Grant.objects.filter(pk=lent.pk).update(since=day(-3))
    with pytest.raises(services.NotYours):
        services.take_back(grant=lent, by=administrator)
    with pytest.raises(services.NotYours):
        services.take_back(grant=own, by=own.person)
    services.take_back(grant=lent, by=officer)
    lent.refresh_from_db()
    assert lent.until == day(-1)
    later = services.delegate(grant=own, person=officer, unit=county, since=day(3), until=day(9), by=own.person)
    services.take_back(grant=later, by=own.person)
    assert not Grant.objects.filter(pk=later.pk).exists()


def test_the_page_lends_lists_and_takes_back(own: Grant, officer: Person, county: Unit) -> None:
    client = signed_in(own.person)
    typed = {"grant": own.pk, "person": "P1", "unit": "C01", "since": day(0), "until": day(6)}
    shown = client.post(PAGE, typed | {"unit": "C"}).content.decode()
    assert "您在“滨江分局”是核实人" in shown
    assert Grant.objects.filter(delegated_by=own.person).count() == 0
    assert client.post(PAGE, typed).status_code == 302
    shown = client.get(PAGE).content.decode()
    assert "何川" in shown
    assert "收回" in shown
    lent = Grant.objects.get(delegated_by=own.person)
    assert "吴越" in signed_in(officer).get(PAGE).content.decode()
    assert "吴越 委托，到" in client.get(reverse("org:unit", args=["C01"])).content.decode()
    assert client.post(reverse("org:take_back", args=[lent.pk])).status_code == 302
    assert Grant.objects.get(pk=lent.pk).until == today()


def test_who_has_nothing_to_lend_reads_why(officer: Person, own: Grant) -> None:
    assert "您没有可以委托的角色" in signed_in(officer).get(PAGE).content.decode()
    assert signed_in(officer).post(reverse("org:take_back", args=[own.pk])).status_code == 404


def test_the_page_asks_the_database_as_often_for_3_as_for_1(own: Grant, station: Unit, county: Unit) -> None:
    from django.db import connection

    client, counts = signed_in(own.person), []
    for numbers in (("S1",), ("S2", "S3")):
        for number in numbers:
            person = employed(number, "高山", station)
            services.delegate(grant=own, person=person, unit=county, since=day(0), until=day(6), by=own.person)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            client.get(PAGE)
        counts.append(len(asked))
    assert counts[0] == counts[1]
