"""Entries as Arrow batches, in order, for the engine that computes figures: at the rate of the database's own bulk reader."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from queue import Queue
from threading import Event, Thread
from typing import TYPE_CHECKING

from django.db import connection

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import rows

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = tuple(rows.COLUMNS.split(", "))
BATCHES_AHEAD = 6
WORTH_A_PROCESS = 40_000  # entries that take the cursor longer than starting the bulk reader


class ReadingFailed(Refusal):
    """The bulk reader did not come to its end."""

    words = Words("读取账本时中断了；请再试一次。", "Reading the ledger broke off; try again.")
    code = "reading-failed"
    status = 503


def schema(columns: Sequence[str] = COLUMNS) -> "pa.Schema":
    """The columns' Arrow types: whole numbers int64, day date32, moment timestamp in UTC, the rest text (dims JSON)."""
    from panshi.ledger import bulk_reader  # noqa: PLC0415 -- heavy: pyarrow, only figures need it

    return bulk_reader.schema(columns)


def batches(lo: int, hi: int, *, columns: Sequence[str] = COLUMNS) -> "Iterator[pa.RecordBatch]":
    """The entries with lo < seq <= hi in order, in batches of the given columns typed as `schema` says.

    Many committed entries of a SQLite file are read by a process of its own through ADBC (`bulk_reader` says why); few,
    those of PostgreSQL, and those inside a transaction by the cursor.
    """
    assert set(columns) <= set(COLUMNS), columns
    if rows.in_file() and hi - lo >= WORTH_A_PROCESS:
        return _by_reader(str(connection.settings_dict["NAME"]), lo, hi, columns)
    return _by_cursor(lo, hi, columns)


def _by_reader(file: str, lo: int, hi: int, columns: Sequence[str]) -> "Iterator[pa.RecordBatch]":
    import pyarrow as pa  # noqa: PLC0415 -- heavy: only figures need it

    command = [sys.executable, "-m", "panshi.ledger.bulk_reader", file, str(lo), str(hi), *columns]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as reader:  # noqa: S603 -- our own module
        try:
            yield from _ahead(pa.ipc.open_stream(reader.stdout))
        except pa.ArrowInvalid:
            raise ReadingFailed from None
        finally:
            reader.stdout.close()  # type: ignore[union-attr]  # it is a pipe
    if reader.returncode:  # a stream cut short between two batches looks like one that ended
        raise ReadingFailed


def _ahead(batches: "Iterator[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """The same batches, read by a thread a few ahead of whoever takes them, so that reader and taker work at the same time."""
    read: Queue[pa.RecordBatch | BaseException | None] = Queue(BATCHES_AHEAD)
    left = Event()

    def fill() -> None:
        last: BaseException | None = None
        try:
            for batch in batches:
                read.put(batch)
                if left.is_set():
                    return
        except (OSError, ValueError) as problem:  # pyarrow's are ValueErrors; a closed pipe's is an OSError
            last = problem
        read.put(last)

    Thread(target=fill, daemon=True).start()
    try:
        while (batch := read.get()) is not None:
            if isinstance(batch, BaseException):
                raise batch
            yield batch
    finally:
        left.set()
        while not read.empty():
            read.get_nowait()


def _by_cursor(lo: int, hi: int, columns: Sequence[str]) -> "Iterator[pa.RecordBatch]":
    import pyarrow as pa  # noqa: PLC0415 -- heavy: only figures need it

    from panshi.ledger import bulk_reader  # noqa: PLC0415 -- heavy: pyarrow, only figures need it

    whole = [pa.types.is_int64(field.type) for field in schema(columns)]
    for run in rows.runs(lo, hi, length=bulk_reader.BATCH):
        by_column = list(zip(*run, strict=True))
        arrays = [
            pa.array(by_column[COLUMNS.index(name)], pa.int64() if number else pa.string())
            for name, number in zip(columns, whole, strict=True)
        ]
        yield bulk_reader.typed(pa.RecordBatch.from_arrays(arrays, names=list(columns)))
