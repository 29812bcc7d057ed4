"""Cells: the lake's stored sums, kept as small tables in the engine, so that a figure costs the same however long the ledger.

A figure is answered from cells when its conditions touch only grouped dimensions and it is asked as of the ledger's head.
Conditions are then tested once for each combination of dimensions that occurs (a `key`), never entry by entry.
"""

import json
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from panshi.figures.definitions import Figure, Measure
from panshi.figures.engine.duck import duck, watched
from panshi.figures.lake.compaction import summed
from panshi.figures.lake.manifest import CellFile, Manifest
from panshi.figures.statements.conditions import holds
from panshi.figures.tallies import ADDITIVE
from panshi.ledger import kinds
from panshi.ledger.kinds import DimensionType, DimensionValue, Kind

if TYPE_CHECKING:
    import duckdb

LAKES_KEPT_MAX = 4
MODES = {Measure.ORDINAL: 1, Measure.STOCK: 2}
CELLS = "kind, unit, {day} AS day, until, key, SUM(n)::BIGINT AS n, SUM(q)::BIGINT AS q"
PEOPLE = "kind, person, unit, month, key, SUM(n)::BIGINT AS n"
STANDING = """
CREATE TABLE IF NOT EXISTS {name} AS
SELECT figure, unit, person, (month - 1) // 12 AS year, bit_or(1 << ((month - 1) % 12)) AS months
FROM (
    SELECT a.figure, w.unit, w.month, w.person FROM {weights} AS w JOIN {asked} AS a ON a.key = w.key
    GROUP BY ALL HAVING SUM(w.n) > 0
) GROUP BY ALL
"""
FIRST_OF_MONTH = "date_trunc('month', day)::DATE"
BUCKET = "(year({day}) * 12 + month({day}))::INTEGER"


class Stale(Exception):
    """The tables already hold a later state than the one asked for; never leaves this package."""


class Cells:
    """The tables of one lake: `months` and `days` (key, unit, day, month, until, n, q) and `weights` (key, unit, person,
    month, n). Use it within `with cells.lock:`.
    """

    def __init__(self, folder: Path, number: int) -> None:
        self.folder, self.lock = folder, RLock()
        self._name = f"cells_{number}"
        self._lake = Manifest()
        self._loaded: dict[str, set[CellFile]] = {}
        self._keys: dict[tuple[str, str], int] = {}
        self._dims: dict[str, list[tuple[int, dict[str, DimensionValue | None]]]] = {}
        self._fitting: dict[Figure, list[int]] = {}
        self._asked: dict[tuple[Figure, ...], str] = {}
        self._count = 0

    def table(self, name: str, lake: Manifest) -> str:
        """The name of the table `months`, `days` or `weights`, holding exactly what `lake` holds; raises `Stale`."""
        self._follow(lake)
        files = set(lake.people if name == "weights" else lake.cells)
        loaded = self._loaded.get(name)
        table = f"{self._name}_{name}"
        with watched([self.folder / file.path for file in files]), duck().cursor() as cursor:
            if loaded is None or not loaded <= files:
                cursor.execute(f"DROP TABLE IF EXISTS {table}")
                loaded = set()
            self._load(cursor, name, table, sorted(files - loaded, key=lambda file: file.lo))
        self._loaded[name] = files
        return table

    def asked(self, figures: tuple[Figure, ...]) -> str:
        """The small table (figure, key, mode) of the keys that satisfy each figure's conditions; after `table`."""
        name = self._asked.get(figures)
        if name is None:
            self._count += 1
            name = self._asked[figures] = f"{self._name}_asked_{self._count}"
            rows = [(n, key, MODES.get(f.measure, 0)) for n, f in enumerate(figures) for key in self._fits(f)]
            columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
            with duck().cursor() as cursor:
                picks = "unnest(?::INTEGER[]) AS figure, unnest(?::INTEGER[]) AS key, unnest(?::INTEGER[]) AS mode"
                cursor.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {picks}", columns)
        return name

    def standing(self, figures: tuple[Figure, ...], weights: str) -> str:
        """The table (figure, unit, person, year, months) of the persons who count, a bit for each month from January on;
        after `table("weights", …)`.
        """
        asked = self.asked(figures)
        name = f"{asked}_standing"
        with duck().cursor() as cursor:
            cursor.execute(STANDING.format(name=name, asked=asked, weights=weights))
        return name

    def drop(self) -> None:
        """Forgets everything."""
        with duck().cursor() as cursor:
            found = cursor.execute("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE ?", [f"{self._name}\\_%"])
            for (table,) in found.fetchall():
                cursor.execute(f"DROP TABLE IF EXISTS {table}")
        self._loaded, self._keys, self._dims = {}, {}, {}
        self._fitting, self._asked = {}, {}

    def _follow(self, lake: Manifest) -> None:
        if lake is self._lake:
            return
        if lake.ledger != self._lake.ledger or lake.schemas.items() & self._lake.schemas.items() != self._lake.schemas.items():
            self.drop()
        elif lake.mark < self._lake.mark:
            raise Stale
        else:
            self._forget_answers()
        self._lake = lake

    def _forget_answers(self) -> None:
        with duck().cursor() as cursor:
            for table in self._asked.values():
                cursor.execute(f"DROP TABLE IF EXISTS {table}")
                cursor.execute(f"DROP TABLE IF EXISTS {table}_standing")
        self._asked, self._fitting = {}, {}

    def _load(self, cursor: "duckdb.DuckDBPyConnection", name: str, table: str, files: Sequence[CellFile]) -> None:
        people = name == "weights"
        picks = PEOPLE if people else CELLS.format(day=FIRST_OF_MONTH if name == "months" else "day")
        columns = (
            "person BIGINT, month INTEGER, n BIGINT" if people else "day DATE, month INTEGER, until DATE, n BIGINT, q BIGINT"
        )
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {table} (key INTEGER, unit BIGINT, {columns})")
        if not files:
            return
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS {summed(self.folder, files, picks)}")
        self._number_keys(cursor)
        day = BUCKET.format(day="month" if people else "day")
        rest = f"person, {day}, n" if people else f"day, {day}, until, n, q"
        order = "k.number" if people else "day, k.number"
        cursor.execute(
            f"INSERT INTO {table} SELECT k.number, unit, {rest} FROM fresh JOIN keys AS k USING (kind, key) ORDER BY {order}"  # noqa: S608 -- our own names
        )
        cursor.execute("DROP TABLE fresh")
        cursor.execute("DROP TABLE keys")

    def _number_keys(self, cursor: "duckdb.DuckDBPyConnection") -> None:
        """Gives new keys numbers, and the temporary table `keys` (kind, key, number) all that occur."""
        found = cursor.execute("SELECT DISTINCT kind, key FROM fresh").fetchall()
        for kind, key in found:
            if (kind, key) not in self._keys:
                number = self._keys[kind, key] = len(self._keys)
                self._dims.setdefault(kind, []).append((number, _typed(kind, key)))
                self._fitting.clear()
        columns = [[kind for kind, _ in found], [key for _, key in found], [self._keys[place] for place in found]]
        picks = "unnest(?::VARCHAR[]) AS kind, unnest(?::VARCHAR[]) AS key, unnest(?::INTEGER[]) AS number"
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE keys AS SELECT {picks}", columns)

    def _fits(self, figure: Figure) -> list[int]:
        found = self._fitting.get(figure)
        if found is None:
            found = [number for number, dims in self._dims.get(figure.kind, ()) if holds(figure.where, dims)]
            self._fitting[figure] = found
        return found


_lakes: OrderedDict[Path, Cells] = OrderedDict()
_lakes_lock = RLock()
_made = 0


def cells(folder: Path) -> Cells:
    """The tables of the lake in `folder`; of few lakes at a time."""
    global _made  # noqa: PLW0603 -- table names must never be given twice in a process
    with _lakes_lock:
        if folder not in _lakes:
            _made += 1
            _lakes[folder] = Cells(folder, _made)
        _lakes.move_to_end(folder)
        if len(_lakes) > LAKES_KEPT_MAX:
            _lakes.popitem(last=False)[1].drop()
        return _lakes[folder]


def answerable(figure: Figure) -> bool:
    """Whether the figure can be read off cells: it adds up or counts people, by grouped dimensions only."""
    if figure.measure not in ADDITIVE and figure.measure is not Measure.PEOPLE:
        return False
    grouped = {dimension.key for dimension in kinds.kind(figure.kind).dimensions if dimension.grouped}
    return {condition.dimension for condition in figure.where} <= grouped


def _typed(key: str, text: str) -> dict[str, DimensionValue | None]:
    """A key's dimensions as entries have them: days as days."""
    dims: dict[str, Any] = json.loads(text)
    for dimension in _dimensions(kinds.kinds(), key):
        if dims.get(dimension) is not None:
            dims[dimension] = date.fromisoformat(dims[dimension])
    return dims


def _dimensions(known: Iterable[Kind], key: str) -> list[str]:
    return [d.key for kind in known if kind.key == key for d in kind.dimensions if d.type is DimensionType.DATE]
