"""Rows in and out of the entries' table at the driver's own rate, in canonical form on SQLite and PostgreSQL alike."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import TypeAlias, cast

import orjson
from django.db import IntegrityError, connection, transaction

from panshi.kernel.references import Reference
from panshi.ledger import kinds, sealed_runs
from panshi.ledger.canonical import RawRow, Row, moment_of, moment_text
from panshi.ledger.entries import Entry
from panshi.ledger.kinds import DimensionType, DimensionValue

Fresh: TypeAlias = tuple[int, str, int, int | None, str, int, str, str, str]
"""A posting's own columns: seq, kind, unit, person, day, quantity, dims, source, evidence."""

COLUMNS = (
    "seq, kind, unit_id, person_id, occurred_on, quantity, sign, dims, source, "
    "reverses, reason, posted_by_id, posted_at, evidence"
)
# Expressions instead of bare columns: the driver would build date objects only for them to be written out again.
SELECTED = {
    "sqlite": COLUMNS.replace("occurred_on", "occurred_on || ''").replace("posted_at", "posted_at || ''"),
    "postgresql": COLUMNS.replace("occurred_on", "to_char(occurred_on, 'YYYY-MM-DD')").replace(
        "posted_at", "to_char(posted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    ),
}
TOGETHER = 50
APPEND_LOCK = 0x70616E736869  # "panshi": the advisory lock that appends hold on PostgreSQL


def lock_appending() -> None:
    """Holds off other appends until the transaction ends, so that positions are gap-free and commit in order.

    On SQLite the transaction already is the only writer (it began IMMEDIATE).
    """
    assert connection.in_atomic_block, "entries are written in a transaction"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [APPEND_LOCK])


def in_file() -> bool:
    """Whether other processes can read what this one sees: a file of SQLite, outside of a transaction."""
    file = str(connection.settings_dict["NAME"])
    kept = connection.vendor == "sqlite" and ":memory:" not in file and "mode=memory" not in file
    return kept and not connection.in_atomic_block


def head() -> tuple[int, str]:
    """The last position and when it was posted; (0, "") of an empty ledger."""
    found = read("ORDER BY seq DESC LIMIT 1")
    return (found[0][0], found[0][12]) if found else (0, "")


def read(where: str, values: Sequence[int | str] = ()) -> list[Row]:
    """The rows that follow `where` (everything after FROM), values bound."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {SELECTED[connection.vendor]} FROM ledger_entry {where}", values)  # noqa: S608 -- fixed text only
        return cast(list[Row], cursor.fetchall())


def read_raw(after: int, up_to: int) -> list[RawRow]:
    """The rows with after < seq <= up_to in order, text left in UTF-8: SQLite only, for verifying, a third faster."""
    connection.ensure_connection()
    driver = connection.connection
    driver.text_factory = bytes
    try:
        with connection.wrap_database_errors:
            return cast(list[RawRow], driver.execute(sealed_runs.query(SELECTED["sqlite"]), (after, up_to)).fetchall())
    finally:
        driver.text_factory = str


def runs(after: int, up_to: int, *, length: int = 4096) -> Iterator[list[Row]]:
    """The rows with after < seq <= up_to in order, at most `length` positions at a time: constant memory on any database."""
    for low in range(after, up_to, length):
        yield read("WHERE seq > %s AND seq <= %s ORDER BY seq", [low, min(low + length, up_to)])


def among(column: str, values: Sequence[int | str], *, also: str = "") -> Iterator[Row]:
    """The rows whose column is one of `values`, asked for 500 at a time."""
    for low in range(0, len(values), 500):
        asked = values[low : low + 500]
        marks = ", ".join(["%s"] * len(asked))
        yield from read(f"WHERE {column} IN ({marks}) {also}", asked)


def insert(rows: Sequence[Row]) -> None:
    """Writes whole rows: one executemany on SQLite, one COPY on PostgreSQL."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY ledger_entry ({COLUMNS}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * 14)
            cursor.executemany(f"INSERT INTO ledger_entry ({COLUMNS}) VALUES ({marks})", rows)  # noqa: S608 -- fixed text only


def insert_postings(fresh: Sequence[Fresh], *, by: int, posted_at: str) -> None:
    """Writes rows of postings, all by one person at one moment (`moment_text`).

    What is the same in all of them stands in the statement, and a statement writes `TOGETHER` rows: binding and stepping
    for each row alone costs SQLite half of the time.
    """
    if connection.vendor == "postgresql":
        insert([(*row[:6], 1, *row[6:8], None, "", by, posted_at, row[8]) for row in fresh])
        return
    values = f"(?, ?, ?, ?, ?, ?, 1, ?, ?, NULL, '', {int(by)}, '{moment_text(moment_of(posted_at))}', ?)"
    one = f"INSERT INTO ledger_entry ({COLUMNS}) VALUES {values}"  # noqa: S608 -- fixed text, a number and a time of our own
    several = one + f", {values}" * (TOGETHER - 1)
    connection.ensure_connection()
    whole = len(fresh) // TOGETHER * TOGETHER
    # Django would translate the placeholders of every statement anew.
    driver = connection.connection
    with connection.wrap_database_errors:
        for low in range(0, whole, TOGETHER):
            driver.execute(several, list(chain.from_iterable(fresh[low : low + TOGETHER])))
        driver.executemany(one, fresh[whole:])


def insert_until_known(fresh: Sequence[Fresh], *, by: int, posted_at: str) -> int:
    """Writes rows of postings until one's source is already there, and gives how many it wrote.

    On SQLite what stands before the refused row stays written, and no savepoint is needed, which would cost a fifth of
    the time; on PostgreSQL a refused COPY leaves nothing.
    """
    try:
        if connection.vendor == "sqlite":
            insert_postings(fresh, by=by, posted_at=posted_at)
        else:
            with transaction.atomic():
                insert_postings(fresh, by=by, posted_at=posted_at)
    except IntegrityError:
        return head()[0] - fresh[0][0] + 1
    return len(fresh)


def entry_of(row: Row) -> Entry:
    """The row as the rest of the program sees it."""
    (seq, kind, unit, person, day, quantity, sign, dims, source, reverses, reason, by, at, evidence) = row
    return Entry(
        seq=seq,
        kind=kind,
        unit_id=unit,
        person_id=person,
        occurred_on=date.fromisoformat(day),
        quantity=quantity,
        sign=sign,
        dims=_typed(kind, orjson.loads(dims)),
        source=Reference.parse(source),
        reverses=reverses,
        reason=reason,
        posted_by_id=by,
        posted_at=moment_of(at),
        evidence=tuple(evidence.split(",")) if evidence else (),
    )


def _typed(key: str, dims: dict[str, DimensionValue]) -> dict[str, DimensionValue]:
    # An entry outlives its room: of a kind no longer declared, dimensions stay as JSON gives them.
    declared = {kind.key: kind for kind in kinds.kinds()}.get(key)
    for dimension in declared.dimensions if declared else ():
        if dimension.type is DimensionType.DATE and dimension.key in dims:
            dims[dimension.key] = date.fromisoformat(str(dims[dimension.key]))
    return dims
