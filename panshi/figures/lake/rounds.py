"""One round of a sync: some entries read once, written as segments, cells and people's weights."""

import itertools
import os
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from panshi.figures.lake import columns
from panshi.figures.lake.manifest import CellFile, Manifest, Segment, settle
from panshi.figures.lake.refusals import FeedShort
from panshi.figures.lake.source import Source

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

KINDS_AT_ONCE = 2  # writing a file keeps one thread busy; more at once need memory for little gain
STAGED = """
CREATE TABLE staged AS
SELECT seq, kind, unit_id::BIGINT AS unit, person_id::BIGINT AS person, occurred_on::DATE AS occurred_on,
       quantity::BIGINT AS quantity, sign::TINYINT AS sign, reverses::BIGINT AS reverses, dims
FROM fed
"""
CELLS = "CREATE TABLE cells (kind VARCHAR, unit BIGINT, day DATE, until DATE, key VARCHAR, n BIGINT, q BIGINT)"
PEOPLE = "CREATE TABLE people (kind VARCHAR, person BIGINT, unit BIGINT, month DATE, key VARCHAR, n BIGINT)"


def write_round(
    cursor: "duckdb.DuckDBPyConnection", folder: Path, feed: "Feed", lo: int, hi: int, *, only: Collection[str] = ()
) -> Manifest:
    """Writes the files for the entries with lo < seq <= hi (of these kinds only, when given) and names them.

    Everything is on the disk for good when it returns; nothing counts before a manifest says so.
    """
    workspace = f"round_{token_hex(6)}"  # seen by the threads' cursors, unlike temporary tables
    cursor.execute(f"CREATE SCHEMA {workspace}; SET schema = '{workspace}'")
    try:
        _stage(cursor, feed, lo, hi)
        cursor.execute(CELLS)
        cursor.execute(PEOPLE)
        largest_first = cursor.execute("SELECT kind FROM staged GROUP BY kind ORDER BY COUNT(*) DESC, kind").fetchall()
        kinds = [kind for (kind,) in largest_first if not only or kind in only]
        with ThreadPoolExecutor(KINDS_AT_ONCE) as pool:
            written = list(pool.map(lambda kind: _write_kind(cursor, folder, kind, lo, hi, workspace=workspace), kinds))
        name = f"{lo}-{hi}" + (f"-{'+'.join(sorted(only))}" if only else "")
        return Manifest(
            segments=tuple(sorted(itertools.chain(*written), key=lambda segment: segment.path)),
            cells=write_sums(cursor, folder, "cells", CellFile(lo, hi, 0, f"cells/c-{name}.parquet")),
            people=write_sums(cursor, folder, "people", CellFile(lo, hi, 0, f"people/p-{name}.parquet")),
        )
    finally:
        cursor.execute(f"SET schema = 'main'; DROP SCHEMA {workspace} CASCADE")


def _write_kind(
    cursor: "duckdb.DuckDBPyConnection", folder: Path, kind: str, lo: int, hi: int, *, workspace: str
) -> list[Segment]:
    with cursor.cursor() as own:
        own.execute(f"SET schema = '{workspace}'")
        own.execute(f"CREATE TEMP TABLE typed AS {columns.typed(kind)}")
        segments = _write_segments(own, folder, kind, lo, hi)
        own.execute(f"INSERT INTO {workspace}.cells {columns.cells(kind)}")
        declared = columns.declared(kind)
        if declared and declared.people:
            own.execute(f"INSERT INTO {workspace}.people {columns.people(kind)}")
    return segments


def write_sums(cursor: "duckdb.DuckDBPyConnection", folder: Path, table: str, into: CellFile) -> tuple[CellFile, ...]:
    """Writes the table of sums to the file and gives it with its rows; nothing when it is empty."""
    rows = write(cursor, folder, f"SELECT * FROM {table}", into.path)  # noqa: S608 -- fixed names only
    return (replace(into, rows=rows),) if rows else ()


def write(cursor: "duckdb.DuckDBPyConnection", folder: Path, query: str, path: str) -> int:
    """Writes the query's rows to `path` below the folder, on the disk for good before it has that name."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_suffix(".new")
    said = str(new).replace("'", "''")
    done = cursor.execute(f"COPY ({query}) TO '{said}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)").fetchone()
    handle = os.open(new, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    new.replace(target)
    settle(target.parent)
    return int(done[0]) if done else 0


def _stage(cursor: "duckdb.DuckDBPyConnection", feed: "Feed", lo: int, hi: int) -> None:
    import pyarrow as pa  # noqa: PLC0415 -- heavy: only a sync needs it

    batches = feed.until(hi)
    first = next(batches, None)
    if first is None:
        raise FeedShort(lo=lo + 1, hi=hi, wanted=hi - lo, got=0)
    cursor.register("fed", pa.RecordBatchReader.from_batches(first.schema, itertools.chain((first,), batches)))
    cursor.execute(STAGED)
    cursor.unregister("fed")
    [(got, lowest, highest)] = cursor.execute("SELECT COUNT(*), MIN(seq), MAX(seq) FROM staged").fetchall()
    if (got, lowest, highest) != (hi - lo, lo + 1, hi):
        raise FeedShort(lo=lo + 1, hi=hi, wanted=hi - lo, got=got)


class Feed:
    """One reading of many entries, handed out round by round: the reader goes on while a round is written."""

    def __init__(self, source: Source, lo: int, hi: int) -> None:
        self._batches = source.batches(lo, hi)
        self._rest: pa.RecordBatch | None = None

    def until(self, hi: int) -> "Iterator[pa.RecordBatch]":
        """The batches not handed out yet, up to and with position `hi`; one that goes beyond is cut there."""
        while (batch := self._rest or next(self._batches, None)) is not None:
            cut = int(batch.column("seq").to_numpy().searchsorted(hi, side="right"))
            self._rest = batch.slice(cut) if cut < batch.num_rows else None
            if cut:
                yield batch.slice(0, cut)
            if self._rest is not None:
                return


def _write_segments(cursor: "duckdb.DuckDBPyConnection", folder: Path, kind: str, lo: int, hi: int) -> list[Segment]:
    found = cursor.execute("SELECT DISTINCT year(occurred_on) AS y FROM typed ORDER BY y").fetchall()
    segments = []
    for (year,) in found:
        path = f"kind={kind}/year={year}/s-{lo}-{hi}.parquet"
        where = f" WHERE year(occurred_on) = {year}" if len(found) > 1 else ""
        rows = write(cursor, folder, f"SELECT * FROM typed{where}", path)  # noqa: S608 -- declared names only
        segments.append(Segment(kind=kind, year=year, lo=lo, hi=hi, rows=rows, path=path))
    return segments
