"""A folder of workbooks brought in one after another; what came in before is left as it is, what was broken off goes on."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from panshi.kernel.clock import today
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Grant, Person, Unit
from panshi.org.permissions import roles_with
from panshi.org.selectors import holding
from panshi.work.registers.choices import ImportState
from panshi.work.registers.models import Import
from panshi.work.registers.selectors.books.guessing import guess, unit_named
from panshi.work.registers.selectors.books.opening import Workbook
from panshi.work.registers.selectors.books.template import NOTES_SHEET
from panshi.work.registers.services.importing.accepting import begin_accept
from panshi.work.registers.services.importing.reading import look
from panshi.work.registers.services.importing.receiving import receive
from panshi.work.registers.services.importing.running import go_on

ENDINGS = frozenset((".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv"))


class NoFolder(Refusal):
    """There is no such folder or file."""

    words = Words("没有“{folder}”这个文件夹或文件。", "There is no folder or file “{folder}”.")
    code = "no-folder"


class NoBooks(Refusal):
    """The folder holds no workbooks."""

    words = Words("“{folder}”里没有表格（xlsx、xls、ods、csv）。", "There are no workbooks (xlsx, xls, ods, csv) in “{folder}”.")
    code = "no-books"


class NobodyReports(Refusal):
    """No one there may report, and no one was named."""

    words = Words(
        "“{unit}”没有人可以上报记录；请用 --by 写明以谁的名义（警号）。",
        "Nobody may report records in {unit}; say in whose name with --by (staff number).",
    )
    code = "nobody-reports"


@dataclass(frozen=True, slots=True)
class Brought:
    """One sheet brought in, or what became of a file or sheet that could not be (`said`)."""

    name: str
    book: Import | None = None
    said: str = ""


def workbooks(folder: Path) -> list[Path]:
    """The workbooks in the folder and below, by name; or the one file. Excel's own lock files are none."""
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise NoFolder(folder=folder)
    found = [
        path for path in sorted(folder.rglob("*")) if path.suffix.lower() in ENDINGS and not path.name.startswith(("~$", "."))
    ]
    if not found:
        raise NoBooks(folder=folder)
    return found


def reporter(unit: Unit) -> Person:
    """In whose name books come in where nobody is named: the first who may report in the unit, or in one above."""
    held = Grant.objects.filter(holding(today()), role__in=roles_with("records.report")).select_related("person", "unit")
    for grant in held.order_by("-unit__depth", "pk"):
        if grant.unit.holds(unit):
            return grant.person
    raise NobodyReports(unit=unit.name)


def bring_in(path: Path, *, unit: Unit, by: Person | None, year: int | None, accept: bool) -> Iterator[Brought]:
    """Brings in one workbook, sheet by sheet; a file named after a unit is that unit's. What is refused is said."""
    try:
        whose = unit_named([path.stem, *(parent.name for parent in path.parents)]) or unit
        yield from _sheets(path, whose if unit.holds(whose) else unit, by, year, accept)
    except Refusal as refusal:  # one file of many: the others still come in
        yield Brought(path.name, said=str(refusal))


def _sheets(path: Path, unit: Unit, by: Person | None, year: int | None, accept: bool) -> Iterator[Brought]:
    found = defaultdict[str, list[str]](list)
    workbook = Workbook(path, path.name)
    for sheet, hidden in workbook.sheets:
        if hidden or sheet == NOTES_SHEET:
            continue
        key = guess(workbook.table(sheet), path.name)
        if key:
            found[key].append(sheet)
        else:
            said = Words("看不出是哪种台账，跳过。", "It is not clear what this is a book of; passed over.")
            yield Brought(f"{path.name} · {sheet}" if sheet else path.name, said=str(said))
    for key, sheets in found.items():
        book = receive(path.read_bytes(), name=path.name, key=key, unit=unit, by=by or reporter(unit), year=year)
        if book.state == ImportState.NEW:
            look(book, only=sheets)
        for one in (
            Import.objects.filter(kind=key, unit=unit, digest=book.digest).exclude(state=ImportState.UNDONE).order_by("pk")
        ):
            done = go_on(one.pk)
            if accept and done.state == ImportState.CHECKED and done.good:
                begin_accept(done, by=done.by)
                done = go_on(one.pk)
            yield Brought(f"{path.name} · {done.sheet}" if done.sheet else path.name, done)
