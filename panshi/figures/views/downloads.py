"""Tables as files. A cell that a spreadsheet would run as a formula is written as text."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
ROWS_MAX_XLSX = 100_000


class TooManyRows(Refusal):
    """A workbook of that many rows would not open well anywhere."""

    words = Words(
        "这个表有 {rows} 行，Excel 文件最多 {most} 行；请改用 CSV，或缩小单位、期间。",
        "This table has {rows} rows and a workbook takes {most}; take CSV, or a smaller unit or period.",
    )
    code = "too-many-rows"


def safe(value: object) -> object:
    """The value as a cell; text beginning like a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return "'" + value
    return value


class _Echo:
    def write(self, text: str) -> str:
        return text


def as_csv(name: str, heads: Sequence[str], lines: Iterable[Sequence[object]]) -> HttpResponseBase:
    """A CSV file sent while it is being made, in UTF-8 with the mark by which Excel knows it."""

    def pieces() -> Iterator[str]:
        writer = csv.writer(_Echo())
        yield "\ufeff" + writer.writerow([safe(head) for head in heads])
        for line in lines:
            yield writer.writerow([safe(value) for value in line])

    return _named(StreamingHttpResponse(pieces(), content_type="text/csv; charset=utf-8"), f"{name}.csv")


def as_xlsx(name: str, heads: Sequence[str], lines: Iterable[Sequence[object]]) -> HttpResponseBase:
    """A workbook of one sheet, its first row staying in sight."""
    from openpyxl import Workbook  # noqa: PLC0415 -- heavy: only this file needs it

    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.freeze_panes = "A2"
    page.append([safe(head) for head in heads])
    for line in lines:
        page.append([_cell(value) for value in line])
    made = BytesIO()
    book.save(made)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _named(HttpResponse(made.getvalue(), content_type=kind), f"{name}.xlsx")


def _cell(value: object) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if isinstance(value, (int, float, date)) or value is None else safe(str(value))


def _named(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
