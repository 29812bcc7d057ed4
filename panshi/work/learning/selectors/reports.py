"""Completion, told honestly: what was published, who was excused and why, what was due, done, and of that late.

One row of an index for each task given is read, in the index's own order; withdrawn ones are not in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from operator import add

from django.db.models import Count, Q, QuerySet

from panshi.kernel.clock import today
from panshi.kernel.numbers import percent
from panshi.kernel.periods import Period
from panshi.org.choices import AbsenceReason, Category
from panshi.org.models import Unit
from panshi.work.learning.choices import TaskState
from panshi.work.learning.models import Assignment, Task

POLICE = (Category.OFFICER, Category.AUXILIARY)
WHO = {"police": POLICE, "civilian": (Category.CIVILIAN,), "all": tuple(Category)}


@dataclass(frozen=True, slots=True)
class Tally:
    """What tasks given come to. `late`, `swift` are of those completed; `overdue` those neither completed nor due any more."""

    published: int = 0
    leave: int = 0
    sick: int = 0
    secondment: int = 0
    completed: int = 0
    late: int = 0
    swift: int = 0
    overdue: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Tally)))

    @property
    def excused(self) -> int:
        """Published, but not due."""
        return self.leave + self.sick + self.secondment

    @property
    def due(self) -> int:
        """What the rate is of."""
        return self.published - self.excused

    @property
    def missing(self) -> int:
        """Due and not completed."""
        return self.due - self.completed

    @property
    def on_time(self) -> int:
        """Completed by the day it was due."""
        return self.completed - self.late

    @property
    def rate(self) -> Decimal | None:
        """Completed of due in percent: 100 only when nothing is missing; None where nothing was due."""
        return percent(self.completed, self.due)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why people were excused, and how many."""
        counted = {AbsenceReason.LEAVE: self.leave, AbsenceReason.SICK: self.sick, AbsenceReason.SECONDMENT: self.secondment}
        return [(str(reason.label), number) for reason, number in counted.items() if number]


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom, and of which tasks a report tells: of one, or of all of a subject given in the days; `task` outweighs the rest."""

    period: Period
    task: Task | None = None
    who: str = "police"
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A unit (with all below it, or of `own` its own people) and what its tasks come to."""

    unit: Unit
    tally: Tally
    own: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The units directly below one, in the order of the tree, and all together; units nothing was given in are left out."""

    rows: tuple[Row, ...]
    total: Tally


def report(asked: Asked, *, unit: Unit, on: date | None = None) -> Report:
    """What tasks given in `unit` and below come to, by the units directly below it."""
    by_unit = _by_unit(asked, unit, on or today())
    places = dict(Unit.objects.filter(pk__in=by_unit).values_list("pk", "path"))
    step = len(unit.path) + Unit.steplen
    sums: dict[str, Tally] = {}
    for pk, tally in by_unit.items():
        path = places[pk][:step]
        sums[path] = sums.get(path, Tally()) + tally
    shown = Unit.objects.filter(path__in=sums).order_by("path")
    rows = tuple(Row(each, sums[each.path], own=each.pk == unit.pk) for each in shown)
    return Report(rows, sum(sums.values(), Tally()))


def by_task(asked: Asked, *, unit: Unit, tasks: Iterable[Task], on: date | None = None) -> dict[int, Tally]:
    """What each of these tasks comes to in `unit` and below."""
    given = _within(Assignment.objects.filter(withdrawn=False, task__in=[task.pk for task in tasks]), unit)
    rows = _counted(given.filter(category__in=WHO[asked.who]).order_by("task_id").values_list("task_id"), on or today())
    return {pk: Tally(*numbers) for pk, *numbers in rows}


def given(asked: Asked, *, unit: Unit) -> QuerySet[Assignment]:
    """The tasks given that a report on the unit tells of."""
    tasks = [asked.task.pk] if asked.task else _tasks(asked)
    found = Assignment.objects.filter(withdrawn=False, task__in=tasks)
    if asked.task is None:
        found = found.filter(given_on__range=(asked.period.first, asked.period.last))
    if asked.who != "all":
        found = found.filter(category__in=WHO[asked.who])
    return _within(found, unit)


def _by_unit(asked: Asked, unit: Unit, on: date) -> dict[int, Tally]:
    # By task and unit the index is read in its order and nothing is sorted; there are far fewer pairs than tasks given.
    sums: dict[int, list[int]] = {}
    pairs = given(asked, unit=unit).order_by("task_id", "unit_id").values_list("task_id", "unit_id")
    for _task, place, *numbers in _counted(pairs, on):
        known = sums.get(place)
        sums[place] = numbers if known is None else list(map(add, known, numbers))
    return {place: Tally(*numbers) for place, numbers in sums.items()}


def _counted(groups: QuerySet[Assignment, tuple[int, ...]], on: date) -> QuerySet[Assignment, tuple[int, ...]]:
    missing = Q(completed_at__isnull=True, excused="", due_on__lt=on)
    return groups.annotate(
        published=Count("pk"),
        leave=Count("pk", filter=Q(excused=AbsenceReason.LEAVE)),
        sick=Count("pk", filter=Q(excused=AbsenceReason.SICK)),
        secondment=Count("pk", filter=Q(excused=AbsenceReason.SECONDMENT)),
        completed=Count("completed_at"),
        lately=Count("pk", filter=Q(late=True)),
        swiftly=Count("pk", filter=Q(swift=True)),
        overdue=Count("pk", filter=missing),
    )


def _tasks(asked: Asked) -> list[int]:
    """The tasks that can have been given in the days: none is given before it opens."""
    found = Task.objects.filter(opens_on__lte=asked.period.last, published_at__isnull=False).exclude(state=TaskState.WITHDRAWN)
    if asked.subject:
        found = found.filter(category=asked.subject)
    return list(found.values_list("pk", flat=True))


def _within(found: QuerySet[Assignment], unit: Unit) -> QuerySet[Assignment]:
    if unit.is_root():
        return found
    return found.filter(unit__in=list(Unit.objects.filter(path__startswith=unit.path).values_list("pk", flat=True)))
