"""One record as its page shows it: facts in words, entries, evidence, history with what changed, and what a person may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from panshi.kernel.numbers import grouped
from panshi.ledger import kinds
from panshi.ledger import selectors as ledger
from panshi.ledger.entries import Entry
from panshi.ledger.kinds import Dimension, DimensionType, Kind
from panshi.org.models import Person, Unit
from panshi.org.selectors import allowed
from panshi.work.registers.choices import Fault, State
from panshi.work.registers.models import Evidence, Record, Step, sources
from panshi.work.registers.selectors.doubting import Doubt, doubts, suspects_of
from panshi.work.registers.selectors.filed import WithEvidence
from panshi.work.registers.selectors.finding import own, people_on


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact; `before` is what a correction put in its place."""

    label: str
    value: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A step of the record's history; `changes` are the facts a correction changed."""

    step: Step
    changes: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the record, with the entry that takes it back, if one does; `person` where it counts people."""

    entry: Entry
    reversal: Entry | None
    person: Person | None


@dataclass(frozen=True, slots=True)
class Sheet(WithEvidence):
    """A record with everything on its page. `names`: whether people may be shown by name. `own`: the person reported it.

    `doubts` are pointed out to who verifies it, `faults` the usual reasons for sending it back.
    """

    record: Record
    facts: tuple[Fact, ...]
    people: tuple[Person, ...]
    names: bool
    counting: tuple[Line, ...]
    taken_back: tuple[Line, ...]
    evidence: tuple[Evidence, ...]
    history: tuple[Event, ...]
    own: bool
    verifies: bool
    reverses: bool
    corrects: bool
    doubts: tuple[Doubt, ...]
    faults: Sequence[tuple[str, str]]


def sheet(record: Record, *, viewer: Person) -> Sheet:
    """What `viewer` sees of the record and may do with it."""
    steps = list(record.steps.select_related("by").order_by("pk"))
    lines = _lines(record, steps)
    verifies = record.state == State.REPORTED and allowed(person=viewer, permission="records.verify", unit=record.unit)
    suspects = suspects_of([record]) if verifies else []

    def may(permission: str) -> bool:
        return allowed(person=viewer, permission=permission, unit=record.unit)

    return Sheet(
        record=record,
        facts=tuple(facts(record.kind, record.content()).values()),
        people=tuple(people_on(record)),
        names=may("org.view_people"),
        counting=tuple(line for line in lines if line.reversal is None),
        taken_back=tuple(line for line in lines if line.reversal is not None),
        evidence=tuple(record.evidence.order_by("pk")),
        history=_history(record, steps),
        own=bool(own([record], person=viewer)),
        verifies=verifies,
        reverses=record.state == State.VERIFIED and may("records.reverse"),
        corrects=record.state != State.VERIFIED and may("records.report"),
        doubts=tuple(doubt for found in doubts(suspects, viewer=viewer) for doubt in found),
        faults=[(fault.value, str(fault.label)) for fault in Fault],
    )


def facts(key: str, content: Mapping[str, object]) -> dict[str, Fact]:
    """What was reported, in words and in the order of the form, by field; empty ones left out."""
    declared = {kind.key: kind for kind in kinds.kinds()}.get(key)
    dims = content["dims"]
    assert isinstance(dims, dict), "content comes from Record.content"
    found = {"occurred_on": Fact(_("Date"), str(content["occurred_on"]))}
    for name, value in _in_order(declared, dims).items():
        dimension = next((each for each in declared.dimensions if each.key == name), None) if declared else None
        found[name] = Fact(str(dimension.label) if dimension else name, _worded(dimension, value))
    if declared and declared.quantity:
        found["quantity"] = Fact(str(declared.quantity), grouped(int(str(content["quantity"]))))
    if content["note"]:
        found["note"] = Fact(_("Note"), str(content["note"]))
    return found


def _in_order(declared: Kind | None, dims: Mapping[str, object]) -> dict[str, object]:
    order = [dimension.key for dimension in declared.dimensions] if declared else []
    return {key: dims[key] for key in [*order, *sorted(set(dims) - set(order))] if key in dims}


def _worded(dimension: Dimension | None, value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if dimension and dimension.type is DimensionType.CHOICE:
        return str(dimension.choices.get(str(value), value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _history(record: Record, steps: list[Step]) -> tuple[Event, ...]:
    """The steps, newest first, each correction with the facts it changed."""
    events, after = [], record.content()
    units = {unit.pk: unit.name for unit in Unit.objects.filter(pk__in={step.was["unit"] for step in steps if step.was})}
    units[record.unit_id] = record.unit.name
    for step in reversed(steps):
        events.append(Event(step, changes(record.kind, step.was, after, units) if step.was else ()))
        after = step.was or after
    return tuple(events)


def changes(key: str, before: Mapping[str, object], after: Mapping[str, object], units: Mapping[int, str]) -> tuple[Fact, ...]:
    """The facts that differ between two contents of a record; `units` names the units of both by number."""
    old, new = facts(key, before), facts(key, after)
    changed = [
        Fact((new.get(name) or old[name]).label, new[name].value if name in new else "—", old[name].value if name in old else "—")
        for name in dict.fromkeys([*new, *old])
        if new.get(name) != old.get(name)
    ]
    if before["unit"] != after["unit"]:
        changed.append(Fact(_("Unit"), units[int(str(after["unit"]))], units[int(str(before["unit"]))]))
    if before["people"] != after["people"]:
        changed.append(Fact(_("People"), grouped(_size(after)), grouped(_size(before))))
    return tuple(changed)


def _size(content: Mapping[str, object]) -> int:
    people = content["people"]
    return len(people) if isinstance(people, list) else 0


def _lines(record: Record, steps: list[Step]) -> tuple[Line, ...]:
    """The entries of all its revisions, in order."""
    sheets = [step.was["people"] for step in steps if step.was] + [record.people]
    references = [each for revision, people in enumerate(sheets, 1) for each in sources(record.pk, people, revision)]
    entries = ledger.by_sources(references)
    reversals = {entry.reverses: entry for entry in entries if entry.reverses}
    people = Person.objects.in_bulk([entry.person_id for entry in entries if entry.person_id])
    return tuple(Line(entry, reversals.get(entry.seq), people.get(entry.person_id or 0)) for entry in entries if entry.sign > 0)
