"""Records in sight of a person, their entries, what waits, and evidence for those who may see it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from panshi.kernel.refusals import NotAllowed, NotFound
from panshi.ledger import kinds
from panshi.ledger import selectors as ledger
from panshi.ledger.entries import Entry
from panshi.org.models import Person, Unit
from panshi.org.permissions import LABELS
from panshi.org.scope import Scope
from panshi.org.selectors import allowed, units_with
from panshi.work.registers.choices import Act, State
from panshi.work.registers.models import Evidence, Record, Step

NAMED_MAX = 64


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list of records is narrowed to; an empty field narrows nothing. `mine` are those the person reported."""

    kind: str = ""
    state: str = ""
    mine: bool = False


def posted(*records: Record) -> list[Entry]:
    """The entries of the records' present revisions, without reversals, in order."""
    return [entry for entry in ledger.by_sources([source for each in records for source in each.sources()]) if entry.sign > 0]


def standing(*records: Record) -> list[Entry]:
    """The entries of their present revisions that are not taken back."""
    entries = posted(*records)
    reversed_by = ledger.reversals_of([entry.seq for entry in entries])
    return [entry for entry in entries if entry.seq not in reversed_by]


def units_for(permission: str, *, person: Person, scope: Scope) -> QuerySet[Unit]:
    """The units in scope where the person may; where there are none, a refusal naming unit and permission."""
    units = units_with(permission, person=person).filter(path__startswith=scope.unit.path).order_by("path")
    if not units.exists():
        raise NotAllowed(unit=scope.unit.name, permission=LABELS[permission])
    return units


def records(sought: Sought, *, person: Person, scope: Scope) -> QuerySet[Record]:
    """The records of the scope's unit and days, newest first."""
    found = Record.objects.filter(within(scope.unit), occurred_on__range=(scope.period.first, scope.period.last))
    if sought.kind:
        found = found.filter(kind=sought.kind)
    if sought.state:
        found = found.filter(state=sought.state)
    if sought.mine:
        found = found.filter(reported_by=person)
    return found.select_related("unit").order_by("-occurred_on", "-id")


def within(unit: Unit) -> Q:
    """What belongs to the unit and those below, asked for in the way their number makes quick: few units by name, so that the
    database goes from unit to unit; all units there are, not at all."""
    if unit.depth == 1 and Unit.objects.filter(depth=1).count() == 1:
        return Q()
    units = list(Unit.objects.filter(path__startswith=unit.path).values_list("pk", flat=True)[: NAMED_MAX + 1])
    return Q(unit__in=units) if len(units) <= NAMED_MAX else Q(unit__path__startswith=unit.path)


def waiting(*, person: Person, scope: Scope, kind: str = "") -> QuerySet[Record]:
    """The records of the scope's unit, whatever their day, that wait for a verifier such as the person; oldest first."""
    units = units_for("records.verify", person=person, scope=scope)
    found = Record.objects.filter(among(units, scope.unit), state=State.REPORTED)
    return (found.filter(kind=kind) if kind else found).select_related("unit", "reported_by").order_by("id")


def among(units: QuerySet[Unit], top: Unit) -> Q:
    """What belongs to one of the units, all at `top` or below it: asked for as `within` does where they are all of those."""
    if units.filter(pk=top.pk).exists():  # a permission held at the top holds below
        return within(top)
    pks = list(units.values_list("pk", flat=True)[: NAMED_MAX + 1])
    return Q(unit__in=pks) if len(pks) <= NAMED_MAX else Q(unit__in=units.order_by())


def numbers(found: QuerySet[Record], column: str) -> dict[str, int]:
    """How many of the records there are by the values of a column."""
    return dict(found.order_by().values_list(column).annotate(Count("pk")).order_by(column))


def queue(found: QuerySet[Record], *, kind: str = "") -> tuple[dict[str, int], list[tuple[str, str, int]]]:
    """How many of the records there are by kind; and (code, name, how many) of the units that have any of `kind` (of all kinds),
    the most first. An index holds both: the records themselves are not looked at."""
    by_kind, by_unit = Counter[str](), Counter[int]()
    counted = found.select_related(None).order_by().values_list("kind", "unit_id").annotate(Count("pk"))
    for each, unit, number in counted:
        by_kind[each] += number
        by_unit[unit] += number if kind in ("", each) else 0
    units = Unit.objects.in_bulk([unit for unit, number in by_unit.items() if number])
    rows = [(each.code, each.name, by_unit[pk]) for pk, each in units.items()]
    return dict(sorted(by_kind.items())), sorted(rows, key=lambda row: (-row[2], row[0]))


def named(numbers: dict[str, int]) -> list[tuple[str, str, int]]:
    """(key, label, how many) of the kinds counted by key."""
    labels = {kind.key: str(kind.label) for kind in kinds.kinds()}
    return [(key, labels.get(key, key), number) for key, number in numbers.items()]


def own(found: Iterable[Record], *, person: Person) -> set[int]:
    """Which of the records the person reported, in this revision or an earlier one."""
    # Everybody's steps, and the person's own picked out here: asked for by person, SQLite would go through all of theirs.
    reporting = Step.objects.filter(record__in=[record.pk for record in found], act__in=(Act.REPORTED, Act.RESUBMITTED))
    return {record for record, by in reporting.values_list("record", "by") if by == person.pk}


def record(pk: int, *, person: Person) -> Record:
    """The record, if the person may see entries of its unit; otherwise it is not found."""
    found = Record.objects.filter(pk=pk).select_related("unit", "reported_by", "verified_by").first()
    if found is None or not allowed(person=person, permission="entries.view", unit=found.unit):
        raise NotFound(what=pk)
    return found


def as_seen(marks: Sequence[str]) -> list[Record]:
    """The records marked `12@1` (number @ revision) as somebody looked at them, in that order; several by commas, too."""
    seen: dict[int, int] = {}
    for mark in (each for together in marks for each in together.split(",")):
        number, _, at = mark.partition("@")
        if not (number.isdecimal() and at.isdecimal()):
            raise NotFound(what=mark)
        seen[int(number)] = int(at)
    found = Record.objects.in_bulk(list(seen))
    for pk, revision in seen.items():
        if pk not in found:
            raise NotFound(what=pk)
        found[pk].revision = revision
    return [found[pk] for pk in seen]


def judged(pks: Sequence[int]) -> list[Record]:
    """The records with these numbers as a verifier looks at them, the oldest first."""
    return list(Record.objects.filter(pk__in=pks).select_related("unit", "reported_by").order_by("id"))


def people_on(sheet: Record) -> list[Person]:
    """The people on the sheet, in its order."""
    people = Person.objects.in_bulk(sheet.people)
    return [people[pk] for pk in sheet.people]


def visible_evidence(*, person: Person) -> QuerySet[Evidence]:
    """The evidence the person uploaded, and that of records whose unit's entries they may see.

    A program that acts for them sees of what they uploaded only what belongs to no record outside its own part of the tree.
    """
    used = Record.evidence.through.objects
    seen = used.filter(record__unit__in=units_with("entries.view", person=person))
    uploaded = Evidence.objects.filter(uploaded_by=person)
    if person.narrowed:
        uploaded = uploaded.exclude(pk__in=used.exclude(record__unit__path__startswith=person.narrowed.path).values("evidence"))
    return uploaded | Evidence.objects.filter(pk__in=seen.values("evidence"))


def evidence(digest: str, *, person: Person) -> Evidence:
    """The evidence with this digest, if the person may see it; otherwise it is not found."""
    found = visible_evidence(person=person).filter(digest=digest).first()
    if found is None:
        raise NotFound(what=digest[:12])
    return found
