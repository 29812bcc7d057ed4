"""What programs are told about records."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop as noop
from ninja import Schema
from pydantic import Field

from panshi.org.asking import UnitOut, unit_out
from panshi.org.models import Person
from panshi.org.selectors import subtrees_with
from panshi.work.registers.models import Evidence, Record
from panshi.work.registers.selectors import Doubt, Sheet


class EvidenceOut(Schema):
    """A file by the SHA-256 of its content, or the address of a page by that of the address."""

    digest: str
    name: str
    content_type: str
    size_bytes: int
    address: str
    page: str = Field(description=noop("Where a signed-in person sees it."))


class RecordOut(Schema):
    """A record as it stands."""

    id: int
    kind: str
    unit: UnitOut
    occurred_on: date
    dims: dict[str, str | int | bool]
    quantity: int
    people: list[str] = Field(description=noop("Staff numbers; empty where the token does not lend seeing people."))
    people_number: int = Field(description=noop("How many are on the sheet."))
    title: str
    note: str
    evidence: list[EvidenceOut]
    state: str = Field(description=noop("reported, sent_back, verified, reversed or withdrawn; only a verified one counts."))
    revision: int
    reason: str = Field(description=noop("Why it was sent back or reversed."))
    distinct_because: str
    reported_by: str = Field(description=noop("Staff number."))
    reported_at: datetime
    verified_by: str | None
    verified_at: datetime | None
    page: str = Field(description=noop("Where a signed-in person sees it."))


class DoubtOut(Schema):
    """What was pointed out about a record; `record` is the other one, where it is in sight."""

    sort: str
    said: str
    named: str
    record: int | None
    asks: bool


class ReportedOut(RecordOut):
    """A record just reported, with what was pointed out about it."""

    doubts: list[DoubtOut]


class ReportedManyOut(Schema):
    """The records in the order sent."""

    records: list[ReportedOut]


class RecordsOut(Schema):
    """A page of records, newest first."""

    records: list[RecordOut]
    next: str | None = Field(description=noop("To be sent as after; empty on the last page."))


class ChangeOut(Schema):
    """What a correction changed."""

    label: str
    before: str
    after: str


class StepOut(Schema):
    """What somebody did to the record."""

    act: str
    by: str
    at: datetime
    reason: str
    revision: int
    changes: list[ChangeOut]


class CountingOut(Schema):
    """An entry of the record in the ledger."""

    seq: int
    person: str | None
    reversed_by: int | None


class RecordSheetOut(RecordOut):
    """A record with its history, newest first, and its entries."""

    history: list[StepOut]
    entries: list[CountingOut]


def records_out(records: Sequence[Record], *, reader: Person) -> list[dict[str, Any]]:
    """The records as answers hold them, in three queries however many; people only where `reader` may see them."""
    seen = subtrees_with("org.view_people", person=reader)
    shown = {record.pk: record.people if record.unit.path.startswith(seen) else [] for record in records}
    wanted = {pk for people in shown.values() for pk in people}
    wanted |= {pk for record in records for pk in (record.reported_by_id, record.verified_by_id) if pk}
    people = dict(Person.objects.filter(pk__in=wanted).values_list("pk", "number"))
    filed = _filed(records)
    return [_record(record, [people[pk] for pk in shown[record.pk]], people, filed[record.pk]) for record in records]


def evidence_out(found: Evidence) -> dict[str, Any]:
    """The evidence as answers name it."""
    return {
        "digest": found.digest,
        "name": found.name,
        "content_type": found.content_type,
        "size_bytes": found.size_bytes,
        "address": found.address,
        "page": reverse("registers:evidence", args=[found.digest]),
    }


def doubt_out(doubt: Doubt) -> dict[str, Any]:
    """The doubt in the active language."""
    said = {"sort": doubt.sort.value, "said": str(doubt.said), "named": doubt.named}
    return said | {"record": doubt.record, "asks": doubt.asks}


def sheet_out(sheet: Sheet, *, reader: Person) -> dict[str, Any]:
    """The record with its history and entries."""
    [shown] = records_out([sheet.record], reader=reader)
    lines = sorted((*sheet.counting, *sheet.taken_back), key=lambda line: line.entry.seq)
    history = [
        {
            "act": event.step.act,
            "by": event.step.by.number,
            "at": event.step.at,
            "reason": event.step.reason,
            "revision": event.step.revision,
            "changes": [{"label": fact.label, "before": fact.before, "after": fact.value} for fact in event.changes],
        }
        for event in sheet.history
    ]
    entries = [
        {
            "seq": line.entry.seq,
            "person": line.person.number if line.person and sheet.names else None,
            "reversed_by": line.reversal.seq if line.reversal else None,
        }
        for line in lines
    ]
    return shown | {"history": history, "entries": entries}


def _filed(records: Sequence[Record]) -> Mapping[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = defaultdict(list)
    through = Record.evidence.through.objects.filter(record__in=[record.pk for record in records])
    for row in through.select_related("evidence").order_by("evidence"):
        found[row.record_id].append(row.evidence)
    return found


def _record(record: Record, sheet: list[str], people: Mapping[int, str], filed: Sequence[Evidence]) -> dict[str, Any]:
    return {
        "id": record.pk,
        "kind": record.kind,
        "unit": unit_out(record.unit),
        "occurred_on": record.occurred_on,
        "dims": record.dims,
        "quantity": record.quantity,
        "people": sheet,
        "people_number": len(record.people),
        "title": record.title,
        "note": record.note,
        "evidence": [evidence_out(each) for each in filed],
        "state": str(record.state),
        "revision": record.revision,
        "reason": record.reason,
        "distinct_because": record.distinct_because,
        "reported_by": people[record.reported_by_id],
        "reported_at": record.reported_at,
        "verified_by": people.get(record.verified_by_id or 0),
        "verified_at": record.verified_at,
        "page": reverse("registers:record", args=[record.pk]),
    }
