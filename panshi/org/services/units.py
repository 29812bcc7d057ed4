"""Units opened, renamed, moved under another and closed. Facts point at the unit itself, so its history goes with it."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.choices import Level
from panshi.org.models import Person, Posting, Unit
from panshi.org.selectors import require


class CodeTaken(Refusal):
    """Two units or people would share a code."""

    words = Words("编号“{code}”已经有人用了。", "The code “{code}” is already taken.")
    code = "code-taken"


class UnderItself(Refusal):
    """A unit would come to stand under itself."""

    words = Words(
        "“{unit}”不能移到自己或自己的下级“{under}”之下。", "{unit} cannot be moved under itself or under its own {under}."
    )
    code = "under-itself"


class StillInUse(Refusal):
    """A unit with open units or people is not closed."""

    words = Words(
        "“{unit}”在 {on} 之后还有 {units} 个下级单位开着、{people} 人在岗，先把他们调走再撤销。",
        "After {on}, {unit} would still hold {units} open units and {people} people; move them first, then close it.",
    )
    code = "still-in-use"


class ClosesBeforeItOpens(Refusal):
    """The last day lies before the first."""

    words = Words("“{unit}”{opened} 才设立，不能在 {on} 撤销。", "{unit} was opened on {opened} and cannot be closed on {on}.")
    code = "closes-before-it-opens"


@transaction.atomic
def open_unit(
    *, code: str, name: str, level: Level, opened_on: date, above: Unit | None = None, by: Person | None = None
) -> Unit:
    """Adds a unit under `above` (None: a new root). `by` needs org.manage there; None is the program itself."""
    if by is not None and above is not None:
        require(person=by, permission="org.manage", unit=above)
    if Unit.objects.filter(code=code).exists():
        raise CodeTaken(code=code)
    unit = Unit(code=code, name=name, level=level, opened_on=opened_on)
    if above is None:
        return Unit.objects.add_root(instance=unit)
    return Unit.objects.add_child(Unit.objects.get(pk=above.pk), instance=unit)


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, by: Person) -> Unit:
    """Gives the unit another name; its code and history stay."""
    require(person=by, permission="org.manage", unit=unit)
    unit.name = name
    unit.save(update_fields=["name"])
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, under: Unit, by: Person) -> Unit:
    """Puts the unit, with all below it, under another; `by` manages both. Past figures are then told in the new tree."""
    require(person=by, permission="org.manage", unit=unit)
    require(person=by, permission="org.manage", unit=under)
    unit, under = Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=under.pk)
    if unit.holds(under):
        raise UnderItself(unit=unit.name, under=under.name)
    Unit.objects.move(unit, under, "sorted-child")
    return Unit.objects.get(pk=unit.pk)


@transaction.atomic
def close_unit(*, unit: Unit, on: date, by: Person) -> Unit:
    """Makes `on` the unit's last day; refused while units below are open or people posted in it after that day."""
    require(person=by, permission="org.manage", unit=unit)
    if on < unit.opened_on:
        raise ClosesBeforeItOpens(unit=unit.name, opened=unit.opened_on, on=on)
    later = Q(until__isnull=True) | Q(until__gt=on)
    people = Posting.objects.filter(later, unit__path__startswith=unit.path).values("person").distinct().count()
    below = Unit.objects.filter(path__startswith=unit.path).exclude(pk=unit.pk)
    units = below.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on)).count()
    if units or people:
        raise StillInUse(unit=unit.name, on=on, units=units, people=people)
    unit.closed_on = on
    unit.save(update_fields=["closed_on"])
    return unit
