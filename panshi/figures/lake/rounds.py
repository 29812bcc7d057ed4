"""One round of a sync: some entries read once, written as segments, cells and people's weights."""

import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from panshi.figures.lake import columns
from panshi.figures.lake.manifest import CellFile, Manifest, Segment, settle
from panshi.figures.lake.refusals import FeedShort
from panshi.figures.lake.source import Source

if TYPE_CHECKING:
    import duckdb

STAGED = """
CREATE OR REPLACE TEMP TABLE staged AS
SELECT seq, kind, unit_id::BIGINT AS unit, person_id::BIGINT AS person, occurred_on::DATE AS occurred_on,
       quantity::BIGINT AS quantity, sign::TINYINT AS sign, reverses::BIGINT AS reverses, dims
FROM fed
"""
CELLS = "CREATE OR REPLACE TEMP TABLE cells (kind VARCHAR, unit BIGINT, day DATE, until DATE, key VARCHAR, n BIGINT, q BIGINT)"
PEOPLE = "CREATE OR REPLACE TEMP TABLE people (kind VARCHAR, person BIGINT, unit BIGINT, month DATE, key VARCHAR, n BIGINT)"


def write_round(
    cursor: "duckdb.DuckDBPyConnection", folder: Path, source: Source, lo: int, hi: int, *, only: Collection[str] = ()
) -> Manifest:
    """Writes the files for the entries with lo < seq <= hi (of these kinds only, when given) and names them.

    Everything is on the disk for good when it returns; nothing counts before a manifest says so.
    """
    _stage(cursor, source, lo, hi)
    cursor.execute(CELLS)
    cursor.execute(PEOPLE)
    segments: list[Segment] = []
    for (kind,) in cursor.execute("SELECT DISTINCT kind FROM staged ORDER BY kind").fetchall():
        if only and kind not in only:
            continue
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE typed AS {columns.typed(kind)}")
        segments += _write_segments(cursor, folder, kind, lo, hi)
        cursor.execute(f"INSERT INTO cells {columns.cells(kind)}")
        declared = columns.declared(kind)
        if declared and declared.people:
            cursor.execute(f"INSERT INTO people {columns.people(kind)}")
    name = f"{lo}-{hi}" + (f"-{'+'.join(sorted(only))}" if only else "")
    written = Manifest(
        segments=tuple(segments),
        cells=write_sums(cursor, folder, "cells", CellFile(lo, hi, 0, f"cells/c-{name}.parquet")),
        people=write_sums(cursor, folder, "people", CellFile(lo, hi, 0, f"people/p-{name}.parquet")),
    )
    for table in ("staged", "typed", "cells", "people"):
        cursor.execute(f"DROP TABLE IF EXISTS {table}")
    return written


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


def _stage(cursor: "duckdb.DuckDBPyConnection", source: Source, lo: int, hi: int) -> None:
    import pyarrow as pa  # noqa: PLC0415 -- heavy: only a sync needs it

    batches = source.batches(lo, hi)
    first = next(batches, None)
    if first is None:
        raise FeedShort(lo=lo + 1, hi=hi, wanted=hi - lo, got=0)

    def stream() -> "object":
        yield first
        yield from batches

    cursor.register("fed", pa.RecordBatchReader.from_batches(first.schema, stream()))
    cursor.execute(STAGED)
    cursor.unregister("fed")
    [(got, lowest, highest)] = cursor.execute("SELECT COUNT(*), MIN(seq), MAX(seq) FROM staged").fetchall()
    if (got, lowest, highest) != (hi - lo, lo + 1, hi):
        raise FeedShort(lo=lo + 1, hi=hi, wanted=hi - lo, got=got)


def _write_segments(cursor: "duckdb.DuckDBPyConnection", folder: Path, kind: str, lo: int, hi: int) -> list[Segment]:
    found = cursor.execute("SELECT DISTINCT year(occurred_on) AS y FROM typed ORDER BY y").fetchall()
    segments = []
    for (year,) in found:
        path = f"kind={kind}/year={year}/s-{lo}-{hi}.parquet"
        where = f" WHERE year(occurred_on) = {year}" if len(found) > 1 else ""
        rows = write(cursor, folder, f"SELECT * FROM typed{where}", path)  # noqa: S608 -- declared names only
        segments.append(Segment(kind=kind, year=year, lo=lo, hi=hi, rows=rows, path=path))
    return segments
