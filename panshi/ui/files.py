"""Tables as files, sent or laid on disk row by row. What a spreadsheet would run as a formula stays text."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.timezone import localtime
from django.utils.translation import get_language, override

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet would run (OWASP, CSV Injection)."""
ROWS_MAX_XLSX = 100_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_SHEET = Words("数据", "Rows")
ABOUT_SHEET = Words("关于本表", "About this table")
_DIGITS_KEPT = 10**15
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class TooManyRows(Refusal):
    """A workbook of that many rows would take minutes to make and would not open well anywhere."""

    words = Words(
        "这个表有 {rows} 行，Excel 文件最多 {most} 行；请改用 CSV，或缩小单位、期间。",
        "This table has {rows} rows and a workbook takes {most}; take CSV, or a smaller unit or period.",
    )
    code = "too-many-rows"


def refuse_long(rows: int, *, form: str) -> None:
    """Refuses a workbook of more rows than one takes, before any work is done for it."""
    if form == "xlsx" and rows > ROWS_MAX_XLSX:
        raise TooManyRows(rows=f"{rows:,}", most=f"{ROWS_MAX_XLSX:,}")


class UnknownForm(Refusal):
    """Tables are not written in that form."""

    words = Words("不会写“{form}”文件；可用 xlsx、csv。", "No table is written as “{form}”; take xlsx or csv.")
    code = "unknown-form"
    status = 404


def as_file(
    form: str, name: str, heads: Sequence[str], lines: Iterable[Sequence[object]], about: Iterable[tuple[str, object]] = ()
) -> HttpResponseBase:
    """The table as `form` says, csv or xlsx; refuses any other."""
    if form not in ("csv", "xlsx"):
        raise UnknownForm(form=form)
    return as_xlsx(name, heads, lines, about) if form == "xlsx" else as_csv(name, heads, lines)


def safe(value: object) -> object:
    """The value as a cell of a CSV file; text beginning like a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return "'" + value
    return f"{localtime(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value


class _Echo:
    def write(self, text: str) -> str:
        return text


def as_csv(name: str, heads: Sequence[str], lines: Iterable[Sequence[object]]) -> HttpResponseBase:
    """A CSV file sent while it is being made, in UTF-8 with the mark by which Excel knows it."""
    language = get_language() or "zh-hans"

    def pieces() -> Iterator[str]:
        writer = csv.writer(_Echo())
        with override(language):  # it is sent when the request has been answered
            yield "\ufeff" + writer.writerow([safe(head) for head in heads])
            for many in _batched(lines):
                yield "".join([writer.writerow([safe(value) for value in line]) for line in many])

    return named(StreamingHttpResponse(pieces(), content_type="text/csv; charset=utf-8"), f"{name}.csv")


def as_xlsx(
    name: str, heads: Sequence[str], lines: Iterable[Sequence[object]], about: Iterable[tuple[str, object]] = ()
) -> HttpResponseBase:
    """A workbook: a sheet with the rows, its heads staying in sight, and one that says what they are (`about`: label, value).

    Rows go to disk as they come; neither they nor the file are ever in memory whole.
    """
    from openpyxl import Workbook  # noqa: PLC0415 -- heavy: only this file needs it
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415 -- heavy: only this file needs it

    book = Workbook(write_only=True)
    page = book.create_sheet(str(ROWS_SHEET))
    page.freeze_panes = "A2"
    put = _Cells(page)
    for place, head in enumerate(heads):
        page.column_dimensions[_letters(place)].width = max(10, min(40, 2 * len(head) + 4))
    made = [put(head) for head in heads]
    for cell in made:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DCE6F2")
    page.append(made)
    for line in lines:
        page.append([put(value, plain=True) for value in line])
    _write_about(book, about)
    file = TemporaryFile()  # noqa: SIM115 -- closed by the response when it has been sent
    book.save(file)
    file.seek(0)
    return named(FileResponse(file, content_type=XLSX), f"{name}.xlsx")


def named(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """The response as a file to be kept under `name`."""
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _batched(lines: Iterable[Sequence[object]], size: int = 200) -> Iterator[list[Sequence[object]]]:
    """The lines some at a time: sent one by one they would cost more than they are."""
    rest = iter(lines)
    while many := list(islice(rest, size)):
        yield many


class _Cells:
    """Values as cells of one sheet: texts as texts whatever they begin with, days as days, numbers as numbers."""

    def __init__(self, page: Any) -> None:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 -- heavy: only workbooks need it
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 -- heavy: only workbooks need it

        self._page, self._cell, self._illegal = page, WriteOnlyCell, ILLEGAL_CHARACTERS_RE

    def __call__(self, value: object, *, plain: bool = False) -> Any:
        """The cell; where `plain` will do, the bare value."""
        value = self._worded(value)
        if plain and not (isinstance(value, str) and (value.startswith(FORMULA_SIGNS) or value[:1] == "#")):
            return value
        cell = self._cell(self._page, value)
        if isinstance(value, str):
            cell.data_type = "s"
            if value.startswith(FORMULA_SIGNS):
                cell.style = _quoted(self._page.parent)
        return cell

    def _worded(self, value: object) -> object:
        if isinstance(value, str):
            return _ESCAPED.sub("_x005F_", self._illegal.sub("", value)) or None
        if isinstance(value, Decimal):
            value = int(value) if value == value.to_integral_value() else float(value)
        if isinstance(value, datetime):
            return localtime(value).replace(tzinfo=None, microsecond=0)
        if isinstance(value, int) and abs(value) >= _DIGITS_KEPT:  # a spreadsheet would round it
            return str(value)
        return value if isinstance(value, (int, float, date)) or value is None else self._worded(str(value))


def _quoted(book: Any) -> str:
    """The style by which a spreadsheet keeps text as text even when the cell is edited."""
    from openpyxl.styles import NamedStyle  # noqa: PLC0415 -- heavy: only workbooks need it

    if "text" not in book.named_styles:
        book.add_named_style(NamedStyle("text", number_format="@"))
    return "text"


def _write_about(book: Any, about: Iterable[tuple[str, object]]) -> None:
    rows = list(about)
    if not rows:
        return
    page = book.create_sheet(str(ABOUT_SHEET))
    put = _Cells(page)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 90
    for label, value in rows:
        page.append([put(label), put(value)])


def _letters(place: int) -> str:
    """0 → A, 26 → AA."""
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)
