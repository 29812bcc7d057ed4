"""From what a program sent to what the services take: looked up in a few queries, and everything wrong named by its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from panshi.kernel.refusals import Fault, NotFound, Refusal
from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.ledger.kinds import Kind
from panshi.org.models import Person, Unit
from panshi.org.selectors import units_with
from panshi.work.registers import selectors, services
from panshi.work.registers.api.bodies import ContentIn
from panshi.work.registers.models import Evidence, stored
from panshi.work.registers.selectors import Doubt, Suspect
from panshi.work.registers.services import NewRecord

FAULTS_MAX = 100
TOGETHER = 100  # suspects asked about at once: each unit and kind adds to the statement
DETAIL_MAX = 500
FIELDS = {
    "unknown-kind": "kind",
    "not-allowed": "unit",
    "unit-not-open": "occurred_on",
    "impossible-day": "occurred_on",
    "bad-quantity": "quantity",
    "quantity-not-one": "quantity",
    "person-missing": "people",
    "person-superfluous": "people",
    "named-twice": "people",
    "looks-the-same": "distinct_because",
    "sent-twice": "distinct_because",
}
"""Which field a refusal speaks of; one of a dimension names it itself."""


class NotTaken(Refusal):
    """Some of what was sent cannot be reported, so none of it was."""

    words = Words(
        "有 {number} 处不对，一条也没有登记；见 errors。", "{number} things are wrong and nothing was reported; see errors."
    )
    code = "not-taken"


class LooksTheSame(Refusal):
    """A record looks like one that is there, and nobody said why it is another one."""

    words = Words(
        "{said}{named}。若确是另一件事，请在 distinct_because 里说明。",
        "{said} {named}. If it is another one, say why in distinct_because.",
    )
    code = "looks-the-same"


class SentTwice(Refusal):
    """Two records of one call look like the same thing."""

    words = Words(
        "与本次第 {place} 条是同一件事。若确是另一件事，请在 distinct_because 里说明。",
        "The same thing as number {place} of this call. If it is another one, say why in distinct_because.",
    )
    code = "sent-twice"


@dataclass(frozen=True, slots=True)
class Taken:
    """A record the services will take, and what was pointed out about it."""

    record: NewRecord
    doubts: tuple[Doubt, ...]


def taken(bodies: Sequence[tuple[str, ContentIn]], *, by: Person, number: int | None = None) -> list[Taken]:
    """The (kind, content) pairs as the services take them, in order; refuses all if one is wrong, naming up to a hundred faults.

    `number` is the record they correct. What looks like a record already there needs a `distinct_because`.
    """
    found = _Found(bodies, by)
    read = [found.read(kind, body) for kind, body in bodies]
    if wrong := [(place, each) for place, (_, refusals) in enumerate(read) for each in refusals]:
        raise _not_taken(wrong)
    records = [record for record, _ in read if record]
    refused = enumerate(services.refusals_of(records, by=by))
    if wrong := [(place, ("", refusal)) for place, refusal in refused if refusal]:
        raise _not_taken(wrong, records)
    doubts = _doubts(records, by, number)
    if wrong := [(place, ("", refusal)) for place, refusal in _unanswered(records, doubts)]:
        raise _not_taken(wrong, records)
    return [Taken(record, about) for record, about in zip(records, doubts, strict=True)]


class _Found:
    """Units, people and evidence named in what was sent, each looked up once and only where `by` may use them."""

    def __init__(self, bodies: Sequence[tuple[str, ContentIn]], by: Person) -> None:
        sent = [body for _, body in bodies]
        self._kinds = {kind.key: kind for kind in kinds.kinds()}
        reportable = units_with("records.report", person=by)
        self._units = {unit.code: unit for unit in reportable.filter(code__in={body.unit for body in sent})}
        self._people = _people({number for body in sent for number in body.people}, by)
        self._evidence = evidence_named({digest for body in sent for digest in body.evidence}, by)

    def read(self, key: str, body: ContentIn) -> tuple[NewRecord | None, list[tuple[str, Refusal]]]:
        """The record, or (field, refusal) of all that is not there."""
        kind, unit = self._kinds.get(key), self._units.get(body.unit)
        wrong: list[tuple[str, Refusal]] = [] if kind else [("kind", kinds.UnknownKind(kind=key))]
        wrong += [] if unit else [("unit", NotFound(what=body.unit))]
        wrong += [("people", NotFound(what=number)) for number in body.people if number not in self._people]
        wrong += [("evidence", NotFound(what=digest[:12])) for digest in body.evidence if digest not in self._evidence]
        if wrong or kind is None or unit is None:
            return None, wrong
        return self._record(kind, unit, body), []

    def _record(self, kind: Kind, unit: Unit, body: ContentIn) -> NewRecord:
        return NewRecord(
            kind=kind,
            unit=unit,
            occurred_on=body.occurred_on,
            dims={key: value for key, value in body.dims.items() if value not in (None, "")},
            quantity=body.quantity,
            people=tuple(self._people[number] for number in body.people),
            title=body.title,
            note=body.note,
            evidence=tuple(self._evidence[digest] for digest in dict.fromkeys(body.evidence)),
            distinct_because=body.distinct_because,
        )


def evidence_named(digests: Iterable[str], by: Person) -> dict[str, Evidence]:
    """The evidence with these digests that `by` may see, by digest."""
    wanted = set(digests)
    found = selectors.visible_evidence(person=by).filter(digest__in=wanted) if wanted else ()
    return {each.digest: each for each in found}


def _people(numbers: set[str], by: Person) -> dict[str, Person]:
    if not numbers:
        return {}
    seen = units_with("org.view_people", person=by)
    return {person.number: person for person in Person.objects.filter(number__in=numbers, postings__unit__in=seen).distinct()}


def _doubts(records: Sequence[NewRecord], by: Person, number: int | None) -> list[tuple[Doubt, ...]]:
    suspects = [_suspect(record, number) for record in records]
    pieces = [suspects[low : low + TOGETHER] for low in range(0, len(suspects), TOGETHER)]
    return [about for piece in pieces for about in selectors.doubts(piece, viewer=by)]


def _suspect(record: NewRecord, number: int | None) -> Suspect:
    return Suspect(
        kind=record.kind,
        unit=record.unit,
        occurred_on=record.occurred_on,
        dims=stored(record.kind.check(record.dims)),
        quantity=record.quantity,
        people=tuple(person.pk for person in record.people),
        title=record.title or str(record.dims.get(record.kind.title or "", "")),
        evidence=record.evidence,
        pk=number,
    )


def _unanswered(records: Sequence[NewRecord], doubts: Sequence[tuple[Doubt, ...]]) -> list[tuple[int, Refusal]]:
    """Records that look like another, there or in the same call, with nothing said about it."""
    wrong: list[tuple[int, Refusal]] = []
    before: dict[object, list[tuple[int, set[int]]]] = {}
    for place, (record, about) in enumerate(zip(records, doubts, strict=True)):
        people = {person.pk for person in record.people}
        same = before.setdefault(_identity(record, place), [])
        twin = next((at for at, others in same if not people or people & others), None)
        same.append((place, people))
        if record.distinct_because.strip():
            continue
        wrong += [(place, LooksTheSame(said=doubt.said, named=doubt.named)) for doubt in about if doubt.asks][:1]
        if twin is not None:
            wrong.append((place, SentTwice(place=twin + 1)))
    return wrong


def _identity(record: NewRecord, place: int) -> object:
    kind = record.kind
    if not kind.identity:
        return place
    return kind.key, record.unit.pk, record.occurred_on, tuple(str(record.dims.get(key)) for key in kind.identity)


def _not_taken(wrong: Sequence[tuple[int, tuple[str, Refusal]]], records: Sequence[NewRecord] = ()) -> NotTaken:
    refusal = NotTaken(number=len(wrong))
    refusal.faults = tuple(
        Fault(
            index=place,
            field=field or _field(each, records[place].kind),
            code=each.code,
            detail=str(each)[:DETAIL_MAX],
        )
        for place, (field, each) in wrong[:FAULTS_MAX]
    )
    return refusal


def _field(refusal: Refusal, kind: Kind) -> str:
    if "dimension" in refusal.facts:
        meant = refusal.facts["dimension"]
        key = next((dimension.key for dimension in kind.dimensions if dimension.label is meant), meant)
        return f"dims.{key}"[:DETAIL_MAX]
    return FIELDS.get(refusal.code, "")
