"""Tasks written: what is to be studied, by whom, until when; and circles of people."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import NotFound, Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.work.learning.choices import Recurs, TaskState
from panshi.work.learning.models import Circle, Clause, Exam, Material, Task, TaskMaterial


class TaskPublished(Refusal):
    """What people were given stays as they were given it."""

    words = Words(
        "“{task}”已经发布，内容和对象不能再改；可以延期、撤回，或另发一项。",
        "“{task}” is published and stays as it is; extend it, withdraw it, or publish another.",
    )
    code = "task-published"
    status = 409


class DueBeforeItOpens(Refusal):
    """A task ends on the day it opens or later."""

    words = Words("截止日期 {due} 早于开始日期 {opens}。", "It is due on {due}, before it opens on {opens}.")
    code = "due-before-it-opens"


class UnknownNumbers(Refusal):
    """Staff numbers that nobody in the trainer's part of the tree has."""

    words = Words("这些警号不在“{unit}”的册上：{numbers}。", "Nobody in {unit} has these staff numbers: {numbers}.")
    code = "unknown-numbers"


class SaysNothing(Refusal):
    """A line that says nothing would take in everybody or nobody."""

    words = Words("这一行没有写明是谁；至少选一个单位。", "This line does not say who; choose a unit at least.")
    code = "says-nothing"


class CircleInUse(Refusal):
    """A circle that a task was given to stays known."""

    words = Words("“{circle}”还有任务在用，不能删除。", "“{circle}” is used by tasks and cannot be removed.")
    code = "circle-in-use"
    status = 409


@dataclass(frozen=True, slots=True)
class Outline:
    """What a task is, besides its materials and its audience; see `Task`."""

    title: str
    category: str
    opens_on: date
    due_on: date
    said: str = ""
    hours: int = 1
    recurs: Recurs = Recurs.NEVER
    joins_later: bool = True
    exam: Exam | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an audience; see `Clause`. `people` are ids."""

    unit: Unit | None = None
    category: str = ""
    post: str = ""
    leaders: bool = False
    circle: Circle | None = None
    people: tuple[int, ...] = field(default=())
    leaves_out: bool = False


def make_task(*, unit: Unit, outline: Outline, by: Person) -> Task:
    """A new draft of `unit`."""
    require(person=by, permission="learning.teach", unit=unit)
    return _set(Task(unit=unit, made_by=by, made_at=now()), outline)


@transaction.atomic
def set_outline(task: Task, outline: Outline, *, by: Person) -> Task:
    """Changes what a draft is."""
    return _set(_draft(task, by=by), outline)


@transaction.atomic
def set_materials(task: Task, materials: Sequence[Material], *, by: Person) -> Task:
    """Makes these, in this order, what the draft has to be studied."""
    held = _draft(task, by=by)
    TaskMaterial.objects.filter(task=held).delete()
    TaskMaterial.objects.bulk_create(
        TaskMaterial(task=held, material=material, place=place) for place, material in enumerate(materials, 1)
    )
    return held


@transaction.atomic
def set_prerequisites(task: Task, tasks: Sequence[Task], *, by: Person) -> Task:
    """What is to be completed before the draft can be begun: tasks already published, so that no circle can arise."""
    held = _draft(task, by=by)
    for each in tasks:
        if each.state == TaskState.DRAFT:
            raise NotFound(what=each.title)
    held.after.set(tasks)
    return held


@transaction.atomic
def add_line(task: Task, line: Line, *, by: Person) -> Clause:
    """Adds a line to the draft's audience; it never reaches beyond the task's unit."""
    held = _draft(task, by=by)
    if line.unit is not None and not held.unit.holds(line.unit):
        require(person=by, permission="learning.teach", unit=line.unit)
        raise NotFound(what=line.unit.name)
    if not (line.unit or line.category or line.post or line.leaders or line.circle or line.people):
        raise SaysNothing
    return Clause.objects.create(
        task=held,
        leaves_out=line.leaves_out,
        unit=line.unit,
        category=line.category,
        post=line.post,
        leaders=line.leaders,
        circle=line.circle,
        people=list(line.people),
    )


@transaction.atomic
def drop_line(clause: Clause, *, by: Person) -> None:
    """Takes a line out of a draft's audience."""
    _draft(clause.task, by=by)
    clause.delete()


@transaction.atomic
def discard(task: Task, *, by: Person) -> None:
    """Throws a draft away."""
    _draft(task, by=by).delete()


@transaction.atomic
def keep_circle(*, unit: Unit, name: str, people: Sequence[int], by: Person, circle: Circle | None = None) -> Circle:
    """Keeps these people under a name; of a circle there already it changes both."""
    require(person=by, permission="learning.teach", unit=unit)
    kept = circle or Circle(unit=unit)
    require(person=by, permission="learning.teach", unit=kept.unit)
    kept.name = name
    kept.save()
    kept.people.set(people)
    return kept


def drop_circle(circle: Circle, *, by: Person) -> None:
    """Removes a circle that no task was given to."""
    require(person=by, permission="learning.teach", unit=circle.unit)
    if Clause.objects.filter(circle=circle).exists():
        raise CircleInUse(circle=circle.name)
    circle.delete()


def _draft(task: Task, *, by: Person) -> Task:
    require(person=by, permission="learning.teach", unit=task.unit)
    held = Task.objects.select_for_update(of=("self",)).select_related("unit").get(pk=task.pk)
    if held.state != TaskState.DRAFT:
        raise TaskPublished(task=held.title)
    return held


def _set(task: Task, outline: Outline) -> Task:
    if outline.due_on < outline.opens_on:
        raise DueBeforeItOpens(due=outline.due_on, opens=outline.opens_on)
    for name in Outline.__dataclass_fields__:
        setattr(task, name, getattr(outline, name))
    task.save()
    return task
