"""Rows of a book read as what they say: each field's value, or what is wrong in which cell; what is no record is left out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from panshi.org.models import Person, Unit
from panshi.work.registers.selectors.books.cells import Cell, Read, reader, text_of
from panshi.work.registers.selectors.books.directory import Directory
from panshi.work.registers.selectors.books.fields import IGNORED, Field, FieldType, Form
from panshi.work.registers.selectors.books.opening import Table
from panshi.work.registers.selectors.books.scanning import UNCOUNTED
from panshi.work.registers.selectors.books.troubles import Guess, Trouble, trouble

REMEMBERED = 20_000
EXAMPLE = "示例"
_TOTALS = re.compile(r"(?:[合小总共累]\s*计|本?[页月年季]度?[合小总共累]?计|total|subtotal|sum)\s*[:：]?", re.IGNORECASE)
_NOTES = re.compile(
    r"(?:备?注|说明|填[表报写]|审[核批]|制表|负责人|联系人|经办人|统计人|签[字名]|单位[(（]?盖?章|note)\S{0,8}[:：\s]",
    re.IGNORECASE,
)


class Skipped(StrEnum):
    """Why a row is no record."""

    BLANK = "blank"
    TOTALS = "totals"
    NOTE = "note"
    EXAMPLE = "example"
    HEADS = "heads"
    ALREADY = "already"


@dataclass(slots=True)
class Row:
    """Row `number` of the sheet. `troubles` are by column from 1 (0: the whole row); without one that stops, `values` are
    complete: field → value.
    """

    number: int
    skipped: Skipped | None = None
    values: dict[str, object] = field(default_factory=dict)
    troubles: list[tuple[int, Trouble]] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """A record: not skipped, and nothing stops it."""
        return self.skipped is None and not any(each.stops for _column, each in self.troubles)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out: its headers end in `row`, `columns` says what each column holds (by place from 0), `fixed`
    what all rows say that no column does.
    """

    form: Form
    row: int
    columns: Mapping[int, str]
    fixed: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()


class RowReader:
    """Reads rows laid out so. A cell's text read once is not read again: most columns say the same few things."""

    def __init__(self, layout: Layout, table: Table, *, unit: Unit, year: int | None, directory: Directory) -> None:
        self._layout, self._table, self._unit, self._year, self._directory = layout, table, unit, year, directory
        form = layout.form
        self._columns = [(place, form.field(key)) for place, key in sorted(layout.columns.items()) if key != IGNORED]
        self._place = {each.key: place for place, each in self._columns}
        self._reads: dict[str, Read] = {each.key: self._reader(each) for each in form.fields}
        self._seen: dict[str, dict[str, object]] = {each.key: {} for each in form.fields}
        self._day = next((place for place, each in self._columns if each.type is FieldType.DATE and each.required), None)
        self._serial = next((place for place, key in layout.columns.items() if key == IGNORED), None)
        self._merged = _Merged(table, layout.row)

    def rows(self, *, after: int = 0) -> Iterator[Row]:
        """The rows under the headers, in order, behind the first `after` of them."""
        for number, cells in self._table.rows:
            if number > self._layout.row + after:
                yield self.read(number, cells)
            elif number > self._layout.row:
                self._merged.fill(number, cells)

    def read(self, number: int, cells: list[Cell]) -> Row:
        """One row."""
        row = Row(number, self._no_record(number, cells))
        filled = self._merged.fill(number, cells)
        if row.skipped is None:
            self._read_cells(row, cells, filled)
            self._complete(row)
        return row

    def _reader(self, each: Field) -> Read:
        if each.type is FieldType.UNIT:
            return self._directory.unit
        if each.type in (FieldType.PEOPLE, FieldType.NUMBERS):
            return self._directory.people
        return reader(each, year=self._year)

    def _no_record(self, number: int, cells: list[Cell]) -> Skipped | None:
        first = next((cell for cell in cells if cell != "" and (not isinstance(cell, str) or cell.strip())), None)
        if first is None:
            # A row of nothing but failed formulas is no blank row: somebody meant something there.
            failed = any((number - 1, place) in self._table.errors for place, _ in self._columns)
            return None if failed else Skipped.BLANK
        if not isinstance(first, str):
            return None
        if self._serial is not None and self._serial < len(cells) and cells[self._serial] == EXAMPLE:
            return Skipped.EXAMPLE
        if self._day is not None and (self._day >= len(cells) or not text_of(cells[self._day]) or cells[self._day] is first):
            text = first.strip()
            if _TOTALS.fullmatch(text):
                return Skipped.TOTALS
            if _NOTES.match(text + " ") or (self._merged.wide(number) and sum(map(bool, map(text_of, cells))) == 1):
                return Skipped.NOTE
        return Skipped.HEADS if self._repeats_heads(cells) else None

    def _repeats_heads(self, cells: list[Cell]) -> bool:
        texts = self._layout.texts
        return len(self._columns) > 1 and all(
            place < len(cells) and place < len(texts) and texts[place] and cells[place] == texts[place]
            for place, _ in self._columns
        )

    def _read_cells(self, row: Row, cells: list[Cell], filled: set[int]) -> None:
        errors, width = self._table.errors, len(cells)
        for place, each in self._columns:
            cell = cells[place] if place < width else ""
            if errors and (row.number - 1, place) in errors:
                row.troubles.append((place + 1, _failed(errors[row.number - 1, place])))
                row.values[each.key] = None
                continue
            value = self._value(each, cell)
            if value.__class__ is Trouble:
                row.troubles.append((place + 1, value))
                row.values[each.key] = None
                continue
            if value.__class__ is Guess:
                row.troubles.append((place + 1, value.trouble))
                value = value.value
            row.values[each.key] = value
            if each.key == "quantity" and place in filled:
                row.troubles.append((place + 1, MERGED_QUANTITY))
        for key, text in self._layout.fixed.items():
            if row.values.get(key) is None:
                value = self._value(self._layout.form.field(key), text)
                row.values[key] = value.value if isinstance(value, Guess) else value

    def _value(self, each: Field, cell: Cell) -> object:
        if cell.__class__ is not str or each.type is FieldType.TEXT:
            return self._reads[each.key](cell)
        seen = self._seen[each.key]
        if cell not in seen:
            if len(seen) >= REMEMBERED:
                seen.clear()
            seen[cell] = self._reads[each.key](cell)
        return seen[cell]

    def _complete(self, row: Row) -> None:
        """Says what is missing, puts the unit where none is written, and names together with numbers."""
        said = {column for column, each in row.troubles if each.stops}
        values = row.values
        for each in self._layout.form.fields:
            if each.required and values.get(each.key) is None:
                column = self._place.get(each.key, -1) + 1
                if column not in said or not column:
                    row.troubles.append((column, _lacking(each)))
            elif each.type is FieldType.UNIT and values.get(each.key) is None:
                values[each.key] = self._unit
        if self._layout.form.kind and self._layout.form.kind.people:
            self._name_people(row, said)
        day = values.get("occurred_on")
        if self._year and isinstance(day, date) and day.year != self._year:
            row.troubles.append((self._place.get("occurred_on", -1) + 1, _other_year(day, self._year)))

    def _name_people(self, row: Row, said: set[int]) -> None:
        names, numbers = row.values.get("people"), row.values.pop("numbers", None)
        column = self._place.get("people", self._place.get("numbers", -1)) + 1
        if isinstance(numbers, tuple):
            # Namesakes are told apart by their numbers: what was said of the name alone is settled by it.
            row.troubles[:] = [(place, each) for place, each in row.troubles if place != self._place.get("people", -1) + 1]
            row.values["people"] = numbers
            if isinstance(names, tuple) and _ids(names) != _ids(numbers):
                row.troubles.append((column, _disagree(names, numbers)))
        elif not isinstance(names, tuple) and not said & {column, self._place.get("numbers", -1) + 1}:
            row.troubles.append((column, _lacking(self._layout.form.field("people"))))


class _Merged:
    """Cells merged downwards: the rows below the first say what it says."""

    def __init__(self, table: Table, after: int) -> None:
        self._tops: dict[int, list[int]] = {}
        self._below: dict[int, list[tuple[int, int]]] = {}
        self._kept: dict[tuple[int, int], Cell] = {}
        self._wide: set[int] = set()
        for top, left, bottom, right in table.merged:
            if bottom < after:
                continue
            if left < right:
                self._wide.update(range(top + 1, bottom + 2))
            if top < bottom:
                self._tops.setdefault(top + 1, []).append(left)
                for row in range(top + 2, bottom + 2):
                    self._below.setdefault(row, []).append((left, top + 1))

    def wide(self, number: int) -> bool:
        """Whether the row has cells merged sideways."""
        return number in self._wide

    def fill(self, number: int, cells: list[Cell]) -> set[int]:
        """Puts into the row what reaches down to it; the places that were filled."""
        for place in self._tops.get(number, ()):
            self._kept[number, place] = cells[place] if place < len(cells) else ""
        filled = set()
        for place, top in self._below.get(number, ()):
            if place < len(cells) and cells[place] == "":
                cells[place] = self._kept.get((top, place), "")
            filled.add(place)
        return filled


MERGED_QUANTITY = trouble(
    "数量是合并单元格，不知道这一行是多少；请拆开后逐行填写。",
    "The quantity is a merged cell, so this row's own is unknown; unmerge it and fill in each row.",
)


def _failed(sign: str) -> Trouble:
    if sign == UNCOUNTED:
        return trouble(
            "这一格的公式还没有算出结果；请在 Excel 里打开、保存后再上传。",
            "The formula in this cell has no result yet; open the file in Excel, save it and upload it again.",
        )
    return trouble("这一格的公式出错（{sign}）。", "The formula in this cell fails ({sign}).", sign=sign)


def _lacking(each: Field) -> Trouble:
    return trouble("没有填“{field}”。", "“{field}” is empty.", field=each.label)


def _other_year(day: date, year: int) -> Trouble:
    return trouble(
        "{day} 不在所选的 {year} 年；请看是不是写错了年份。",
        "{day} is not in {year}, the year chosen; see whether it is right.",
        stops=False,
        day=day,
        year=year,
    )


def _ids(people: tuple[Person, ...]) -> list[int]:
    return sorted(person.pk for person in people)


def _disagree(names: tuple[Person, ...], numbers: tuple[Person, ...]) -> Trouble:
    return trouble(
        "姓名和警号对不上：警号是 {numbers} 的，姓名写的是 {names}。",
        "Names and numbers disagree: the numbers are those of {numbers}, the names say {names}.",
        numbers="、".join(person.name for person in numbers),
        names="、".join(person.name for person in names),
    )
