"""Lists taken out: what is in them, in whose words, for whose eyes; and that what goes out can come in again."""

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from panshi.ledger import kinds
from panshi.ledger.kinds import Dimension, DimensionType, DimensionValue, Kind
from panshi.org import services as org
from panshi.org.choices import Level, Role
from panshi.org.models import Person, Unit
from panshi.ui import files
from panshi.work.registers import selectors, services
from panshi.work.registers.models import Record, Step
from panshi.work.registers.selectors import taking_out
from panshi.work.registers.selectors.books import fields, headers
from panshi.work.registers.selectors.books.directory import Directory
from panshi.work.registers.selectors.books.opening import Workbook
from panshi.work.registers.selectors.books.rows import Layout, RowReader
from panshi.work.registers.services import NewRecord
from panshi.work.registers.services.importing import reading
from panshi.work.registers.tests.conftest import OPENED, person, session, sheet
from panshi.work.registers.tests.test_importing import brought, taken
from panshi.work.registers.tests.test_pages import HERE, SignIn, text

KINDS = kinds.kinds()


def content(response: Any) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def taken_out(client: Any, name: str = "take_records", form: str = "csv", **asked: str) -> bytes:
    return content(client.get(reverse(f"registers:{name}", args=[form]) + HERE, asked | {"unit": "C01", "period": "2023"}))


def lines(client: Any, name: str = "take_records", **asked: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(taken_out(client, name, **asked).decode("utf-8-sig"), newline="")))


def some(dimension: Dimension) -> DimensionValue:
    """A value the dimension takes."""
    return {
        DimensionType.CHOICE: next(iter(dimension.choices), ""),
        DimensionType.TEXT: f"{dimension.label.zh}一",
        DimensionType.INTEGER: 3,
        DimensionType.BOOLEAN: True,
        DimensionType.DATE: date(2023, 5, 6),
    }[dimension.type]


def of_kind(kind: Kind, unit: Unit, people: list[Person], **dims: DimensionValue) -> NewRecord:
    """A record of the kind that says all it can say."""
    return NewRecord(
        kind=kind,
        unit=unit,
        occurred_on=date(2023, 5, 5),
        dims={each.key: some(each) for each in kind.dimensions} | dims,
        quantity=7 if kind.quantity else 1,
        people=tuple(people) if kind.people else (),
        note="备注一",
    )


def read_again(file: bytes, name: str, form: fields.Form, unit: Unit, by: Person) -> list[dict[str, object]]:
    """The rows as an import reads them, the heads understood beyond doubt."""
    with NamedTemporaryFile(suffix=name) as kept:
        Path(kept.name).write_bytes(file)
        workbook = Workbook(Path(kept.name), name)
        table = workbook.table(workbook.sheets[0][0])
        heads = headers.find(table, form, known={})
        assert heads.sure
        layout = Layout(form, heads.row, heads.columns, {}, heads.texts)
        found = list(RowReader(layout, table, unit=unit, year=None, directory=Directory(by)).rows())
    assert [(row.skipped, row.troubles) for row in found] == [(None, [])] * len(found)
    return [row.values for row in found]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_what_goes_out_of_any_kind_is_read_back_equal(
    kind: Kind, form: str, language: str, county: Unit, clerk: Person, squad: list[Person], signed_in: SignIn
) -> None:
    given = of_kind(kind, county, squad)
    services.report(given, by=clerk)
    client = signed_in(clerk)
    client.cookies["django_language"] = language
    file = taken_out(client, form=form, kind=kind.key)
    [row] = read_again(file, f"a.{form}", fields.of_kind(kind), county, clerk)
    assert {key.removeprefix("dim_"): value for key, value in row.items() if key.startswith("dim_")} == given.dims
    assert (row["unit"], row["occurred_on"], row["note"]) == (county, date(2023, 5, 5), "备注一")
    assert row.get("quantity", 1) == given.quantity
    assert {each.pk for each in row.get("people") or ()} == {each.pk for each in given.people}  # type: ignore[attr-defined]


LINE = st.characters(exclude_categories=("C", "Z"), exclude_characters="_")
SAID = st.builds(str.__add__, st.sampled_from(["", "=", "+", "-", "@", "＝", "'"]), st.text(LINE, min_size=1, max_size=20))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(title="=HYPERLINK(1)", note="+86 139")
@example(title="'=1+1", note="-")
@given(title=SAID, note=SAID)
def test_titles_that_look_like_formulas_leave_as_texts_and_come_back_as_they_were(
    form: str, title: str, note: str, county: Unit, clerk: Person
) -> None:
    Step.objects.all().delete()
    Record.objects.all().delete()
    services.report(session(county, dims={"form": "study", "title": title, "level": "local"}, note=note), by=clerk)
    found = selectors.Sought(kind="activities.session")
    table = taking_out.records_table(found, person=clerk, scope=_scope(county))
    file = content(files.as_file(form, table.name, table.heads, list(table.lines), table.about))
    [row] = read_again(file, f"a.{form}", fields.form("activities.session"), county, clerk)
    if form == "csv":
        cells = [cell for line in csv.reader(StringIO(file.decode("utf-8-sig"), newline="")) for cell in line]
        assert [cell for cell in cells if cell.startswith(files.FORMULA_SIGNS)] == []
    apostrophes = form == "csv" and title.startswith("'") and title[1:].startswith(files.FORMULA_SIGNS)
    assert row["dim_title"] == (title[1:] if apostrophes else title)


def _scope(unit: Unit) -> Any:
    from panshi.kernel.periods import Period
    from panshi.org.scope import Scope

    return Scope(unit, Period.year(2023))


def test_a_register_taken_out_and_sent_in_again_makes_the_same_records(
    county: Unit, clerk: Person, squad: list[Person], signed_in: SignIn
) -> None:
    first, other = sheet(county, squad[:2]), sheet(county, squad[1:], note="补记")
    services.report_many([first, replace(other, dims=other.dims | {"title": "六月集中学习"})], by=clerk)
    before = [each.content() for each in Record.objects.order_by("-id")]
    file = taken_out(signed_in(clerk), form="xlsx", kind="activities.attendance")
    Step.objects.all().delete()
    Record.objects.all().delete()
    book = taken(brought(file, county, clerk, key="activities.attendance", name="参加活动.xlsx"), clerk)
    assert (book.good, book.bad, reading.BESIDE[1]) == (2, 0, "关于本表")
    assert [each.content() for each in Record.objects.order_by("id")] == before


def test_a_workbook_says_what_it_is_and_keeps_days_and_numbers_as_such(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    first, _second = services.report_many([session(county), session(county, note="夜间")], by=clerk)
    services.verify(first, by=verifier)
    book = openpyxl.load_workbook(BytesIO(taken_out(signed_in(clerk), form="xlsx", kind="activities.session", state="verified")))
    rows = [[cell.value for cell in row] for row in book["数据"]]
    assert rows[0][:7] == ["序号", "单位", "日期", "形式", "专项或系列", "主题", "活动层级"]
    assert [row[0:2] + row[5:6] for row in rows[1:]] == [[1, "滨江分局", "五月集中学习"]]
    assert (book["数据"]["C2"].is_date, book["数据"]["C2"].value.date()) == (True, date(2023, 5, 5))
    told = {row[0].value: row[1].value for row in book["关于本表"]}
    told.pop("导出时间"), told.pop("姓名")
    assert told == {
        "本表": "记录", "种类": "活动", "状态": "已核实", "行数": 1, "单位": "滨江分局 (C01)",
        "期间": "2023", "账本位置": 1, "导出人": "周宁 (P1)",
    }  # fmt: skip


def test_a_list_of_all_kinds_says_in_words_what_each_record_says(
    county: Unit, clerk: Person, squad: list[Person], signed_in: SignIn
) -> None:
    services.report(sheet(county, squad), by=clerk)
    [row] = lines(signed_in(clerk))
    assert (row["种类"], row["名称"], row["数量"], row["计量单位"], row["人员"], row["状态"]) == (
        "参加活动", "五月集中学习", "3", "人次", "高山、白雪、方圆", "待核实",
    )  # fmt: skip
    assert row["上报内容"] == "形式：集中学习；主题：五月集中学习；人员类别：民警；领导干部：否"


def test_people_leave_by_name_only_with_who_may_see_them(
    city: Unit, county: Unit, clerk: Person, squad: list[Person], signed_in: SignIn
) -> None:
    services.report(sheet(county, squad), by=clerk)
    member = person("M1", "路人", county, Role.MEMBER)
    for kind in ("", "activities.attendance"):
        shown = taken_out(signed_in(member), kind=kind).decode()
        assert [name for name in ("高山", "白雪", "方圆", "周宁", "S0") if name in shown] == []
        [row] = lines(signed_in(member), kind=kind)
        assert (row["人员"], row["人数"], row["填报人"]) == ("", "3", "")


def test_units_that_share_a_name_leave_with_their_codes_and_come_back(
    county: Unit, elsewhere: Unit, city: Unit, signed_in: SignIn
) -> None:
    first, second = (
        org.open_unit(code=f"{above.code}-01", name="城关派出所", level=Level.STATION, opened_on=OPENED, above=above)
        for above in (county, elsewhere)
    )
    clerk = person("P9", "周静", city, Role.CLERK)
    services.report_many([session(first), session(second)], by=clerk)
    file = taken_out(signed_in(clerk), form="xlsx", kind="activities.session")
    found = openpyxl.load_workbook(BytesIO(file))["数据"]
    assert [cell.value for cell in found["B"]] == ["单位", "城关派出所（C01-01）"]
    [row] = read_again(file, "a.xlsx", fields.form("activities.session"), city, clerk)
    assert row["unit"] == first


def test_the_list_leaves_as_it_is_narrowed(county: Unit, clerk: Person, verifier: Person, signed_in: SignIn) -> None:
    first, _second = services.report_many([session(county, note="一"), session(county, note="二")], by=clerk)
    services.send_back(first, reason="缺照片", by=verifier)
    assert [(row["备注"], row["原因"]) for row in lines(signed_in(clerk), state="sent_back")] == [("一", "缺照片")]
    assert [row["备注"] for row in lines(signed_in(clerk), mine="")] == ["二", "一"]
    assert [row["备注"] for row in lines(signed_in(verifier), "take_waiting")] == ["二"]


def test_imports_leave_as_a_list(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    brought("日期,形式,主题,活动层级\n2023年5月3日,集中学习,读书班,本单位\n".encode(), county, clerk, name="=活动.csv")
    [row] = lines(signed_in(clerk), "take_imports")
    assert (row["表格"], row["种类"], row["单位"], row["状态"], row["可接收"], row["发送人"]) == (
        "'=活动.csv", "活动", "滨江分局", "已检查", "1", "周宁",
    )  # fmt: skip


def test_an_empty_list_has_nothing_to_take_out_and_a_long_one_is_refused_as_a_workbook_before_it_is_read(
    county: Unit, clerk: Person, verifier: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(verifier)
    for name in ("take_records", "take_waiting"):
        place = reverse(f"registers:{name}", args=["xlsx"]) + HERE
        assert "没有可导出的" in text(client.get(place), 422)
    services.report_many([session(county)] * 3, by=clerk)
    monkeypatch.setattr(files, "ROWS_MAX_XLSX", 2)
    said = text(client.get(reverse("registers:take_records", args=["xlsx"]) + HERE), 422)
    assert "这个表有 3 行，Excel 文件最多 2 行；请改用 CSV，或缩小单位、期间。" in said
    assert len(lines(client)) == 3
    assert client.get(reverse("registers:take_records", args=["pdf"]) + HERE).status_code == 404


def test_many_rows_are_read_in_as_many_queries_as_few(
    county: Unit, clerk: Person, squad: list[Person], signed_in: SignIn
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            taken_out(signed_in(clerk), kind="activities.attendance")
        return len(queries)

    services.report(sheet(county, squad), by=clerk)
    asked()
    one = asked()
    services.report_many([sheet(county, squad), sheet(county, squad)], by=clerk)
    assert asked() == one


def test_nobody_takes_out_what_they_may_not_see(county: Unit, elsewhere: Unit, clerk: Person, signed_in: SignIn) -> None:
    services.report(session(county), by=clerk)
    stranger = person("X1", "外人", elsewhere, Role.CLERK, Role.VERIFIER)
    for name in ("take_records", "take_waiting", "take_imports"):
        assert signed_in(stranger).get(reverse(f"registers:{name}", args=["csv"]) + HERE).status_code == 403
