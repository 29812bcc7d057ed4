"""Tables as files: whatever stands in a cell comes back as it was, and nothing in it is run."""

import csv
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from panshi.ui.files import FORMULA_SIGNS, UnknownForm, as_csv, as_file, as_xlsx, refuse_long, safe

RISKY = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠", "#N/A", '"', ",", "'", "=1+1", "@SUM(A1)", "_x0041_"])
TEXT = st.builds(str.__add__, RISKY | st.just(""), st.text(st.characters(exclude_categories=("C",)), max_size=20))


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def read_csv(response: Any) -> list[list[str]]:
    return list(csv.reader(StringIO(content(response).decode("utf-8-sig"), newline="")))


def read_xlsx(response: Any) -> Any:
    return openpyxl.load_workbook(BytesIO(content(response)))


@example(text="=cmd|' /C calc'!A0")
@given(text=TEXT)
def test_no_cell_of_a_csv_begins_as_a_formula_and_an_apostrophe_is_all_that_is_added(text: str) -> None:
    [_head, [cell, beside]] = read_csv(as_csv("表", ["甲", "乙"], [[text, "x"]]))
    assert (cell.startswith(FORMULA_SIGNS), beside) == (False, "x")
    assert cell in (text, "'" + text)


@example(text="=HYPERLINK(1)")
@example(text="#DIV/0!")
@given(text=TEXT)
def test_every_text_in_a_workbook_is_a_text_and_the_same(text: str) -> None:
    cell = read_xlsx(as_xlsx("表", ["甲"], [[text or "x"]]))["数据"]["A2"]
    assert (cell.data_type, cell.value.replace("_x005F_", "_")) == ("s", text or "x")


def test_days_are_days_moments_chinese_time_and_numbers_numbers() -> None:
    row = [date(2023, 5, 3), datetime(2023, 5, 3, 16, 0, tzinfo=UTC), 12, Decimal("2.5"), -4, None, 2**60]
    sheet = read_xlsx(as_xlsx("表", list("甲乙丙丁戊己庚"), [row]))["数据"]
    assert [cell.value for cell in sheet[2]] == [datetime(2023, 5, 3), datetime(2023, 5, 4), 12, 2.5, -4, None, str(2**60)]  # noqa: DTZ001 -- as openpyxl reads them
    assert [cell.is_date for cell in sheet[2]] == [True, True, False, False, False, False, False]
    assert read_csv(as_csv("表", list("甲乙丙丁戊己庚"), [row]))[1] == [
        "2023-05-03", "2023-05-04 00:00", "12", "2.5", "-4", "", str(2**60),
    ]  # fmt: skip


def test_a_second_sheet_says_what_the_rows_are() -> None:
    book = read_xlsx(as_xlsx("表", ["甲"], [["一"]], [("单位", "滨江分局"), ("取得人", "=1+1")]))
    assert [[(cell.value, cell.data_type) for cell in row] for row in book["关于本表"]] == [
        [("单位", "s"), ("滨江分局", "s")],
        [("取得人", "s"), ("=1+1", "s")],
    ]
    assert book["数据"].freeze_panes == "A2"


def test_a_file_begins_with_the_mark_by_which_excel_knows_utf_8_and_carries_its_name() -> None:
    response = as_csv("记录 滨江", ["甲"], [])
    assert content(response).startswith(b"\xef\xbb\xbf")
    assert response["Content-Disposition"] == "attachment; filename*=UTF-8''%E8%AE%B0%E5%BD%95%20%E6%BB%A8%E6%B1%9F.csv"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_rows_are_never_in_memory_whole(form: str) -> None:
    def lines(number: int) -> Any:
        return ([each, f"第{each}条记录" * 8, date(2023, 5, 3)] for each in range(number))

    def peak(number: int) -> int:
        tracemalloc.start()
        for _piece in as_file(form, "表", ["序号", "标题", "日期"], lines(number)).streaming_content:  # type: ignore[attr-defined]
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(6_000) < peak(1_000) + 500_000


def test_a_long_table_is_refused_as_a_workbook_before_anything_is_done_and_an_unknown_form_always() -> None:
    refuse_long(1_000_000, form="csv")
    with pytest.raises(Exception, match="这个表有 100,001 行，Excel 文件最多 100,000 行；请改用 CSV，或缩小单位、期间。"):
        refuse_long(100_001, form="xlsx")
    with pytest.raises(UnknownForm):
        as_file("pdf", "表", [], [])
    assert safe("平安") == "平安"
