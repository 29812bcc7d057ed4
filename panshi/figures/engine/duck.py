"""DuckDB in this process: one database in memory, a cursor for each question, threads and memory bounded."""

from __future__ import annotations

import os
import tempfile
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from django.conf import settings

from panshi.figures.lake.refusals import BrokenSegment
from panshi.kernel.mishaps import DiskFull

if TYPE_CHECKING:
    import duckdb
    from sqlglot import exp

TABLES_KEPT_MAX = 64


class DuckEngine:
    """The embedded engine. `threads` and `memory` default to the settings FIGURES_THREADS and FIGURES_MEMORY, else to
    all processors and 1 GB; what does not fit in memory goes to a temporary folder.
    """

    def __init__(self, *, threads: int | None = None, memory: str | None = None) -> None:
        import duckdb  # noqa: PLC0415 -- heavy: only figures need it

        self._database = duckdb.connect(
            ":memory:",
            config={
                "threads": threads or getattr(settings, "FIGURES_THREADS", os.cpu_count() or 1),
                "memory_limit": memory or getattr(settings, "FIGURES_MEMORY", "1GB"),
                "temp_directory": str(Path(tempfile.gettempdir()) / f"panshi-figures-{os.getpid()}"),
                "autoinstall_known_extensions": "false",
                "preserve_insertion_order": "false",
            },
        )
        self._lock = RLock()
        self._kept: OrderedDict[str, None] = OrderedDict()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own to the same tables; close it after use."""
        return self._database.cursor()

    def run(
        self, statement: exp.Expression, tables: Mapping[str, str | Sequence[Path]], facts: Mapping[str, object]
    ) -> list[tuple[Any, ...]]:
        """The statement's rows (see `engine.Engine`)."""
        text = _text(statement)
        files: list[Path] = []
        for name, table in tables.items():
            if not isinstance(table, str):
                files += table
            text = text.replace(name, table if isinstance(table, str) else read_parquet(table))
        with watched(files), self.cursor() as cursor:
            return cursor.execute(text, {key: facts[key] for key in _facts(statement)}).fetchall()

    def keep(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Keeps a small table; beyond `TABLES_KEPT_MAX` the one unused longest goes."""
        with self._lock, self.cursor() as cursor:
            if name in self._kept:
                self._kept.move_to_end(name)
                return
            arrays = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in columns]
            picks = ", ".join(f"unnest(${n}::{type_}[]) AS {key}" for n, (key, type_) in enumerate(columns.items(), 1))
            cursor.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {picks}", arrays)
            self._kept[name] = None
            if len(self._kept) > TABLES_KEPT_MAX:
                oldest, _ = self._kept.popitem(last=False)
                cursor.execute(f"DROP TABLE IF EXISTS {oldest}")


def duck() -> DuckEngine:
    """This process's engine."""
    return _duck_of(os.getpid())


@cache
def _duck_of(pid: int) -> DuckEngine:  # a forked process makes its own
    return DuckEngine()


def read_parquet(files: Iterable[Path]) -> str:
    """DuckDB's name for the rows of all these files."""
    names = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
    return f"read_parquet([{names}])"


class watched:  # noqa: N801 -- reads as a word: with watched(files)
    """Within the block DuckDB's complaints about files and disk become refusals in words."""

    def __init__(self, files: Iterable[Path]) -> None:
        self.files = files

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if kind is None or kind.__module__ != "_duckdb":
            return
        said = str(error)
        if "No space left" in said or "disk full" in said.lower():
            raise DiskFull from error
        for file in self.files:
            if not _whole(file):
                raise BrokenSegment(file=file.name) from error


def _whole(file: Path) -> bool:
    """Whether the file is there, begins and ends as Parquet does and its footer is readable."""
    import pyarrow.parquet  # noqa: PLC0415 -- heavy: only after something went wrong

    try:
        with pyarrow.parquet.ParquetFile(file) as parquet:
            for group in range(parquet.num_row_groups):
                parquet.read_row_group(group)
    except (OSError, ValueError, pyarrow.lib.ArrowException):
        return False
    return True


def _facts(statement: exp.Expression) -> frozenset[str]:
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    found: frozenset[str] | None = statement.meta.get("facts")
    if found is None:
        found = statement.meta["facts"] = frozenset(node.name for node in statement.find_all(exp.Placeholder))
    return found


def _text(statement: exp.Expression) -> str:
    # Statements are built once and asked often; writing one out takes longer than running a small one.
    found: str | None = statement.meta.get("duckdb")
    if found is None:
        found = statement.meta["duckdb"] = statement.sql("duckdb")
    return found
