"""The pages of what units owe: from the table to the form, nothing to report, reminders on the home page; in a browser, too."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panshi.kernel.periods import Period
from panshi.ledger import kinds
from panshi.ledger.tests.browsing import SIZES, entries_go_with_the_test, opened
from panshi.org import services as org
from panshi.org.choices import Level, Role
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.work.registers import services
from panshi.work.registers.models import Duty, Nothing, Reminder
from panshi.work.registers.selectors import duties
from panshi.work.registers.selectors.agreeing.reading import Sum
from panshi.work.registers.selectors.duties import told_of_duties
from panshi.work.registers.tests.conftest import OPENED, person, session
from panshi.work.registers.tests.test_desk_in_a_browser import SLOW
from panshi.work.registers.tests.test_duties import at, owed_by
from panshi.work.registers.tests.test_pages import HERE, text

SignIn = Callable[[Person], Client]
CITY = "?unit=C&period=2023"
OWED = reverse("registers:owed")

__all__ = ["entries_go_with_the_test"]


@pytest.fixture
def leader(city: Unit) -> Person:
    return person("L1", "秦川", city, Role.LEADER)


@pytest.fixture
def may(city: Unit, county: Unit, leader: Person) -> Duty:
    """A session in May 2023."""
    return services.set_duty(owed_by(city, since=date(2023, 5, 1), until=date(2023, 5, 31)), by=leader)


def test_a_duty_is_set_by_the_form_and_ended_and_a_contradiction_is_said_in_a_sentence(
    city: Unit, county: Unit, leader: Person, signed_in: SignIn
) -> None:
    client = signed_in(leader)
    form = reverse("registers:set_duty") + CITY
    typed = {"kind": "activities.session", "unit": city.pk, "level": "county", "every": "quarter", "at_least": 2}
    typed |= {"due_day": 10, "since": "2023-02-01", "until": "", "nothing_counts": "on"}
    answer = client.post(form, typed)
    assert "已定。首期是2023年第2季度，2023-07-10 截止。" in text(client.get(answer.url))
    assert "两条规定不能并存，请先结束那一条" in text(client.post(form, typed), 409)
    made = Duty.objects.get()
    client.post(reverse("registers:end_duty", args=[made.pk]) + CITY, {"on": "2023-09-30"})
    made.refresh_from_db()
    assert (made.until, made.set_by) == (date(2023, 9, 30), leader)
    assert "不是日期" in text(client.post(reverse("registers:end_duty", args=[made.pk]) + CITY, {"on": "明天"}), 422)
    assert Duty.objects.count() == 1


def test_who_may_not_set_duties_sees_them_without_a_way_to_change_them(may: Duty, verifier: Person, signed_in: SignIn) -> None:
    client = signed_in(verifier)
    shown = text(client.get(reverse("registers:duties") + HERE))
    assert "每个县区局每月至少 1 条" in shown
    assert reverse("registers:set_duty") not in shown
    assert client.get(reverse("registers:set_duty") + HERE).status_code == 403
    assert client.post(reverse("registers:end_duty", args=[may.pk]) + HERE).status_code == 403


def test_what_is_owed_leads_to_the_form_and_leaves_the_page_once_reported(
    may: Duty, county: Unit, clerk: Person, signed_in: SignIn
) -> None:
    client = signed_in(clerk)
    with at(2023, 6, 2):
        for page in (OWED, reverse("registers:records")):
            shown = text(client.get(page + HERE))
            assert "还有 3 天" in shown
            assert reverse("registers:report", args=["activities.session"]) + "?unit=C01" in shown
        services.report(session(county), by=clerk)
        assert "已完成" in text(client.get(OWED + HERE))
        assert "本单位应报" not in text(client.get(reverse("registers:records") + HERE))


def test_nothing_to_report_is_stated_and_withdrawn_on_the_page(may: Duty, county: Unit, clerk: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    mark = f"{may.pk}.{county.pk}.2023-05-01"
    with at(2023, 6, 2):
        client.post(reverse("registers:say_nothing") + HERE, {"owed": mark, "said": "整月备勤"})
        shown = text(client.get(OWED + HERE))
        assert "“整月备勤” — 周宁，" in shown.replace("周宁, ", "周宁，")
        client.post(reverse("registers:withdraw_nothing") + HERE, {"owed": mark})
        assert "整月备勤" not in text(client.get(OWED + HERE))
        assert "已经撤回" in text(client.post(reverse("registers:withdraw_nothing") + HERE, {"owed": mark}), 409)
    assert [(each.said, each.withdrawn_by) for each in Nothing.objects.all()] == [("整月备勤", clerk)]


@pytest.mark.parametrize("mark", ["", "1", "x.y.z", "1.1.2023-05", "99.1.2023-05-01", "1.99.2023-05-01"])
def test_a_mark_that_means_nothing_is_refused(mark: str, may: Duty, clerk: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    assert "没有这一项应报" in text(client.post(reverse("registers:say_nothing") + HERE, {"owed": mark, "said": "没有"}), 422)


def test_one_unit_or_all_are_reminded_from_the_table_and_what_was_sent_is_listed(
    may: Duty, city: Unit, county: Unit, elsewhere: Unit, clerk: Person, leader: Person, signed_in: SignIn
) -> None:
    client = signed_in(leader)
    table, remind = reverse("registers:owing") + CITY, reverse("registers:remind") + CITY
    with at(2023, 6, 8):
        assert "催报全部缺的 2 项" in text(client.get(table))
        answer = client.post(remind, {"only": "C02"})
        assert "已催 1 个单位、1 项；0 人会在自己的页面看到。 没有发信：本系统未设发信。" in text(client.get(answer.url))
        answer = client.post(remind)
        assert "已催 1 个单位、1 项；1 人会" in text(client.get(answer.url))
        answer = client.post(remind)
        assert "没有发出催报" in text(client.get(answer.url))
        shown = text(client.get(reverse("registers:reminders") + CITY))
        assert shown.count("活动 · 2023年5月") == 4
        assert signed_in(clerk).post(remind).status_code == 403
    assert [(each.unit.code, each.told, each.by) for each in Reminder.objects.order_by("pk")] == [
        ("C02", 0, leader),
        ("C01", 1, leader),
    ]


def test_a_reminder_stands_on_the_home_page_until_it_is_reported(
    may: Duty, city: Unit, county: Unit, clerk: Person, leader: Person, signed_in: SignIn
) -> None:
    with at(2023, 6, 8):
        services.remind(duties.owed(city, within_days=Period.year(2023)), by=leader)
        client = signed_in(clerk)
        home = reverse("web:home") + "?unit=C01&period=2024"
        assert "上级催报、还没有报的" in text(client.get(home))
        assert "上级催报 1 项，还没有报" in text(client.get(reverse("registers:records") + "?unit=C01&period=2024"))
        assert "逾期 3 天" in text(client.get(OWED + "?unit=C01&period=2024&reminded=1"))
        services.report(session(county), by=clerk)
        assert "上级催报" not in text(client.get(home))
        scope = Scope(county, Period.year(2023))
        assert [notice.count for notice in told_of_duties(person=clerk, scope=scope)] == [0, 0]


def test_who_does_not_answer_for_the_unit_is_not_told_on_the_home_page(
    may: Duty, city: Unit, county: Unit, clerk: Person, leader: Person
) -> None:
    with at(2023, 6, 8):
        services.remind(duties.owed(city, within_days=Period.year(2023)), by=leader)
        scope = Scope(county, Period.year(2023))
        told = {who.name: [n.count for n in told_of_duties(person=who, scope=scope)] for who in (clerk, leader)}
    assert told == {"周宁": [1, 1], "秦川": [0, 0]}


@pytest.mark.parametrize(
    "page", ["registers:owing", "registers:owed", "registers:records", "registers:reminders", "registers:agree"]
)
def test_pages_ask_the_database_as_often_for_3_units_as_for_1(
    page: str, city: Unit, county: Unit, leader: Person, signed_in: SignIn
) -> None:
    client, counts = signed_in(leader), []
    services.set_duty(owed_by(city, until=date(2023, 12, 31)), by=leader)
    clerk = person("K1", "苏文", city, Role.CLERK)
    for place in range(3):
        unit = org.open_unit(code=f"X{place}", name=f"第{place}分局", level=Level.COUNTY, opened_on=OPENED, above=city)
        services.remind(duties.owed(unit, within_days=Period.year(2023))[:2], by=leader)
        services.state_sums([Sum(unit, date(2023, 5, 1), 3)], kind=kinds.kind("activities.session"), origin="", by=clerk)
        if place != 1:
            client.get(reverse(page) + CITY)
            with CaptureQueriesContext(connection) as asked:
                text(client.get(reverse(page) + CITY))
            counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_table_and_the_comparison_leave_as_files_line_by_line(
    may: Duty, city: Unit, county: Unit, elsewhere: Unit, clerk: Person, leader: Person, signed_in: SignIn
) -> None:
    services.report(session(county), by=clerk)
    services.state_sums([Sum(county, date(2023, 5, 1), 3)], kind=kinds.kind("activities.session"), origin="", by=clerk)
    client = signed_in(leader)
    with at(2023, 6, 8):
        table = lines(client.get(reverse("registers:take_owing") + CITY + "&form=csv"))
        assert [line.split(",")[:2] + line.split(",")[6:12] for line in table[1:]] == [
            ["山南县局", "C02", "0", "0", "0", "1", "逾期", "2023-06-05"],
            ["滨江分局", "C01", "1", "0", "0", "0", "已完成", "2023-06-05"],
        ]
        assert len(lines(client.get(reverse("registers:take_owing") + CITY + "&form=csv&missing=1"))) == 2
    compared = lines(client.get(reverse("registers:take_comparison") + CITY + "&form=csv"))
    assert compared[5] == "滨江分局,C01,活动,2023-05,0,1,0,3,-3,账上少,"
    assert next(iter(client.get(reverse("registers:take_owing") + CITY))).startswith(b"PK")
    assert "没有可导出的" in text(client.get(reverse("registers:take_comparison") + CITY + "&kind=groups.group"), 422)


def lines(answer: Any) -> list[str]:
    """A CSV file's lines."""
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("entries_go_with_the_test")
@pytest.mark.parametrize("size", list(SIZES))
def test_axe_finds_nothing_wrong(
    size: str,
    chromium: Any,
    live_server: Any,
    may: Duty,
    city: Unit,
    county: Unit,
    elsewhere: Unit,
    clerk: Person,
    verifier: Person,
    leader: Person,
    complaints: Callable[[Any], list[str]],
) -> None:
    services.set_duty(owed_by(city, every="year", since=date(2022, 1, 1)), by=leader)
    services.remind(duties.owed(city, within_days=Period.year(2023)), by=leader)
    services.verify(services.report(session(county), by=clerk), by=verifier)
    services.state_sums([Sum(county, date(2023, 5, 1), 3)], kind=kinds.kind("activities.session"), origin="", by=clerk)
    month = reverse("registers:agree_month", args=["activities.session", "C01", "2023-05"])
    wrong = []
    for who, where, names in (
        (leader, CITY, ("owing", "reminders", "duties", "set_duty", "agree")),
        (clerk, HERE, ("owed", "records", "state_sums", month)),
    ):
        context = opened(chromium, live_server.url, who, patience=SLOW, viewport=SIZES[size])
        for name in names:
            page = context.new_page()
            page.goto(live_server.url + (name if name.startswith("/") else reverse(f"registers:{name}")) + where)
            wrong += [(name, said) for said in complaints(page)]
            page.close()
        context.close()
    assert wrong == []
