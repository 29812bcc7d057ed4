"""The unit tree as figures use it: which units lie in a scope, and of which part each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from panshi.figures.engine import Engine
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Unit

LEVELS = ("county", "station")


class BadLevel(Refusal):
    """Parts can be asked for by county bureau or by station."""

    words = Words("不能按“{level}”分；可按 county（县局）或 station（所）。", "No parts by “{level}”; ask for county or station.")
    code = "bad-level"


@dataclass(frozen=True, slots=True)
class Branch:
    """One part of a scope: `index` in the statement's rows, and the unit that gives it code and name."""

    index: int
    code: str
    name: str
    own: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """The units of a scope with the part each belongs to; `top` is the path of the scope's unit, `table` the engine's
    small table (unit, part).
    """

    top: str
    table: str
    units: tuple[tuple[int, int], ...]
    branches: tuple[Branch, ...]

    def keep_in(self, engine: Engine) -> None:
        """Makes the table known to the engine; a reorganised tree is another table, so no file is ever rewritten."""
        engine.keep(self.table, {"unit": "BIGINT", "part": "INTEGER"}, self.units)


def tree(unit: Unit, level: str | None = None, *, own: bool = False) -> Tree:
    """The tree below `unit`, parted at `level`, or at its direct children (None).

    A unit below no unit of the level is a part of its own; the scope's own unit is always one, for its own entries.
    `own` leaves out everything below.
    """
    if level is not None and level not in LEVELS:
        raise BadLevel(level=level)
    below = Unit.objects.filter(path=unit.path) if own else Unit.objects.filter(path__startswith=unit.path)
    rows = list(below.order_by("path").values_list("pk", "path", "code", "name", "level"))
    heads = _heads(unit.path, rows, level)
    indexes = {path: index for index, path in enumerate(dict.fromkeys(heads.values()))}
    named = {path: (code, name) for _, path, code, name, _ in rows}
    units = tuple((pk, indexes[heads[path]]) for pk, path, *_ in rows)
    branches = tuple(Branch(index, *named[path], own=path == unit.path) for path, index in indexes.items())
    return Tree(unit.path, f"units_{sha256(repr(units).encode()).hexdigest()[:16]}", units, branches)


def _heads(top: str, rows: Sequence[tuple[int, str, str, str, str]], level: str | None) -> dict[str, str]:
    """The path of the part that each unit belongs to, by the unit's path."""
    if level is None:
        child = len(top) + Unit.steplen
        return {path: path[:child] for _, path, *_ in rows}
    levels = {path: own_level for _, path, _, _, own_level in rows}
    heads: dict[str, str] = {}
    for path in levels:  # in the tree's order: what is above comes first
        above = heads.get(path[: -Unit.steplen], path)
        heads[path] = above if levels[above] == level else path
    return heads
