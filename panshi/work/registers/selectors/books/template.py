"""The Excel template of a kind, made from its declaration; the writer of its rows also writes records out again."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from panshi.org.models import Unit
from panshi.work.registers.selectors.books.fields import SERIAL, Field, FieldType, Form
from panshi.work.registers.selectors.books.rows import EXAMPLE
from panshi.work.registers.selectors.books.scanning import letters

NOTES_SHEET = "填写说明"
UNITS_SHEET = "单位"
LISTS_SHEET = "可选项"
FILLED_ROWS = 2000  # rows that have drop-downs
DAY_FORMAT = "yyyy-mm-dd"


def template(form: Form, units: Sequence[Unit]) -> bytes:
    """The workbook to fill in: headers, drop-downs, notes beside the headers, one example row, and a sheet of notes."""
    from openpyxl import Workbook  # noqa: PLC0415 -- heavy: only where books are written

    book = Workbook()
    sheet = book.active
    sheet.title = form.label.zh[:31].replace("/", "、")
    _write_heads(sheet, form)
    write_row(sheet, 2, form, [EXAMPLE, *(_example(field, units) for field in form.fields)])
    _write_lists(book, form, units)
    _add_drop_downs(sheet, form, len(units))
    _write_notes(book.create_sheet(NOTES_SHEET), form)
    return _saved(book)


def written(form: Form, rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook with these rows (values in the order of the form's fields), as the template's own writer writes them."""
    from openpyxl import Workbook  # noqa: PLC0415 -- heavy: only where books are written

    book = Workbook()
    sheet = book.active
    _write_heads(sheet, form)
    for number, row in enumerate(rows, 1):
        write_row(sheet, number + 1, form, [number, *row])
    return _saved(book)


def write_row(sheet: Any, number: int, form: Form, row: Sequence[object]) -> None:
    """Writes row `number`: texts as texts, whatever they begin with, dates as dates, choices by their labels."""
    for place, value in enumerate(row, 1):
        if value is None or value == "":
            continue
        field = form.fields[place - 2] if place > 1 else None
        cell = sheet.cell(number, place)
        put(cell, _shown(field, value) if field else value)


def put(cell: Any, value: object) -> None:
    """A text is never taken for a formula, and a date shows as one."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    elif hasattr(value, "isoformat") and not hasattr(value, "hour"):
        cell.number_format = DAY_FORMAT


def _shown(field: Field, value: object) -> object:
    if isinstance(value, bool):
        return "是" if value else "否"
    if field.type is FieldType.CHOICE and value in field.choices:
        return field.choices[str(value)].zh
    if field.type is FieldType.UNIT and isinstance(value, Unit):
        return value.code
    if isinstance(value, tuple):
        return "、".join(person.number for person in value)
    return value


def _write_heads(sheet: Any, form: Form) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 -- heavy: only where books are written
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 -- heavy: only where books are written

    for place, field in enumerate([None, *form.fields], 1):
        cell = sheet.cell(1, place, SERIAL[0] if field is None else field.label.zh + ("*" if field.required else ""))
        needed = field is not None and field.required
        cell.font = Font(bold=True, color="FFFFFF" if needed else "1F3A5F")
        cell.fill = PatternFill("solid", fgColor="1F3A5F" if needed else "DCE6F2")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        if field is not None and field.note:
            cell.comment = Comment(field.note.zh, "磐石", width=260, height=80)
        width = {None: 7, FieldType.TEXT: 34, FieldType.PEOPLE: 28}.get(field.type if field else None, 14)
        sheet.column_dimensions[letters(place)].width = width
        if field is not None and field.type is FieldType.DATE:
            for row in range(2, 200):
                sheet.cell(row, place).number_format = DAY_FORMAT
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "B2"


def _example(field: Field, units: Sequence[Unit]) -> object:
    if field.type is FieldType.UNIT:
        return units[0].name if units else ""
    if field.type is FieldType.PEOPLE:
        return "张三、0900002"
    return field.example


def _write_lists(book: Any, form: Form, units: Sequence[Unit]) -> None:
    """Hidden sheets with what the drop-downs offer: Excel takes no more than 255 characters in the cell itself."""
    names = book.create_sheet(UNITS_SHEET)
    for unit in units:
        names.append([unit.name, unit.code])
    lists = book.create_sheet(LISTS_SHEET)
    for place, field in enumerate(_chosen(form), 1):
        for row, label in enumerate(field.choices.values(), 1):
            put(lists.cell(row, place), label.zh)
    names.sheet_state = lists.sheet_state = "hidden"


def _chosen(form: Form) -> list[Field]:
    return [field for field in form.fields if field.choices]


def _add_drop_downs(sheet: Any, form: Form, units: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 -- heavy: only where books are written

    chosen = _chosen(form)
    for place, field in enumerate(form.fields, 2):
        if field.choices:
            column = letters(chosen.index(field) + 1)
            offered = f"{LISTS_SHEET}!${column}$1:${column}${len(field.choices)}"
        elif field.type is FieldType.BOOLEAN:
            offered = '"是,否"'
        elif field.type is FieldType.UNIT and units:
            offered = f"{UNITS_SHEET}!$A$1:$A${units}"
        else:
            continue
        rule = DataValidation(type="list", formula1=offered, allow_blank=True, showErrorMessage=field.type is not FieldType.UNIT)
        rule.error, rule.errorTitle = "请从下拉列表里选。", field.label.zh
        sheet.add_data_validation(rule)
        rule.add(f"{letters(place)}2:{letters(place)}{FILLED_ROWS}")


def _write_notes(sheet: Any, form: Form) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 -- heavy: only where books are written

    sheet.append([f"{form.label.zh}：填写说明"])
    sheet.append(["深色表头的列必须填。序号写“示例”的行不会导入。合计、小计行和空行会自动跳过。"])
    sheet.append([])
    sheet.append(["列", "必填", "可选", "说明"])
    for field in form.fields:
        options = "、".join(label.zh for label in field.choices.values()) or ("是、否" if field.type is FieldType.BOOLEAN else "")
        sheet.append([field.label.zh, "是" if field.required else "", options, field.note.zh if field.note else ""])
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[4]:
        cell.font = Font(bold=True)
    for column, width in zip("ABCD", (20, 8, 60, 60), strict=True):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows(min_row=5):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _saved(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
