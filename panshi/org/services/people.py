"""People employed, posted elsewhere, excused for a time, and leaving."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.choices import AbsenceReason, Category
from panshi.org.models import Absence, Person, Posting, Unit
from panshi.org.selectors import latest_posting, require
from panshi.org.services.units import CodeTaken


class UnitClosed(Refusal):
    """Nobody is posted to a unit that is not open on the day."""

    words = Words("“{unit}”在 {on} 没有开着，不能往里派人。", "{unit} is not open on {on}; nobody can be posted to it.")
    code = "unit-closed"


class AlreadyPosted(Refusal):
    """The new posting would start before the present one does."""

    words = Words(
        "{person} 从 {since} 起已在“{unit}”，新的任职要从之后的日子开始。",
        "{person} has been in {unit} since {since}; the next posting starts on a later day.",
    )
    code = "already-posted"


class NotOnStrength(Refusal):
    """The person is posted nowhere on the day."""

    words = Words("{person} 在 {on} 不在任何单位的册上。", "{person} is on no unit's strength on {on}.")
    code = "not-on-strength"


class AlreadyExcused(Refusal):
    """Two absences would overlap."""

    words = Words(
        "{person} 从 {since} 起已经免除（{reason}），两段不能重叠。",
        "{person} is already excused from {since} ({reason}); two absences cannot overlap.",
    )
    code = "already-excused"


@transaction.atomic
def employ(
    *,
    number: str,
    name: str,
    category: Category,
    unit: Unit,
    since: date,
    post: str = "",
    leader: bool = False,
    by: Person | None = None,
) -> Person:
    """Adds a person and their first posting. `by` needs org.manage in the unit; None is the program itself."""
    if by is not None:
        require(person=by, permission="org.manage", unit=unit)
        _refuse_closed(unit, since)
    if Person.objects.filter(number=number).exists():
        raise CodeTaken(code=number)
    person = Person.objects.create(number=number, name=name, category=category)
    Posting.objects.create(person=person, unit=unit, since=since, post=post, leader=leader)
    return person


@transaction.atomic
def transfer(*, person: Person, unit: Unit, since: date, by: Person, post: str = "", leader: bool = False) -> Posting:
    """Ends the person's posting on the day before `since` and starts one in `unit`; `by` manages both units."""
    present = _present(person, since - timedelta(days=1))
    require(person=by, permission="org.manage", unit=present.unit)
    require(person=by, permission="org.manage", unit=unit)
    _refuse_closed(unit, since)
    present.until = since - timedelta(days=1)
    present.save(update_fields=["until"])
    return Posting.objects.create(person=person, unit=unit, since=since, post=post, leader=leader)


@transaction.atomic
def discharge(*, person: Person, on: date, by: Person) -> Posting:
    """Makes `on` the person's last day on strength; their records stay."""
    present = _present(person, on)
    require(person=by, permission="org.manage", unit=present.unit)
    present.until = on
    present.save(update_fields=["until"])
    return present


@transaction.atomic
def excuse(*, person: Person, reason: AbsenceReason, since: date, by: Person, until: date | None = None) -> Absence:
    """Excuses the person from duties from `since` until `until` (both included, None: until further notice)."""
    present = latest_posting(person, on=since)
    if present is None:
        raise NotOnStrength(person=person.name, on=since)
    require(person=by, permission="org.manage", unit=present.unit)
    starts_in_time = Q(since__lte=until) if until else Q()
    overlapping = person.absences.filter(starts_in_time, Q(until__isnull=True) | Q(until__gte=since)).first()
    if overlapping is not None:
        raise AlreadyExcused(person=person.name, since=overlapping.since, reason=AbsenceReason(overlapping.reason).label)
    return Absence.objects.create(person=person, reason=reason, since=since, until=until)


def _present(person: Person, last_day: date) -> Posting:
    """The posting that holds on `last_day` and is the person's last; locks the person so that two transfers queue."""
    Person.objects.select_for_update().get(pk=person.pk)
    latest = person.postings.select_related("unit").order_by("-since", "-pk").first()
    if latest is None or (latest.until is not None and latest.until < last_day):
        raise NotOnStrength(person=person.name, on=last_day)
    if latest.since > last_day:
        raise AlreadyPosted(person=person.name, unit=latest.unit.name, since=latest.since)
    return latest


def _refuse_closed(unit: Unit, on: date) -> None:
    if on < unit.opened_on or (unit.closed_on is not None and on > unit.closed_on):
        raise UnitClosed(unit=unit.name, on=on)
