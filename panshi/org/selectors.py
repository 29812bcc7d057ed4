"""Who is where, and what a person may see."""

from datetime import date, timedelta

from django.db.models import CharField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from panshi.kernel.clock import today
from panshi.kernel.refusals import NotAllowed, NotFound
from panshi.org.choices import Role
from panshi.org.models import Absence, Grant, Person, Posting, Unit
from panshi.org.permissions import LABELS, roles_with

LENDABLE = frozenset(Role) - {Role.MEMBER, Role.ADMINISTRATOR, Role.AUDITOR}
"""The roles their holders may lend: not those that hand out roles or watch over others, nor the one everybody has."""


def holding(on: date) -> Q:
    """The spells (postings, absences, grants) that hold on the day."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


def root() -> Unit:
    """The unit on top of the tree."""
    unit = Unit.objects.get_first_root_node()
    if unit is None:
        raise NotFound(what="单位树 / unit tree")
    return unit


def granted(on: date) -> Q:
    """The grants that hold on the day: those of one's own, and those lent by somebody who still holds the role there."""
    lenders = Grant.objects.filter(
        holding(on), person=OuterRef("delegated_by"), role=OuterRef("role"), delegated_by__isnull=True
    ).alias(place=ExpressionWrapper(OuterRef("unit__path"), CharField()))
    return holding(on) & (Q(delegated_by__isnull=True) | Q(Exists(lenders.filter(place__startswith=F("unit__path")))))


def grants_of(person: Person, *, on: date | None = None) -> QuerySet[Grant]:
    """The roles `person` holds on the day (today), of their own or lent."""
    return Grant.objects.filter(granted(on or today()), person=person).select_related("unit")


def grants_in(unit: Unit, *, on: date | None = None) -> QuerySet[Grant]:
    """The roles held in exactly this unit on the day (today), by role."""
    held = Grant.objects.filter(granted(on or today()), unit=unit)
    return held.select_related("person", "unit", "delegated_by").order_by("role", "person__number")


def lendable(person: Person) -> list[Grant]:
    """The roles of their own that `person` may lend today."""
    own = grants_of(person).filter(delegated_by__isnull=True, role__in=[role.value for role in LENDABLE])
    return list(own.order_by("role", "unit__path"))


def lent(person: Person, *, on: date) -> tuple[list[Grant], list[Grant]]:
    """What `person` has lent to others and what was lent to them, what ends last first; ended a year ago and earlier left out."""
    recent = Q(until__isnull=True) | Q(until__gte=on - timedelta(days=365))
    found = Grant.objects.filter(recent, Q(delegated_by=person) | Q(person=person, delegated_by__isnull=False))
    shown = list(found.select_related("person", "unit", "delegated_by").order_by("-until", "-pk"))
    mine = [grant for grant in shown if grant.delegated_by_id == person.pk]
    return mine, [grant for grant in shown if grant.delegated_by_id != person.pk]


def units_with(permission: str, *, person: Person) -> QuerySet[Unit]:
    """Every unit in which `person` has `permission` today; empty when in none."""
    subtrees = [Q(path__startswith=path) for path in subtrees_with(permission, person=person)]
    if not subtrees:
        return Unit.objects.none()
    anywhere = subtrees[0]
    for subtree in subtrees[1:]:
        anywhere |= subtree
    return Unit.objects.filter(anywhere)


def subtrees_with(permission: str, *, person: Person) -> tuple[str, ...]:
    """The paths under which `person` has `permission` today: for asking about many units at hand in one query."""
    held = grants_of(person).filter(role__in=roles_with(permission)).values_list("unit__path", flat=True)
    within = person.narrowed
    if within is None:
        return tuple(held)
    if permission not in within.permissions:
        return ()
    meeting = [path for path in held if path.startswith(within.path) or within.path.startswith(path)]
    return tuple(max(path, within.path, key=len) for path in meeting)


def allowed(*, person: Person, permission: str, unit: Unit) -> bool:
    """Whether `person` may do `permission` in `unit` today."""
    return units_with(permission, person=person).filter(pk=unit.pk).exists()


def require(*, person: Person, permission: str, unit: Unit) -> None:
    """Refuses, naming the unit and the permission, unless `person` may."""
    if not allowed(person=person, permission=permission, unit=unit):
        raise NotAllowed(unit=unit.name, permission=LABELS[permission])


def top_units(permission: str, *, person: Person) -> QuerySet[Unit]:
    """The highest units in which `person` has `permission`: the natural starting scopes."""
    paths = set(subtrees_with(permission, person=person))
    tops = [path for path in paths if not any(path != other and path.startswith(other) for other in paths)]
    return Unit.objects.filter(path__in=tops)


def roster(*, unit: Unit, on: date) -> QuerySet[Posting]:
    """The postings that hold in `unit` and below on the day: who was on strength."""
    return Posting.objects.filter(holding(on), unit__path__startswith=unit.path).select_related("person", "unit")


def excused(*, on: date) -> QuerySet[Absence]:
    """The absences that hold on the day."""
    return Absence.objects.filter(holding(on)).select_related("person")


def unit_by_code(code: str) -> Unit:
    """The unit with this code, or a refusal naming it."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise NotFound(what=code)
    return unit


def latest_posting(person: Person, *, on: date | None = None) -> Posting | None:
    """Where the person is on the day (without one: where they are or last were)."""
    postings = Posting.objects.filter(person=person).select_related("unit")
    return (postings.filter(holding(on)) if on else postings).order_by("-since", "-pk").first()


def person_by_number(number: str) -> Person:
    """The person with this staff number, or a refusal naming it."""
    person = Person.objects.filter(number=number).first()
    if person is None:
        raise NotFound(what=number)
    return person


def sees_person(*, viewer: Person, person: Person) -> bool:
    """Whether `viewer` may see `person` by name: themselves always, others where they last were posted."""
    if viewer.pk == person.pk:
        return True
    posting = latest_posting(person)
    return posting is not None and allowed(person=viewer, permission="org.view_people", unit=posting.unit)


def strengths(*, on: date, within: str = "") -> dict[str, int]:
    """How many people are on strength on the day, by the path of the unit they are posted to, under the path `within`."""
    held = Posting.objects.filter(holding(on), unit__path__startswith=within).order_by()
    return dict(held.values_list("unit__path").annotate(Count("person", distinct=True)))


def people_named(text: str, *, viewer: Person, limit: int = 20) -> list[Posting]:
    """Postings of today whose person's name or number holds `text`, where `viewer` may see people by name."""
    matches = Q(person__name__icontains=text) | Q(person__number__istartswith=text)
    seen = units_with("org.view_people", person=viewer)
    held = Posting.objects.filter(holding(today()), matches, unit__in=seen).select_related("person", "unit")
    return list(held.order_by("person__number")[:limit])


def units_named(text: str, *, viewer: Person, limit: int = 50) -> list[Unit]:
    """Units whose name or code holds `text`, among those `viewer` may see."""
    matches = Q(name__icontains=text) | Q(code__istartswith=text)
    return list(units_with("figures.view", person=viewer).filter(matches).order_by("path")[:limit])
