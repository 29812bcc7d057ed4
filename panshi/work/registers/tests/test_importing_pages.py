"""The pages of imports: the whole way through, without scripts; and what they show while a book is worked on."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panshi.kernel.clock import now
from panshi.org.models import Person, Unit
from panshi.work.registers import tasks
from panshi.work.registers.choices import ImportState
from panshi.work.registers.models import Import, Record
from panshi.work.registers.tests.books import HEADS, line, xlsx
from panshi.work.registers.tests.test_importing import brought
from panshi.work.registers.tests.test_pages import HERE, SignIn, text, upload

FORM = reverse("registers:import", args=["activities.session"]) + HERE


def sent(client: Client, county: Unit, **given: Any) -> Any:
    return client.post(FORM, {"unit": county.pk, "year": 2023, **given}, follow=True)


def page(name: str, book: Import) -> str:
    return reverse(f"registers:{name}", args=[book.pk]) + HERE


def test_a_book_goes_all_the_way_by_forms_alone(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    assert "上传并检查" in text(client.get(FORM))
    shown = text(sent(client, county, file=upload(xlsx(HEADS, line("一"), line("二", day="2月30日")), "活动.xlsx")))
    assert ("接收 1 行" in shown, "C3" in shown, "“2月30日”这一天不存在：2023 年 2 月没有 30 日。" in shown) == (True, True, True)
    book = Import.objects.get()
    shown = text(client.post(page("import_accept", book), follow=True))
    assert ("接收的记录正等待别人核实。" in shown, Record.objects.get().title) == (True, "一")
    returned = client.get(page("import_returned", book))
    assert openpyxl.load_workbook(BytesIO(returned.content)).active["E2"].value == "二"
    shown = text(client.post(page("import_undo", book), {"reason": "弄错了"}, follow=True))
    assert ("已撤销：弄错了" in shown, Record.objects.get().state) == (True, "withdrawn")


def test_the_template_is_a_workbook_of_the_units_one_reports_for(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    got = signed_in(clerk).get(reverse("registers:import_template", args=["activities.session"]) + HERE)
    assert openpyxl.load_workbook(BytesIO(got.content))["单位"]["B1"].value == "C01"
    assert "attachment" in got.headers["Content-Disposition"]


def test_cells_can_be_pasted(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    cells = "\n".join("\t".join(map(str, row)) for row in (HEADS, line("一")))
    assert "接收 1 行" in text(sent(signed_in(clerk), county, pasted=cells))


def test_nothing_sent_is_said(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    assert "还没有选文件，也没有粘贴内容。" in text(sent(signed_in(clerk), county))


def test_columns_are_chosen_from_lists_and_the_rows_checked(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    book = brought(xlsx(["日期", "干了什么", "形式"], ["5月3日", "读书会", "集中学习"]), county, clerk)
    assert "每一列是什么？" in text(client.get(page("import_columns", book)))
    given = {"column_0": "occurred_on", "column_1": "dim_title", "column_2": "dim_form", "fixed_dim_level": "local"}
    assert "接收 1 行" in text(client.post(page("import_columns", book), given, follow=True))
    assert "表头在第 1 行。" in text(client.post(page("import_columns", book), {"point": "1", "header_row": "1"}, follow=True))


def test_a_book_of_something_else_is_said_to_be_that(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    shown = text(sent(signed_in(clerk), county, file=upload(xlsx(["品名", "单价"], ["螺丝", 3]), "库存.xlsx")))
    assert "没有找到“活动”的表头，可能传错了表。" in shown


def test_a_large_book_is_worked_on_elsewhere_and_its_page_tells_how_far_it_is(
    county: Unit, clerk: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []
    monkeypatch.setattr(tasks, "small", lambda book: False)
    monkeypatch.setattr(tasks, "start", lambda book: started.append(book.pk))
    client = signed_in(clerk)
    shown = text(sent(client, county, file=upload(xlsx(HEADS, line("一")), "活动.xlsx")))
    book = Import.objects.get()
    assert (started, "正在打开" in shown, 'http-equiv="refresh"' in shown) == ([book.pk], True, True)
    Import.objects.update(state=ImportState.ACCEPTING, rows=100, done_rows=40, beat_at=now())
    answer = client.get(page("import_progress", book))
    assert ("40 / 100 行" in text(answer), "HX-Refresh" in answer.headers, started) == (True, False, [book.pk])
    Import.objects.update(beat_at=now() - timedelta(minutes=2))
    client.get(page("import_progress", book))
    assert started == [book.pk, book.pk]
    text(client.post(page("import_stop", book), follow=True))
    assert client.get(page("import_progress", book)).headers["HX-Refresh"] == "true"


def test_lists_of_imports_ask_the_database_as_often_for_3_as_for_1(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    address = reverse("registers:imports") + HERE
    brought(xlsx(HEADS, line("一")), county, clerk)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for title in ("二", "三"):
        brought(xlsx(HEADS, line(title)), county, clerk, name=f"{title}.xlsx")
    with CaptureQueriesContext(connection) as three:
        assert text(client.get(address)).count(".xlsx</a>") == 3
    assert len(one) == len(three)


def test_rows_with_problems_ask_the_database_as_often_for_3_as_for_1(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    client = signed_in(clerk)
    bad = line("一", day="2月30日")
    one_row, three_rows = brought(xlsx(HEADS, bad), county, clerk), brought(xlsx(HEADS, bad, bad, bad), county, clerk)
    client.get(page("import_book", one_row))
    with CaptureQueriesContext(connection) as one:
        client.get(page("import_book", one_row))
    with CaptureQueriesContext(connection) as three:
        client.get(page("import_book", three_rows))
    assert len(one) == len(three)


def test_an_import_is_not_found_by_who_may_not_report_there(
    county: Unit, elsewhere: Unit, clerk: Person, verifier: Person, signed_in: SignIn
) -> None:
    book = brought(xlsx(HEADS, line("一")), county, clerk)
    assert signed_in(verifier).get(page("import_book", book)).status_code == 404
