"""Many small files become one: written beside them, then the manifest is swapped; the old ones go after a while."""

import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from panshi.figures.engine.duck import duck, read_parquet, watched
from panshi.figures.lake import manifest
from panshi.figures.lake.manifest import CellFile, Manifest, Segment
from panshi.figures.lake.rounds import write, write_sums

FILES_MAX = 8
SMALL_ROWS = 250_000
GRACE_SECONDS = 600  # a reader that saw the old manifest may still want the old files


def compact(folder: Path, there: Manifest) -> Manifest:
    """Merges what has grown into more than `FILES_MAX` small files; gives the manifest that counts afterwards."""
    merged = _sums(folder, _segments(folder, there))
    gone = {path: time.time() for path in there.files() - merged.files()}
    overdue = [path for path, since in there.retired.items() if time.time() - since > GRACE_SECONDS]
    if not gone and not overdue:
        return there
    kept = {path: since for path, since in there.retired.items() if path not in overdue}
    merged = replace(merged, retired=kept | gone)
    manifest.replace_with(folder, merged)
    for path in set(overdue) - merged.files():
        (folder / path).unlink(missing_ok=True)
    _sweep(folder, merged)
    return merged


def _sweep(folder: Path, there: Manifest) -> None:
    """Deletes what a killed sync left behind: files that no manifest names, once they are old enough."""
    named = there.files() | set(there.retired)
    for path in (*folder.rglob("*.parquet"), *folder.rglob("*.new")):
        if str(path.relative_to(folder)) not in named and time.time() - path.lstat().st_mtime > GRACE_SECONDS:
            path.unlink(missing_ok=True)


def _segments(folder: Path, there: Manifest) -> Manifest:
    segments: list[Segment] = []
    place = lambda s: (s.kind, s.year)  # noqa: E731 -- a sort key used twice
    for (kind, year), group in groupby(sorted(there.segments, key=lambda s: (*place(s), s.lo)), key=place):
        found = list(group)
        small = [segment for segment in found if segment.rows < SMALL_ROWS]
        if len(small) <= FILES_MAX:
            segments += found
            continue
        lo, hi = small[0].lo, small[-1].hi
        path = f"kind={kind}/year={year}/s-{lo}-{hi}.parquet"
        files = [folder / segment.path for segment in small]
        with duck().cursor() as cursor, watched(files):
            rows = write(cursor, folder, f"SELECT * FROM {read_parquet(files)}", path)  # noqa: S608 -- our own names
        segments += [s for s in found if s not in small]
        segments.append(Segment(kind=kind, year=year, lo=lo, hi=hi, rows=rows, path=path))
    return replace(there, segments=tuple(sorted(segments, key=lambda s: (*place(s), s.lo))))


def _sums(folder: Path, there: Manifest) -> Manifest:
    return replace(
        there,
        cells=_merged(folder, there.cells, "cells", "kind, unit, day, until, key, SUM(n)::BIGINT AS n, SUM(q)::BIGINT AS q"),
        people=_merged(folder, there.people, "people", "kind, person, unit, month, key, SUM(n)::BIGINT AS n"),
    )


def _merged(folder: Path, files: Sequence[CellFile], table: str, columns: str) -> tuple[CellFile, ...]:
    small = [file for file in files if file.rows < SMALL_ROWS]
    if len(small) <= FILES_MAX:
        return tuple(files)
    lo, hi = min(file.lo for file in small), max(file.hi for file in small)
    with duck().cursor() as cursor, watched([folder / file.path for file in small]):
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {summed(folder, small, columns)}")
        path = f"{table}/{table[0]}-{lo}-{hi}-of-{len(small)}.parquet"
        merged = write_sums(cursor, folder, table, CellFile(lo, hi, 0, path))
        cursor.execute(f"DROP TABLE {table}")
    return (*(file for file in files if file not in small), *merged)


def summed(folder: Path, files: Sequence[CellFile], columns: str, *, only: str = "") -> str:
    """SQL that adds the rows of these files up, leaving out the kinds that no longer count and what sums to nothing;
    with `only`, the rows of that kind.
    """
    parts = []
    for file in files:
        said = ", ".join(f"'{kind}'" for kind in file.without)
        tests = [f"kind NOT IN ({said})"] if said else []
        tests += [f"kind = '{only}'"] if only else []
        where = f" WHERE {' AND '.join(tests)}" if tests else ""
        parts.append(f"SELECT * FROM {read_parquet([folder / file.path])}{where}")  # noqa: S608 -- our own names
    having = "HAVING SUM(n) <> 0" + (" OR SUM(q) <> 0" if "SUM(q)" in columns else "")
    return f"SELECT {columns} FROM ({' UNION ALL '.join(parts)}) GROUP BY ALL {having}"  # noqa: S608 -- our own names
