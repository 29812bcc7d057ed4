"""Answers from cells: one statement for all additive figures of all kinds together, one for all people."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from panshi.figures.cells import Stale, answerable, cells
from panshi.figures.definitions import Figure, Measure
from panshi.figures.engine.duck import duck
from panshi.figures.tallies import BEFORE, BY_QUANTITY, Tally, bucket, running
from panshi.kernel.periods import Period

if TYPE_CHECKING:
    from panshi.figures.compute.asking import Question

# Cells are summed by key before figures come in: a key serves many figures. What lies before the period is read only for
# figures that run from the beginning, so that years gone by cost nothing.
ADDED = """
WITH sums AS (
    SELECT c.key, {part} AS part, c.month, SUM(c.n) AS n, SUM(c.q) AS q, SUM({still}) AS still
    FROM {cells} AS c {units} WHERE c.day BETWEEN $first AND $last GROUP BY ALL
    UNION ALL
    SELECT c.key, {part} AS part, 0 AS month, SUM(c.n) AS n, SUM(c.q) AS q, SUM({still}) AS still
    FROM {cells} AS c {units} WHERE c.day < $first AND c.key IN (SELECT key FROM {asked} WHERE mode > 0) GROUP BY ALL
)
SELECT a.figure, {by_part}, {by_month}, SUM(CASE WHEN a.mode = 2 THEN s.still ELSE s.n END), SUM(s.q)
FROM sums AS s JOIN {asked} AS a ON a.key = s.key WHERE a.mode > 0 OR s.month > 0 GROUP BY {groups}
"""
STILL = "CASE WHEN c.until IS NULL OR c.until > $last THEN c.n ELSE 0 END"
STOCKS = "SELECT a.figure, {ends} FROM {cells} AS c JOIN {asked} AS a ON a.key = c.key {units} WHERE a.mode = 2 GROUP BY ALL"
STOCK = "SUM(CASE WHEN c.day <= $end{n} AND (c.until IS NULL OR c.until > $end{n}) THEN c.n ELSE 0 END)"
PEOPLE = """
WITH p AS (
    SELECT p.figure, {part} AS part, p.person, p.year, p.months & {span} AS months
    FROM {standing} AS p {units} WHERE p.months & {span} <> 0
)
"""
PEOPLE_IN_ALL = "SELECT figure, NULL, NULL, COUNT(DISTINCT person) FROM p GROUP BY figure"
PEOPLE_BY_PART = "SELECT figure, part, NULL, COUNT(DISTINCT person) FROM p GROUP BY figure, part"
PEOPLE_BY_MONTH = """
SELECT figure, NULL, year * 12 + k, COUNT(*) FROM (
    SELECT figure, year, person, bit_or(months) AS months FROM p GROUP BY figure, year, person
), (SELECT unnest(range(1, 13))::INTEGER AS k) WHERE (months >> (k - 1)) & 1 = 1 GROUP BY figure, year, k
"""


def from_cells(asked: "Question", figures: Sequence[Figure]) -> dict[Figure, Tally]:
    """The tallies of those figures that cells can answer; none when the position is not the head."""
    if asked.as_of != asked.lake.mark or not asked.as_of:
        return {}
    fitting = [figure for figure in figures if answerable(figure)]
    added = tuple(figure for figure in fitting if figure.measure is not Measure.PEOPLE)
    people = tuple(figure for figure in fitting if figure.measure is Measure.PEOPLE and whole_months(asked.period))
    try:
        return (_added(asked, added) if added else {}) | (_people(asked, people) if people else {})
    except Stale:
        return {}


def whole_months(period: Period) -> bool:
    """Whether the period begins with a month's first day and ends with a month's last."""
    return period.first.day == 1 and (period.last + timedelta(days=1)).day == 1


def _units(asked: "Question", rows: str) -> str:
    return f"JOIN {asked.tree.table} AS u ON u.unit = {rows}.unit" if asked.shape.joined else ""


def _span(period: Period) -> str:
    """The months of the period as bits of `p.year`, January the lowest."""
    cases = []
    for year in range(period.first.year, period.last.year + 1):
        months = [
            m
            for m in range(12)
            if (period.first.year, period.first.month) <= (year, m + 1) <= (period.last.year, period.last.month)
        ]
        cases.append(f"WHEN {year} THEN {sum(1 << m for m in months)}")
    return f"CASE p.year {' '.join(cases)} ELSE 0 END"


def _added(asked: "Question", figures: tuple[Figure, ...]) -> dict[Figure, Tally]:
    tallies = [Tally() for _ in figures]
    shape, store = asked.shape, cells(asked.folder)
    groups = ["(a.figure)"] + ["(a.figure, s.part)"] * shape.parts + ["(a.figure, s.month)"] * bool(shape.months)
    with store.lock, duck().cursor() as cursor:
        table = store.table("months" if whole_months(asked.period) else "days", asked.lake)
        names = {"cells": table, "asked": store.asked(figures), "units": _units(asked, "c")}
        by = {"by_part": "s.part" if shape.parts else "NULL", "by_month": "s.month" if shape.months else "NULL"}
        part, sets = "u.part" if shape.parts else "0", f"GROUPING SETS ({', '.join(groups)})"
        text = ADDED.format(part=part, groups=sets, still=STILL, **by, **names)
        facts = {"first": asked.period.first, "last": asked.period.last}
        rows = cursor.execute(text, facts).fetchall()
        stocks: list[tuple[int, ...]] = []
        if shape.months and any(figure.measure is Measure.STOCK for figure in figures):
            ends = ", ".join(STOCK.format(n=n) for n in range(len(shape.months)))
            days = {f"end{n}": month.last for n, month in enumerate(shape.months)}
            stocks = cursor.execute(STOCKS.format(ends=ends, **names), days).fetchall()
    for index, part, month, count, quantity in rows:
        figure, tally = figures[index], tallies[index]
        number = int(quantity if figure.measure in BY_QUANTITY else count)
        if part is not None:
            tally.parts[part] = number
        elif month is None:
            tally.total = number
        elif figure.measure is not Measure.STOCK:
            tally.months[month] = number
    for index, *counts in stocks:
        tallies[index].months = {bucket(m): int(count) for m, count in zip(shape.months, counts, strict=True)}
    for figure, tally in zip(figures, tallies, strict=True):
        if figure.measure is Measure.ORDINAL:
            running(tally, shape.months)
        tally.months.pop(BEFORE, None)
    return dict(zip(figures, tallies, strict=True))


def _people(asked: "Question", figures: tuple[Figure, ...]) -> dict[Figure, Tally]:
    tallies = [Tally() for _ in figures]
    shape, store = asked.shape, cells(asked.folder)
    wanted = [PEOPLE_IN_ALL] + [PEOPLE_BY_PART] * shape.parts + [PEOPLE_BY_MONTH] * bool(shape.months)
    part = "u.part" if shape.parts else "0"
    with store.lock, duck().cursor() as cursor:
        standing = store.standing(figures, store.table("weights", asked.lake))
        names = {"standing": standing, "units": _units(asked, "p"), "span": _span(asked.period), "part": part}
        rows = cursor.execute(PEOPLE.format(**names) + " UNION ALL ".join(wanted)).fetchall()
    for index, part, month, count in rows:
        if part is not None:
            tallies[index].parts[part] = count
        elif month is not None:
            tallies[index].months[month] = count
        else:
            tallies[index].total = count
    return dict(zip(figures, tallies, strict=True))
