"""Sums as units send them: two columns (month, number) or three (unit, month, number), in a file or pasted."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.work.registers.selectors.books.cells import Cell, plain, read_integer, text_of
from panshi.work.registers.selectors.books.directory import Directory
from panshi.work.registers.selectors.books.troubles import Trouble

LINES_MAX = 2000
NAMED = 12
_MONTH = re.compile(r"(?:(\d{4})[年.\-/]?)?(\d{1,2})月?(?:份)?|(\d{4})[年.\-/](\d{1,2})[月.\-/]?(?:\d{1,2}日?)?")
_TOTALS = ("合计", "总计", "小计", "共计", "total", "sum")


class SumsWrong(Refusal):
    """Some lines could not be read; none is taken, so that what was sent can be put right and sent again."""

    words = Words("有 {number} 行读不懂，一行都没有收：{lines}", "{number} lines could not be read and none was taken: {lines}")
    code = "sums-wrong"


@dataclass(frozen=True, slots=True)
class Sum:
    """What one line says."""

    unit: Unit
    month: date
    stated: int


def read_sums(rows: Iterable[Sequence[Cell]], *, unit: Unit, year: int, viewer: Person) -> list[Sum]:
    """What the lines say; of a unit's month said twice the later counts. Blank lines, totals and a line of heads are passed over.

    `unit` is that of lines with two columns, `year` that of months that name none. Refuses all when one line cannot be read.
    """
    directory = Directory(viewer)
    found: dict[tuple[int, date], Sum] = {}
    wrong = list[str]()
    for number, row in enumerate(rows, 1):
        cells = [cell for cell in row if text_of(cell)]
        if not cells or plain(text_of(cells[0])) in _TOTALS:
            continue
        if number > LINES_MAX:
            wrong.append(str(Words(f"超过 {LINES_MAX} 行", f"more than {LINES_MAX} lines")))
            break
        read = _line(cells, unit, year, directory)
        if isinstance(read, Sum):
            found[read.unit.pk, read.month] = read
        elif not (number == 1 and not any(sign.isdigit() for cell in cells for sign in text_of(cell))):
            wrong.append(f"{Words(f'第 {number} 行', f'line {number}')}{Words('：', ': ')}{read}")
    if not found and not wrong:
        wrong.append(str(Words("没有内容", "there is nothing")))
    if wrong:
        more = Words("……", "…") if len(wrong) > NAMED else ""
        raise SumsWrong(number=len(wrong), lines=f"{Words('；', '; ')}".join(wrong[:NAMED]) + str(more))
    return list(found.values())


def _line(cells: Sequence[Cell], unit: Unit, year: int, directory: Directory) -> Sum | str:
    """The sum, or what is wrong."""
    if len(cells) not in (2, 3):
        return str(
            Words(
                "应为两列（月份、数）或三列（单位、月份、数）",
                "it takes two columns (month, number) or three (unit, month, number)",
            )
        )
    meant = directory.unit(cells[0]) if len(cells) == 3 else unit
    month, number = read_month(cells[-2], year=year), read_integer(cells[-1])
    for each in (meant, number):
        if isinstance(each, Trouble):
            return str(Words(each.zh, each.en))
    if month is None:
        return str(Words(f"“{text_of(cells[-2])}”不是月份", f"“{text_of(cells[-2])}” is no month"))
    if not isinstance(meant, Unit) or not isinstance(number, int):
        return str(Words("单位或数是空的", "unit or number is empty"))
    return Sum(meant, month, number)


def read_month(cell: Cell, *, year: int) -> date | None:
    """The first day of the month meant: 2023年5月, 2023-05, 5月, 5, 202305, or a day in it."""
    if isinstance(cell, datetime | date):
        return date(cell.year, cell.month, 1)
    text = "".join(plain(text_of(cell)).split())
    found = re.fullmatch(r"(\d{4})(\d{2})", text) or _MONTH.fullmatch(text)
    if found is None:
        return None
    given = [each for each in found.groups() if each]
    years, month = (int(given[0]), int(given[1])) if len(given) == 2 else (year, int(given[0]))
    return date(years, month, 1) if 1 <= month <= 12 and 1949 <= years <= 9998 else None
