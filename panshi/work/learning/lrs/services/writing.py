"""Rows of the record store written many at a time, at the driver's own rate, on SQLite and PostgreSQL alike."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from panshi.work.learning.lrs.selectors.looking import at_once
from panshi.work.learning.lrs.selectors.statements import WRITING_LOCK

_TYPES = {
    "lrs_statement": {"seq": "bigint", "statement_id": "uuid", "voided": "boolean", "body": "bytea"},
    "lrs_mention": {"key": "bytea", "seq": "bigint"},
    "lrs_activity": {"key": "bytea", "iri": "text", "definition": "bytea"},
    "lrs_attachment": {"sha2": "text", "content_type": "text", "content": "bytea"},
}


def lock_writing(*, alone: bool) -> None:
    """Held until the transaction ends, so that readers know the oldest writer at work. Statements about others are written alone:
    else a statement and one that refers to it, written at the same moment, would not see each other.

    On SQLite the transaction already is the only writer.
    """
    assert connection.in_atomic_block, "statements are written in a transaction"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
            cursor.execute(f"SELECT {lock}(%s)", [WRITING_LOCK])


def insert(table: str, rows: Sequence[tuple[Any, ...]], *, otherwise: str = "") -> None:
    """Writes the rows, in the order of the table's columns; `otherwise` is what follows ON CONFLICT."""
    if not rows:
        return
    columns = _TYPES[table]
    clause = f" ON CONFLICT {otherwise}" if otherwise else ""
    if connection.vendor == "postgresql":
        arrays = ", ".join(f"%b::{kind}[]" for kind in columns.values())
        asked = f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({arrays}){clause}"  # noqa: S608 -- our own names
        at_once(asked, [list(values) for values in zip(*rows, strict=True)])
    else:
        with connection.cursor() as cursor:
            marks = ", ".join(["%s"] * len(columns))
            asked = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}){clause}"  # noqa: S608 -- our own names
            cursor.executemany(asked, [tuple(map(_plain, row)) for row in rows])


def delete_mentions(seq: int, keys: Iterable[bytes]) -> None:
    """Forgets that the statement at this place mentions these."""
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute("DELETE FROM lrs_mention WHERE key = %s AND seq = %s", [key, seq])


def _plain(value: Any) -> Any:
    """What SQLite keeps for a UUID."""
    return value.hex if hasattr(value, "hex") and not isinstance(value, bytes | float) else value
