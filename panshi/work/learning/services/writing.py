"""Many tasks given written at the driver's own rate; turning model instances into statements would take longer than all else."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from panshi.work.learning.models import Assignment, Task
from panshi.work.learning.selectors.audience import Member

TOGETHER = 500  # rows in a statement: SQLite takes 32,766 values, PostgreSQL 65,535
_TABLE = Assignment._meta.db_table
_COLUMNS = "task_id, person_id, unit_id, category, given_on, due_on, excused, late, seconds, swift, withdrawn, revision"
_ROW = f"({', '.join(['%s'] * 7)}, %s, 0, %s, %s, 1)"


def insert_given(task: Task, members: Sequence[Member], *, given_on: date, due_on: date) -> list[Assignment]:
    """Writes the task given to each of these, in order; who has it already is a bug."""
    made = [
        Assignment(
            task=task,
            person_id=member.person_id,
            unit_id=member.unit_id,
            category=member.category,
            given_on=given_on,
            due_on=due_on,
            excused=member.excused,
        )
        for member in members
    ]
    with connection.cursor() as cursor:
        for low in range(0, len(made), TOGETHER):
            batch = made[low : low + TOGETHER]
            rows = ", ".join([_ROW] * len(batch))
            cursor.execute(
                f"INSERT INTO {_TABLE} ({_COLUMNS}) VALUES {rows} RETURNING id",  # noqa: S608 -- fixed text only
                [value for each in batch for value in _values(each)],
            )
            for each, (pk,) in zip(batch, cursor.fetchall(), strict=True):
                each.pk = pk
                each._state.adding = False
    return made


def update_completed(done: Iterable[Assignment]) -> None:
    """Writes when each was completed, how long it took and what follows from it."""
    moment = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {_TABLE} SET completed_at = %s, late = %s, seconds = %s, swift = %s WHERE id = %s",  # noqa: S608 -- fixed text only
            [(moment(each.completed_at), each.late, each.seconds, each.swift, each.pk) for each in done],
        )


def _values(given: Assignment) -> tuple[Any, ...]:
    return (
        given.task_id,
        given.person_id,
        given.unit_id,
        given.category,
        given.given_on.isoformat(),
        given.due_on.isoformat(),
        given.excused,
        False,
        False,
        False,
    )
