"""The verifier's desk: each waiting record with all that is needed to judge it, in the same few queries for any number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from panshi.org.models import Person, Unit
from panshi.work.registers.choices import Act
from panshi.work.registers.models import Evidence, Record, Step
from panshi.work.registers.selectors.doubting import Doubt, doubts, evidence_of, suspects_of
from panshi.work.registers.selectors.filed import WithEvidence
from panshi.work.registers.selectors.finding import own
from panshi.work.registers.selectors.showing import Fact, changes, facts

LOOKS = (Act.SENT_BACK, Act.VERIFIED, Act.REVERSED)


@dataclass(frozen=True, slots=True)
class Item(WithEvidence):
    """A record on the desk. `changes` are what differs from when it was judged last, `said` why it was sent back then.

    `fresh` is the evidence filed since; `own`: the viewer reported it and cannot verify it.
    """

    record: Record
    facts: tuple[Fact, ...]
    changes: tuple[Fact, ...]
    said: str
    doubts: tuple[Doubt, ...]
    evidence: tuple[Evidence, ...]
    fresh: frozenset[int]
    own: bool


@dataclass(frozen=True, slots=True)
class Before:
    """A corrected record as it was judged last: its content then, why it was sent back, and when."""

    content: Mapping[str, object]
    reason: str
    at: datetime


def desk(records: Sequence[Record], *, viewer: Person) -> list[Item]:
    """The records as items, in their order."""
    filed, mine = evidence_of(records), own(records, person=viewer)
    suspects = suspects_of(records, filed)
    pointed = dict(zip((each.pk for each in suspects), doubts(suspects, viewer=viewer), strict=True))
    before = _before(records)
    units = _names(records, before.values())
    return [
        Item(
            record=record,
            facts=_facts(record),
            changes=_changes(record, before.get(record.pk), units),
            said=before[record.pk].reason if record.pk in before else "",
            doubts=pointed.get(record.pk, ()),
            evidence=filed[record.pk],
            fresh=_fresh(filed[record.pk], before.get(record.pk)),
            own=record.pk in mine,
        )
        for record in records
    ]


def _facts(record: Record) -> tuple[Fact, ...]:
    """The facts that do not stand in the record's heading already."""
    said = {"", record.title, record.occurred_on.isoformat()}
    return tuple(fact for fact in facts(record.kind, record.content()).values() if fact.value not in said)


def _changes(record: Record, before: Before | None, units: Mapping[int, str]) -> tuple[Fact, ...]:
    return changes(record.kind, before.content, record.content(), units) if before else ()


def _fresh(evidence: Iterable[Evidence], before: Before | None) -> frozenset[int]:
    return frozenset(each.pk for each in evidence if before and each.uploaded_at > before.at)


def _before(records: Sequence[Record]) -> dict[int, Before]:
    """The corrected ones as they stood when somebody last judged them, or as first reported where nobody did."""
    corrected = [record.pk for record in records if record.revision > 1]
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(record__in=corrected).order_by("pk"):
        steps[step.record_id].append(step)
    return {pk: found for pk, each in steps.items() if (found := _judged_last(each))}


def _judged_last(steps: Iterable[Step]) -> Before | None:
    found, reason, at = None, "", None
    for step in steps:
        at = at or step.at
        if step.act in LOOKS:
            found, reason, at = None, step.reason, step.at
        elif step.act == Act.RESUBMITTED and found is None and step.was:
            found = Before(step.was, reason, at)
    return found


def _names(records: Sequence[Record], before: Iterable[Before]) -> dict[int, str]:
    were = {int(str(each.content["unit"])) for each in before}
    names = {record.unit_id: record.unit.name for record in records}
    return names | dict(Unit.objects.filter(pk__in=were).values_list("pk", "name"))
