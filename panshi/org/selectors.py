"""Who is where, and what a person may see."""

from datetime import date

from django.db.models import Q, QuerySet

from panshi.kernel.clock import today
from panshi.kernel.refusals import NotAllowed, NotFound
from panshi.org.models import Absence, Grant, Person, Posting, Unit
from panshi.org.permissions import LABELS, roles_with


def _holding(on: date) -> Q:
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


def root() -> Unit:
    """The unit on top of the tree."""
    unit = Unit.get_first_root_node()
    if unit is None:
        raise NotFound(what="单位树 / unit tree")
    return unit


def grants_of(person: Person, *, on: date | None = None) -> QuerySet[Grant]:
    """The roles `person` holds on the day (today)."""
    return Grant.objects.filter(_holding(on or today()), person=person).select_related("unit")


def units_with(permission: str, *, person: Person) -> QuerySet[Unit]:
    """Every unit in which `person` has `permission` today; empty when in none."""
    granted = grants_of(person).filter(role__in=roles_with(permission))
    subtrees = [Q(path__startswith=grant.unit.path) for grant in granted]
    if not subtrees:
        return Unit.objects.none()
    anywhere = subtrees[0]
    for subtree in subtrees[1:]:
        anywhere |= subtree
    return Unit.objects.filter(anywhere)


def allowed(*, person: Person, permission: str, unit: Unit) -> bool:
    """Whether `person` may do `permission` in `unit` today."""
    return units_with(permission, person=person).filter(pk=unit.pk).exists()


def require(*, person: Person, permission: str, unit: Unit) -> None:
    """Refuses, naming the unit and the permission, unless `person` may."""
    if not allowed(person=person, permission=permission, unit=unit):
        raise NotAllowed(unit=unit.name, permission=LABELS[permission])


def top_units(permission: str, *, person: Person) -> QuerySet[Unit]:
    """The highest units in which `person` has `permission`: the natural starting scopes."""
    paths = {grant.unit.path for grant in grants_of(person).filter(role__in=roles_with(permission))}
    tops = [path for path in paths if not any(path != other and path.startswith(other) for other in paths)]
    return Unit.objects.filter(path__in=tops)


def roster(*, unit: Unit, on: date) -> QuerySet[Posting]:
    """The postings that hold in `unit` and below on the day: who was on strength."""
    return Posting.objects.filter(_holding(on), unit__path__startswith=unit.path).select_related("person", "unit")


def excused(*, on: date) -> QuerySet[Absence]:
    """The absences that hold on the day."""
    return Absence.objects.filter(_holding(on)).select_related("person")


def unit_by_code(code: str) -> Unit:
    """The unit with this code, or a refusal naming it."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotFound(what=code)
    return unit
