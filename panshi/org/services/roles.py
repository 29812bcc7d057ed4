"""Roles given and ended. Nobody gives themselves one, and nobody gives one outside their own part of the tree."""

from datetime import date

from django.db import transaction

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.choices import Role
from panshi.org.models import Grant, Person, Unit
from panshi.org.selectors import holding, require


class OwnGrant(Refusal):
    """Somebody would give a role to themselves."""

    words = Words("不能给自己授予角色；请另一位管理员来办。", "Nobody grants themselves a role; ask another administrator.")
    code = "own-grant"
    status = 403


class AlreadyHeld(Refusal):
    """The person holds this very role here already."""

    words = Words("{person} 在“{unit}”已经是{role}。", "{person} is already {role} in {unit}.")
    code = "already-held"


class EndsBeforeItStarts(Refusal):
    """The role's last day lies before its first."""

    words = Words("这个角色从 {since} 开始，不能在 {on} 结束。", "This role starts on {since} and cannot end on {on}.")
    code = "ends-before-it-starts"


class LastAdministrator(Refusal):
    """A part of the tree would be left with nobody to manage it."""

    words = Words(
        "{person} 是“{unit}”最后一位管理员；先授予别人，再结束。",
        "{person} is the last administrator of {unit}; grant the role to another first.",
    )
    code = "last-administrator"


@transaction.atomic
def grant_role(*, person: Person, role: Role, unit: Unit, since: date, by: Person | None) -> Grant:
    """Gives `person` the role in `unit` and everything below it. `by` needs org.manage there; None is the program itself."""
    if by is not None:
        if by.pk == person.pk:
            raise OwnGrant
        require(person=by, permission="org.manage", unit=unit)
    if Grant.objects.filter(holding(since), person=person, role=role, unit=unit).exists():
        raise AlreadyHeld(person=person.name, unit=unit.name, role=Role(role).label)
    return Grant.objects.create(person=person, role=role, unit=unit, since=since, granted_by=by)


@transaction.atomic
def end_role(*, grant: Grant, on: date, by: Person) -> Grant:
    """Makes `on` the last day of the role; the grant stays on record."""
    require(person=by, permission="org.manage", unit=grant.unit)
    if on < grant.since:
        raise EndsBeforeItStarts(since=grant.since, on=on)
    if grant.role == Role.ADMINISTRATOR and not _others_manage(grant):
        raise LastAdministrator(person=grant.person.name, unit=grant.unit.name)
    grant.until = on
    grant.save(update_fields=["until"])
    _end_lent(grant, on)
    return grant


def _end_lent(grant: Grant, on: date) -> None:
    """What its holder lent of the role ends with it, unless they hold the role above still."""
    lent = Grant.objects.filter(delegated_by=grant.person, role=grant.role, until__gt=on)
    own = Grant.objects.filter(person=grant.person, role=grant.role, delegated_by__isnull=True).select_related("unit")
    rest = [each for each in own if each.until is None or each.until > on]
    for each in lent.select_related("unit"):
        if not any(other.unit.holds(each.unit) for other in rest):
            each.until = max(each.since, on)
            each.save(update_fields=["until"])


def _others_manage(grant: Grant) -> bool:
    """Whether somebody else administers the unit for good, there or from above."""
    others = Grant.objects.filter(role=Role.ADMINISTRATOR, until__isnull=True).exclude(person=grant.person)
    return any(other.unit.holds(grant.unit) for other in others.select_related("unit"))
