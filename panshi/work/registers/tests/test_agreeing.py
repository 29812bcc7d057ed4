"""The ledger beside what units state: verified, waiting, stated; the rows behind a difference; explained, never written over."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panshi.kernel.periods import Period
from panshi.kernel.refusals import NotAllowed
from panshi.ledger import kinds
from panshi.org import services as org
from panshi.org.choices import Level, Role
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.work.registers import services
from panshi.work.registers.models import Explanation, Import, Record, StatedSum
from panshi.work.registers.selectors import agreeing
from panshi.work.registers.selectors.agreeing.reading import Sum, read_month, read_sums
from panshi.work.registers.services import importing
from panshi.work.registers.tests.conftest import OPENED, person, session, sheet
from panshi.work.registers.tests.test_pages import text

SignIn = Callable[[Person], Client]
SESSIONS = kinds.kind("activities.session")
MAY = date(2023, 5, 1)
CITY = "?unit=C&period=2023"


@pytest.fixture
def city_clerk(city: Unit) -> Person:
    return person("K1", "苏文", city, Role.CLERK)


def stated(unit: Unit, number: int, by: Person, month: date = MAY) -> None:
    services.state_sums([Sum(unit, month, number)], kind=SESSIONS, origin="手填", by=by)


def may(unit: Unit, viewer: Person) -> agreeing.Compared:
    return agreeing.compared("activities.session", unit.code, "2023-05", person=viewer)


@pytest.mark.parametrize(
    ("number", "agreement", "difference"),
    [(2, "agrees", 0), (3, "waiting", -1), (4, "less", -2), (1, "more", 1), (None, "unstated", 0)],
)
def test_the_ledger_agrees_with_the_stated_sum_or_the_difference_is_named(
    number: int | None, agreement: str, difference: int, county: Unit, clerk: Person, verifier: Person
) -> None:
    for record in services.report_many([session(county, occurred_on=date(2023, 5, day)) for day in (1, 31)], by=clerk):
        services.verify(record, by=verifier)
    services.report(session(county), by=clerk)
    services.send_back(services.report(session(county), by=clerk), reason="缺照片", by=verifier)
    services.report(session(county, occurred_on=date(2023, 6, 1)), by=clerk)
    if number is not None:
        stated(county, number, clerk)
    found = may(county, clerk)
    assert found.amount == agreeing.Amount(verified=2, waiting=1, back=1)
    assert (found.agreement.value, found.difference) == (agreement, difference)


def test_units_below_are_compared_with_all_that_lies_below_them(city: Unit, county: Unit, elsewhere: Unit, clerk: Person) -> None:
    station = org.open_unit(code="C01-1", name="古镇派出所", level=Level.STATION, opened_on=OPENED, above=county)
    services.report_many([session(county), session(station)], by=clerk)
    stated(county, 2, clerk)
    found = agreeing.comparison(Scope(city, Period.year(2023)))
    assert [(line.unit.code, line.cells[4].agreement.value) for line in found.lines] == [("C01", "waiting")]
    assert (found.kinds, found.numbers["unstated"]) == ((("activities.session", "活动", 1, 1),), 11)
    own = agreeing.comparison(Scope(county, Period.parse("2023-05-10..2023-05-20")))
    assert [(line.unit.code, line.cells[0].amount.waiting) for line in own.lines] == [("C01", 2), ("C01-1", 1)]


def test_more_than_three_years_are_not_compared_at_once(city: Unit) -> None:
    with pytest.raises(agreeing.PeriodTooLong, match="最多看 36 个月"):
        agreeing.comparison(Scope(city, Period.parse("1900-01-01..2099-12-31")))


def test_people_are_counted_where_the_kind_counts_people(
    county: Unit, clerk: Person, verifier: Person, squad: list[Person]
) -> None:
    services.verify(services.report(sheet(county, squad), by=clerk), by=verifier)
    found = agreeing.compared("activities.attendance", "C01", "2023-05", person=clerk)
    assert found.amount.verified == 3
    [ours] = agreeing.detail(found, viewer=clerk).ours
    assert (ours.amount, len(ours.entries)) == (3, 3)


def test_every_verified_record_shows_its_entry_and_what_was_taken_back_stands_apart(
    county: Unit, clerk: Person, verifier: Person
) -> None:
    first, second = services.report_many([session(county), session(county, occurred_on=date(2023, 5, 9))], by=clerk)
    [entry] = services.verify(first, by=verifier)
    services.verify(second, by=verifier)
    services.reverse_record(second, reason="没有开成", by=verifier)
    detail = agreeing.detail(may(county, clerk), viewer=clerk)
    assert [(each.record.pk, each.entries, each.in_theirs) for each in detail.ours] == [(first.pk, (entry.seq,), None)]
    assert ([record.reason for record in detail.gone], detail.unposted) == (["没有开成"], [])


def book(county: Unit, clerk: Person, rows: str, *, accept: bool = True) -> Import:
    content = f"日期,形式,主题,活动层级\n{rows}".encode()
    made = importing.receive(content, name="滨江活动.csv", key="activities.session", unit=county, by=clerk, year=2023)
    importing.go_on(made.pk)
    if accept:
        made.refresh_from_db()
        importing.begin_accept(made, by=clerk)
        importing.go_on(made.pk)
    made.refresh_from_db()
    return made


def test_what_stands_in_their_book_and_not_here_is_listed_row_by_row_with_why(
    county: Unit, clerk: Person, verifier: Person
) -> None:
    rows = (
        "2023年5月3日,集中学习,读书班,本单位\n5月31日,没有这种,清明祭扫,本单位\n2月31日,集中学习,春训,本单位\n"
        "2023年5月8日,集中学习,党课,本单位\n2023年6月8日,集中学习,别的月,本单位\n"
    )
    book(county, clerk, rows)
    gone = Record.objects.get(title="党课")
    services.verify(gone, by=verifier)
    services.reverse_record(gone, reason="重复登记", by=verifier)
    services.report(session(county), by=clerk)
    detail = agreeing.detail(may(county, clerk), viewer=clerk)
    assert [(each.row, each.record and each.record.title) for each in detail.theirs] == [(3, None), (5, "党课")]
    assert "没有这种" in detail.theirs[0].why
    assert detail.theirs[1].why == "本来有，后来已冲正：重复登记"
    assert [each.row for each in detail.undated] == [4]
    assert [(each.record.title, each.in_theirs) for each in detail.ours] == [("读书班", True), ("五月集中学习", False)]
    assert [each.record.title for each in detail.ours_alone] == ["五月集中学习"]


def test_a_book_not_taken_over_is_matched_with_what_was_reported_by_hand(county: Unit, clerk: Person) -> None:
    services.report_many([session(county), session(county)], by=clerk)
    rows = "2023年5月5日,集中学习,五月集中学习,本单位\n2023年5月6日,集中学习,青年座谈,本单位\n"
    book(county, clerk, rows, accept=False)
    detail = agreeing.detail(may(county, clerk), viewer=clerk)
    assert [(each.row, each.why) for each in detail.theirs] == [(3, "这份表还没有接收")]
    assert sorted((each.twice, each.in_theirs) for each in detail.ours) == [(True, False), (True, True)]


def test_a_file_that_is_gone_is_named_and_the_page_stands(county: Unit, clerk: Person) -> None:
    made = book(county, clerk, "2023年5月3日,集中学习,读书班,本单位\n")
    made.file.unlink()
    detail = agreeing.detail(may(county, clerk), viewer=clerk)
    assert ([each.pk for each in detail.unread], [each.in_theirs for each in detail.ours]) == ([made.pk], [None])


def test_an_explanation_stands_until_either_number_changes_and_nothing_is_written_over(
    county: Unit, clerk: Person, verifier: Person
) -> None:
    record = services.report(session(county), by=clerk)
    services.verify(record, by=verifier)
    stated(county, 3, clerk)
    services.explain(may(county, clerk), said="月底两场算在六月", by=clerk)
    assert may(county, clerk).agreement == "explained"
    stated(county, 4, clerk)
    assert may(county, clerk).agreement == "less"
    assert [each.stated for each in StatedSum.objects.order_by("pk")] == [3, 4]
    assert [(each.said, each.ours, each.theirs, each.by) for each in Explanation.objects.all()] == [
        ("月底两场算在六月", 1, 3, clerk)
    ]
    assert Record.objects.count() == 1
    stated(county, 1, clerk)
    with pytest.raises(services.NothingDiffers):
        services.explain(may(county, clerk), said="没有差", by=clerk)
    stated(county, 2, clerk)
    with pytest.raises(services.ExplanationEmpty):
        services.explain(may(county, clerk), said=" ", by=clerk)


def test_the_same_sum_again_is_not_kept_twice_and_another_unit_s_is_refused(county: Unit, elsewhere: Unit, clerk: Person) -> None:
    sums = [Sum(county, MAY, 3), Sum(county, date(2023, 6, 1), 0)]
    assert services.state_sums(sums, kind=SESSIONS, origin="", by=clerk) == services.Stated(2, 0)
    assert services.state_sums(sums, kind=SESSIONS, origin="", by=clerk) == services.Stated(0, 2)
    with pytest.raises(NotAllowed):
        services.state_sums([Sum(county, MAY, 5), Sum(elsewhere, MAY, 5)], kind=SESSIONS, origin="", by=clerk)
    assert StatedSum.objects.count() == 2


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("2023年5月", MAY), ("2023-05", MAY), ("2023.5", MAY), ("202305", MAY), ("5月", MAY), ("５月份", MAY), (5.0, MAY),
        (date(2023, 5, 31), MAY), ("2023年5月8日", MAY), ("13月", None), ("五月", None), ("合计", None), ("0", None),
        ("2023年", None),
    ],
)  # fmt: skip
def test_months_are_read_as_people_write_them(cell: Any, month: date | None) -> None:
    assert read_month(cell, year=2023) == month


def test_lines_are_read_with_and_without_a_unit_and_heads_totals_and_blanks_passed_over(
    city: Unit, county: Unit, elsewhere: Unit, city_clerk: Person
) -> None:
    rows = [["单位", "月份", "场次"], ["滨江", "5月", "12场"], [], ["C02", "2023-06", 7.0], ["合计", "", 19.0], ["4月", "3"]]
    read = read_sums(rows, unit=county, year=2023, viewer=city_clerk)
    assert [(each.unit.code, each.month.month, each.stated) for each in read] == [("C01", 5, 12), ("C02", 6, 7), ("C01", 4, 3)]


def test_one_line_that_cannot_be_read_and_none_is_taken(city: Unit, county: Unit, city_clerk: Person) -> None:
    rows = [
        ["滨江分局", "5月", "12"],
        ["滨汀分局", "5月", "3"],
        ["滨江分局", "五五", "3"],
        ["滨江分局", "6月", "-2"],
        ["只有一列"],
    ]
    with pytest.raises(agreeing.SumsWrong) as refused:
        read_sums(rows, unit=county, year=2023, viewer=city_clerk)
    said = str(refused.value)
    assert "有 4 行读不懂，一行都没有收" in said
    assert "第 2 行：没有“滨汀分局”这个单位；是不是：滨江分局（C01）" in said
    assert "第 3 行：“五五”不是月份" in said
    assert "第 4 行：“-2”是负数" in said
    assert "第 5 行：应为两列" in said


def test_sums_are_pasted_or_sent_as_a_workbook_compared_and_explained_on_the_pages(
    city: Unit, county: Unit, clerk: Person, verifier: Person, city_clerk: Person, signed_in: SignIn
) -> None:
    from openpyxl import Workbook

    services.verify(services.report(session(county), by=clerk), by=verifier)
    client = signed_in(city_clerk)
    place = reverse("registers:state_sums") + CITY
    sent = {"kind": "activities.session", "unit": county.pk, "year": 2023}
    answer = client.post(place, sent | {"pasted": "滨江分局\t5月\t2\n"})
    assert "1 ≠ 2" in text(client.get(answer.url))
    book = Workbook()
    for row in (["单位", "月份", "数"], ["滨江分局", "2023年4月", 0], ["滨江分局", date(2023, 5, 1), 3]):
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    stream.name = "汇总.xlsx"
    answer = client.post(place, sent | {"file": stream})
    shown = text(client.get(answer.url))
    assert "1 ≠ 3" in shown
    assert "已记下：新报 2 个" in shown
    month = reverse("registers:agree_month", args=["activities.session", "C01", "2023-05"]) + CITY
    shown = text(client.get(month))
    assert "账上比上报少 2。" in shown
    assert "汇总.xlsx" in shown
    client.post(reverse("registers:explain", args=["activities.session", "C01", "2023-05"]) + CITY, {"said": "两场在六月"})
    shown = text(client.get(month))
    assert "差 2，已有说明。" in shown
    assert "两场在六月" in shown
    assert "读不懂" in text(client.post(place, sent | {"pasted": "滨江分局\t不是\t2\n"}), 422)


@pytest.mark.parametrize(
    ("code", "month"), [("C01", "2023"), ("C01", "2023-05-01..2023-05-31x"), ("C99", "2023-05"), ("C01", "五月")]
)
def test_what_is_no_month_or_no_unit_is_refused(code: str, month: str, county: Unit, clerk: Person, signed_in: SignIn) -> None:
    place = reverse("registers:agree_month", args=["activities.session", code, month]) + "?unit=C01&period=2023"
    assert signed_in(clerk).get(place).status_code in (404, 422)


def test_the_comparison_asks_the_database_as_often_for_30_units_as_for_3(city: Unit, city_clerk: Person) -> None:
    counts = []
    for low, high in ((0, 3), (3, 30)):
        for place in range(low, high):
            unit = org.open_unit(code=f"X{place:02}", name=f"第{place}分局", level=Level.COUNTY, opened_on=OPENED, above=city)
            stated(unit, place, city_clerk)
        with CaptureQueriesContext(connection) as asked:
            found = agreeing.comparison(Scope(city, Period.year(2023)))
        counts.append(len(asked))
        assert len(found.lines) == high
    assert counts[0] == counts[1]
