"""The tables that leave: a list of records (of one kind under the heads its template has), what waits, and imports."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.ledger import selectors as ledger
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.taking import about
from panshi.work.registers.choices import State
from panshi.work.registers.models import Import, Record
from panshi.work.registers.selectors import importing
from panshi.work.registers.selectors.books import fields
from panshi.work.registers.selectors.books.fields import Field, FieldType, Form
from panshi.work.registers.selectors.finding import Sought, records, waiting
from panshi.work.registers.selectors.showing import facts
from panshi.work.registers.selectors.taking_out.reading import Names, Read, in_order, read

Line = list[object]
Told = list[tuple[str, object]]


class NothingToTake(Refusal):
    """The list is empty."""

    words = Words(
        "没有可导出的：这样筛选下来一条也没有。请换一个状态、种类、单位或期间。",
        "There is nothing to take out: nothing fits. Choose another state, kind, unit or period.",
    )
    code = "nothing-to-take"


@dataclass(frozen=True, slots=True)
class Table:
    """A table before it is written: how many lines it will have is known, the lines are read as they are asked for."""

    name: str
    heads: tuple[str, ...]
    number: int
    lines: Iterator[Line]
    about: tuple[tuple[str, object], ...]


def records_table(sought: Sought, *, person: Person, scope: Scope) -> Table:
    """The list of records as it is narrowed; refuses an empty one."""
    told: Told = [(_("State"), str(State(sought.state).label) if sought.state in State.values else _("all"))]
    told += [(_("Reported by"), person.name)] if sought.mine else []
    found = records(sought, person=person, scope=scope)
    return _of_records(_("Records"), found, kind=sought.kind, person=person, scope=scope, told=told)


def waiting_table(kind: str, *, person: Person, scope: Scope) -> Table:
    """What waits to be verified by such as the person, whatever its day; refuses an empty list."""
    found = waiting(person=person, scope=scope, kind=kind)
    told: Told = [(_("Days"), _("all: what waits is listed whatever its date"))]
    return _of_records(_("To be verified"), found, kind=kind, person=person, scope=scope, told=told)


def imports_table(*, person: Person, scope: Scope) -> Table:
    """The imports the person can see; refuses an empty list."""
    found, labels, names = importing.books(person=person, scope=scope), importing.labels(), Names(person)
    columns: list[tuple[str, Callable[[Import], object]]] = [
        (_("Workbook"), lambda one: one.name),
        (_("Sheet"), lambda one: one.sheet),
        (_("Kind"), lambda one: labels.get(one.kind, one.kind)),
        (_("Unit"), lambda one: names.unit(one.unit)),
        (_("State"), lambda one: one.get_state_display()),
        (_("Rows"), lambda one: one.rows),
        (_("Good"), lambda one: one.good),
        (_("Bad"), lambda one: one.bad),
        (_("Taken over"), lambda one: one.accepted),
        (_("Sent by"), lambda one: one.by.name if names.shows(one.unit) else ""),
        (_("Sent at"), lambda one: one.at),
        (_("Taken over at"), lambda one: one.accepted_at),
    ]
    number = found.count()
    lines = ([said(one) for _head, said in columns] for one in found.iterator(chunk_size=500))
    return _table(_("Imports"), [head for head, _said in columns], number, lines, person=person, scope=scope)


def _of_records(what: str, found: QuerySet[Record], *, kind: str, person: Person, scope: Scope, told: Told) -> Table:
    declared = {each.key: each for each in kinds.kinds()}.get(kind)
    form = fields.of_kind(declared) if declared else None
    names, label = Names(person), str(declared.label) if declared else kind
    columns = _of_form(form, names) if form else _of_any(names)
    columns += _of_way(names, people=form is None or bool(form.kind and form.kind.people))
    pks = in_order(found)
    chunks = (each for chunk in read(pks, names) for each in chunk)
    lines = ([number, *(said(each) for _head, said in columns)] for number, each in enumerate(chunks, 1))
    heads = [_("No."), *(head for head, _said in columns)]
    told = [(_("Kind"), label or _("all kinds")), *told]
    return _table(what, heads, len(pks), lines, person=person, scope=scope, told=told, label=label)


def _table(
    what: str,
    heads: Sequence[str],
    number: int,
    lines: Iterator[Line],
    *,
    person: Person,
    scope: Scope,
    told: Sequence[tuple[str, object]] = (),
    label: str = "",
) -> Table:
    if not number:
        raise NothingToTake
    name = " ".join(part for part in (what, label, scope.unit.name, str(scope.period)) if part)
    said = about(what, scope=scope, by=person, as_of=ledger.head(), also=[*told, (_("Number of rows"), number)])
    return Table(name, tuple(heads), number, lines, tuple(said))


Column = tuple[str, Callable[[Read], object]]


def _of_form(form: Form, names: Names) -> list[Column]:
    """The columns of the kind's own template, under heads by which a book is read: what goes out can come in again."""
    return [(str(field.label), _field(field, names)) for field in form.fields]


def _field(field: Field, names: Names) -> Callable[[Read], object]:
    """How a field of the form is said of a record."""
    own: dict[str, Callable[[Read], object]] = {
        "unit": lambda each: names.unit(each.unit),
        "occurred_on": lambda each: each.record.occurred_on,
        "quantity": lambda each: each.record.quantity,
        "people": lambda each: "、".join(person.name for person in names.people(each) or ()),
        "numbers": lambda each: "、".join(person.number for person in names.people(each) or ()),
        "note": lambda each: each.record.note,
    }
    key, said = field.key.removeprefix("dim_"), _in_words(field)
    return own.get(field.key) or (lambda each: said(each.record.dims.get(key)))


def _in_words(field: Field) -> Callable[[object], object]:
    """How a value of the field is written, so that it is read back as the same."""
    if field.type is FieldType.DATE:
        return lambda value: date.fromisoformat(value) if isinstance(value, str) else value
    if field.type is FieldType.BOOLEAN:
        return lambda value: None if value is None else _("yes") if value else _("no")
    if field.type is FieldType.CHOICE:
        return lambda value: str(field.choices[value]) if isinstance(value, str) and value in field.choices else value
    return lambda value: value


def _of_any(names: Names) -> list[Column]:
    """The columns of records of whatever kind: what differs between kinds stands together in words."""
    labels = {kind.key: kind for kind in kinds.kinds()}

    def said(each: Read) -> str:
        told = facts(each.record.kind, each.record.content())
        return "；".join(f"{fact.label}：{fact.value}" for key, fact in told.items() if key not in ("occurred_on", "note"))

    def counted(each: Read) -> str:
        return str(labels[each.record.kind].unit_of_count) if each.record.kind in labels else ""

    return [
        (_("Kind"), lambda each: each.record.label),
        (_("Unit"), lambda each: names.unit(each.unit)),
        (_("Date"), lambda each: each.record.occurred_on),
        (_("What it is called"), lambda each: each.record.title),
        (_("What was reported"), said),
        (_("Quantity"), lambda each: len(each.record.people) or each.record.quantity),
        (_("Counted in"), counted),
        (_("People"), lambda each: "、".join(person.name for person in names.people(each) or ())),
        (_("Note"), lambda each: each.record.note),
    ]


def _of_way(names: Names, *, people: bool) -> list[Column]:
    """The columns that say how far a record has come; no book is read by them."""
    counted: list[Column] = [(_("Number of people"), lambda each: len(each.record.people))] if people else []
    return [
        *counted,
        (_("State"), lambda each: each.record.get_state_display()),
        (_("Reason"), lambda each: each.record.reason),
        (_("Pieces of evidence"), lambda each: each.evidence),
        (_("Record number"), lambda each: each.record.pk),
        (_("Reported by"), lambda each: names.person(each.record.reported_by_id, each.unit)),
        (_("Reported at"), lambda each: each.record.reported_at),
        (_("Verified by"), lambda each: names.person(each.record.verified_by_id, each.unit)),
        (_("Verified at"), lambda each: each.record.verified_at),
        (_("Why it is another one"), lambda each: each.record.distinct_because),
    ]
