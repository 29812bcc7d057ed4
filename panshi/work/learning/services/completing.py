"""Completing tasks: at once when the last of it is done, posted to the ledger in the same moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from panshi.kernel.clock import CHINA, now
from panshi.ledger.services import post, post_many
from panshi.org.models import Person
from panshi.work.learning.choices import TaskState
from panshi.work.learning.models import Assignment, Task
from panshi.work.learning.selectors.standing import whole
from panshi.work.learning.services.changing import corrected
from panshi.work.learning.services.entering import Postings, units_of
from panshi.work.learning.services.writing import update_completed

CAME_ALL_THE_SAME = "免学后仍完成学习"
"""Why an excuse is taken back."""


@dataclass(frozen=True, slots=True)
class Done:
    """That somebody finished a task at a moment, after so many seconds; `swift` as reckoned elsewhere."""

    assignment: Assignment
    at: datetime
    seconds: int = 0
    swift: bool = False


@transaction.atomic
def settle(assignment: Assignment) -> Assignment:
    """Completes the task for its person when every theme of it is studied and its exam, if any, is passed.

    Otherwise, and for what is completed or withdrawn already, it changes nothing. Whoever was excused and does it all the same
    owed it after all: the excuse is taken back by a correction, and the task is not late. It is completed when the person did the
    last of it, also where that was marked later.
    """
    held = Assignment.objects.select_for_update(of=("self",)).select_related("task", "person").get(pk=assignment.pk)
    if held.completed_at is not None or held.withdrawn or held.task.state == TaskState.WITHDRAWN:
        return held
    done = whole(held)
    if not done.finished:
        return held
    at = done.at or now()
    held.completed_at, held.seconds, held.swift = at, done.seconds, done.swift
    held.late = not held.excused and _day(at) > held.due_on
    if held.excused:
        held.excused = ""
        corrected(held, reason=CAME_ALL_THE_SAME, by=held.person)
    held.save(update_fields=["completed_at", "late", "seconds", "swift"])
    post(Postings(held.task, units_of([held])).completed(held, on=_day(at)), by=held.person)
    return held


@transaction.atomic
def complete_many(task: Task, done: Sequence[Done], *, by: Person) -> int:
    """Completes the task for all of these, who were not excused and have not completed it: for what was done elsewhere.

    Gives how many it completed; those completed or withdrawn already are passed over.
    """
    fresh: list[Assignment] = []
    for each in done:
        assignment = each.assignment
        assert assignment.task_id == task.pk, "it is of this task"
        assert not assignment.excused, "it was due"
        if assignment.completed_at is None and not assignment.withdrawn:
            assignment.completed_at, assignment.seconds, assignment.swift = each.at, each.seconds, each.swift
            assignment.late = _day(each.at) > assignment.due_on
            fresh.append(assignment)
    update_completed(fresh)
    postings = Postings(task, units_of(fresh))
    post_many((postings.completed(each, on=_day(each.completed_at)) for each in fresh), by=by)
    return len(fresh)


def _day(moment: datetime | None) -> date:
    assert moment is not None, "it is completed"
    return moment.astimezone(CHINA).date()
