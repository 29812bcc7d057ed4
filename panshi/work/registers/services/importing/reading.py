"""A book looked into: its sheets, where their headers stand, what each column holds; and the columns set right by hand."""

from collections.abc import Collection, Mapping

from django.db import transaction

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.ui.files import ABOUT_SHEET
from panshi.work.registers.choices import ImportState
from panshi.work.registers.models import Column, Import, Problem
from panshi.work.registers.selectors.books import fields, headers
from panshi.work.registers.selectors.books.headers import Heads
from panshi.work.registers.selectors.books.opening import BookEmpty, Workbook
from panshi.work.registers.selectors.books.template import LISTS_SHEET, NOTES_SHEET, UNITS_SHEET

BESIDE = (NOTES_SHEET, ABOUT_SHEET.zh, ABOUT_SHEET.en)  # sheets that tell about the others
SETTABLE = (ImportState.READ, ImportState.CHECKED)


class AlreadyTaken(Refusal):
    """Columns stay as they are once rows have been taken over."""

    words = Words(
        "“{book}”已经开始接收，不能再改列；要改请先撤销这次导入。",
        "“{book}” is being taken over already and its columns stand; to change them, undo the import first.",
    )
    code = "already-taken"
    status = 409


class ColumnsMissing(Refusal):
    """A field every row needs is in no column."""

    words = Words("还没有指明哪一列是：{fields}。", "No column was named for: {fields}.")
    code = "columns-missing"


class ColumnTwice(Refusal):
    """Two columns were given the same field."""

    words = Words("有两列都选成了“{field}”；只能选一列。", "Two columns were both set to “{field}”; choose one.")
    code = "column-twice"


def look(book: Import, *, only: Collection[str] | None = None) -> list[Import]:
    """Opens the file and makes an import of every sheet that can be seen; those matched beyond doubt go on to be checked.

    `only` names the sheets to take where not all are of this kind.
    """
    form = fields.form(book.kind)
    workbook = Workbook(book.file, book.name)
    hidden = [name for name, unseen in workbook.sheets if unseen and name not in (UNITS_SHEET, LISTS_SHEET)]
    known = remembered(book.kind, book.unit)
    found: list[tuple[str, Heads, int]] = []
    for name, unseen in workbook.sheets:
        if unseen or name in BESIDE or (only is not None and name not in only):
            continue
        table = workbook.table(name)
        if any(any(str(cell).strip() for cell in row) for _number, row in table.rows):
            found.append((name, headers.find(table, form, known=known), table.height))
    if not found:
        raise BookEmpty(name=book.name)
    return _spread(book, found, hidden)


@transaction.atomic
def _spread(book: Import, found: list[tuple[str, Heads, int]], hidden: list[str]) -> list[Import]:
    """The first sheet with headers becomes the book itself, each other one a book beside it."""
    if not Import.objects.select_for_update().filter(pk=book.pk, state=ImportState.NEW).exists():
        return []  # another process was quicker
    found.sort(key=lambda each: each[1].row == 0)
    books = list[Import]()
    for name, heads, height in found:
        one = book if not books else Import(kind=book.kind, unit=book.unit, digest=book.digest, name=book.name)
        one.by, one.at, one.year, one.hidden, one.sheet = book.by, book.at, book.year, hidden, name
        _set(one, heads)
        one.rows = max(0, height - heads.row)
        one.state = ImportState.CHECKING if heads.sure else ImportState.READ
        one.save()
        books.append(one)
    return books


def point_at_heads(book: Import, row: int, *, by: Person) -> Import:
    """Takes the headers from the row somebody pointed at, and matches them anew."""
    require(person=by, permission=fields.form(book.kind).permission, unit=book.unit)
    _refuse_taken(book)
    table = Workbook(book.file, book.name).table(book.sheet)
    _set(book, headers.at(table, fields.form(book.kind), row=row, known=remembered(book.kind, book.unit)))
    book.state = ImportState.READ
    book.save()
    return book


@transaction.atomic
def set_columns(book: Import, columns: Mapping[int, str], fixed: Mapping[str, str], *, by: Person) -> Import:
    """Says what each column holds (field keys by place from 0; "" leaves it out) and what all rows say; remembered for the unit.

    Refuses a field given twice and one that is needed and lacking.
    """
    form = fields.form(book.kind)
    require(person=by, permission=form.permission, unit=book.unit)
    _refuse_taken(book)
    given = [key for key in columns.values() if key]
    for key in given:
        if given.count(key) > 1:
            raise ColumnTwice(field=form.field(key).label)
    lacking = headers.missing({**columns, **{-1 - place: key for place, key in enumerate(fixed)}}, form)
    if lacking:
        raise ColumnsMissing(fields="、".join(str(each.label) for each in lacking))
    book.columns = {str(place): key for place, key in columns.items()} | {f"={key}": text for key, text in fixed.items()}
    for place, key in columns.items():
        if place < len(book.heads) and (header := book.heads[place][0][:100]):
            Column.objects.update_or_create(unit=book.unit, kind=book.kind, header=header, defaults={"field": key})
    book.by = by
    begin_check(book)
    return book


def begin_check(book: Import) -> None:
    """Sets the book to be checked from its first row."""
    Problem.objects.filter(book=book).delete()
    book.state, book.done_rows, book.tries, book.trouble_zh, book.trouble_en = ImportState.CHECKING, 0, 0, "", ""
    book.save()


def remembered(kind: str, unit: Unit) -> dict[str, str]:
    """The headers this unit's books were matched by before: header → field."""
    return dict(Column.objects.filter(unit=unit, kind=kind).values_list("header", "field"))


def _set(book: Import, heads: Heads) -> None:
    book.header_row = heads.row
    book.heads = [[text, *shown] for text, shown in zip(heads.texts, heads.shown, strict=True)]
    book.columns = {str(place): key for place, key in heads.columns.items()}


def _refuse_taken(book: Import) -> None:
    if book.state not in SETTABLE or book.done_rows:
        raise AlreadyTaken(book=book)
