"""What a task asks of people before it is sent: how many, how long, who is excused, whose month becomes too full."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Case, IntegerField, Sum, Value, When

from panshi.org.models import Unit
from panshi.work.learning.choices import TaskState
from panshi.work.learning.models import Assignment, StudyRules, Task, TaskMaterial
from panshi.work.learning.selectors.audience import Away, Member, audience, away_by_unit

MINUTES_A_MONTH = 240
QUIET_FROM, QUIET_UNTIL = time(22), time(8)


@dataclass(frozen=True, slots=True)
class Overfull:
    """How many people would have more than `limit` minutes of study due in the month, and the most that one would have."""

    month: date
    limit: int
    people: int
    most: int

    @property
    def by(self) -> int:
        """By how many minutes the fullest month exceeds the limit."""
        return self.most - self.limit


@dataclass(frozen=True, slots=True)
class Preview:
    """What sending the task would come to on the day."""

    on: date
    people: int
    due: int
    minutes: int
    away: tuple[Away, ...]
    overfull: Overfull

    @property
    def hours(self) -> int:
        """The hours of all who are not excused together, to the nearest whole one."""
        return (self.due * self.minutes + 30) // 60


def preview(task: Task, *, on: date) -> Preview:
    """Whom the task would go to if it were sent on the day, and what it would ask of them."""
    members = audience(task.audience.select_related("unit", "circle"), within=task.unit, on=on)
    due = [member for member in members if not member.excused]
    minutes = minutes_of([task]).get(task.pk, 0)
    return Preview(
        on, len(members), len(due), minutes, tuple(away_by_unit(members, below=task.unit)), _overfull(task, due, minutes)
    )


def minutes_of(tasks: Iterable[Task]) -> dict[int, int]:
    """About how long each task takes: the first material of each theme, and the exam's time."""
    wanted = {task.pk: task for task in tasks}
    found = dict.fromkeys(wanted, 0)
    seen: set[tuple[int, int]] = set()
    lines = TaskMaterial.objects.filter(task__in=wanted).order_by("task_id", "place")
    for task, theme, minutes in lines.values_list("task_id", "material__theme_id", "material__minutes"):
        if theme is None or (task, theme) not in seen:
            found[task] += minutes
        if theme is not None:
            seen.add((task, theme))
    exams = Task.objects.filter(pk__in=wanted, exam__isnull=False).values_list("pk", "exam__minutes")
    for task, minutes in exams:
        found[task] += minutes
    return found


def rules_of(unit: Unit) -> StudyRules:
    """The rules of study that hold in the unit: its own, or those of the nearest unit above that has some, else the usual."""
    paths = [unit.path[:length] for length in range(Unit.steplen, len(unit.path) + 1, Unit.steplen)]
    found = StudyRules.objects.filter(unit__path__in=paths).order_by("-unit__depth").select_related("unit").first()
    return found or StudyRules(
        unit=unit, minutes_a_month=MINUTES_A_MONTH, quiet_from=QUIET_FROM, quiet_until=QUIET_UNTIL, digests=True
    )


def _overfull(task: Task, due: Sequence[Member], minutes: int) -> Overfull:
    """Counts by the month in which tasks are due; tasks of all units count, for it is one person's time."""
    first = task.due_on.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    limit = rules_of(task.unit).minutes_a_month
    asked = {member.person_id: minutes for member in due} if minutes > limit else {}
    given = Assignment.objects.filter(due_on__range=(first, last), withdrawn=False, excused="").exclude(task=task)
    others = minutes_of(Task.objects.filter(pk__in=given.values("task_id").distinct()).exclude(state=TaskState.WITHDRAWN))
    if others and due:
        each = Case(*(When(task=pk, then=Value(taken)) for pk, taken in others.items()), default=0, output_field=IntegerField())
        full = given.values("person_id").annotate(taken=Sum(each)).filter(taken__gt=limit - minutes)
        wanted = {member.person_id for member in due}
        asked |= {person: taken + minutes for person, taken in full.values_list("person_id", "taken") if person in wanted}
    return Overfull(first, limit, len(asked), max(asked.values(), default=0))
