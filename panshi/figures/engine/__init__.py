"""The engine runs a figure's SQL over the lake's files: DuckDB on one machine; another one speaks the same protocol."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from panshi.figures.engine.duck import DuckEngine, duck

if TYPE_CHECKING:
    from sqlglot import exp

__all__ = ["DuckEngine", "Engine", "Rows", "Table", "duck"]

Rows = list[tuple[Any, ...]]
Table = str | Sequence[Path]


class Engine(Protocol):
    """Runs portable SQL. Statements are sqlglot expressions with named placeholders, files are Parquet."""

    def run(self, statement: "exp.Expression", tables: Mapping[str, Table], facts: Mapping[str, object]) -> Rows:
        """The statement's rows; its tables are files to read or small tables kept, its placeholders `facts`.

        Refuses a file that is missing or cut short, naming it (`BrokenSegment`).
        """

    def keep(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Keeps a small table under `name` (its columns' SQL types by name) unless it is there already."""
