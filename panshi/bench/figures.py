"""How fast figures are: the sync, all figures from segments and from cells, each beside its limit in the same run."""

import gc
import resource
import tempfile
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from time import perf_counter, process_time

from panshi.bench import made_ledger
from panshi.bench.rows import Row
from panshi.figures.compute.asking import Question, from_segments
from panshi.figures.compute.celled import from_cells
from panshi.figures.definitions import Figure, Measure, declared
from panshi.figures.engine import duck
from panshi.figures.engine.duck import read_parquet
from panshi.figures.lake.manifest import Manifest
from panshi.figures.lake.sync import sync
from panshi.figures.statements.additive import FROM_THE_BEGINNING
from panshi.figures.statements.conditions import expression
from panshi.figures.tallies import BY_QUANTITY, Shape
from panshi.figures.tree import Branch, Tree
from panshi.kernel.periods import Period
from panshi.ledger import kinds

ENTRIES = 600_000
TIMES = 7
YEAR = Period.year(2023)
APART = frozenset({Measure.RATIO, Measure.PERIOD, Measure.SCORE})


def measure() -> list[Row]:
    """The sync's rate; all figures × total, county and month from segments against hand-written fused SQL, from cells
    against segments, and for comparison one query a figure and fused SQL on the SQLite file; peak memory.
    """
    with tempfile.TemporaryDirectory(prefix="panshi-bench-") as name:
        folder = Path(name)
        source = made_ledger.write(folder / "ledger.sqlite3", ENTRIES)
        started, worked = perf_counter(), process_time()
        lake = sync(folder / "lake", source)
        seconds, processor = perf_counter() - started, process_time() - worked
        return [
            _rate("figures: sync, ledger to segments and cells", source.head() / seconds),
            _rate("figures: the same by processor seconds", source.head() / processor),
            *_compared(folder / "lake", lake, source),
            _memory(),
        ]


def _compared(folder: Path, lake: Manifest, source: made_ledger.Sqlite) -> list[Row]:
    asked = _question(folder, lake)
    figures = [figure for figure in declared() if figure.measure not in APART]
    fused = _by_hand(asked, figures)
    segments, by_hand = _fastest(lambda: from_segments(asked, figures), lambda: _run(fused))
    celled = list(from_cells(asked, figures))
    cells, from_files = _fastest(lambda: from_cells(asked, celled), lambda: from_segments(asked, celled))
    [single] = _fastest(lambda: [from_segments(asked, [figure]) for figure in figures], times=2)
    [direct] = _fastest(lambda: source.fused(_texts(figures)), times=1)
    what = f"figures: {len(figures)} figures × total, county, month"
    fewer = f"figures: the {len(celled)} of them that cells answer"
    return [
        Row(f"{what}, from segments", _ms(segments), f"hand-written fused SQL {_ms(by_hand)}", segments / by_hand, "≤ 1.3"),
        Row(f"{fewer}, from cells", _ms(cells), f"from segments {_ms(from_files)}", from_files / cells, "≥ 10"),
        Row(f"{what}, one query a figure", _ms(single), f"fused {_ms(segments)}", single / segments, "–"),
        Row(f"{what}, fused on SQLite itself", _ms(direct), f"from segments {_ms(segments)}", direct / segments, "–"),
    ]


def _question(folder: Path, lake: Manifest) -> Question:
    units = tuple((unit, made_ledger.county(unit)) for unit in range(1, made_ledger.UNITS + 1))
    branches = tuple(Branch(n, f"C{n:02}", f"county {n}", own=n == 0) for n in range(made_ledger.COUNTIES + 1))
    tree = Tree("0001", "units_of_bench", units, branches)
    tree.keep_in(duck())
    return Question(folder, lake, tree, YEAR, lake.mark, Shape(parts=True, months=YEAR.months()))


def _fastest(*runs: Callable[[], object], times: int = TIMES) -> list[float]:
    """The shortest time of each, taken in turn after a first round that warms up: what else the machine does hurts all alike."""
    found: list[list[float]] = [[] for _ in runs]
    for _ in range(times + 1):
        for run, seconds in zip(runs, found, strict=True):
            gc.collect()
            started = perf_counter()
            run()
            seconds.append(perf_counter() - started)
    return [min(seconds[1:]) for seconds in found]


def _texts(figures: list[Figure]) -> dict[str, list[tuple[str, str]]]:
    """By kind: the condition and the amount of each figure that adds up within the period, as SQL text."""
    texts: dict[str, list[tuple[str, str]]] = {}
    for figure in figures:
        if figure.measure in FROM_THE_BEGINNING or figure.measure is Measure.PEOPLE:
            continue
        condition = expression(figure.where)
        amount = "quantity * sign" if figure.measure in BY_QUANTITY else "sign"
        texts.setdefault(figure.kind, []).append((condition.sql("duckdb") if condition is not None else "TRUE", amount))
    return texts


def _run(statements: list[str]) -> None:
    with duck().cursor() as cursor:
        for statement in statements:
            cursor.execute(statement).fetchall()


def _by_hand(asked: Question, figures: list[Figure]) -> list[str]:
    """One statement a kind for what adds up and one for people, as a practised hand writes them for DuckDB."""
    statements = []
    way = lambda figure: (figure.kind, figure.measure is Measure.PEOPLE)  # noqa: E731 -- a sort key used twice
    for (_, people), group in groupby(sorted(figures, key=lambda figure: (*way(figure), figure.key)), key=way):
        together = list(group)
        files = read_parquet(asked.folder / segment.path for segment in asked.segments(together))
        statements.append(_people_by_hand(together, files) if people else _sums_by_hand(together, files))
    return statements


def _sums_by_hand(figures: list[Figure], files: str) -> str:
    sums = []
    for figure in figures:
        condition = expression(figure.where)
        said = condition.sql("duckdb") if condition is not None else "TRUE"
        amount = "quantity * sign" if figure.measure in BY_QUANTITY else "sign"
        if figure.measure is Measure.STOCK:
            until = f"d_{kinds.kind(figure.kind).until}"
            for end in (YEAR.last, *(month.last for month in YEAR.months())):
                standing = f"occurred_on <= DATE '{end}' AND ({until} IS NULL OR {until} > DATE '{end}')"
                sums.append(f"SUM({amount}) FILTER (WHERE {said} AND {standing})")
        elif figure.measure is Measure.ORDINAL:
            sums.append(f"SUM({amount}) FILTER (WHERE {said})")
        else:
            sums.append(f"SUM({amount}) FILTER (WHERE {said} AND occurred_on >= DATE '{YEAR.first}')")
    whole = any(figure.measure in FROM_THE_BEGINNING for figure in figures)
    since = "" if whole else f" AND occurred_on >= DATE '{YEAR.first}'"
    named = ", ".join(f"{one} AS f{n}" for n, one in enumerate(sums))
    again = ", ".join(f"SUM(f{n})" for n in range(len(sums)))
    return (
        f"WITH w AS (SELECT part, month(occurred_on) AS m, {named} FROM {files} AS s "  # noqa: S608 -- our own names
        f"JOIN units_of_bench AS u ON u.unit = s.unit WHERE occurred_on <= DATE '{YEAR.last}'{since} GROUP BY ALL) "
        f"SELECT part, m, {again} FROM w GROUP BY GROUPING SETS ((), (part), (m))"
    )


def _people_by_hand(figures: list[Figure], files: str) -> str:
    conditions = [expression(figure.where) for figure in figures]
    said = [condition.sql("duckdb") if condition is not None else "TRUE" for condition in conditions]
    sums = ", ".join(f"SUM(sign) FILTER (WHERE {one}) AS f{n}" for n, one in enumerate(said))
    again = ", ".join(f"SUM(f{n}) AS f{n}" for n in range(len(figures)))
    counts = ", ".join(f"COUNT(*) FILTER (WHERE f{n} > 0)" for n in range(len(figures)))
    return (
        f"WITH w AS (SELECT person, part, month(occurred_on) AS m, {sums} FROM {files} AS s "  # noqa: S608 -- our own names
        f"JOIN units_of_bench AS u ON u.unit = s.unit "
        f"WHERE occurred_on BETWEEN DATE '{YEAR.first}' AND DATE '{YEAR.last}' GROUP BY ALL), "
        f"p AS (SELECT person, part, m, {again} FROM w GROUP BY GROUPING SETS ((person), (person, part), (person, m))) "
        f"SELECT part, m, {counts} FROM p GROUP BY part, m"
    )


def _rate(what: str, rate: float) -> Row:
    return Row(what, f"{rate:,.0f} entries/s", "200,000 entries/s", rate / 200_000, "≥ 1")


def _memory() -> Row:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Row("figures: peak memory of this run", f"{peak:,.0f} MB", "1,024 MB", peak / 1024, "≤ 1")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"
