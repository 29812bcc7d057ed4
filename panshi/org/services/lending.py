"""Roles lent for a time: whoever holds one lets another stand in, in their own part of the tree and within their own days."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from panshi.kernel.clock import today
from panshi.kernel.refusals import NotFound, Refusal
from panshi.kernel.words import Words
from panshi.org.choices import Role
from panshi.org.models import Grant, Person, Unit
from panshi.org.selectors import LENDABLE, latest_posting, sees_person
from panshi.org.services.people import NotOnStrength
from panshi.org.services.roles import AlreadyHeld, EndsBeforeItStarts


class NotYours(Refusal):
    """Only who holds a role lends it, and only who lent or borrowed it ends that."""

    words = Words("这个角色不是您的，不能由您委托或收回。", "This role is not yours to lend or to take back.")
    code = "not-yours"
    status = 403


class NotLent(Refusal):
    """Some roles are not lent: those that hand out roles or watch over others, and those everybody has."""

    words = Words(
        "“{role}”不能委托给别人；需要时请管理员另行授予。", "{role} is not lent; an administrator can grant it instead."
    )
    code = "not-lent"


class LentOn(Refusal):
    """Who was lent a role does not lend it further."""

    words = Words(
        "这个角色是 {lender} 委托给您的，不能再转给别人。", "{lender} lent you this role; it cannot be lent on to somebody else."
    )
    code = "lent-on"
    status = 403


class LentToOneself(Refusal):
    """A role is lent to somebody else."""

    words = Words("不能委托给自己。", "Nobody lends a role to themselves.")
    code = "lent-to-oneself"


class BeyondOwnPart(Refusal):
    """A role is lent in the unit it is held in or below."""

    words = Words(
        "您在“{held}”是{role}，不能在“{unit}”委托；只能在“{held}”或其下级。",
        "You are {role} in {held}; you cannot lend that in {unit}, only in {held} or below.",
    )
    code = "beyond-own-part"
    status = 403


class BeyondOwnDays(Refusal):
    """A role is lent from today on, and no longer than it is held."""

    words = Words(
        "只能从 {first} 起、到 {last} 止；{since} 到 {until} 超出了。",
        "It can be lent from {first} to {last}; {since} to {until} goes beyond that.",
    )
    code = "beyond-own-days"


@transaction.atomic
def delegate(*, grant: Grant, person: Person, unit: Unit, since: date, until: date, by: Person) -> Grant:
    """Lends `by`'s own role to `person` in `unit` (that of the grant or below) from day to day, both included.

    It gives what the role gives and ends with the lender's own. Nobody lends to themselves, lends on what was lent, or lends
    beyond their own part of the tree or their own days; `person` is on strength there, or known to `by` by name.
    """
    held = Grant.objects.select_for_update(of=("self",)).select_related("unit", "delegated_by").get(pk=grant.pk)
    _refuse_grant(held, by)
    if person.pk == by.pk:
        raise LentToOneself
    if not held.unit.holds(unit):
        raise BeyondOwnPart(held=held.unit.name, unit=unit.name, role=Role(held.role).label)
    _refuse_days(held, since, until)
    posting = latest_posting(person, on=since)
    if not (posting and held.unit.holds(posting.unit)) and not sees_person(viewer=by, person=person):
        raise NotFound(what=person.number)
    if posting is None:
        raise NotOnStrength(person=person.name, on=since)
    meanwhile = Q(since__lte=until) & (Q(until__isnull=True) | Q(until__gte=since))
    theirs = Grant.objects.filter(meanwhile, person=person, role=held.role).select_related("unit")
    if known := next((each for each in theirs if each.unit.holds(unit)), None):
        raise AlreadyHeld(person=person.name, unit=known.unit.name, role=Role(held.role).label)
    return Grant.objects.create(
        person=person, role=held.role, unit=unit, since=since, until=until, granted_by=by, delegated_by=by
    )


@transaction.atomic
def take_back(*, grant: Grant, by: Person) -> None:
    """Ends a lent role: with yesterday, with today if it began today; one that has not begun is as if it never was.

    Who lent it may, and who borrowed it.
    """
    lent = Grant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    if lent.delegated_by_id is None or by.pk not in (lent.delegated_by_id, lent.person_id):
        raise NotYours
    if lent.since > today():
        lent.delete()
        return
    last = max(lent.since, today() - timedelta(days=1))
    if lent.until is None or lent.until > last:
        lent.until = last
        lent.save(update_fields=["until"])


def _refuse_grant(held: Grant, by: Person) -> None:
    if held.person_id != by.pk or (held.until is not None and held.until < today()) or held.since > today():
        raise NotYours
    if held.delegated_by is not None:
        raise LentOn(lender=held.delegated_by.name)
    if held.role not in LENDABLE:
        raise NotLent(role=Role(held.role).label)


def _refuse_days(held: Grant, since: date, until: date) -> None:
    if until < since:
        raise EndsBeforeItStarts(since=since, on=until)
    if since < today() or (held.until is not None and until > held.until):
        last = held.until or Words("收回为止", "further notice")
        raise BeyondOwnDays(first=today(), last=last, since=since, until=until)
