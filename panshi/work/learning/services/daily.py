"""What the passing of days does to tasks: they open, come again, and are given to those who join. Doing it twice does nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from panshi.kernel.clock import now, today
from panshi.org.models import Unit
from panshi.work.learning.choices import Recurs, TaskState
from panshi.work.learning.models import Task, TaskMaterial
from panshi.work.learning.selectors.recurring import next_days
from panshi.work.learning.services.changing import put_off, take_back
from panshi.work.learning.services.publishing import day_of, give_out

_ROUND = re.compile(r"（\d{4}-\d{2}）$")


@dataclass(frozen=True, slots=True)
class Passed:
    """What a pass did: tasks that came again, and how many were given to whom before, and to those who joined."""

    again: int = 0
    given: int = 0
    joined: int = 0


def go_on(pk: int, *, after_chunk: Callable[[int], None] = lambda given: None) -> int:
    """Does what the task's state calls for, until it is done or stopped; gives for how many people it did it."""
    task = Task.objects.select_related("unit").get(pk=pk)
    match TaskState(task.state):
        case TaskState.PUBLISHING if day_of(task) <= today():
            return give_out(task, on=day_of(task), after_chunk=after_chunk)
        case TaskState.WITHDRAWN:
            return take_back(task)
        case TaskState.PUBLISHED | TaskState.STOPPED:
            return put_off(task)
    return 0


def pass_day(top: Unit) -> Passed:
    """Brings the tasks of the unit and below to where they are to be today."""
    within = Task.objects.filter(unit__path__startswith=top.path)
    again = sum(_come_again(task) for task in within.filter(state=TaskState.PUBLISHED).exclude(recurs=Recurs.NEVER))
    given = sum(go_on(pk) for pk in _pks(within.filter(state=TaskState.PUBLISHING)))
    left = Q(assignments__withdrawn=False)
    for pk in _pks(
        within.filter(left, state=TaskState.WITHDRAWN) | within.filter(state=TaskState.PUBLISHED, due_on__gte=today())
    ):
        go_on(pk)
    running = within.filter(state=TaskState.PUBLISHED, joins_later=True, due_on__gte=today(), opens_on__lte=today())
    joined = sum(give_out(task, on=today()) for task in running.select_related("unit").order_by("pk"))
    return Passed(again, given, joined)


def _pks(tasks: QuerySet[Task]) -> list[int]:
    return list(tasks.order_by("pk").values_list("pk", flat=True).distinct())


def _come_again(task: Task) -> int:
    """Makes the tasks that follow this one up to today, each once; gives how many."""
    made, last = 0, task
    while (days := next_days(last)) is not None and days[0] <= today():
        following = _next(last)
        if following is None:
            return made
        made, last = made + 1, following
    return made


@transaction.atomic
def _next(task: Task) -> Task | None:
    """The task after this one; None where it was made already."""
    held = Task.objects.select_for_update(of=("self",)).select_related("unit").get(pk=task.pk)
    days = next_days(held)
    if days is None or Task.objects.filter(previous=held).exists():
        return None
    title = f"{_ROUND.sub('', held.title)[:190]}（{days[0]:%Y-%m}）"
    following = Task(
        unit=held.unit,
        title=title,
        category=held.category,
        said=held.said,
        exam_id=held.exam_id,
        hours=held.hours,
        opens_on=days[0],
        due_on=days[1],
        recurs=held.recurs,
        previous=held,
        joins_later=held.joins_later,
        state=TaskState.PUBLISHING,
        made_by_id=held.made_by_id,
        made_at=now(),
        published_by_id=held.published_by_id,
        published_at=held.published_at,
        beat_at=now(),
    )
    following.save()
    TaskMaterial.objects.bulk_create(
        TaskMaterial(task=following, material_id=each.material_id, place=each.place)
        for each in TaskMaterial.objects.filter(task=held)
    )
    following.after.set(held.after.all())
    for clause in held.audience.all():
        clause.pk, clause.task = None, following
        clause.save()
    return following
