"""The duties that touch a unit, and one duty by its number for who may see it."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from panshi.kernel.clock import today
from panshi.kernel.periods import Period
from panshi.kernel.refusals import NotFound, Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import allowed, subtrees_with
from panshi.work.registers.models import Duty


class BadDay(Refusal):
    """What was sent as a day is none."""

    words = Words("“{text}”不是日期；应为 2023-05-31 这样的日期。", "“{text}” is no day; it takes one such as 2023-05-31.")
    code = "bad-day"


def duties(unit: Unit, *, within: Period | None = None) -> QuerySet[Duty]:
    """What was set for the unit, from itself or above, and for units below; with `within` what held on any of its days."""
    above = [unit.path[:end] for end in range(Unit.steplen, len(unit.path) + 1, Unit.steplen)]
    found = Duty.objects.filter(Q(unit__path__in=above) | Q(unit__path__startswith=unit.path))
    if within is not None:
        found = found.filter(Q(until__isnull=True) | Q(until__gte=within.first), since__lte=within.last)
    return found.select_related("unit", "set_by").order_by("kind", "level", "since", "pk")


def duty(pk: str | int, *, person: Person) -> Duty:
    """The duty, if the person may see entries of the unit it was set for; otherwise it is not found."""
    found = Duty.objects.filter(pk=pk).select_related("unit", "set_by").first() if str(pk).isdecimal() else None
    if found is None or not allowed(person=person, permission="entries.view", unit=found.unit):
        raise NotFound(what=pk)
    return found


def prefixes(paths: Iterable[str]) -> set[str]:
    """The paths with those of all units above."""
    return {path[:end] for path in paths for end in range(Unit.steplen, len(path) + 1, Unit.steplen)}


def ending_here(found: Iterable[Duty], *, person: Person) -> set[int]:
    """The numbers of those that the person may end."""
    held = subtrees_with("records.set_duties", person=person)
    return {each.pk for each in found if each.unit.path.startswith(held)}


def day(text: str) -> date:
    """The day written, else today."""
    if not text:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadDay(text=text) from None
