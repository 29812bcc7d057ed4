"""What changes the organisation: units opened, people posted, roles granted."""

from datetime import date

from django.db import transaction

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.choices import Category, Level, Role
from panshi.org.models import Grant, Person, Posting, Unit


class CodeTaken(Refusal):
    """Two units or people would share a code."""

    words = Words("编号“{code}”已经有人用了。", "The code “{code}” is already taken.")
    code = "code-taken"


@transaction.atomic
def open_unit(*, code: str, name: str, level: Level, opened_on: date, above: Unit | None = None) -> Unit:
    """Adds a unit under `above` (None: a new root)."""
    if Unit.objects.filter(code=code).exists():
        raise CodeTaken(code=code)
    unit = Unit(code=code, name=name, level=level, opened_on=opened_on)
    if above is None:
        return Unit.objects.add_root(instance=unit)
    return Unit.objects.add_child(Unit.objects.get(pk=above.pk), instance=unit)


@transaction.atomic
def employ(
    *, number: str, name: str, category: Category, unit: Unit, since: date, post: str = "", leader: bool = False
) -> Person:
    """Adds a person and their first posting."""
    if Person.objects.filter(number=number).exists():
        raise CodeTaken(code=number)
    person = Person.objects.create(number=number, name=name, category=category)
    Posting.objects.create(person=person, unit=unit, since=since, post=post, leader=leader)
    return person


def grant_role(*, person: Person, role: Role, unit: Unit, since: date, by: Person | None) -> Grant:
    """Gives `person` the role in `unit` and everything below it."""
    return Grant.objects.create(person=person, role=role, unit=unit, since=since, granted_by=by)
