"""One's own drafts, and one's last record of a kind to begin the next one from."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from panshi.kernel.refusals import NotFound
from panshi.ledger import kinds
from panshi.ledger.kinds import Kind
from panshi.org.models import Person
from panshi.work.registers.choices import Act
from panshi.work.registers.models import Draft, Record, Step

LOOKED_THROUGH = 2000


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft as a list names it: by what was typed as its title, else by its kind; `record` is what it corrects, if anything."""

    pk: int
    key: str
    label: str
    title: str
    day: str
    evidence: int
    saved_at: datetime
    record: int | None


def draft(pk: str | int, *, person: Person) -> Draft:
    """The person's own draft; anybody else's is not found."""
    found = Draft.objects.filter(pk=pk, person=person).first() if str(pk).isdecimal() else None
    if found is None:
        raise NotFound(what=pk)
    return found


def correction(record: Record, *, person: Person) -> Draft | None:
    """The person's draft of a correction of the record, if one was begun."""
    return Draft.objects.filter(person=person, record=record).first()


def drafts(person: Person, *, kind: str = "") -> list[Begun]:
    """The person's drafts, the last saved first: all of them, or those of new records of one kind."""
    found = Draft.objects.filter(person=person).annotate(files=Count("evidence")).order_by("-saved_at", "-pk")
    declared = {each.key: each for each in kinds.kinds()}
    return [_begun(each, declared.get(each.kind)) for each in (found.filter(kind=kind, record=None) if kind else found)]


def last_record(kind: Kind, *, person: Person) -> Record | None:
    """What the person reported last of this kind, among the last 2,000 they reported."""
    steps = Step.objects.filter(by=person, act__in=(Act.REPORTED, Act.RESUBMITTED)).order_by("-pk")
    latest = list(steps.values_list("record", flat=True)[:LOOKED_THROUGH])
    found = Record.objects.filter(pk__in=latest, kind=kind.key, reported_by=person).select_related("unit")
    return found.order_by("-id").first()


def _begun(found: Draft, kind: Kind | None) -> Begun:
    def typed(name: str) -> str:
        return str((found.typed.get(name) or [""])[0]).strip()[:80]

    title = typed(f"dim_{kind.title}") if kind and kind.title else ""
    label = str(kind.label) if kind else found.kind
    files: int = found.files  # type: ignore[attr-defined]  # counted by the query
    return Begun(found.pk, found.kind, label, title, typed("occurred_on"), files, found.saved_at, found.record_id)
