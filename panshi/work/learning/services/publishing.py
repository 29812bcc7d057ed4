"""Giving tasks to people: in chunks that are whole or not there, so that a run killed at any moment is simply gone on with.

A task that opens later is given on the day it opens, by the roster of that day.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from panshi.kernel.clock import CHINA, now, today
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.services import post_many
from panshi.org.models import Person
from panshi.org.selectors import require
from panshi.work.learning.choices import TaskState
from panshi.work.learning.models import Assignment, Task
from panshi.work.learning.selectors.audience import Member, audience
from panshi.work.learning.services.entering import Postings, units_of
from panshi.work.learning.services.planning import TaskPublished
from panshi.work.learning.services.writing import insert_given

CHUNK = 2000
LEAST_DAYS = 7
"""Who comes into the audience later has at least this many days."""


class NothingToStudy(Refusal):
    """A task with neither material nor exam could never be completed."""

    words = Words("“{task}”没有课程也没有考试，没法学。", "“{task}” has neither material nor exam; there is nothing to study.")
    code = "nothing-to-study"


class NobodyToStudy(Refusal):
    """The audience is empty."""

    words = Words("“{task}”的对象里没有人。", "Nobody is in the audience of “{task}”.")
    code = "nobody-to-study"


class DueAlready(Refusal):
    """Nobody could complete it in time."""

    words = Words("截止日期 {due} 已经过了。", "The day it is due, {due}, has passed already.")
    code = "due-already"


class ExamNotReady(Refusal):
    """Its exam cannot be sat."""

    words = Words("考试“{exam}”还没有发布。", "The exam “{exam}” is not published yet.")
    code = "exam-not-published"


@transaction.atomic
def publish(task: Task, *, by: Person) -> Task:
    """Says that the draft is to be given out; `go_on` gives it. Refuses one that nobody could do."""
    require(person=by, permission="learning.teach", unit=task.unit)
    held = Task.objects.select_for_update(of=("self",)).select_related("unit", "exam").get(pk=task.pk)
    if held.state != TaskState.DRAFT:
        raise TaskPublished(task=held.title)
    if held.exam is None and not held.materials.exists():
        raise NothingToStudy(task=held.title)
    if held.exam is not None and held.exam.published_at is None:
        raise ExamNotReady(exam=held.exam.title)
    if held.due_on < today():
        raise DueAlready(due=held.due_on)
    if not held.audience.filter(leaves_out=False).exists() or not members_of(held, on=today()):
        raise NobodyToStudy(task=held.title)
    held.state, held.published_by, held.published_at, held.beat_at = TaskState.PUBLISHING, by, now(), now()
    held.save(update_fields=["state", "published_by", "published_at", "beat_at"])
    return held


def stop(task: Task, *, by: Person) -> None:
    """Stops giving it out; what was given stays given."""
    require(person=by, permission="learning.teach", unit=task.unit)
    Task.objects.filter(pk=task.pk, state=TaskState.PUBLISHING).update(state=TaskState.STOPPED)


def resume(task: Task, *, by: Person) -> Task:
    """Says that it is to be given out after all."""
    require(person=by, permission="learning.teach", unit=task.unit)
    Task.objects.filter(pk=task.pk, state=TaskState.STOPPED).update(state=TaskState.PUBLISHING, beat_at=now())
    task.refresh_from_db()
    return task


def day_of(task: Task) -> date:
    """The day whose roster the task is given by."""
    assert task.published_at is not None, "a draft has no such day"
    return max(task.opens_on, task.published_at.astimezone(CHINA).date())


def members_of(task: Task, *, on: date) -> list[Member]:
    """Whom the task is for by the roster of the day."""
    return audience(task.audience.select_related("unit", "circle"), within=task.unit, on=on)


def give_out(task: Task, *, on: date, after_chunk: Callable[[int], None] = lambda given: None) -> int:
    """Gives the task to whoever of its audience on the day lacks it, in chunks, until all have it or it is stopped.

    Nothing twice, nothing lost: what a chunk does it does in one transaction, and it looks at who has the task already.
    """
    members, given = members_of(task, on=on), 0
    Task.objects.filter(pk=task.pk, state=TaskState.PUBLISHING).update(people=len(members), beat_at=now())
    for low in range(0, len(members), CHUNK):
        fresh = _give(task.pk, members[low : low + CHUNK], on=on)
        if fresh is None:
            return given
        given += fresh
        after_chunk(given)
    Task.objects.filter(pk=task.pk, state=TaskState.PUBLISHING).update(state=TaskState.PUBLISHED)
    return given


@transaction.atomic
def _give(pk: int, members: Sequence[Member], *, on: date) -> int | None:
    """One chunk; None when the task is not to be given out any more."""
    task = Task.objects.select_for_update(of=("self",)).select_related("published_by").get(pk=pk)
    if task.state not in (TaskState.PUBLISHING, TaskState.PUBLISHED):
        return None
    asked = [member.person_id for member in members]
    known = set(Assignment.objects.filter(task=task, person__in=asked).values_list("person_id", flat=True))
    fresh = [member for member in members if member.person_id not in known]
    due_on = task.due_on if on == day_of(task) else max(task.due_on, on + timedelta(days=LEAST_DAYS))
    made = insert_given(task, fresh, given_on=on, due_on=due_on)
    postings = Postings(task, units_of(made))
    assert task.published_by is not None, "it was published by somebody"
    post_many(map(postings.given, made), by=task.published_by)
    Task.objects.filter(pk=pk).update(given=F("given") + len(made), beat_at=now())
    return len(made)
