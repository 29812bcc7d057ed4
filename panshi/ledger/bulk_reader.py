"""Reads a SQLite ledger's entries through ADBC and writes them to stdout as an Arrow stream: run as a process of its own.

    python -m panshi.ledger.bulk_reader DATABASE LO HI COLUMN…

ADBC's driver carries a SQLite of its own. Two SQLites in one process break each other's file locks (POSIX locks belong to
the process: when one closes the file, the other's locks are gone; sqlite.org/howtocorrupt.html, 2.2.1): seen here as a
reader that missed everything just written. So this module imports nothing that opens the database otherwise.
"""

import sys
from collections.abc import Sequence

import pyarrow as pa

TYPES = {
    "seq": pa.int64(),
    "kind": pa.string(),
    "unit_id": pa.int64(),
    "person_id": pa.int64(),
    "occurred_on": pa.date32(),
    "quantity": pa.int64(),
    "sign": pa.int64(),
    "dims": pa.string(),
    "source": pa.string(),
    "reverses": pa.int64(),
    "reason": pa.string(),
    "posted_by_id": pa.int64(),
    "posted_at": pa.timestamp("us", "UTC"),
    "evidence": pa.string(),
}
BATCH = 65_536


def schema(columns: Sequence[str]) -> pa.Schema:
    """The columns' Arrow types: whole numbers int64, day date32, moment timestamp in UTC, the rest text (dims JSON)."""
    return pa.schema([(name, TYPES[name]) for name in columns])


def typed(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with every column of its declared type, days and moments read from text."""
    target = schema(batch.schema.names)
    # A moment is stored in UTC without saying so: read it as it stands, then say so.
    unsaid = pa.schema(
        [(field.name, pa.timestamp("us") if pa.types.is_timestamp(field.type) else field.type) for field in target]
    )
    return batch.cast(unsaid).cast(target)


def main(database: str, lo: str, hi: str, *columns: str) -> None:
    """Streams the entries with lo < seq <= hi, in order."""
    from adbc_driver_sqlite import dbapi  # noqa: PLC0415 -- never in a process that has the database open: see above

    names = schema(columns).names
    query = f"SELECT {', '.join(names)} FROM ledger_entry WHERE seq > {int(lo)} AND seq <= {int(hi)} ORDER BY seq"  # noqa: S608 -- known columns and two numbers
    with dbapi.connect(database) as reader, reader.cursor() as cursor:
        cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(BATCH)})
        cursor.execute(query)
        with pa.ipc.new_stream(sys.stdout.buffer, schema(columns)) as stream:
            for batch in cursor.fetch_record_batch():
                stream.write_batch(typed(batch))


if __name__ == "__main__":
    main(*sys.argv[1:])
