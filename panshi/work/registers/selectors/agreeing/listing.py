"""A difference down to the records that make it: ours, theirs by the book they sent, and what stands in one of them only."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from panshi.kernel.periods import Period
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.kinds import Kind
from panshi.org.models import Person
from panshi.work.registers.choices import GONE, ImportState, State
from panshi.work.registers.models import Explanation, Import, Record, StatedSum
from panshi.work.registers.selectors.agreeing.comparing import Compared, amount
from panshi.work.registers.selectors.books import fields
from panshi.work.registers.selectors.books.directory import Directory
from panshi.work.registers.selectors.books.opening import Workbook
from panshi.work.registers.selectors.books.rows import Layout, Row, RowReader, Skipped
from panshi.work.registers.selectors.duties.counting import month_of
from panshi.work.registers.selectors.finding import standing

LISTED_MAX = 300
BOOKS_MAX = 5
ROWS_MAX = 5000

Identity = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Ours:
    """A record of ours: what it comes to, the positions of its entries, whether one like it stands beside it, and whether it
    stands in the unit's book (None: no book was sent)."""

    record: Record
    amount: int
    entries: tuple[int, ...]
    twice: bool
    in_theirs: bool | None


@dataclass(frozen=True, slots=True)
class Theirs:
    """A row of their book that counts for nothing here, and why."""

    book: Import
    row: int
    said: str
    why: str
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """One month of one unit: the two numbers, the records behind ours, the rows of their books missing here, what was said.

    `more` records are not listed. `unread` books were not looked into: their file is too long for a page, or cannot be read.
    """

    compared: Compared
    ours: tuple[Ours, ...]
    theirs: tuple[Theirs, ...]
    undated: tuple[Theirs, ...]
    gone: tuple[Record, ...]
    books: tuple[Import, ...]
    unread: tuple[Import, ...]
    stated: tuple[StatedSum, ...]
    explanations: tuple[Explanation, ...]
    more: int = 0

    @property
    def unposted(self) -> list[Ours]:
        """Verified records without a standing entry: there should be none."""
        return [each for each in self.ours if each.record.state == State.VERIFIED and not each.entries]

    @property
    def ours_alone(self) -> list[Ours]:
        """Records of ours that stand in none of their books."""
        return [each for each in self.ours if each.in_theirs is False]


@dataclass(slots=True)
class _Books:
    """What their books say of the month."""

    rows: list[tuple[Import, Row]] = field(default_factory=list)
    undated: list[tuple[Import, Row]] = field(default_factory=list)
    read: list[Import] = field(default_factory=list)
    unread: list[Import] = field(default_factory=list)


def detail(found: Compared, *, viewer: Person) -> Detail:
    """Everything about one unit's month."""
    days = month_of(found.month)
    every = _records(found, days)
    live = [record for record in every if record.state not in GONE]
    books = _read_books(found, days, viewer)
    theirs, known = _matched(found.kind, books.rows, every)
    shown = live[:LISTED_MAX]
    entries: dict[int, list[int]] = defaultdict(list)
    for entry in standing(*[record for record in shown if record.state == State.VERIFIED]):
        entries[_record_of(entry.source.key)].append(entry.seq)
    same = defaultdict[Identity, int](int)
    for record in live:
        same[identity(found.kind, record)] += 1
    ours = tuple(
        Ours(
            record,
            amount(record),
            tuple(entries[record.pk]),
            same[identity(found.kind, record)] > 1,
            record.pk in known if books.read else None,
        )
        for record in shown
    )
    place = {"kind": found.kind.key, "unit": found.unit, "month": found.month}
    return Detail(
        compared=found,
        ours=ours,
        theirs=tuple(theirs),
        undated=tuple(_missing(book, row, None) for book, row in books.undated),
        gone=tuple(record for record in every if record.state in GONE),
        books=tuple(books.read),
        unread=tuple(books.unread),
        stated=tuple(StatedSum.objects.filter(**place).select_related("by").order_by("-pk")),
        explanations=tuple(Explanation.objects.filter(**place).select_related("by").order_by("-pk")),
        more=len(live) - len(shown),
    )


def identity(kind: Kind, record: Record) -> Identity:
    """By what two records are taken for the same thing: unit, day, the kind's identity (all dimensions where it names none),
    and who stands on the sheet."""
    return _identity(kind, record.unit_id, record.occurred_on, record.dims, record.people)


def _identity(kind: Kind, unit: int, day: date, dims: dict[str, object], people: Sequence[int]) -> Identity:
    told = kind.identity or tuple(each.key for each in kind.dimensions)
    values = [dims.get(key) for key in told]
    return unit, day, *(each.isoformat() if isinstance(each, date) else each for each in values), *sorted(people)


def _records(found: Compared, days: Period) -> list[Record]:
    records = Record.objects.filter(
        kind=found.kind.key, unit__path__startswith=found.unit.path, occurred_on__range=(days.first, days.last)
    )
    return list(records.select_related("unit", "book", "reported_by").order_by("occurred_on", "pk"))


def _read_books(found: Compared, days: Period, viewer: Person) -> _Books:
    """Their newest books of the kind, row by row, what is not of the month left out."""
    sent = Import.objects.filter(kind=found.kind.key, unit__path__startswith=found.unit.path).exclude(state=ImportState.UNDONE)
    books = _Books()
    directory = Directory(viewer)
    for book in sent.filter(header_row__gt=0).select_related("unit", "by").order_by("-pk")[:BOOKS_MAX]:
        try:
            rows = list(_rows(book, directory)) if book.rows <= ROWS_MAX else None
        except (Refusal, OSError):  # a file that cannot be read any more is named as such; the rest of the page stands
            rows = None
        if rows is None:
            books.unread.append(book)
            continue
        books.read.append(book)
        for row in rows:
            day, unit = row.values.get("occurred_on"), row.values.get("unit")
            if row.skipped not in (None, Skipped.ALREADY) or (unit is not None and not found.unit.holds(unit)):  # type: ignore[arg-type]  # a unit where there is one
                continue
            if not isinstance(day, date):
                books.undated.append((book, row))
            elif day in days:
                books.rows.append((book, row))
    return books


def _rows(book: Import, directory: Directory) -> list[Row]:
    columns = {int(place): key for place, key in book.columns.items() if not place.startswith("=")}
    fixed = {place[1:]: text for place, text in book.columns.items() if place.startswith("=")}
    laid = Layout(fields.form(book.kind), book.header_row, columns, fixed, tuple(each[0] for each in book.heads))
    table = Workbook(book.file, book.name).table(book.sheet)
    return list(RowReader(laid, table, unit=book.unit, year=book.year, directory=directory).rows())


def _matched(kind: Kind, rows: Sequence[tuple[Import, Row]], every: Sequence[Record]) -> tuple[list[Theirs], set[int]]:
    """The rows that count for nothing here, and the ids of our records that stand in a book: by the row they came from, else
    by what tells such things apart, one record to one row."""
    by_row = {(record.book_id, record.row): record for record in every if record.book_id}
    lacking, known, free = list[Theirs](), set[int](), dict[int, dict[Identity, list[Record]]]()
    for book, row in rows:
        if book.pk not in free:
            free[book.pk] = _others(kind, every, book)
        match = by_row.get((book.pk, row.number))
        if match is None and row.good and (likely := free[book.pk].get(_of_row(kind, row))):
            match = likely.pop(0)
        if match is not None:
            known.add(match.pk)
        if match is None or match.state in GONE:
            lacking.append(_missing(book, row, match))
    return lacking, known


def _others(kind: Kind, every: Sequence[Record], book: Import) -> dict[Identity, list[Record]]:
    """The records that stand and did not come from the book, by what tells them apart."""
    found: dict[Identity, list[Record]] = defaultdict(list)
    for record in every:
        if record.state not in GONE and record.book_id != book.pk:
            found[identity(kind, record)].append(record)
    return found


def _of_row(kind: Kind, row: Row) -> Identity:
    dims = {each.key: row.values.get(f"dim_{each.key}") for each in kind.dimensions}
    people = [each.pk for each in row.values.get("people") or ()]  # type: ignore[attr-defined]  # persons
    return _identity(kind, row.values["unit"].pk, row.values["occurred_on"], dims, people)  # type: ignore[attr-defined,arg-type]  # of a good row


def _missing(book: Import, row: Row, record: Record | None) -> Theirs:
    told = [str(row.values[key]) for key in row.values if key.startswith("dim_") and isinstance(row.values[key], str)]
    day = row.values.get("occurred_on")
    said = " · ".join([*([str(day)] if isinstance(day, date) else []), *told][:3])
    return Theirs(book, row.number, said, _why(book, row, record), record)


def _why(book: Import, row: Row, record: Record | None) -> str:
    if record is not None:
        why = Words("本来有，后来{state}：{reason}", "it was here, and was {state}: {reason}")
        return why.format(state=record.get_state_display(), reason=record.reason or "—")
    stopping = [Words(each.zh, each.en) for _column, each in row.troubles if each.stops]
    if stopping:
        return "；".join(str(each) for each in stopping)
    if book.state != ImportState.ACCEPTED:
        return str(Words("这份表还没有接收", "the book has not been taken over yet"))
    return str(Words("接收时没有收这一行", "the row was left out when the book was taken over"))


def _record_of(key: str) -> int:
    return int(key.split("/", maxsplit=1)[0].split("@", maxsplit=1)[0])
