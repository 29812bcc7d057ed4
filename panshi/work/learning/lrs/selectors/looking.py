"""Many rows looked up by their keys at once, at the driver's own rate, on SQLite and PostgreSQL alike."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

TOGETHER = 500


def among(select: str, column: str, kind: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of `select` (up to FROM and its table) whose column, of this PostgreSQL type, has one of the values."""
    if not values:
        return []
    if connection.vendor == "postgresql":
        return at_once(f"{select} WHERE {column} = ANY(%b::{kind}[])", [list(values)])
    found: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for first in range(0, len(values), TOGETHER):
            some = [each.hex if kind == "uuid" else each for each in values[first : first + TOGETHER]]
            cursor.execute(f"{select} WHERE {column} IN ({', '.join(['%s'] * len(some))})", some)
            found += cursor.fetchall()
    return found


def at_once(asked: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Runs a statement with values bound by the server, in binary: Django's own cursor writes them into the text, in Python."""
    from psycopg import Cursor  # noqa: PLC0415 -- only where PostgreSQL is

    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.execute(asked, values)
        return cursor.fetchall() if cursor.description else []
