"""Many records and steps written at the driver's own rate; turning model instances into rows would take longer than all else."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from panshi.org.models import Person
from panshi.work.registers.choices import Act
from panshi.work.registers.models import Record, Step
from panshi.work.registers.services.nothing import withdraw_for

TOGETHER = 100  # records in a statement: SQLite takes 32,766 values, PostgreSQL 65,535
_COLUMNS = (
    "kind, unit_id, occurred_on, dims, quantity, people, title, note, state, revision, reason, "
    'reported_by_id, reported_at, book_id, "row", distinct_because, verified_by_id, verified_at'
)
_ROW = f"({', '.join(['%s'] * 16)}, NULL, NULL)"
_STEP = "(record_id, act, by_id, at, reason, revision, was) VALUES (%s, %s, %s, %s, %s, %s, NULL)"


def insert_records(records: Sequence[Record]) -> None:
    """Writes new records, none of them verified, in order, and gives each its id; who had nothing to report now has."""
    with connection.cursor() as cursor:
        for low in range(0, len(records), TOGETHER):
            batch = records[low : low + TOGETHER]
            rows = ", ".join([_ROW] * len(batch))
            cursor.execute(
                f"INSERT INTO {Record._meta.db_table} ({_COLUMNS}) VALUES {rows} RETURNING id",  # noqa: S608 -- fixed text only
                [value for record in batch for value in _values(record)],
            )
            for record, (pk,) in zip(batch, cursor.fetchall(), strict=True):
                record.pk = pk
                record._state.db = connection.alias
    withdraw_for(records)


def insert_steps(revisions: Iterable[tuple[int, int]], *, act: Act, by: Person, at: datetime, reason: str = "") -> None:
    """One step for each (record's id, revision)."""
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Step._meta.db_table} {_STEP}",
            [(pk, act.value, by.pk, moment, reason, revision) for pk, revision in revisions],
        )


def _values(record: Record) -> tuple[Any, ...]:
    return (
        record.kind,
        record.unit_id,
        record.occurred_on.isoformat(),
        json.dumps(record.dims),
        record.quantity,
        json.dumps(record.people),
        record.title,
        record.note,
        str(record.state),
        record.revision,
        record.reason,
        record.reported_by_id,
        connection.ops.adapt_datetimefield_value(record.reported_at),
        record.book_id,
        record.row,
        record.distinct_because,
    )
