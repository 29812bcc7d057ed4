"""Imports as their pages show them: which are there, how far they have come, what was found, and the bad rows as a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from panshi.kernel.clock import now
from panshi.kernel.refusals import NotFound
from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import allowed, units_with
from panshi.work.registers.choices import ImportState, State
from panshi.work.registers.models import Import, Problem
from panshi.work.registers.selectors.books import fields
from panshi.work.registers.selectors.books.fields import PEOPLE, REASON, UNITS, Field, Form
from panshi.work.registers.selectors.books.opening import Workbook
from panshi.work.registers.selectors.books.scanning import letters
from panshi.work.registers.selectors.books.template import put
from panshi.work.registers.selectors.doubting import RULES, Sort
from panshi.work.registers.selectors.doubting.whole import ASKING
from panshi.work.registers.selectors.showing import Fact, facts

WORKING = (ImportState.NEW, ImportState.CHECKING, ImportState.ACCEPTING, ImportState.UNDOING)
STALE_AFTER = timedelta(seconds=45)
RETURNED_MAX = 20_000
DOUBTS = tuple(ASKING)
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a book has come with what is being done to it; `total` is 0 while that is not known. `ahead` is how many books
    wait before it, None when it does not wait.
    """

    state: str
    done: int
    total: int
    working: bool
    stale: bool
    ahead: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A problem with the name of its cell (B7; "" for the whole row) and of its column."""

    name: str
    header: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class BadRow:
    """The problems of one row."""

    row: int
    cells: tuple[Cell, ...]

    @property
    def stops(self) -> bool:
        """Whether the row was not taken."""
        return any(cell.problem.stops for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The rows with one sort of doubt: how many, the rule behind it, and the first of them."""

    sort: str
    label: str
    number: int
    rule: Words
    first: tuple[BadRow, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """A column of the sheet: its letters, header, what the first rows say, and the field it holds ("": left out)."""

    place: int
    letters: str
    header: str
    shown: tuple[str, ...]
    field: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A few rows as understood: what they say, and for each its number in the sheet and its values in that order."""

    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def books(*, person: Person, scope: Scope) -> QuerySet[Import]:
    """The imports of the scope's unit and below which the person could have made, newest first."""
    here = Import.objects.filter(unit__path__startswith=scope.unit.path)
    records = here.filter(unit__in=units_with("records.report", person=person)).exclude(kind__in=(PEOPLE, UNITS))
    staff = here.filter(unit__in=units_with("org.manage", person=person), kind__in=(PEOPLE, UNITS))
    return (records | staff).select_related("unit", "by").order_by("-at", "pk")


def labels() -> dict[str, str]:
    """The names of what books hold, by their keys."""
    every = [*(fields.of_kind(kind) for kind in kinds.kinds()), fields.form(PEOPLE), fields.form(UNITS)]
    return {form.key: str(form.label) for form in every}


def book(pk: int, *, person: Person) -> Import:
    """The import, if the person could have made it; otherwise it is not found."""
    found = Import.objects.filter(pk=pk).select_related("unit", "by", "undone_by").first()
    if found is None or not allowed(person=person, permission=fields.form(found.kind).permission, unit=found.unit):
        raise NotFound(what=pk)
    return found


def sheets(book: Import) -> list[Import]:
    """The imports of all sheets of the same file."""
    same = Import.objects.filter(kind=book.kind, unit=book.unit, digest=book.digest).order_by("pk")
    return list(same.exclude(state=ImportState.UNDONE) if book.state != ImportState.UNDONE else same.filter(pk=book.pk))


def progress(book: Import) -> Progress:
    """How far it is."""
    working = book.state in WORKING and not book.trouble
    waits = working and book.queued_at is not None
    stale = working and not waits and now() - (book.beat_at or book.at) > STALE_AFTER
    done, total = book.done_rows, book.rows
    if book.state == ImportState.UNDOING:
        done = book.records.filter(state__in=(State.WITHDRAWN, State.REVERSED)).count()
        total = book.accepted
    total = max(done, total) if total else 0
    return Progress(book.get_state_display(), done, total, working, stale, _ahead(book) if waits else None)


def _ahead(book: Import) -> int:
    return Import.objects.filter(queued_at__lt=book.queued_at, state__in=WORKING).count()


def rows_left_out(book: Import) -> list[tuple[str, int]]:
    """(why, how many) of the rows that are no records."""
    said = {
        "blank": _("blank rows"),
        "totals": _("totals"),
        "note": _("notes"),
        "example": _("the example row"),
        "heads": _("repeated headers"),
        "already": _("taken over before"),
        "twin": _("the same thing twice"),
        "near": _("nearly the same title"),
    }
    sizes = {why: len(rows) if isinstance(rows, list) else rows for why, rows in book.skipped.items()}
    if book.answers:
        sizes |= {sort: len(rows) for sort, rows in left_out(book).items()}
    return [(said[why], sizes[why]) for why in said if sizes.get(why)]


def left_out(book: Import) -> dict[str, list[int]]:
    """By sort of doubt, the rows that look like something twice and are not taken over: all, until somebody says which are."""
    said = book.answers
    return {
        sort: sorted(set(rows) - set(said[sort]["rows"])) if sort in said else list(rows) for sort, rows in book.doubtful.items()
    }


def bad_rows(book: Import, problems: Iterable[Problem]) -> list[BadRow]:
    """The problems row by row."""
    found = []
    for row, cells in groupby(problems, key=lambda each: each.row):
        found.append(BadRow(row, tuple(_cell(book, each) for each in cells)))
    return found


def doubtful(book: Import, sort: str) -> Doubtful:
    """The rows of the book with this sort of doubt about which somebody is asked."""
    rows = book.doubtful[sort]
    problems = book.problems.filter(row__in=rows[:SHOWN], sort=sort).order_by("row", "pk")
    label = {Sort.TWIN: _("the same thing twice"), Sort.NEAR: _("nearly the same title")}[Sort(sort)]
    return Doubtful(sort, label, len(rows), RULES[Sort(sort)], tuple(bad_rows(book, problems)))


def rows_with_problems(book: Import, *, stopping: bool, sort: str = "") -> QuerySet[Problem, int]:
    """The numbers of the rows that were stopped, or only pointed out; of one sort of doubt where one is named."""
    if sort:
        return book.problems.filter(sort=sort).order_by("row").values_list("row", flat=True).distinct()
    stopped = book.problems.filter(stops=True)
    rows = stopped if stopping else book.problems.filter(stops=False).exclude(row__in=stopped.values("row"))
    return rows.order_by("row").values_list("row", flat=True).distinct()


def columns(book: Import) -> list[Matched]:
    """The sheet's columns as they were matched."""
    return [
        Matched(place, letters(place + 1), head[0], tuple(text for text in head[1:] if text), book.columns.get(str(place), ""))
        for place, head in enumerate(book.heads)
    ]


def fixed(book: Import) -> dict[str, str]:
    """What all rows say that no column does: field → text."""
    return {place[1:]: text for place, text in book.columns.items() if place.startswith("=")}


def sample(book: Import) -> Sample:
    """The first good rows as they were understood, under the names of what they say."""
    form = fields.form(book.kind)
    pks = [each["unit"] for each in book.sample if isinstance(each.get("unit"), int)]
    units = dict(Unit.objects.filter(pk__in=pks).values_list("pk", "name"))
    told = [(each["row"], {fact.label: fact.value for fact in _said(form, each, units)}) for each in book.sample]
    heads = dict.fromkeys(label for _row, said in told for label in said)
    return Sample(tuple(heads), tuple((row, tuple(said.get(label, "") for label in heads)) for row, said in told))


def rows_returned(book: Import) -> list[int]:
    """The rows handed back: those with mistakes, and those left out because they look like something twice."""
    stopped = book.problems.filter(stops=True).values_list("row", flat=True)
    return sorted({*stopped, *(row for rows in left_out(book).values() for row in rows)})


def parts_returned(book: Import) -> range:
    """The parts in which the rows are handed back, from 1, each of so many rows that it is written at once."""
    return range(1, -(-len(rows_returned(book)) // RETURNED_MAX) + 1)


def returned(book: Import, *, part: int = 1) -> bytes:
    """One part of the rows handed back, as an xlsx: the sheet's headers, the cells as they were, a column with the reasons."""
    from openpyxl import Workbook as Written  # noqa: PLC0415 -- heavy: only where books are written
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 -- heavy: only where books are written

    reasons = _reasons(book, rows_returned(book)[(part - 1) * RETURNED_MAX : part * RETURNED_MAX])
    written = Written(write_only=True)
    sheet = written.create_sheet((book.sheet or fields.form(book.kind).label.zh)[:31].replace("/", "、") or "Sheet")

    def cell(value: Any) -> Any:
        made = WriteOnlyCell(sheet)
        if value not in ("", None):
            put(made, value)
        return made

    heads = [head[0] for head in book.heads]
    sheet.append([cell(text) for text in [*heads, REASON.zh]])
    for number, cells in Workbook(book.file, book.name).table(book.sheet).rows:
        if number in reasons:
            row = [*cells[: len(heads)], *[""] * (len(heads) - len(cells))]
            sheet.append([cell(value) for value in [*row, reasons[number]]])
    out = BytesIO()
    written.save(out)
    return out.getvalue()


def _reasons(book: Import, rows: list[int]) -> dict[int, str]:
    """Why each of these rows is handed back."""
    reasons = dict.fromkeys(rows, _("It looks like something that is there already."))
    if not rows:
        return reasons
    problems = book.problems.filter(Q(stops=True) | Q(sort__in=DOUBTS), row__range=(rows[0], rows[-1]))
    for each in bad_rows(book, problems.order_by("row", "pk")):
        said = [cell for cell in each.cells if cell.problem.stops] or each.cells
        if each.row in reasons:
            words = [f"{cell.header}：{cell.problem.said}" if cell.header else str(cell.problem.said) for cell in said]
            reasons[each.row] = "；".join(words)
    return reasons


def _cell(book: Import, problem: Problem) -> Cell:
    place = problem.column - 1
    if place < 0:
        return Cell("", "", problem)
    return Cell(f"{letters(problem.column)}{problem.row}", book.heads[place][0] if place < len(book.heads) else "", problem)


def _said(form: Form, content: dict[str, Any], units: dict[int, str]) -> list[Fact]:
    if form.kind is None:
        return [Fact(str(each.label), str(content[each.key])) for each in form.fields if each.key in content]
    told = [Fact(_("Unit"), units.get(content["unit"], "")), *facts(form.kind.key, content).values()]
    return [*told, Fact(_("People"), str(len(content["people"])))] if content["people"] else told


def fields_to_choose(book: Import) -> tuple[Field, ...]:
    """The fields a column of the book may hold."""
    return fields.form(book.kind).fields
