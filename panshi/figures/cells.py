"""Cells: the lake's stored sums, kept in memory as columns, so that a figure costs the same however long the ledger.

A figure is answered from cells when its conditions touch only grouped dimensions and it is asked as of the ledger's head.
Conditions are then tested once for each combination of dimensions that occurs (a `key`), never entry by entry.
"""

import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import RLock
from typing import Any, TypeAlias

import numpy as np

from panshi.figures import kept_columns
from panshi.figures.definitions import Figure, Measure
from panshi.figures.engine.duck import duck, watched
from panshi.figures.kept_columns import Kept
from panshi.figures.lake.compaction import summed
from panshi.figures.lake.manifest import CellFile, Manifest
from panshi.figures.statements.conditions import holds
from panshi.figures.tallies import ADDITIVE
from panshi.ledger import kinds
from panshi.ledger.kinds import DimensionType, DimensionValue

Column: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
LAKES_KEPT_MAX = 4
NEVER = 2**40
SUMS = "kind, unit, {day} AS day, until, key, SUM(n)::BIGINT AS n, SUM(q)::BIGINT AS q"
WEIGHTS = "kind, person, unit, month, key, SUM(n)::BIGINT AS n"
FIRST_OF_MONTH = "date_trunc('month', day)::DATE"
DAYS = "({day} - DATE '1970-01-01')::BIGINT"
SUM_NAMES = ("number", "unit", "day", "month", "until", "n", "q")
SUM_COLUMNS = (
    f"number, unit, {DAYS.format(day='day')} AS day, (year(day) * 12 + month(day))::BIGINT AS month, "
    f"COALESCE({DAYS.format(day='until')}, {NEVER}) AS until, n, q"
)
WEIGHT_NAMES = ("number", "unit", "person", "month", "n")
WEIGHT_COLUMNS = "number, unit, person, (year(month) * 12 + month(month))::BIGINT AS month, n"


class Stale(Exception):
    """The cells already hold a later state than the one asked for; never leaves this package."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Columns of one length, ordered by `day` (days since 1970): what each key, unit and day adds up to."""

    key: Column
    unit: Column
    day: Column
    month: Column
    until: Column
    n: Column
    q: Column


@dataclass(frozen=True, slots=True)
class Persons:
    """Columns of one length: who counts, in which unit and month (as `tallies.bucket` numbers months).

    `person` numbers the `count` persons there are from 0.
    """

    count: int
    unit: Column
    person: Column
    month: Column


class Cells:
    """The cells of one lake. Use it within `with cells.lock:`; every method may raise `Stale`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.lock = folder, RLock()
        self._lake = Manifest()
        self._forget(Manifest())

    def sums(self, lake: Manifest, *, by_month: bool) -> Sums:
        """All sums by month (`day` is the month's first) or by day."""
        name = "months" if by_month else "days"
        return Sums(*self._columns(lake, name, SUMS.format(day=FIRST_OF_MONTH if by_month else "day")))

    def persons(self, lake: Manifest, figure: Figure) -> Persons:
        """Who counts for the figure: persons whose net weight in a unit and month is above nothing."""
        key, unit, person, month, n = self._columns(lake, figure.kind, WEIGHTS)
        found = self._persons.get(figure)
        if found is None:
            fits = np.zeros(len(self._keys) + 1, dtype=bool)
            fits[self.keys(figure)] = True
            chosen = fits[key]
            units, u = np.unique(unit[chosen], return_inverse=True)
            people, p = np.unique(person[chosen], return_inverse=True)
            months, m = np.unique(month[chosen], return_inverse=True)
            places, where = np.unique((u * len(people) + p) * len(months) + m, return_inverse=True)
            net = np.zeros(len(places), dtype=np.int64)
            np.add.at(net, where, n[chosen])
            places = places[net > 0]
            place, m = np.divmod(places, max(1, len(months)))
            u, p = np.divmod(place, max(1, len(people)))
            found = self._persons[figure] = Persons(len(people), units[u], p, months[m])
        return found

    def keys(self, figure: Figure) -> Column:
        """The keys that satisfy the figure's conditions; after `sums` or `persons`."""
        found = self._fitting.get(figure)
        if found is None:
            fitting = [number for number, dims in self._dims.get(figure.kind, {}).items() if holds(figure.where, dims)]
            found = self._fitting[figure] = np.array(fitting, dtype=np.int64)
        return found

    @property
    def keys_count(self) -> int:
        """How many keys there are."""
        return len(self._keys)

    def _columns(self, lake: Manifest, name: str, picks: str) -> tuple[Column, ...]:
        """The columns called `name` (months or days; persons' weights by kind) as the lake has them: new files are added to
        what is there. Weights are many: only those of the kinds asked for are read.
        """
        self._follow(lake)
        weights = picks == WEIGHTS
        files, first = lake.people if weights else lake.cells, name not in self._loaded
        if first and (kept := kept_columns.read(self.folder, name, lake.ledger, files)):
            self._loaded[name] = (set(kept.files), self._numbered(kept))
        loaded, found = self._loaded.get(name, (set(), ()))
        fresh = sorted(set(files) - loaded, key=lambda file: file.lo)
        if not loaded <= set(files):
            fresh, found = list(files), ()
        if fresh or not found:
            rows = summed(self.folder, fresh, picks, only=name if weights else "") if fresh else ""
            more = self._read(fresh, rows, *((WEIGHT_NAMES, WEIGHT_COLUMNS) if weights else (SUM_NAMES, SUM_COLUMNS)))
            together = tuple(np.concatenate(pair) for pair in zip(found, more, strict=True)) if found else more
            order = np.argsort(together[2], kind="stable")  # by day, or by person: what comes third
            self._loaded[name] = (set(files), tuple(column[order] for column in together))
            if first:
                self._keep(lake, name)
        return self._loaded[name][1]

    def _numbered(self, kept: Kept) -> tuple[Column, ...]:
        """What was kept, its keys numbered as here."""
        numbers = np.array([self._number(*key) for key in kept.keys], dtype=np.int64)
        number, *others = kept.columns
        return (numbers[number], *others)

    def _keep(self, lake: Manifest, name: str) -> None:
        """Keeps the columns called `name` for the next process."""
        files, (number, *others) = self._loaded[name]
        numbers, own = np.unique(number, return_inverse=True)
        keys = list(self._keys)  # by number: they are numbered as they come
        named = tuple(keys[number] for number in numbers.tolist())
        kept_columns.write(self.folder, name, lake.ledger, Kept(frozenset(files), named, (own, *others)))

    def _read(self, files: Sequence[CellFile], rows: str, names: Sequence[str], columns: str) -> tuple[Column, ...]:
        if not files:
            return tuple(np.zeros(0, dtype=np.int64) for _ in names)
        with watched([self.folder / file.path for file in files]), duck().cursor() as cursor:
            cursor.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS {rows}")
            found = cursor.execute("SELECT DISTINCT kind, key FROM fresh").fetchall()
            named = [[kind for kind, _ in found], [key for _, key in found], [self._number(*place) for place in found]]
            cursor.execute(
                "CREATE OR REPLACE TEMP TABLE keys AS SELECT unnest(?::VARCHAR[]) AS kind, unnest(?::VARCHAR[]) AS key, "
                "unnest(?::BIGINT[]) AS number",
                named,
            )
            read = cursor.execute(f"SELECT {columns} FROM fresh JOIN keys USING (kind, key)").fetchnumpy()  # noqa: S608 -- our own names
        return tuple(np.asarray(read[name], dtype=np.int64) for name in names)

    def _number(self, kind: str, key: str) -> int:
        number = self._keys.setdefault((kind, key), len(self._keys))
        known = self._dims.setdefault(kind, {})
        if number not in known:
            known[number] = _typed(kind, key)
            self._fitting.clear()
        return number

    def _follow(self, lake: Manifest) -> None:
        if lake is self._lake:
            return
        if lake.ledger != self._lake.ledger or not self._lake.schemas.items() <= lake.schemas.items():
            self._forget(lake)
        elif lake.mark < self._lake.mark:
            raise Stale
        self._lake = lake
        self._persons.clear()

    def _forget(self, lake: Manifest) -> None:
        self._lake = lake
        self._loaded: dict[str, tuple[set[CellFile], tuple[Column, ...]]] = {}
        self._keys: dict[tuple[str, str], int] = {}
        self._dims: dict[str, dict[int, dict[str, DimensionValue | None]]] = {}
        self._fitting: dict[Figure, Column] = {}
        self._persons: dict[Figure, Persons] = {}


_lakes: OrderedDict[Path, Cells] = OrderedDict()
_lakes_lock = RLock()


def cells(folder: Path) -> Cells:
    """The cells of the lake in `folder`; of few lakes at a time."""
    with _lakes_lock:
        if folder not in _lakes:
            _lakes[folder] = Cells(folder)
        _lakes.move_to_end(folder)
        if len(_lakes) > LAKES_KEPT_MAX:
            _lakes.popitem(last=False)
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
    try:
        declared = kinds.kind(key).dimensions
    except kinds.UnknownKind:  # no room declares it any more
        return dims
    for dimension in declared:
        if dimension.type is DimensionType.DATE and dims.get(dimension.key) is not None:
            dims[dimension.key] = date.fromisoformat(dims[dimension.key])
    return dims
