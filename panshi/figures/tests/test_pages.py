"""The pages of figures, over a small ledger written through the door."""

import csv
import re
from datetime import date
from html import unescape
from io import BytesIO, StringIO
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panshi.kernel.references import Reference
from panshi.ledger import services
from panshi.ledger.entries import Entry
from panshi.ledger.kinds import kind
from panshi.ledger.postings import Posting
from panshi.org.choices import Category, Role
from panshi.org.models import Account, Person, Unit
from panshi.org.services import employ, grant_role

pytestmark = pytest.mark.django_db
MAINSTREAM = "coverage.mainstream_stories"
sources = count(1)


@pytest.fixture
def leader(city: Unit) -> Person:
    return with_role("L1", "林越", city, Role.LEADER)


@pytest.fixture
def member(ford: Unit) -> Person:
    return with_role("M1", "何川", ford, Role.MEMBER)


def with_role(number: str, name: str, unit: Unit, role: Role) -> Person:
    person = employ(number=number, name=name, category=Category.OFFICER, unit=unit, since=date(2020, 1, 1))
    grant_role(person=person, role=role, unit=unit, since=date(2020, 1, 1), by=None)
    return person


def signed_in(person: Person, language: str = "zh-hans") -> Client:
    person.account, _new = Account.objects.get_or_create(username=person.number)
    person.save()
    client = Client()
    client.force_login(person.account)
    client.cookies["django_language"] = language
    return client


def page(client: Client, name: str, *args: str, status: int = 200, **asked: str) -> str:
    response = client.get(reverse(f"figures:{name}", args=args), {"period": "2023"} | asked)
    assert response.status_code == status
    return unescape(response.content.decode())


def post(key: str, unit: Unit, day: str, *, by: Person, person: Person | None = None, quantity: int = 1, **dims: object) -> Entry:
    source = Reference("trial.page", str(next(sources)))
    return services.post(Posting(kind(key), unit, date.fromisoformat(day), source, dims, quantity, person), by=by)


def story(unit: Unit, day: str, headline: str, *, by: Person, tier: str = "provincial", **more: object) -> Entry:
    facts = {"tier": tier, "outlet": "省法治报", "story": headline, "position": "other", "origin": "original"} | more
    return post("coverage.placement", unit, day, by=by, headline=headline, **facts)


@pytest.fixture
def three_stories(east: Unit, west: Unit, ford: Unit, clerk: Person) -> list[Entry]:
    """Two of the east county, one of the west; a fourth reported twice and taken back; one of the year before."""
    twice = story(ford, "2023-03-02", "报了两次", by=clerk)
    services.reverse(twice, reason="重复上报", by=clerk)
    story(ford, "2022-03-01", "去年的", by=clerk)
    return [
        story(ford, "2023-03-01", "雪夜里的三百公里", by=clerk, tier="central", page=1, position="lead"),
        story(east, "2023-05-09", "=HYPERLINK(1)", by=clerk),
        story(west, "2023-12-31", "守好一条江", by=clerk),
    ]


def test_the_catalogue_shows_each_figure_now_and_a_year_before(leader: Person, three_stories: list[Entry]) -> None:
    shown = page(signed_in(leader), "catalogue", room="coverage")
    here = f'href="{reverse("figures:figure", args=[MAINSTREAM])}?unit=C&period='
    assert f'{here}2023">3<small>篇</small>' in shown
    assert f'{here}2022">1</a>' in shown
    assert "集中学习活动" not in shown


def test_a_search_finds_figures_by_the_words_people_use_for_them(leader: Person) -> None:
    shown = page(signed_in(leader), "catalogue", q="报纸头版头条")
    assert "头版头条稿件" in shown
    assert "主流媒体刊登稿件" not in shown
    assert "没有叫这个的数字" in page(signed_in(leader), "catalogue", q="火星")


def test_a_figure_shows_its_number_its_parts_and_as_many_rows(leader: Person, three_stories: list[Entry]) -> None:
    shown = page(signed_in(leader), "figure", MAINSTREAM)
    assert '<span class="value big">3<small>篇</small></span>' in shown
    assert "3 条，与数字相同" in shown
    assert [shown.count(f"<code>{entry.seq}</code>") for entry in three_stories] == [1, 1, 1]
    assert "报了两次" not in shown
    assert f'href="{reverse("figures:figure", args=[MAINSTREAM])}?unit=C01&period=2023">2</a>' in shown


def test_a_part_by_unit_opens_to_that_many_rows(leader: Person, three_stories: list[Entry]) -> None:
    shown = page(signed_in(leader), "figure", MAINSTREAM, unit="C01")
    assert "2 条，与数字相同" in shown
    assert "守好一条江" not in shown


def test_what_is_a_units_own_among_its_parts_opens_to_that_many_rows(leader: Person, three_stories: list[Entry]) -> None:
    whole = page(signed_in(leader), "figure", MAINSTREAM, unit="C01")
    address = f"{reverse('figures:figure', args=[MAINSTREAM])}?unit=C01&period=2023&own=1"
    assert f'<a class="number" href="{address}">1</a>' in whole
    assert "东县局本级" in whole
    shown = unescape(signed_in(leader).get(address).content.decode())
    assert "1 条，与数字相同" in shown
    assert "雪夜里的三百公里" not in shown


def test_a_part_by_dimension_opens_to_that_many_rows(leader: Person, three_stories: list[Entry]) -> None:
    whole = page(signed_in(leader), "figure", MAINSTREAM)
    address = f"{reverse('figures:figure', args=[MAINSTREAM])}?unit=C&period=2023&d.tier=central"
    assert f'href="{address}">1</a>' in whole
    shown = unescape(signed_in(leader).get(address).content.decode())
    assert "1 条，与数字相同" in shown
    assert "雪夜里的三百公里" in shown
    assert "守好一条江" not in shown


def test_a_wrong_dimension_in_the_address_is_refused_by_name(leader: Person) -> None:
    client = signed_in(leader)
    assert "没有“stars”这一项" in page(client, "figure", MAINSTREAM, status=422, **{"d.stars": "5"})
    assert "不能是“lunar”" in page(client, "figure", MAINSTREAM, status=422, **{"d.tier": "lunar"})


def test_an_empty_ledger_says_so_and_shows_zero(leader: Person) -> None:
    shown = page(signed_in(leader), "figure", MAINSTREAM)
    assert '<span class="value big">0<small>篇</small></span>' in shown
    assert "还没有记录" in shown


def test_a_state_of_the_past_is_shown_as_of_its_position(leader: Person, three_stories: list[Entry]) -> None:
    shown = page(signed_in(leader), "figure", MAINSTREAM, as_of=str(three_stories[1].seq))
    assert "2 条，与数字相同" in shown
    assert "守好一条江" not in shown


def test_an_unknown_figure_is_a_page_naming_near_ones(leader: Person) -> None:
    shown = page(signed_in(leader), "figure", "coverage.mainstream_storys", status=404)
    assert "没有“coverage.mainstream_storys”这个数字" in shown
    assert MAINSTREAM in shown


def attend(unit: Unit, person: Person, day: str, *, by: Person) -> Entry:
    facts = {"form": "heritage", "title": "重走长征路", "person_category": "officer", "leader": False}
    return post("activities.attendance", unit, day, by=by, person=person, **facts)


def test_people_are_rows_and_names_are_for_those_who_may_see_them(
    leader: Person, member: Person, ford: Unit, clerk: Person
) -> None:
    attend(ford, member, "2023-04-01", by=clerk)
    attend(ford, member, "2023-06-01", by=clerk)
    named = page(signed_in(leader), "figure", "activities.heritage_people")
    assert "1 人，与数字相同" in named
    assert '<td class="keep">何川</td>' in named
    unnamed = page(signed_in(member), "figure", "activities.heritage_people")
    assert "1 人，与数字相同" in unnamed
    assert '<td class="keep">渡口所的一人</td>' in unnamed
    assert '<td class="keep">何川</td>' not in unnamed
    attended = page(signed_in(leader), "figure", "activities.heritage_attendance")
    assert "2 条，与数字相同" in attended


def test_a_sum_says_that_the_quantities_add_up_to_it(leader: Person, city: Unit, clerk: Person) -> None:
    for day, quantity in (("2023-02-01", 15_000_000), ("2023-03-01", 6_300_000)):
        post("coverage.reads", city, day, by=clerk, quantity=quantity, series="净水器下乡骗局追踪", outlet=day)
    shown = page(signed_in(leader), "figure", "coverage.series_reads")
    assert "2 条，数量相加等于数字 21,300,000" in shown


def test_a_rate_shows_both_its_figures_as_links(leader: Person, city: Unit, clerk: Person) -> None:
    for timeliness in ("on_time", "on_time", "late"):
        _milestone(city, timeliness, by=clerk)
    shown = page(signed_in(leader), "figure", "plans.on_time_rate")
    assert '<span class="value big">66.67<small>%</small></span>' in shown
    here = f'{reverse("figures:figure", args=["plans.milestones_on_time"])}?unit=C&period=2023">2<small>'
    assert here in shown


def test_a_rate_by_month_runs_from_the_beginning_to_each_months_end(leader: Person, city: Unit, member: Person) -> None:
    """Done in March what was due in January: alone March would be 200 %, to its end the rate is all."""
    facts = {"category": "political", "person_category": "officer"}
    for day, task in (("2023-01-05", "一"), ("2023-01-06", "二"), ("2023-03-01", "三")):
        due = {"task": task, "due_on": date(2023, 6, 1)}
        post("learning.assignment", city, day, by=leader, person=member, **facts, **due)
    for day, task in (("2023-01-20", "一"), ("2023-03-10", "二"), ("2023-03-11", "三")):
        post("learning.completion", city, day, by=leader, person=member, **facts, task=task, timeliness="on_time")
    shown = page(signed_in(leader), "figure", "learning.completion_rate")
    assert "<h2>各月末累计</h2>" in shown
    assert "200" not in shown.partition("<tbody>")[2].partition("</tbody>")[0]
    assert [_months_row(shown, month) for month in ("1月", "2月", "3月", "12月")] == [
        ["50", "1", "2", "—"],
        ["50", "1", "2", "—"],
        ["100", "3", "3", "—"],
        ["100", "3", "3", "—"],
    ]
    address = f"{reverse('figures:figure', args=['learning.completion_rate'])}?unit=C&period=2023-01-01..2023-02-28"
    assert f'href="{address}">50</a>' in shown
    assert "Cumulative to each month's end" in page(signed_in(leader, "en"), "figure", "learning.completion_rate")


def _months_row(shown: str, month: str) -> list[str]:
    row = shown.partition(f'<tr><th scope="row">{month}</th>')[2].partition("</tr>")[0]
    return re.findall(r">(—|[\d.,]+)<", row)


def _milestone(unit: Unit, timeliness: str, *, by: Person) -> Entry:
    counted = kind("plans.milestone")
    facts = {one.key: f"节点{next(sources)}" for one in counted.dimensions if one.required and one.type == "text"}
    choices = {one.key: next(iter(one.choices)) for one in counted.dimensions if one.required and one.choices}
    days = {one.key: date(2023, 6, 1) for one in counted.dimensions if one.required and one.type == "date"}
    return post("plans.milestone", unit, "2023-06-01", by=by, **(facts | choices | days | {"timeliness": timeliness}))


def test_a_score_shows_its_rules_its_making_and_each_rows_points(leader: Person, three_stories: list[Entry]) -> None:
    shown = page(signed_in(leader), "figure", "coverage.score")
    assert "新闻宣传计分办法（2023年版）" in shown
    assert "3 条参与计分" in shown
    assert "得分" in shown
    assert '<th scope="col" class="n">积分</th>' in shown


def test_a_definition_says_its_conditions_in_words(leader: Person) -> None:
    shown = page(signed_in(leader), "figure", "coverage.front_page_leads")
    assert "媒体层级是“中央”或“省级”或“市级”" in shown
    assert "版次是“1”" in shown
    assert '{{ figure("coverage.front_page_leads") }}' in shown
    english = page(signed_in(leader, "en"), "figure", "coverage.front_page_leads")
    assert "tier of the outlet is central or provincial or municipal" in english


def test_every_page_is_whole_in_english(leader: Person, three_stories: list[Entry]) -> None:
    client = signed_in(leader, "en")
    assert "3 entries, equal to the number" in page(client, "figure", MAINSTREAM)
    assert "stories in mainstream media" in page(client, "catalogue")
    assert "Figures made of it" in page(client, "kind", "coverage.placement")
    assert "Compare units" in page(client, "table", f=MAINSTREAM)


def test_rows_leave_as_csv_in_which_nothing_is_a_formula(leader: Person, three_stories: list[Entry]) -> None:
    response = signed_in(leader).get(reverse("figures:rows", args=[MAINSTREAM, "csv"]), {"period": "2023"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert rows[0][:4] == ["账本位置", "标题", "日期", "单位"]
    assert [row[1] for row in rows[1:]] == ["守好一条江", "'=HYPERLINK(1)", "雪夜里的三百公里"]
    assert "主流媒体刊登稿件" in _named(response)


def test_rows_leave_as_a_workbook(leader: Person, three_stories: list[Entry]) -> None:
    from openpyxl import load_workbook

    response = signed_in(leader).get(reverse("figures:rows", args=[MAINSTREAM, "xlsx"]), {"period": "2023", "d.tier": "central"})
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    sheet = book.active
    assert book.sheetnames == ["数据", "关于本表"]
    assert [[cell.value for cell in row][:2] for row in sheet.iter_rows(min_row=2)] == [
        [three_stories[0].seq, "雪夜里的三百公里"]
    ]
    assert sheet["C2"].value.date() == date(2023, 3, 1)


def _named(response) -> str:
    from urllib.parse import unquote

    return unquote(response["Content-Disposition"])


def test_units_are_compared_the_largest_first_and_the_table_can_leave(leader: Person, three_stories: list[Entry]) -> None:
    client = signed_in(leader)
    shown = page(client, "table", f=MAINSTREAM)
    assert shown.index("东县局") < shown.index("西县局")
    response = client.get(reverse("figures:download", args=["csv"]), {"period": "2023", "f": MAINSTREAM})
    rows = list(csv.reader(StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert rows == [
        ["编号", "单位", "主流媒体刊登稿件 (篇)"],
        ["C01", "东县局", "2"],
        ["C02", "西县局", "1"],
        ["", "合计", "3"],
    ]


def test_stations_are_compared_when_asked(leader: Person, three_stories: list[Entry]) -> None:
    shown = page(signed_in(leader), "table", f=MAINSTREAM, level="station")
    assert "渡口所" in shown
    assert "不能按“province”分" in page(signed_in(leader), "table", status=422, f=MAINSTREAM, level="province")


def test_a_kind_says_what_an_entry_holds_and_what_is_made_of_it(leader: Person) -> None:
    shown = page(signed_in(leader), "kind", "coverage.placement")
    assert "媒体层级" in shown
    assert "头版头条稿件" in shown
    page(signed_in(leader), "kind", "coverage.comet", status=422)


def test_outside_their_part_of_the_tree_a_person_is_refused(member: Person, city: Unit) -> None:
    client = signed_in(member)
    assert "您在“市局”没有“看数字”的权限" in page(client, "figure", MAINSTREAM, status=403, unit="C")
    assert client.get(reverse("figures:rows", args=[MAINSTREAM, "csv"]), {"unit": "C"}).status_code == 403
    assert Client().get(reverse("figures:catalogue")).status_code == 302


@pytest.mark.parametrize("name", ["catalogue", "figure", "table"])
def test_pages_take_as_many_queries_for_three_rows_as_for_one(
    name: str, leader: Person, west: Unit, ford: Unit, clerk: Person
) -> None:
    client = signed_in(leader)
    args, asked = ([MAINSTREAM], {}) if name == "figure" else ([], {"f": MAINSTREAM} if name == "table" else {})
    story(ford, "2023-03-01", "一", by=clerk)
    page(client, name, *args, **asked)
    with CaptureQueriesContext(connection) as one:
        page(client, name, *args, **asked)
    story(ford, "2023-04-01", "二", by=clerk)
    story(west, "2023-05-01", "三", by=clerk)
    page(client, name, *args, **asked)
    with CaptureQueriesContext(connection) as three:
        page(client, name, *args, **asked)
    assert len(three) == len(one)
