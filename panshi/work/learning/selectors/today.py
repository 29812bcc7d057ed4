"""What somebody is to study today, what they have done, and what waits for them on their first page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from panshi.kernel.clock import today
from panshi.kernel.refusals import NotFound
from panshi.org.models import Person
from panshi.org.selectors import allowed
from panshi.work.learning.choices import TaskState
from panshi.work.learning.models import Assignment, Progress, Task, TaskMaterial
from panshi.work.learning.selectors.burden import minutes_of
from panshi.work.learning.selectors.standing import locks

SOON = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Due:
    """A task to be done: about how many minutes it takes, how many of its materials are studied, what locks it."""

    assignment: Assignment
    on: date
    minutes: int
    materials: int
    studied: int
    locked_by: tuple[Task, ...]

    @property
    def task(self) -> Task:
        """What is to be done."""
        return self.assignment.task

    @property
    def days(self) -> int:
        """Days left; below 0 it is overdue."""
        return (self.assignment.due_on - self.on).days

    @property
    def overdue_days(self) -> int:
        """Days since it was due; 0 while it is not overdue."""
        return max(0, -self.days)

    @property
    def soon(self) -> bool:
        """Whether it is due within three days."""
        return 0 <= self.days <= SOON.days


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many tasks somebody has to do, how many of them are due within three days, and how many are overdue."""

    open: int
    soon: int
    overdue: int


def due_of(person: Person, *, on: date | None = None) -> QuerySet[Assignment]:
    """The tasks the person is to do on the day, what is overdue and due first coming first."""
    day = on or today()
    running = (TaskState.PUBLISHING, TaskState.STOPPED, TaskState.PUBLISHED)
    found = Assignment.objects.filter(person=person, completed_at__isnull=True, withdrawn=False, excused="")
    return found.filter(task__opens_on__lte=day, task__state__in=running).order_by("due_on", "pk")


def todo(person: Person, *, on: date | None = None) -> tuple[Due, ...]:
    """The same with what a list of them says, in a handful of queries whatever their number; what is locked comes last."""
    day = on or today()
    given = list(due_of(person, on=day).select_related("task__exam", "task__unit"))
    found = _told(given, day)
    return tuple(sorted(found, key=lambda each: bool(each.locked_by)))


def one(assignment: Assignment) -> Due:
    """One task as the list says it."""
    return _told([assignment], today())[0]


def waiting(person: Person, *, on: date | None = None) -> Waiting:
    """The counts, in one query."""
    day = on or today()
    found = (
        due_of(person, on=day)
        .order_by()
        .aggregate(
            open=Count("pk"),
            soon=Count("pk", filter=Q(due_on__range=(day, day + SOON))),
            overdue=Count("pk", filter=Q(due_on__lt=day)),
        )
    )
    return Waiting(**found)


def done(person: Person) -> QuerySet[Assignment]:
    """The tasks the person has done, newest first; withdrawn ones are there too, and say so."""
    found = Assignment.objects.filter(person=person, completed_at__isnull=False)
    return found.select_related("task").order_by("-completed_at", "-pk")


def excused_from(person: Person) -> QuerySet[Assignment]:
    """The open tasks the person was excused from: they may do them all the same."""
    found = Assignment.objects.filter(person=person, completed_at__isnull=True, withdrawn=False).exclude(excused="")
    return found.filter(task__due_on__gte=today()).select_related("task").order_by("due_on")


def seen(pk: int, *, person: Person) -> Assignment:
    """The task given, where it is the person's own or they read reports of its unit; else a refusal."""
    found = Assignment.objects.select_related("task__exam", "task__unit", "person", "unit").filter(pk=pk).first()
    if found is None:
        raise NotFound(what=pk)
    if found.person_id != person.pk and not allowed(person=person, permission="learning.report", unit=found.unit):
        raise NotFound(what=pk)
    return found


def list_of(assignment: Assignment) -> str:
    """Which list of a report it stands in."""
    if assignment.excused:
        return "excused"
    return "done" if assignment.completed_at else "missing"


def _told(given: Sequence[Assignment], day: date) -> list[Due]:
    tasks = {each.task_id: each.task for each in given}
    minutes, locked = minutes_of(tasks.values()), locks(given)
    materials = _numbers(TaskMaterial.objects.filter(task__in=tasks).values_list("task_id").annotate(Count("pk")))
    studied = Progress.objects.filter(assignment__in=[each.pk for each in given], completed_at__isnull=False)
    counted = _numbers(studied.values_list("assignment_id").annotate(Count("pk")))
    return [
        Due(each, day, minutes[each.task_id], materials.get(each.task_id, 0), counted.get(each.pk, 0), locked.get(each.pk, ()))
        for each in given
    ]


def _numbers(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    return dict(pairs)
