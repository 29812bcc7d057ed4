"""Verifying: a second person looks at a record, and it counts; sending back and taking back say why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.ledger import services as ledger
from panshi.ledger.checks import checked_reason
from panshi.ledger.entries import Entry, Posted
from panshi.ledger.kinds import DimensionValue
from panshi.ledger.postings import Posting
from panshi.org.models import Person, Unit
from panshi.work.registers import selectors
from panshi.work.registers.choices import Act, State
from panshi.work.registers.models import Record, Step, sources
from panshi.work.registers.services.permitting import Permit
from panshi.work.registers.services.writing import insert_steps

CHUNK = 500


class OwnReport(Refusal):
    """Nobody verifies what they reported, in this revision or an earlier one."""

    words = Words("“{record}”是您自己上报的，要由别人核实。", "You reported “{record}” yourself; somebody else has to verify it.")
    code = "own-report"
    status = 403


class NotWaiting(Refusal):
    """Only a reported record is verified or sent back."""

    words = Words("“{record}”现在是“{state}”，不在待核实之列。", "“{record}” is “{state}” and does not wait to be verified.")
    code = "not-waiting"
    status = 409


class NotVerified(Refusal):
    """Only what counts is taken back."""

    words = Words(
        "“{record}”现在是“{state}”，没有入账，不用冲正。",
        "“{record}” is “{state}”; it does not count, so there is nothing to reverse.",
    )
    code = "not-verified"
    status = 409


class ChangedMeanwhile(Refusal):
    """The record was corrected after it was looked at."""

    words = Words(
        "“{record}”在您查看之后又改过（第 {revision} 版），请再看一遍。",
        "“{record}” was corrected after you looked at it (revision {revision}); look again.",
    )
    code = "changed-meanwhile"
    status = 409


class Standing(NamedTuple):
    """What verifying needs of a record as it stands: a third of the time that the whole record takes to read."""

    pk: int
    kind: str
    unit_id: int
    occurred_on: date
    dims: dict[str, DimensionValue]
    quantity: int
    people: list[int]
    state: str
    revision: int


def verify(record: Record, *, by: Person) -> list[Entry]:
    """Confirms the record as it stood when `record` was read, and posts it: its entry, or one for each person on the sheet.

    `by` needs records.verify in its unit and has not reported it. Verified again, it gives the entries that are there.
    """
    verify_many((record,), by=by)
    return selectors.posted(record)


@transaction.atomic
def verify_many(records: Iterable[Record], *, by: Person) -> Posted:
    """Confirms all records or none and posts their entries in order, in bounded memory; refuses as `verify` does."""
    at, permit = now(), Permit("records.verify", by)
    units, people = dict[int, Unit](), dict[int, Person]()
    first, last, written, already = 0, 0, 0, 0
    rest = iter(records)
    while chunk := list(islice(rest, CHUNK)):
        fresh = _to_verify(chunk, by, permit, units)
        posted = ledger.post_many(_postings(fresh, units, people), by=by)
        _mark_verified(fresh, by, at)
        for seen in chunk:
            seen.state = State.VERIFIED
        first, last = first or posted.first, posted.last or last
        written, already = written + posted.written, already + posted.already
    return Posted(first=first, last=last, written=written, already=already)


@transaction.atomic
def send_back(record: Record, *, reason: str, by: Person) -> Record:
    """Gives the record back to be corrected, saying why; `by` needs records.verify in its unit."""
    said = checked_reason(reason)
    found = _locked(record)
    Permit("records.verify", by).require(found.unit)
    if found.state != State.REPORTED:
        raise NotWaiting(record=found, state=found.get_state_display())
    return _moved(found, State.SENT_BACK, Act.SENT_BACK, said, by)


@transaction.atomic
def reverse_record(record: Record, *, reason: str, by: Person) -> Record:
    """Takes back every entry of a verified record, saying why; `by` needs records.reverse in its unit."""
    said = checked_reason(reason)
    found = _locked(record)
    Permit("records.reverse", by).require(found.unit)
    if found.state != State.VERIFIED:
        raise NotVerified(record=found, state=found.get_state_display())
    ledger.reverse_many(selectors.standing(found), reason=said, by=by)
    return _moved(found, State.REVERSED, Act.REVERSED, said, by)


def _locked(record: Record) -> Record:
    found = Record.objects.select_for_update(of=("self",)).select_related("unit").get(pk=record.pk)
    if found.revision != record.revision:
        raise ChangedMeanwhile(record=found, revision=found.revision)
    return found


def _moved(record: Record, state: State, act: Act, reason: str, by: Person) -> Record:
    record.state, record.reason = state, reason
    record.save(update_fields=["state", "reason"])
    Step.objects.create(record=record, act=act, by=by, at=now(), reason=reason, revision=record.revision)
    return record


def _to_verify(seen: Sequence[Record], by: Person, permit: Permit, units: dict[int, Unit]) -> list[Standing]:
    """The records as they stand now, locked; refuses the first that may not be verified by `by`."""
    asked = {record.pk: record.revision for record in seen}
    locked = Record.objects.select_for_update().filter(pk__in=asked).order_by("pk")
    # Everybody's steps, and the person's own picked out here: asked for by person, SQLite would go through all of theirs.
    reporting = Step.objects.filter(record__in=list(asked), act__in=(Act.REPORTED, Act.RESUBMITTED))
    own = {record for record, reporter in reporting.values_list("record", "by") if reporter == by.pk}
    fresh = {row[0]: Standing(*row) for row in locked.values_list(*Standing._fields)}
    units.update(Unit.objects.in_bulk(list({record.unit_id for record in fresh.values()} - units.keys())))
    for record in fresh.values():
        permit.require(units[record.unit_id])
        if record.pk in own:
            raise OwnReport(record=Record.objects.get(pk=record.pk))
        if record.state not in (State.REPORTED, State.VERIFIED):
            raise NotWaiting(record=Record.objects.get(pk=record.pk), state=State(record.state).label)
        if record.revision != asked[record.pk]:
            raise ChangedMeanwhile(record=Record.objects.get(pk=record.pk), revision=record.revision)
    return [fresh[pk] for pk in asked]


def _postings(records: Sequence[Standing], units: dict[int, Unit], people: dict[int, Person]) -> Iterator[Posting]:
    digests: dict[int, list[str]] = defaultdict(list)
    filed = Record.evidence.through.objects.filter(record__in=[record.pk for record in records]).order_by("pk")
    for pk, digest in filed.values_list("record", "evidence__digest"):
        digests[pk].append(digest)
    unknown = {person for record in records for person in record.people} - people.keys()
    people.update(Person.objects.in_bulk(list(unknown)))
    for record in records:
        kind, unit, evidence = kinds.kind(record.kind), units[record.unit_id], tuple(digests.get(record.pk, ()))
        on_sheet: list[Person | None] = [*(people[person] for person in record.people)] or [None]
        for source, person in zip(sources(record.pk, record.people, record.revision), on_sheet, strict=True):
            yield Posting(kind, unit, record.occurred_on, source, record.dims, record.quantity, person, evidence)


def _mark_verified(records: Sequence[Standing], by: Person, at: datetime) -> None:
    waiting = [(record.pk, record.revision) for record in records if record.state == State.REPORTED]
    marked = Record.objects.filter(pk__in=[pk for pk, _ in waiting])
    marked.update(state=State.VERIFIED, verified_by=by, verified_at=at, reason="")
    insert_steps(waiting, act=Act.VERIFIED, by=by, at=at)
