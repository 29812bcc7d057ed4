"""The pages of units and people."""

from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from panshi.org import services
from panshi.org.choices import AbsenceReason, Role
from panshi.org.models import Grant, Person, Unit
from panshi.org.tests.conftest import employed, signed_in

pytestmark = pytest.mark.django_db


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return unescape(response.content.decode())


def test_the_tree_counts_the_people_here_and_below(city: Unit, officer: Person, administrator: Person) -> None:
    services.grant_role(person=administrator, role=Role.LEADER, unit=city, since=date(2020, 1, 1), by=None)
    shown = page(signed_in(administrator, "en"), reverse("org:tree"))
    assert "2 people" in shown
    assert "1 unit, 2 people" in shown


def test_a_member_sees_only_the_part_their_role_covers(other_county: Unit, officer: Person) -> None:
    shown = page(signed_in(officer), reverse("org:tree"))
    assert "老城派出所" in shown
    assert "平溪县局" not in shown
    assert "没有“看数字”的权限" in page(signed_in(officer), reverse("org:unit", args=["C02"]), 403)


def test_a_roster_of_a_day_names_who_was_excused_and_why(station: Unit, officer: Person, administrator: Person) -> None:
    services.excuse(person=officer, reason=AbsenceReason.SICK, since=date(2023, 3, 1), until=date(2023, 3, 9), by=administrator)
    client = signed_in(administrator)
    address = reverse("org:unit", args=["C0101"])
    shown = page(client, address + "?on=2023-03-05")
    assert "何川" in shown
    assert "病假" in shown
    assert "病假" not in page(client, address + "?on=2023-03-10")
    assert "那天没有人在册" in page(client, address + "?on=2019-12-31")
    assert "不是期间" in page(client, address + "?on=yesterday", 422)


def test_a_member_reads_numbers_but_no_names_of_others(station: Unit, officer: Person) -> None:
    employed("P2", "乔岚", station)
    shown = page(signed_in(officer, "en"), reverse("org:unit", args=["C0101"]))
    assert "2 people on strength here and below" in shown
    assert "乔岚" not in shown
    page(signed_in(officer), reverse("org:person", args=["P2"]), 404)


def test_everybody_sees_their_own_page(officer: Person) -> None:
    shown = page(signed_in(officer), reverse("org:person", args=["P1"]))
    assert "老城派出所" in shown
    assert "2020-01-01" in shown


def test_a_search_finds_units_and_people_in_sight(officer: Person, administrator: Person) -> None:
    client = signed_in(administrator)
    assert "何川" in page(client, reverse("org:tree") + "?q=何")
    assert "老城派出所" in page(client, reverse("org:tree") + "?q=老城")
    assert "在您能看到姓名的人里，没有叫这个的" in page(signed_in(officer), reverse("org:tree") + "?q=周宁")


@pytest.mark.parametrize(
    ("name", "sent", "went"),
    [
        ("open", {"code": "C0102", "name": "新城派出所", "level": "station", "opened_on": "2023-01-01"}, "新城派出所"),
        ("rename", {"name": "滨江区分局"}, "滨江区分局"),
        ("employ", {"number": "P7", "name": "陆远", "category": "officer", "since": "2023-01-01"}, "陆远"),
        ("grant", {"person": "P1", "role": "clerk", "since": "2023-01-01"}, "何川"),
    ],
)
def test_an_administrator_changes_a_unit(
    name: str, sent: dict[str, str], went: str, officer: Person, administrator: Person
) -> None:
    response = signed_in(administrator).post(reverse(f"org:{name}", args=["C01"]), sent, follow=True)
    assert response.redirect_chain == [(reverse("org:unit", args=["C01"]), 302)]
    assert went in unescape(response.content.decode())


def test_a_station_is_moved_and_closed_by_forms(city: Unit, other_county: Unit, station: Unit) -> None:
    chief = employed("A9", "林越", city)
    services.grant_role(person=chief, role=Role.ADMINISTRATOR, unit=city, since=date(2020, 1, 1), by=None)
    client = signed_in(chief)
    client.post(reverse("org:move", args=["C0101"]), {"under": "平溪县局"})
    assert [unit.code for unit in Unit.objects.get_children(Unit.objects.get(code="C02"))] == ["C0101"]
    client.post(reverse("org:close", args=["C0101"]), {"on": "2023-06-30"})
    assert Unit.objects.get(code="C0101").closed_on == date(2023, 6, 30)


def test_a_person_is_transferred_excused_and_discharged_by_forms(officer: Person, administrator: Person) -> None:
    client = signed_in(administrator)
    client.post(reverse("org:transfer", args=["P1"]), {"unit": "C01", "since": "2023-02-01", "post": "副科长"})
    client.post(reverse("org:excuse", args=["P1"]), {"reason": "leave", "since": "2023-03-01", "until": "2023-03-05"})
    client.post(reverse("org:discharge", args=["P1"]), {"on": "2023-12-31"})
    assert [(p.unit.code, p.until) for p in officer.postings.order_by("since")] == [
        ("C0101", date(2023, 1, 31)),
        ("C01", date(2023, 12, 31)),
    ]
    assert officer.absences.get().until == date(2023, 3, 5)


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(officer: Person, administrator: Person) -> None:
    response = signed_in(administrator).post(
        reverse("org:transfer", args=["P1"]), {"unit": "火星", "since": "2019-01-01", "post": "副科长"}
    )
    shown = unescape(response.content.decode())
    assert "没有编号或名称为“火星”的单位" in shown
    assert "何川 从 2020-01-01 起已在“老城派出所”" in shown
    assert 'value="副科长"' in shown


def test_an_administrator_ends_a_role_but_changes_nothing_outside_their_tree(
    city: Unit, station: Unit, officer: Person, administrator: Person
) -> None:
    client, grant = signed_in(administrator), officer.grants.get()
    client.post(reverse("org:end", args=[grant.pk]), {"on": "2023-06-30"})
    assert Grant.objects.get(pk=grant.pk).until == date(2023, 6, 30)
    assert client.post(reverse("org:rename", args=["C"]), {"name": "别的"}).status_code == 403
    assert client.get(reverse("org:end", args=[99999])).status_code == 404


def test_a_member_is_refused_every_change(officer: Person) -> None:
    client = signed_in(officer)
    units = [
        client.get(reverse(f"org:{name}", args=["C0101"])).status_code
        for name in ("open", "rename", "move", "close", "employ", "grant")
    ]
    people = [client.get(reverse(f"org:{name}", args=["P1"])).status_code for name in ("transfer", "excuse", "discharge")]
    assert units + people == [403] * 9


def test_a_roster_takes_as_many_queries_for_three_people_as_for_one(
    station: Unit, officer: Person, administrator: Person, django_assert_num_queries
) -> None:
    client, address = signed_in(administrator), reverse("org:unit", args=["C0101"])
    client.get(address)
    with CountedQueries() as one:
        client.get(address)
    employed("P2", "乔岚", station)
    employed("P3", "陆远", station)
    with django_assert_num_queries(one.count):
        assert "陆远" in page(client, address)


class CountedQueries:
    def __enter__(self) -> "CountedQueries":
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self._context = CaptureQueriesContext(connection)
        self._context.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._context.__exit__(*error)
        self.count = len(self._context)
