"""Rows made into what they stand for: records checked as the ledger will, people and units as the organisation will."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, cast

from panshi.kernel.clock import now
from panshi.kernel.refusals import NotAllowed, Refusal
from panshi.ledger.checks import ImpossibleDay, UnitNotOpen
from panshi.ledger.kinds import Kind
from panshi.org import services as org
from panshi.org.choices import Category, Level
from panshi.org.models import Person, Unit
from panshi.work.registers.choices import Act
from panshi.work.registers.models import Import, Record
from panshi.work.registers.selectors.books.directory import Directory
from panshi.work.registers.selectors.books.fields import PEOPLE, UNITS, Form
from panshi.work.registers.selectors.books.rows import Row, Skipped
from panshi.work.registers.selectors.books.troubles import Trouble, of_refusal, trouble
from panshi.work.registers.services.permitting import Permit
from panshi.work.registers.services.reporting import NewRecord, Reporter
from panshi.work.registers.services.writing import insert_records, insert_steps


class Maker(Protocol):
    """Makes rows into things: `make` adds to the row's troubles what forbids it, `take` writes the things of good rows."""

    def make(self, row: Row) -> Record | None:
        """The thing of a good row, not written yet (None: there is nothing to hold until it is taken)."""

    def take(self, rows: Sequence[Row], made: Sequence[Record | None]) -> list[Row]:
        """Writes them, inside a transaction; those that could not be written now say why in their troubles."""


def maker(form: Form, book: Import, *, by: Person, directory: Directory) -> Maker:
    """The maker for books of this form."""
    if form.key == PEOPLE:
        return Staff(by)
    if form.key == UNITS:
        return Units(by, directory)
    assert form.kind is not None
    return Records(form.kind, book, by)


class Records:
    """Rows as records of a kind, reported by `by`."""

    def __init__(self, kind: Kind, book: Import, by: Person) -> None:
        self._kind, self._book, self._by, self._at = kind, book, by, now()
        self._reporter = Reporter(by, self._at)
        self._dims = [(f"dim_{each.key}", each.key) for each in kind.dimensions]
        self._place = {key: int(place) + 1 for place, key in book.columns.items() if key and not place.startswith("=")}

    def make(self, row: Row) -> Record | None:
        """The record the row stands for; what the ledger would refuse is said beside the cell it is about."""
        values = row.values
        new = NewRecord(
            kind=self._kind,
            unit=cast(Unit, values["unit"]),
            occurred_on=cast(date, values["occurred_on"]),
            dims={key: values[name] for name, key in self._dims if values.get(name) is not None},
            quantity=cast(int, values["quantity"]) if self._kind.quantity else 1,
            people=cast(tuple[Person, ...], values.get("people", ())),
            note=cast(str, values.get("note") or ""),
        )
        try:
            record = self._reporter.record(new)
        except Refusal as refusal:  # said in the row's own line of the preview, as a form says it beside a field
            row.troubles.append((self._column(refusal), of_refusal(refusal)))
            return None
        record.book_id, record.row = self._book.pk, row.number
        return record

    def take(self, rows: Sequence[Row], made: Sequence[Record | None]) -> list[Row]:
        """Writes the records with their first step."""
        records = [record for record in made if record is not None]
        insert_records(records)
        insert_steps(((record.pk, record.revision) for record in records), act=Act.REPORTED, by=self._by, at=self._at)
        return []

    def _column(self, refusal: Refusal) -> int:
        if isinstance(refusal, UnitNotOpen | ImpossibleDay):
            return self._place.get("occurred_on", 0)
        return self._place.get("unit", 0) if isinstance(refusal, NotAllowed) else 0


class Staff:
    """Rows as people employed in a unit."""

    def __init__(self, by: Person) -> None:
        self._permit, self._by = Permit("org.manage", by), by
        self._numbers: dict[str, str] = dict(Person.objects.values_list("number", "name"))
        self._here: dict[str, int] = {}

    def make(self, row: Row) -> None:
        """Nothing yet; says who has the number already, where `by` may not, and when the unit did not exist."""
        values = row.values
        number, name, unit, since = str(values["number"]), str(values["name"]), cast(Unit, values["unit"]), values["since"]
        if self._numbers.get(number) == name:
            row.skipped = Skipped.ALREADY
        elif number in self._numbers:
            row.troubles.append(
                (
                    0,
                    trouble(
                        "警号 {n} 已经是 {name} 的。", "The number {n} is already {name}'s.", n=number, name=self._numbers[number]
                    ),
                )
            )
        elif number in self._here:
            row.troubles.append((0, _twice(number, self._here[number])))
        self._here.setdefault(number, row.number)
        if len(name) > 50 or len(number) > 32:
            row.troubles.append((0, trouble("姓名最多 50 字，警号最多 32 位。", "A name takes 50 characters, a number 32.")))
        try:
            self._permit.require(unit)
            if cast(date, since) < unit.opened_on or (unit.closed_on and cast(date, since) > unit.closed_on):
                raise UnitNotOpen(unit=unit.name, day=since)
        except Refusal as refusal:  # said in the row's own line of the preview
            row.troubles.append((0, of_refusal(refusal)))

    def take(self, rows: Sequence[Row], made: Sequence[Record | None]) -> list[Row]:
        """Employs each."""
        return [row for row in rows if not _done(row, self._employ)]

    def _employ(self, values: dict[str, object]) -> None:
        org.employ(
            number=str(values["number"]),
            name=str(values["name"]),
            category=Category(str(values["category"])),
            unit=cast(Unit, values["unit"]),
            since=cast(date, values["since"]),
            post=str(values.get("post") or "")[:50],
            leader=bool(values.get("leader")),
            by=self._by,
        )


class Units:
    """Rows as units opened under another; one further up in the book may be the one above."""

    def __init__(self, by: Person, directory: Directory) -> None:
        self._permit, self._by, self._directory = Permit("org.manage", by), by, directory
        self._codes: dict[str, str] = dict(Unit.objects.values_list("code", "name"))
        self._here: dict[str, int] = {}

    def make(self, row: Row) -> None:
        """Nothing yet; says which code is taken and where `by` may not."""
        values = row.values
        code, name = str(values["code"]), str(values["name"])
        above = cast(Unit, values["above"])
        if self._codes.get(code) == name:
            row.skipped = Skipped.ALREADY
        elif code in self._codes:
            row.troubles.append((0, of_refusal(org.CodeTaken(code=code))))
        elif code in self._here:
            row.troubles.append((0, _twice(code, self._here[code])))
        if len(code) > 32 or len(name) > 100:
            row.troubles.append((0, trouble("名称最多 100 字，编号最多 32 位。", "A name takes 100 characters, a code 32.")))
        try:
            if above.pk:
                self._permit.require(above)
        except Refusal as refusal:  # said in the row's own line of the preview
            row.troubles.append((0, of_refusal(refusal)))
        if row.good and code not in self._here:
            self._here[code] = row.number
            self._directory.learn(Unit(code=code, name=name, opened_on=values["opened_on"], path=above.path))

    def take(self, rows: Sequence[Row], made: Sequence[Record | None]) -> list[Row]:
        """Opens each, under units that were opened before it."""
        return [row for row in rows if not _done(row, self._open)]

    def _open(self, values: dict[str, object]) -> None:
        above = cast(Unit, values["above"])
        org.open_unit(
            code=str(values["code"]),
            name=str(values["name"]),
            level=Level(str(values["level"])),
            opened_on=cast(date, values["opened_on"]),
            above=Unit.objects.get(code=above.code),
            by=self._by,
        )


def _done(row: Row, act: Callable[[dict[str, object]], None]) -> bool:
    """Whether the row could be carried out; if not, it says why."""
    try:
        act(row.values)
    except Refusal as refusal:  # one row of many: it is handed back with its reason, the others stand
        row.troubles.append((0, of_refusal(refusal)))
        return False
    return True


def _twice(code: str, row: int) -> Trouble:
    return trouble("“{code}”在第 {row} 行已经出现过。", "“{code}” stands in row {row} already.", code=code, row=row)
