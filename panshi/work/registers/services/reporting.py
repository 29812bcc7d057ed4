"""Reporting: a record is checked as the ledger will check it, so that its reporter hears of a mistake and not its verifier."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

import orjson
from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.references import Reference
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.checks import Checker, NegativeQuantity
from panshi.ledger.kinds import Kind
from panshi.ledger.postings import Posting
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.work.registers.choices import Act, State
from panshi.work.registers.models import Evidence, Record, Step
from panshi.work.registers.services.nothing import withdraw_for
from panshi.work.registers.services.permitting import Permit
from panshi.work.registers.services.writing import insert_records, insert_steps

CHUNK = 500
_ANY = Reference("registers.record", "0")


class NamedTwice(Refusal):
    """A person stands twice on one sheet."""

    words = Words("{person} 在这张名单上出现了两次。", "{person} stands twice on this sheet.")
    code = "named-twice"


class BadText(Refusal):
    """A title or note too long, or holding what cannot be shown."""

    words = Words(
        "“{field}”太长或含有不可显示的字；最多 {most} 字。",
        "“{field}” is too long or holds what cannot be shown; at most {most} characters.",
    )
    code = "bad-text"


class StillCounts(Refusal):
    """A verified record is reversed before it is corrected."""

    words = Words(
        "“{record}”已经核实入账；要改请先由核实人冲正。",
        "“{record}” is verified and counts; to change it, have it reversed first.",
    )
    code = "still-counts"
    status = 409


class OtherKind(Refusal):
    """A correction keeps the kind."""

    words = Words(
        "更正不能把“{kind}”改成“{other}”；请另报一条。", "A correction cannot turn “{kind}” into “{other}”; report it anew."
    )
    code = "other-kind"


@dataclass(frozen=True, slots=True)
class NewRecord:
    """What somebody reports. `people` are those on the sheet, exactly where the kind counts people.

    `title` may be left out: the dimension that names the thing is taken then. `quantity` counts for each person.
    `distinct_because` answers why it is another one than a record it looks like.
    """

    kind: Kind
    unit: Unit
    occurred_on: date
    dims: Mapping[str, object] = field(default_factory=dict)
    quantity: int = 1
    people: tuple[Person, ...] = ()
    title: str = ""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    distinct_because: str = ""


class Reporter:
    """Checks what one person reports; permission is asked once."""

    def __init__(self, by: Person, at: datetime) -> None:
        self._by, self._at = by, at
        self._checker = Checker()
        self._permit = Permit("records.report", by)

    def record(self, new: NewRecord) -> Record:
        """The record, not saved yet; refuses what `report` does."""
        self._permit.require(new.unit)
        dims, people = self._checked(new), _each_once(new.people)
        title = new.title or str(dims.get(new.kind.title or "", ""))
        if len(title) > 300 or not title.isprintable():
            raise BadText(field=Words("标题", "title"), most=300)
        if len(new.note) > 2000 or not new.note.replace("\r", "").replace("\n", "").isprintable():
            raise BadText(field=Words("备注", "note"), most=2000)
        because = new.distinct_because.strip()
        if len(because) > 300 or not because.isprintable():
            raise BadText(field=Words("为什么不是同一条", "why it is another one"), most=300)
        content = new.kind.key, new.unit.pk, new.occurred_on, dims, new.quantity, people, title, new.note
        # As if read from the database, all fields in their order: by name it takes twice as long.
        row = None, *content, State.REPORTED, 1, "", self._by.pk, self._at, None, None, None, None, because
        record = Record.from_db(None, [], row)
        Record.unit.field.set_cached_value(record, new.unit)
        return record

    def _checked(self, new: NewRecord) -> dict[str, object]:
        if type(new.quantity) is not int:
            raise NegativeQuantity(quantity=new.quantity)
        first = new.people[0] if new.people else None
        # The ledger's own checker: what it lets pass here it will let pass when the record is verified.
        [row] = self._checker.rows([Posting(new.kind, new.unit, new.occurred_on, _ANY, new.dims, new.quantity, first)], 1)
        # Checked and in stored form already; to check once more would take ten times as long as to read it.
        return dict(orjson.loads(row[6]))


def _each_once(people: Sequence[Person]) -> list[int]:
    """The ids of those on a sheet; refuses somebody named twice."""
    ids = [person.id for person in people]
    if len(set(ids)) < len(ids):
        raise NamedTwice(person=next(person.name for place, person in enumerate(people) if person.id in ids[:place]))
    return ids


def refuse_counting(record: Record) -> None:
    """Refuses a record that counts: it is reversed before it is corrected."""
    if record.state == State.VERIFIED:
        raise StillCounts(record=record)


def check(record: NewRecord, *, by: Person) -> None:
    """Refuses what `report` would refuse, and writes nothing: for forms that show what is wrong beside what was typed."""
    Reporter(by, now()).record(record)


def refusals_of(records: Iterable[NewRecord], *, by: Person) -> list[Refusal | None]:
    """For each what `report` would refuse it for, or None; writes nothing: a program hears of all mistakes at once."""
    reporter = Reporter(by, now())
    return [_refusal(reporter, record) for record in records]


def _refusal(reporter: Reporter, record: NewRecord) -> Refusal | None:
    try:
        reporter.record(record)
    except Refusal as refusal:  # said beside the others, for none of them is taken
        return refusal
    return None


def report(record: NewRecord, *, by: Person) -> Record:
    """Enters one record into the register of its unit, to be verified by somebody else.

    `by` needs records.report there. Refuses dimensions, quantities, dates and people that the ledger would refuse.
    """
    return report_many((record,), by=by)[0]


@transaction.atomic
def report_many(records: Iterable[NewRecord], *, by: Person) -> list[Record]:
    """Enters all records or none, in order; refuses as `report` does."""
    at = now()
    reporter = Reporter(by, at)
    reported: list[Record] = []
    rest = iter(records)
    while chunk := list(islice(rest, CHUNK)):
        made = [reporter.record(new) for new in chunk]
        insert_records(made)
        insert_steps(((record.pk, record.revision) for record in made), act=Act.REPORTED, by=by, at=at)
        _file(made, [new.evidence for new in chunk])
        reported += made
    return reported


@transaction.atomic
def resubmit(record: Record, changes: NewRecord, *, by: Person) -> Record:
    """Reports the record again as `changes` has it, under the next revision; what stood before is kept in the history.

    `by` needs records.report in the old unit and the new. Refuses a verified record, another kind, and as `report` does.
    """
    found = Record.objects.select_for_update(of=("self",)).select_related("unit").get(pk=record.pk)
    require(person=by, permission="records.report", unit=found.unit)
    refuse_counting(found)
    if found.kind != changes.kind.key:
        raise OtherKind(kind=found.declared.label, other=changes.kind.label)
    was, at = found.content(), now()
    fresh = Reporter(by, at).record(changes)
    fresh.pk, fresh.revision = found.pk, found.revision + 1
    fresh.book_id, fresh.row = found.book_id, found.row
    fresh.save(force_update=True)
    fresh.evidence.set(changes.evidence)
    withdraw_for([fresh])
    Step.objects.create(record=fresh, act=Act.RESUBMITTED, by=by, at=at, revision=fresh.revision, was=was)
    return fresh


def _file(records: Sequence[Record], evidence: Sequence[tuple[Evidence, ...]]) -> None:
    through = Record.evidence.through
    pairs = zip(records, evidence, strict=True)
    rows = [through(record_id=record.pk, evidence_id=each.pk) for record, files in pairs for each in dict.fromkeys(files)]
    if rows:
        through.objects.bulk_create(rows)
