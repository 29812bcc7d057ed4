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

# Cells are summed by key before figures come in: a key serves many figures.
ADDED = """
WITH sums AS (
    SELECT c.key, {part} AS part, CASE WHEN c.day < $first THEN 0 ELSE c.month END AS month, SUM(c.n) AS n, SUM(c.q) AS q,
           SUM(CASE WHEN c.until IS NULL OR c.until > $last THEN c.n ELSE 0 END) AS still
    FROM {cells} AS c {units} WHERE c.day <= $last GROUP BY ALL
)
SELECT a.figure, {by_part}, {by_month}, SUM(CASE WHEN a.mode = 2 THEN s.still ELSE s.n END), SUM(s.q)
FROM sums AS s JOIN {asked} AS a ON a.key = s.key WHERE a.mode > 0 OR s.month > 0 GROUP BY {groups}
"""
STOCKS = """
SELECT a.figure, e.month, SUM(c.n)
FROM {cells} AS c JOIN {asked} AS a ON a.key = c.key {units}
JOIN (SELECT unnest($months) AS month, unnest($ends) AS day) AS e
  ON c.day <= e.day AND (c.until IS NULL OR c.until > e.day)
WHERE a.mode = 2 GROUP BY ALL
"""
PEOPLE = """
SELECT p.figure, {part} AS part, {month} AS month, COUNT(DISTINCT p.person)
FROM {standing} AS p {units} WHERE {span} GROUP BY ALL
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


def _added(asked: "Question", figures: tuple[Figure, ...]) -> dict[Figure, Tally]:
    tallies = [Tally() for _ in figures]
    shape, store = asked.shape, cells(asked.folder)
    groups = ["(a.figure)"] + ["(a.figure, s.part)"] * shape.parts + ["(a.figure, s.month)"] * bool(shape.months)
    with store.lock, duck().cursor() as cursor:
        table = store.table("months" if whole_months(asked.period) else "days", asked.lake)
        names = {"cells": table, "asked": store.asked(figures), "units": _units(asked, "c")}
        by = {"by_part": "s.part" if shape.parts else "NULL", "by_month": "s.month" if shape.months else "NULL"}
        part, sets = "u.part" if shape.parts else "0", f"GROUPING SETS ({', '.join(groups)})"
        text = ADDED.format(part=part, groups=sets, **by, **names)
        facts = {"first": asked.period.first, "last": asked.period.last}
        rows = cursor.execute(text, facts).fetchall()
        stocks: list[tuple[int, int, int]] = []
        if shape.months and any(figure.measure is Measure.STOCK for figure in figures):
            ends = {"months": [bucket(m) for m in shape.months], "ends": [m.last for m in shape.months]}
            stocks = cursor.execute(STOCKS.format(**names), ends).fetchall()
    for index, part, month, count, quantity in rows:
        figure, tally = figures[index], tallies[index]
        number = int(quantity if figure.measure in BY_QUANTITY else count)
        if part is not None:
            tally.parts[part] = number
        elif month is None:
            tally.total = number
        elif figure.measure is not Measure.STOCK:
            tally.months[month] = number
    for index, month, count in stocks:
        tallies[index].months[month] = int(count)
    for figure, tally in zip(figures, tallies, strict=True):
        if figure.measure is Measure.ORDINAL:
            running(tally, shape.months)
        tally.months.pop(BEFORE, None)
    return dict(zip(figures, tallies, strict=True))


def _people(asked: "Question", figures: tuple[Figure, ...]) -> dict[Figure, Tally]:
    tallies = [Tally() for _ in figures]
    shape, store = asked.shape, cells(asked.folder)
    wanted = [("NULL", "NULL")] + [("u.part", "NULL")] * shape.parts + [("NULL", "p.month")] * bool(shape.months)
    with store.lock, duck().cursor() as cursor:
        standing = store.standing(figures, store.table("weights", asked.lake))
        months = asked.period.months()
        span = f"p.month BETWEEN {bucket(months[0])} AND {bucket(months[-1])}"
        names = {"standing": standing, "units": _units(asked, "p"), "span": span}
        text = " UNION ALL ".join(PEOPLE.format(part=part, month=month, **names) for part, month in wanted)
        rows = cursor.execute(text).fetchall()
    for index, part, month, count in rows:
        if part is not None:
            tallies[index].parts[part] = count
        elif month is not None:
            tallies[index].months[month] = count
        else:
            tallies[index].total = count
    return dict(zip(figures, tallies, strict=True))
