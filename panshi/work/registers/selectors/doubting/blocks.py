"""Titles that are nearly the same among very many, without comparing all with all.

Only lines are compared that may be the same at all: those alike in the rest by which such things are told apart and in the
numbers in their titles, within a week, with somebody on both where people are named. Where that still leaves too many, titles
are sorted, forwards and backwards, and each is compared with those next to it: titles nine tenths alike differ little at one of
their ends.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from panshi.ledger.kinds import Kind
from panshi.work.registers.selectors.doubting.kin import Kin
from panshi.work.registers.selectors.doubting.lines import Line, Seen
from panshi.work.registers.selectors.doubting.twins import ALIKE, DAYS, folded

PAIRS_MAX = 500_000_000
BESIDE = 10
LOOKED_AT = 50  # of those that may be near to one
WEEK = DAYS + 1  # two days at most DAYS apart lie in the same week or in neighbouring ones

Key = tuple[tuple[object, ...], tuple[str, ...], int]
Titled = tuple[str, Line]


class Blocks:
    """Lines by what they must have in common; put in, then asked."""

    def __init__(self, kind: Kind, kin: Kin) -> None:
        self._kind, self._kin = kind, kin
        self._title = kind.identity.index(kind.title) if kind.title in kind.identity else -1
        self._blocks: dict[Key, list[Titled]] = defaultdict(list)
        self._weeks: set[tuple[tuple[str, ...], int]] = set()

    def add(self, line: Line) -> None:
        """Puts one line in; one without a title is near to nothing. Rows come before records."""
        title, numbers = folded(line.title)
        if not title:
            return
        same, place = line.same, self._title
        rest = same if place < 0 else same[:place] + same[place + 1 :]
        for person in line.people if self._kind.people else (0,):
            self._blocks[rest, numbers, person].append((title, line))
        if line.row:
            self._weeks.add((numbers, line.day // WEEK))

    def may_hold(self, seen: Seen) -> bool:
        """Whether some row might be near this record, by what is read first of it."""
        if not seen.title:
            return False
        numbers, week = folded(seen.title)[1], seen.occurred_on.toordinal() // WEEK
        return any((numbers, near) in self._weeks for near in (week - 1, week, week + 1))

    def near(self) -> Iterator[tuple[Line, Line]]:
        """(row, an earlier row or record of a title nearly the same); each row once at most."""
        found: set[int] = set()
        for lines in self._blocks.values():
            if len(lines) < 2 or not lines[0][1].row:
                continue
            lines.sort(key=lambda titled: titled[1].day)
            for place, others in candidates(lines):
                title, row = lines[place]
                other = self._first(title, row, [lines[each] for each in others]) if row.row not in found else None
                if other is not None:
                    found.add(row.row)
                    yield row, other

    def _first(self, title: str, row: Line, others: Sequence[Titled]) -> Line | None:
        """The first it is near to: an earlier row or a record, of a unit that may report the same, and no twin."""
        from rapidfuzz import fuzz  # noqa: PLC0415 -- heavy: only where titles are compared

        for name, other in others:
            if other.row >= row.row or abs(other.day - row.day) > DAYS:
                continue
            if other.unit == row.unit and other.day == row.day and other.same == row.same:
                continue
            if name != title and fuzz.ratio(title, name, score_cutoff=ALIKE) < ALIKE:
                continue
            if self._kin.related(row.unit, other.unit, self._kind):
                return other
        return None


def candidates(lines: Sequence[Titled]) -> Iterator[tuple[int, Sequence[int]]]:
    """For each row (by its place among lines in the order of days) the places of those it may be near to, the likest of its
    own unit first: within a week, and made of nearly the same signs, which is told of thousands at once by 64 bits each.
    """
    import numpy as np  # noqa: PLC0415 -- heavy: only where many titles are compared

    days = np.array([line.day for _title, line in lines])
    low, high = np.searchsorted(days, days - DAYS), np.searchsorted(days, days + DAYS, side="right")
    if int((high - low).sum()) > PAIRS_MAX:
        yield from _beside([title for title, _line in lines])
        return
    signs = np.array([_signs(title) for title, _line in lines], dtype=np.uint64)
    lengths = np.array([len(title) for title, _line in lines])
    units = np.array([line.unit for _title, line in lines])
    for place, (_title, line) in enumerate(lines):
        first, last = low[place], high[place]
        if not line.row or last - first < 2:
            continue
        apart = np.bitwise_count(signs[first:last] ^ signs[place])
        left = np.flatnonzero(apart <= (lengths[first:last] + lengths[place]) * (100 - ALIKE) // 100)
        if len(left) > 1:
            order = np.argsort(apart[left] + 64 * (units[first:last][left] != units[place]), kind="stable")
            yield place, (left[order[:LOOKED_AT]] + first).tolist()


def _signs(title: str) -> int:
    bits = 0
    for sign in title:
        bits |= 1 << (ord(sign) & 63)
    return bits


def _beside(titles: Sequence[str]) -> Iterator[tuple[int, Sequence[int]]]:
    """Of too many, those that stand next to each other by their beginnings and by their ends."""
    forwards = sorted(range(len(titles)), key=titles.__getitem__)
    backwards = sorted(range(len(titles)), key=lambda place: titles[place][::-1])
    for order in (forwards, backwards):
        for at, place in enumerate(order):
            yield place, order[max(0, at - BESIDE) : at + BESIDE + 1]
