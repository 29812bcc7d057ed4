"""Rows of a book that look like something twice, or odd: pointed out in the preview, and left out unless somebody says why."""

import random
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from panshi.ledger import kinds
from panshi.org import services as org
from panshi.org.choices import Level, Role
from panshi.org.models import Person, Unit
from panshi.work.registers import services
from panshi.work.registers.choices import ImportState
from panshi.work.registers.models import Import, Record
from panshi.work.registers.selectors import importing as shown
from panshi.work.registers.selectors.doubting import blocks
from panshi.work.registers.selectors.doubting.kin import Kin
from panshi.work.registers.selectors.doubting.lines import Line
from panshi.work.registers.selectors.doubting.twins import near
from panshi.work.registers.services import importing
from panshi.work.registers.tests.books import HEADS, line, xlsx
from panshi.work.registers.tests.conftest import person, session
from panshi.work.registers.tests.test_importing import brought, taken, titles
from panshi.work.registers.tests.test_importing_pages import page
from panshi.work.registers.tests.test_pages import SignIn, text

OPEN_DAY, THE_OPEN_DAY = "警营开放日走进实验小学活动", "警营开放日走进实验小学的活动"


def pointed(book: Import) -> list[tuple[int, str, str]]:
    return [(each.row, each.sort, each.said_zh) for each in book.problems.exclude(sort="").order_by("row", "pk")]


def test_the_same_thing_twice_in_a_book_is_left_out_unless_it_is_another(county: Unit, clerk: Person) -> None:
    book = brought(xlsx(HEADS, line("一"), line("一"), line("二")), county, clerk)
    assert (book.good, book.pointed, pointed(book)) == (3, 1, [(3, "twin", "和第 2 行像是同一件事。")])
    book = taken(book, clerk)
    assert (book.accepted, titles(), shown.rows_left_out(book)) == (2, ["一", "二"], [("同一件事两次", 1)])


def test_the_same_thing_twice_is_taken_over_with_the_reason_why_it_is_another(county: Unit, clerk: Person) -> None:
    book = brought(xlsx(HEADS, line("一"), line("一"), line("一")), county, clerk)
    with pytest.raises(importing.BecauseMissing, match="要接收看起来重复的行，请写明为什么它们是另外的事。"):
        importing.begin_accept(book, by=clerk, answers={"twin": importing.Answer(None)})
    with pytest.raises(importing.NotDoubtful, match="第 2 行不在被指出的行里。"):
        importing.begin_accept(book, by=clerk, answers={"twin": importing.Answer(frozenset({2}), "下午场")})
    book = taken(book, clerk, twin=importing.Answer(frozenset({4}), "下午场"))
    assert list(Record.objects.order_by("pk").values_list("row", "distinct_because")) == [(2, ""), (4, "下午场")]


def test_what_stands_in_the_register_is_not_brought_in_once_more(county: Unit, clerk: Person, verifier: Person) -> None:
    stands = services.report(session(county, occurred_on=date(2023, 5, 3)), by=clerk)
    back = services.report(session(county, occurred_on=date(2023, 5, 4)), by=clerk)
    services.verify(back, by=verifier)
    services.reverse_record(back, reason="弄错了", by=verifier)
    book = brought(xlsx(HEADS, line(), line(day="5月4日")), county, clerk)
    assert pointed(book) == [
        (2, "twin", "已有记录里有这件事：五月集中学习 · 2023-05-03 · 滨江分局 · 待核实。"),
        (3, "near", "题目和第 2 行几乎一样：“五月集中学习”。"),
    ]
    assert [each.other for each in book.problems.order_by("row")] == [stands.pk, None]


def test_near_titles_are_found_in_the_book_and_in_the_register(county: Unit, clerk: Person) -> None:
    services.report(session(county, **{"dims": {"form": "study", "title": OPEN_DAY, "level": "local"}}), by=clerk)
    rows = [line(THE_OPEN_DAY, day="5月12日"), line("公安简报第3期"), line("公安简报第4期"), line("公安简报（第3期）")]
    book = brought(xlsx(HEADS, *rows), county, clerk)
    assert pointed(book) == [
        (2, "near", f"题目和已有记录几乎一样：{OPEN_DAY} · 2023-05-05 · 滨江分局 · 待核实。"),
        (5, "near", "题目和第 3 行几乎一样：“公安简报第3期”。"),
    ]
    with pytest.raises(importing.NothingGood):
        importing.begin_accept(brought(xlsx(HEADS, rows[0]), county, clerk, name="一行.xlsx"), by=clerk)


def test_titles_a_fortnight_apart_or_of_another_form_are_others(county: Unit, clerk: Person) -> None:
    rows = [line(OPEN_DAY), line(THE_OPEN_DAY, day="5月11日"), line(THE_OPEN_DAY, form="警示教育")]
    assert pointed(brought(xlsx(HEADS, *rows), county, clerk)) == []


@pytest.fixture
def stations(county: Unit) -> list[Unit]:
    return [
        org.open_unit(code=f"C01{n}", name=f"{name}派出所", level=Level.STATION, opened_on=date(2000, 1, 1), above=county)
        for n, name in enumerate(("老城", "新港"))
    ]


def placement(unit: Unit, title: str, day: str) -> list[object]:
    return [unit.name, day, "市级", "云川日报", title, "2023-7", "其他位置", "首发"]


PLACEMENTS = ["单位", "日期", "媒体层级", "媒体", "标题", "稿件编号", "位置", "首发或转载"]


def test_one_story_of_two_stations_of_a_county_is_pointed_out_and_asks_nothing(
    county: Unit, clerk: Person, stations: list[Unit]
) -> None:
    rows = [placement(stations[0], OPEN_DAY, "5月3日"), placement(stations[1], THE_OPEN_DAY, "5月5日")]
    book = brought(xlsx(PLACEMENTS, *rows), county, clerk, key="coverage.placement")
    assert pointed(book) == [(3, "near", f"题目和第 2 行（老城派出所）几乎一样：“{OPEN_DAY}”。")]
    assert (book.doubtful, taken(book, clerk).accepted) == ({}, 2)


def test_a_session_every_station_holds_is_pointed_out_by_none(county: Unit, clerk: Person, stations: list[Unit]) -> None:
    rows = [line("五月集中学习", unit=unit.name) for unit in stations]
    assert pointed(brought(xlsx(HEADS, *rows), county, clerk)) == []


def test_a_story_of_a_station_out_of_sight_is_named_by_its_day_alone(county: Unit, clerk: Person, stations: list[Unit]) -> None:
    facts = {
        "tier": "municipal",
        "outlet": "云川日报",
        "headline": OPEN_DAY,
        "story": "1",
        "position": "other",
        "origin": "reprint",
    }
    services.report(
        services.NewRecord(
            kind=kinds.kind("coverage.placement"),
            unit=stations[0],
            occurred_on=date(2023, 5, 3),
            dims=facts,
        ),
        by=clerk,
    )
    reporter = person("P9", "于海", stations[1], Role.CLERK)
    book = brought(xlsx(PLACEMENTS, placement(stations[1], OPEN_DAY, "5月4日")), stations[1], reporter, key="coverage.placement")
    assert [(each.other, each.said_zh) for each in book.problems.all()] == [
        (None, "题目和已有记录几乎一样：您看不到的单位的记录 · 2023-05-03。")
    ]


def test_a_quantity_far_from_the_units_own_is_pointed_out(county: Unit, clerk: Person) -> None:
    heads = ["日期", "形式", "标题", "张数"]
    rows = [[f"{month}月{day}日", "海报", f"第{month}月第{day}张", 3] for month in (1, 2) for day in range(1, 9)]
    book = brought(xlsx(heads, *rows, ["3月1日", "海报", "甲", 3000]), county, clerk, key="newsroom.product")
    assert pointed(book) == [
        (18, "size", "数量 3,000 与本单位平时相差很大：此前 24 个月 16 条同类记录的中位数是 3，通常相差不过 1。")
    ]


def test_an_end_before_the_day_itself_is_pointed_out(county: Unit, clerk: Person) -> None:
    heads = ["日期", "类型", "名称", "终止日期"]
    kind = kinds.kind("groups.group")
    label = next(iter(kind.dimension("type").choices.values())).zh
    book = brought(xlsx(heads, ["5月3日", label, "读书社", "2022年1月1日"]), county, clerk, key="groups.group")
    assert [(row, sort) for row, sort, _ in pointed(book)] == [(2, "term")]


def test_left_out_rows_come_back_with_the_mistakes_and_mended_come_in(county: Unit, clerk: Person) -> None:
    book = taken(brought(xlsx(HEADS, line("一"), line("一"), line("二", day="2月30日")), county, clerk), clerk)
    sheet = openpyxl.load_workbook(BytesIO(shown.returned(book))).active
    assert [(row[4].value, row[6].value) for row in sheet.iter_rows(min_row=2)] == [
        ("一", "和第 2 行像是同一件事。"),
        ("二", "日期：“2月30日”这一天不存在：2023 年 2 月没有 30 日。"),
    ]
    sheet["E2"], sheet["C3"] = "三", "2月28日"
    out = BytesIO()
    sheet.parent.save(out)
    assert (taken(brought(out.getvalue(), county, clerk, name="退回.xlsx"), clerk).accepted, titles()) == (2, ["一", "三", "二"])


def test_very_many_rows_come_back_in_parts(
    county: Unit, clerk: Person, monkeypatch: pytest.MonkeyPatch, signed_in: SignIn
) -> None:
    monkeypatch.setattr(shown, "RETURNED_MAX", 2)
    book = brought(xlsx(HEADS, *(line(f"第{n}期", day="2月30日") for n in range(5))), county, clerk)
    client = signed_in(clerk)
    assert "第 3 部分，共 3 部分" in text(client.get(page("import_book", book)))
    numbers = []
    for part in (1, 2, 3):
        answer = client.get(f"{page('import_returned', book)}&part={part}")
        numbers.append([cell.value for cell in openpyxl.load_workbook(BytesIO(answer.content)).active["E"][1:]])
    assert numbers == [["第0期", "第1期"], ["第2期", "第3期"], ["第4期"]]
    assert client.get(f"{page('import_returned', book)}&part=4").status_code == 404


def test_the_page_asks_what_becomes_of_them_and_keeps_what_was_said(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    book = brought(xlsx(HEADS, line("一"), line("一"), line(OPEN_DAY), line(THE_OPEN_DAY)), county, clerk)
    page_shown = text(client.get(page("import_book", book)))
    assert ("和第 2 行像是同一件事。" in page_shown, "接收 2 行，以及下面选定的行" in page_shown) == (True, True)
    shown_again = text(
        client.post(page("import_accept", book), {"take_twin": "some", "rows_twin": "2-3", "because_twin": "下午"})
    )
    assert ("第 2 行不在被指出的行里。" in shown_again, Import.objects.get().state) == (True, ImportState.CHECKED)
    given = {"take_twin": "none", "take_near": "some", "rows_near": "５", "because_near": ""}
    assert "请写明为什么它们是另外的事，否则会重复计数。" in text(client.post(page("import_accept", book), given))
    text(client.post(page("import_accept", book), given | {"because_near": "另一所学校"}, follow=True))
    assert list(Record.objects.order_by("row").values_list("row", "distinct_because")) == [(2, ""), (4, ""), (5, "另一所学校")]


@pytest.mark.parametrize("pairs", [blocks.PAIRS_MAX, 0])
def test_titles_in_blocks_are_those_found_by_comparing_all_with_all(
    pairs: int, db: None, county: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "PAIRS_MAX", pairs)
    dice = random.Random(7)
    words = ["反诈宣传进校园", "警营开放日", "夜巡护航烟火气", "第一季度", "走访慰问困难群众", "矛盾纠纷化解"]
    rows = list[Line]()
    for number in range(300):
        title = "".join(dice.sample(words, 3)) + dice.choice(["", "活动", "的活动"])
        rows.append(Line(number + 1, 0, county.pk, 738_000 + dice.randrange(40), ("云川日报", title), title, (), 1))
    known = blocks.Blocks(kinds.kind("coverage.placement"), Kin())
    for row in rows:
        known.add(row)
    expected = {
        row.row
        for row in rows
        for other in rows
        if other.row < row.row
        and abs(other.day - row.day) <= 7
        and near(row.title, other.title)
        and (other.day, other.title) != (row.day, row.title)
    }
    assert len(expected) > 20
    assert {row.row for row, _other in known.near()} == expected


def test_a_folder_brings_in_what_is_beyond_doubt(county: Unit, clerk: Person, tmp_path: Any) -> None:
    from panshi.work.registers.services.importing.folders import bring_in

    (tmp_path / "活动.xlsx").write_bytes(xlsx(HEADS, line("一"), line("一")))
    [done] = bring_in(tmp_path / "活动.xlsx", unit=county, by=clerk, year=2023, accept=True)
    assert (done.book and done.book.accepted, titles()) == (1, ["一"])


def test_the_page_of_the_register_a_row_looks_like_can_be_opened(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    stands = services.report(session(county, occurred_on=date(2023, 5, 3)), by=clerk)
    book = brought(xlsx(HEADS, line()), county, clerk)
    assert reverse("registers:record", args=[stands.pk]) in text(signed_in(clerk).get(page("import_book", book)))
