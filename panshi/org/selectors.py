"""Who is where, and what a person may see."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from panshi.kernel.clock import today
from panshi.kernel.refusals import NotAllowed, NotFound
from panshi.org.models import Absence, Grant, Person, Posting, Unit
from panshi.org.permissions import LABELS, roles_with


def holding(on: date) -> Q:
    """The spells (postings, absences, grants) that hold on the day."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


def root() -> Unit:
    """The unit on top of the tree."""
    unit = Unit.objects.get_first_root_node()
    if unit is None:
        raise NotFound(what="单位树 / unit tree")
    return unit


def grants_of(person: Person, *, on: date | None = None) -> QuerySet[Grant]:
    """The roles `person` holds on the day (today)."""
    return Grant.objects.filter(holding(on or today()), person=person).select_related("unit")


def grants_in(unit: Unit, *, on: date | None = None) -> QuerySet[Grant]:
    """The roles held in exactly this unit on the day (today), by role."""
    held = Grant.objects.filter(holding(on or today()), unit=unit)
    return held.select_related("person", "unit").order_by("role", "person__number")


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
    return tuple(grants_of(person).filter(role__in=roles_with(permission)).values_list("unit__path", flat=True))


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
