"""Answers from cells: the sums of all keys at once by part and by month, then each figure adds up its own keys.

Everything is whole numbers of 64 bits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from panshi.figures.cells import Cells, Column, Stale, Sums, answerable, cells
from panshi.figures.definitions import Figure, Measure
from panshi.figures.tallies import BEFORE, BY_QUANTITY, Tally, bucket, running
from panshi.kernel.periods import Period

if TYPE_CHECKING:
    from panshi.figures.compute.asking import Question

EXACT = 2**53  # whole numbers below it are exact as floating-point ones, which add up faster
MARKS_MAX = 50_000_000


def from_cells(asked: "Question", figures: Sequence[Figure]) -> dict[Figure, Tally]:
    """The tallies of those figures that cells can answer; none when the position is not the head."""
    if asked.as_of != asked.lake.mark or not asked.as_of:
        return {}
    fitting = [figure for figure in figures if answerable(figure)]
    added = [figure for figure in fitting if figure.measure is not Measure.PEOPLE]
    people = [figure for figure in fitting if figure.measure is Measure.PEOPLE and whole_months(asked.period)]
    store = cells(asked.folder)
    try:
        with store.lock:
            found = {figure: _people(asked, store, figure) for figure in people}
            return found | (_added(asked, store, added) if added else {})
    except Stale:
        return {}


def whole_months(period: Period) -> bool:
    """Whether the period begins with a month's first day and ends with a month's last."""
    return period.first.day == 1 and (period.last + timedelta(days=1)).day == 1


@dataclass(frozen=True, slots=True)
class _Grid:
    """Numbers of all keys, by part and by month."""

    parts: Column
    months: Column

    def of(self, keys: Column) -> "tuple[Column, Column]":
        """The keys' numbers together."""
        return self.parts[keys].sum(axis=0), self.months[keys].sum(axis=0)


def _added(asked: "Question", store: Cells, figures: Sequence[Figure]) -> dict[Figure, Tally]:
    sums = store.sums(asked.lake, by_month=whole_months(asked.period))
    part = _parts(asked, sums.unit)
    low = int(np.searchsorted(sums.day, _number(asked.period.first), "left"))
    high = int(np.searchsorted(sums.day, _number(asked.period.last), "right"))
    within = np.arange(low, high)[part[low:high] >= 0]
    before = np.arange(low)[part[:low] >= 0]
    months = [bucket(month) for month in asked.shape.months]
    keyed = (store.keys_count, sums.key[within], part[within], sums.month[within])
    counts, quantities = (_grid(asked, *keyed, amount[within]) for amount in (sums.n, sums.q))
    parts = len(asked.tree.branches)
    earlier = _summed(sums.key[before] * parts + part[before], sums.n[before], store.keys_count * parts).reshape(-1, parts)
    tallies = {}
    for figure in figures:
        keys = store.keys(figure)
        if figure.measure is Measure.STOCK:
            wanted = np.zeros(store.keys_count, dtype=bool)
            wanted[keys] = True
            rows = np.nonzero(wanted[sums.key[:high]] & (part[:high] >= 0))[0]
            tallies[figure] = _stock(asked, sums, part, rows)
            continue
        by_part, by_month = (quantities if figure.measure in BY_QUANTITY else counts).of(keys)
        tally = Tally(months=dict(zip(months, by_month.tolist(), strict=False)))
        if figure.measure is Measure.ORDINAL:
            there = earlier[keys].sum(axis=0)
            by_part = by_part + there
            tally.months[BEFORE] = int(there.sum())
            running(tally, asked.shape.months)
            tally.months.pop(BEFORE, None)
        _into(tally, asked, by_part)
        tallies[figure] = tally
    return tallies


def _grid(asked: "Question", keys_count: int, key: Column, part: Column, month: Column, amount: Column) -> _Grid:  # noqa: PLR0917 -- columns of one length
    """The amounts by key and part, and by key and month of the period."""
    parts, months = len(asked.tree.branches), len(asked.shape.months)
    by_part = _summed(key * parts + part, amount, keys_count * parts).reshape(keys_count, parts)
    if not months:
        return _Grid(by_part, np.zeros((keys_count, 0), dtype=np.int64))
    place = key * months + (month - bucket(asked.shape.months[0]))
    return _Grid(by_part, _summed(place, amount, keys_count * months).reshape(keys_count, months))


def _summed(place: Column, amount: Column, places: int) -> Column:
    """The amounts added up by place."""
    if int(np.abs(amount).sum()) < EXACT:
        return np.bincount(place, weights=amount, minlength=places).astype(np.int64)
    found = np.zeros(places, dtype=np.int64)
    np.add.at(found, place, amount)
    return found


def _stock(asked: "Question", sums: Sums, part: Column, rows: Column) -> Tally:
    """What had begun by a day and not ended by it: the period's last day, and each month's."""
    day, until, n = sums.day[rows], sums.until[rows], sums.n[rows]

    def standing(on: date) -> "np.ndarray[Any, np.dtype[np.bool_]]":
        return (day <= _number(on)) & (until > _number(on))

    still = standing(asked.period.last)
    by_part = np.zeros(len(asked.tree.branches), dtype=np.int64)
    np.add.at(by_part, part[rows][still], n[still])
    tally = Tally(months={bucket(month): int(n[standing(month.last)].sum()) for month in asked.shape.months})
    _into(tally, asked, by_part)
    return tally


def _people(asked: "Question", store: Cells, figure: Figure) -> Tally:
    """Different persons: in all, in each part, in each month."""
    persons = store.persons(asked.lake, figure)
    part = _parts(asked, persons.unit)
    first, last = asked.period.months()[0], asked.period.months()[-1]
    chosen = (part >= 0) & (persons.month >= bucket(first)) & (persons.month <= bucket(last))
    who, part, month = persons.person[chosen], part[chosen], persons.month[chosen] - bucket(first)
    there = np.zeros(persons.count, dtype=bool)
    there[who] = True
    tally = Tally(total=int(np.count_nonzero(there)))
    if asked.shape.parts:
        tally.parts = dict(enumerate(_different(who, part, len(asked.tree.branches), persons.count)))
    if asked.shape.months:
        different = _different(who, month, len(asked.shape.months), persons.count)
        tally.months = dict(zip((bucket(one) for one in asked.shape.months), different, strict=True))
    return tally


def _different(who: Column, place: Column, places: int, people: int) -> list[int]:
    """How many different persons there are at each place."""
    if places * people > MARKS_MAX:
        seen = np.unique(who * places + place) % places
        found: list[int] = np.bincount(seen, minlength=places).tolist()
        return found
    there = np.zeros(places * people, dtype=bool)
    there[place * people + who] = True
    marked: list[int] = np.count_nonzero(there.reshape(places, people), axis=1).tolist()
    return marked


def _parts(asked: "Question", unit: Column) -> Column:
    """The part each unit belongs to, −1 outside the scope."""
    units = np.array(asked.tree.units, dtype=np.int64).reshape(-1, 2)
    part = np.full(int(max(unit.max(initial=0), units[:, 0].max(initial=0))) + 1, -1, dtype=np.int64)
    part[units[:, 0]] = units[:, 1]
    return part[unit]


def _into(tally: Tally, asked: "Question", by_part: Column) -> None:
    tally.total = int(by_part.sum())
    if asked.shape.parts:
        tally.parts = dict(enumerate(by_part.tolist()))


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days
