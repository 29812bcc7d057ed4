"""Every row of a book read and judged; what is wrong is kept by row and column, and nothing else is written."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from django.db import transaction

from panshi.kernel.clock import now
from panshi.org.models import Person
from panshi.work.registers.choices import ImportState, State
from panshi.work.registers.models import Import, Problem, Record
from panshi.work.registers.selectors.books import fields
from panshi.work.registers.selectors.books.directory import Directory
from panshi.work.registers.selectors.books.opening import Workbook
from panshi.work.registers.selectors.books.rows import Layout, Row, RowReader, Skipped
from panshi.work.registers.selectors.doubting import whole
from panshi.work.registers.selectors.doubting.lines import Line, line_of
from panshi.work.registers.services.importing.making import Maker, maker

CHUNK = 2000
SAMPLE = 8

LIVE = (State.REPORTED, State.SENT_BACK, State.VERIFIED)
Made = tuple[Row, Record | None]


def layout(book: Import) -> Layout:
    """How the book's sheet is laid out, as it was matched or set."""
    columns = {int(place): key for place, key in book.columns.items() if not place.startswith("=")}
    fixed = {place[1:]: text for place, text in book.columns.items() if place.startswith("=")}
    return Layout(fields.form(book.kind), book.header_row, columns, fixed, tuple(each[0] for each in book.heads))


def chunks(book: Import, *, by: Person, after: int = 0) -> Iterator[tuple[Maker, list[Made]]]:
    """The rows behind the first `after`, each with the record it stands for, two thousand at a time, with their maker."""
    laid = layout(book)
    directory = Directory(by)
    table = Workbook(book.file, book.name).table(book.sheet)
    reader = RowReader(laid, table, unit=book.unit, year=book.year, directory=directory)
    makes = maker(laid.form, book, by=by, directory=directory)
    rows = reader.rows(after=after)
    # One by one: a unit further up in a book is known to the rows below it.
    while made := [(row, makes.make(row) if row.good else None) for row in islice(rows, CHUNK)]:
        yield makes, made


def check(book: Import, *, by: Person) -> None:
    """Judges every row, saving as it goes; begins anew when it was broken off. Stops when the book is set to something else."""
    with transaction.atomic():  # at once, so that another process at it finds that it is no longer where it was
        Import.objects.filter(pk=book.pk, state=ImportState.CHECKING).update(done_rows=0)
        Problem.objects.filter(book=book).delete()
    found = _Findings(book)
    for _makes, made in chunks(book, by=by):
        problems = found.add(made)
        with transaction.atomic():
            here = Import.objects.filter(pk=book.pk, state=ImportState.CHECKING, done_rows=found.rows - len(made))
            if not here.update(done_rows=found.rows, beat_at=now(), tries=0):
                return
            Problem.objects.bulk_create(problems, batch_size=500)
    _close(book, found, found.doubts(viewer=by))


@transaction.atomic
def _close(book: Import, found: "_Findings", doubts: Sequence[whole.Found]) -> None:
    """The book is checked: what was found, and the rows that look like something twice."""
    asked = {sort: sorted({each.row for each in doubts if each.asks and each.sort is sort}) for sort in whole.ASKING}
    here = Import.objects.filter(pk=book.pk, state=ImportState.CHECKING, done_rows=found.rows)
    if not here.update(
        state=ImportState.CHECKED,
        rows=found.rows,
        good=found.good,
        bad=found.bad,
        pointed=len(found.pointed | {each.row for each in doubts}),
        doubtful={sort: rows for sort, rows in asked.items() if rows},
        answers={},
        skipped={**found.skipped, **({"already": found.already_rows} if found.already_rows else {})},
        sample=found.sample,
        done_rows=0,
        beat_at=now(),
    ):
        return
    Problem.objects.bulk_create(_doubts(book, doubts), batch_size=500)


def _doubts(book: Import, doubts: Sequence[whole.Found]) -> Iterator[Problem]:
    kept = Counter[str]()
    for each in doubts:
        kept[each.sort] += 1
        if each.said is not None and kept[each.sort] <= whole.SAID_MAX:
            said = {"said_zh": each.said.zh, "said_en": each.said.en}
            yield Problem(book=book, row=each.row, stops=False, sort=each.sort.value, other=each.other, **said)


class _Findings:
    """What has been found so far."""

    def __init__(self, book: Import) -> None:
        self._book = book
        self.rows = self.good = self.bad = 0
        self.pointed: set[int] = set()
        self.skipped = Counter[str]()
        self.already_rows: list[int] = []
        self.sample: list[Mapping[str, object]] = []
        self._kept = 0
        self._before = Before(book)
        self._kind = fields.form(book.kind).kind
        self._lines: list[Line] = []
        self._termed: list[whole.Found] = []

    def add(self, made: list[Made]) -> list[Problem]:
        """Takes in the next rows; the problems to keep."""
        self._before.load({record.occurred_on for _row, record in made if record})
        problems = list[Problem]()
        for row, record in made:
            self.rows += 1
            if record is not None and row.good and self._before.has(record):
                row.skipped = Skipped.ALREADY
            if row.skipped is Skipped.ALREADY:
                self.already_rows.append(row.number)
            elif row.skipped is not None:
                self.skipped[row.skipped] += 1
            else:
                problems += self._judge(row, record)
        if self._kind is not None and whole.has_terms(self._kind):
            good = [(row.number, record) for row, record in made if record is not None and row.good]
            self._termed += whole.terms_of_rows(good, kind=self._kind)
        return problems

    def doubts(self, *, viewer: Person) -> list[whole.Found]:
        """What is pointed out about the good rows when all have been read."""
        if self._kind is None:
            return []
        return [*whole.doubts_of_rows(self._lines, kind=self._kind, viewer=viewer), *self._termed]

    def _judge(self, row: Row, record: Record | None) -> Iterator[Problem]:
        if row.good:
            self.good += 1
            if record is not None and self._kind is not None:
                self._lines.append(line_of(row.number, record, self._kind))
            if len(self.sample) < SAMPLE:
                self.sample.append({"row": row.number, **(record.content() if record else _plain(row))})
        else:
            self.bad += 1
        if row.good and row.troubles:
            self.pointed.add(row.number)
        for column, each in row.troubles:
            if not each.stops:
                self._kept += 1
                if self._kept > whole.SAID_MAX:
                    continue
            yield Problem(book=self._book, row=row.number, column=column, said_zh=each.zh, said_en=each.en, stops=each.stops)


class Before:
    """The records this unit's other books of the kind have brought in and that stand: read day by day as they are needed.

    The same row standing twice before and three times now is new once.
    """

    def __init__(self, book: Import) -> None:
        others = Import.objects.filter(kind=book.kind, unit=book.unit, accepted__gt=0).exclude(pk=book.pk)
        self._books = list(others.values_list("pk", flat=True))
        self._kind = book.kind
        self._standing = Counter[int]()
        self._days: set[date] = set()

    def load(self, days: set[date]) -> None:
        """Reads the records of these days, if they were not read yet."""
        fresh = sorted(days - self._days)
        self._days |= days
        if not self._books:
            return
        for low in range(0, len(fresh), 200):
            found = Record.objects.filter(
                kind=self._kind, occurred_on__in=fresh[low : low + 200], book__in=self._books, state__in=LIVE
            )
            columns = ("unit_id", "occurred_on", "dims", "quantity", "people", "note")
            for row in found.values_list(*columns).iterator(chunk_size=2000):
                self._standing[content(row)] += 1

    def has(self, record: Record) -> bool:
        """Whether this one stands already; one that does is matched once."""
        if not self._standing:
            return False
        key = content((record.unit_id, record.occurred_on, record.dims, record.quantity, record.people, record.note))
        if self._standing[key] <= 0:
            return False
        self._standing[key] -= 1
        return True


def content(said: tuple[int, date, Mapping[str, object], int, list[int], str]) -> int:
    """What makes two records the same (unit, day, dimensions, quantity, people, note), in 64 bits."""
    unit, day, dims, quantity, people, note = said
    return hash((unit, day, tuple(sorted(dims.items())), quantity, tuple(people), note))


def _plain(row: Row) -> dict[str, object]:
    return {key: str(value) for key, value in row.values.items() if value is not None}
