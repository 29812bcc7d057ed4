"""Tasks changed after they were given: withdrawn, due later, somebody excused. Their entries are corrected, never edited.

A withdrawn task counts no more, done or not: its entries and those of its completions are taken back, so that no rate is ever
of more than was due. An extension is for those who have not finished; what was late when it was done stays late.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from panshi.kernel.clock import now, today
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.checks import checked_reason
from panshi.ledger.services import post_many, reverse_many
from panshi.org.choices import AbsenceReason
from panshi.org.models import Person
from panshi.org.selectors import require
from panshi.work.learning.choices import Recurs, TaskState
from panshi.work.learning.models import Assignment, Task
from panshi.work.learning.services.entering import Postings, completion_source, source_of, standing, units_of

CHUNK = 2000


class NotPublished(Refusal):
    """Only what was given out can be taken back or extended."""

    words = Words("“{task}”没有在发布中，不能这样做。", "“{task}” is not published; this cannot be done.")
    code = "not-published"
    status = 409


class NotLater(Refusal):
    """An extension is to a later day, which has not passed."""

    words = Words("延期要到 {due} 之后、今天以后的一天。", "It can be extended to a day after {due} that has not passed.")
    code = "not-later"


class FinishedAlready(Refusal):
    """What is finished, excused or withdrawn needs no excuse."""

    words = Words(
        "{person} 的这项任务已经完成、免学或撤回。", "{person} has finished this task, is excused, or it was withdrawn."
    )
    code = "finished-already"
    status = 409


@transaction.atomic
def withdraw(task: Task, *, reason: str, by: Person) -> Task:
    """Says that the task counts no more and why; `take_back` then takes its entries back."""
    held = _given_out(task, by=by, also=(TaskState.STOPPED,))
    held.withdrawn_because, held.state, held.recurs = checked_reason(reason), TaskState.WITHDRAWN, Recurs.NEVER
    held.changed_by, held.beat_at = by, now()
    held.save(update_fields=["withdrawn_because", "state", "recurs", "changed_by", "beat_at"])
    return held


@transaction.atomic
def extend(task: Task, *, due_on: date, by: Person) -> Task:
    """Says that the task is due later; `put_off` then corrects the entries of those who have not finished."""
    held = _given_out(task, by=by)
    if due_on <= held.due_on or due_on < today():
        raise NotLater(due=held.due_on)
    held.due_on, held.changed_by, held.beat_at = due_on, by, now()
    held.save(update_fields=["due_on", "changed_by", "beat_at"])
    return held


def end_recurrence(task: Task, *, by: Person) -> None:
    """It is not given anew any more."""
    require(person=by, permission="learning.teach", unit=task.unit)
    Task.objects.filter(pk=task.pk).update(recurs=Recurs.NEVER)


@transaction.atomic
def excuse_one(assignment: Assignment, *, reason: AbsenceReason, said: str, by: Person) -> Assignment:
    """Excuses somebody from the task: it was published to them, but is not due from them. `said` stands in the ledger."""
    require(person=by, permission="learning.teach", unit=assignment.unit)
    held = Assignment.objects.select_for_update(of=("self",)).select_related("task", "person").get(pk=assignment.pk)
    if held.completed_at is not None or held.excused or held.withdrawn:
        raise FinishedAlready(person=held.person.name)
    held.excused = reason
    return corrected(held, reason=said, by=by)


def corrected(assignment: Assignment, *, reason: str, by: Person) -> Assignment:
    """Takes the entry of the task given back and posts it as it is now, under its next revision."""
    _correct([assignment], reason=reason, by=by)
    return assignment


def take_back(task: Task) -> int:
    """Takes back what is left of a withdrawn task, in chunks; gives how many it took back."""
    gone = 0
    while some := _take_some_back(task.pk):
        gone += some
    return gone


def put_off(task: Task) -> int:
    """Corrects the day it is due for those who have not finished, in chunks; gives for how many."""
    later = 0
    while some := _put_some_off(task.pk):
        later += some
    return later


@transaction.atomic
def _take_some_back(pk: int) -> int:
    task = Task.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=pk)
    left = list(Assignment.objects.select_for_update().filter(task=task, withdrawn=False).order_by("pk")[:CHUNK])
    if task.state != TaskState.WITHDRAWN or not left:
        return 0
    assert task.changed_by is not None, "somebody changed it"
    entries = standing([*map(source_of, left), *(completion_source(each) for each in left if each.completed_at)])
    reverse_many(entries, reason=task.withdrawn_because, by=task.changed_by)
    Assignment.objects.filter(pk__in=[each.pk for each in left]).update(withdrawn=True)
    Task.objects.filter(pk=pk).update(beat_at=now())
    return len(left)


@transaction.atomic
def _put_some_off(pk: int) -> int:
    task = Task.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=pk)
    if task.state not in (TaskState.PUBLISHED, TaskState.STOPPED):
        return 0
    behind = Assignment.objects.filter(task=task, withdrawn=False, completed_at__isnull=True, due_on__lt=task.due_on)
    some = list(behind.select_for_update().order_by("unit_id", "category", "pk")[:CHUNK])
    if not some:
        return 0
    for each in some:
        each.due_on, each.task = task.due_on, task
    assert task.changed_by is not None, "somebody changed it"
    _correct(some, reason=str(Words(f"延期至 {task.due_on}", f"due later, on {task.due_on}")), by=task.changed_by)
    Task.objects.filter(pk=pk).update(beat_at=now())
    return len(some)


def _correct(changed: Sequence[Assignment], *, reason: str, by: Person) -> None:
    """The entries of one task's assignments as they are now, instead of those that stand."""
    reverse_many(standing(list(map(source_of, changed))), reason=reason, by=by)
    for each in changed:
        each.revision += 1
    post_many(map(Postings(changed[0].task, units_of(changed)).given, changed), by=by)
    Assignment.objects.bulk_update(changed, ["due_on", "excused", "revision"], batch_size=500)


def _given_out(task: Task, *, by: Person, also: tuple[TaskState, ...] = ()) -> Task:
    require(person=by, permission="learning.teach", unit=task.unit)
    held = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if held.state not in (TaskState.PUBLISHED, TaskState.PUBLISHING, *also):
        raise NotPublished(task=held.title)
    return held
