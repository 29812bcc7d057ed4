"""Gives each claim one figure so that the whole text fits best: every place is taken once, a claim may stay without any.

The maximum-weight assignment by augmenting paths (Kuhn and Munkres), over the few places each claim can take at all.
"""

from collections import deque
from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, TypeVar

Place = TypeVar("Place", bound=Hashable)
LEAST, CLOSE = float("-inf"), 1e-9


def assign(gains: Sequence[Mapping[Place, float]]) -> list[Place | None]:
    """For each row the place it gets; a row left without one gains nothing. Equal gains go to the earlier place."""
    matching = _Matching(gains)
    for row in range(len(gains)):
        matching.add(row)
    return matching.chosen


class _Matching(Generic[Place]):
    """Rows and the places they hold, best for the rows added so far."""

    def __init__(self, gains: Sequence[Mapping[Place, float]]) -> None:
        self.gains = gains
        self.chosen: list[Place | None] = [None] * len(gains)
        self.owner: dict[Place, int] = {}

    def add(self, row: int) -> None:
        """Adds one row by the best path of changes: it takes a place, whose owner takes another, and so on to a free one."""
        best: dict[Place, float] = {}
        came: dict[Place, int] = {}
        reached: dict[int, float] = {row: 0.0}
        waiting = deque([row])
        while waiting:
            current = waiting.popleft()
            for place, gain in self.gains[current].items():
                total = reached[current] + gain
                if gain <= 0 or place == self.chosen[current] or total <= best.get(place, LEAST) + CLOSE:
                    continue
                best[place], came[place] = total, current
                other = self.owner.get(place)
                if other is not None and total - self.gains[other][place] > reached.get(other, LEAST) + CLOSE:
                    reached[other] = total - self.gains[other][place]
                    waiting.append(other)
        ends: list[tuple[float, Place | None, int]] = [
            (total, place, came[place]) for place, total in best.items() if place not in self.owner
        ]
        ends += [(total, None, other) for other, total in reached.items()]
        _, end, last = max(ends, key=lambda one: one[0])
        self._change(row, end, last, came)

    def _change(self, row: int, end: Place | None, last: int, came: Mapping[Place, int]) -> None:
        """Follows the path back from its end: each owner takes what it was led to, the one before it what it leaves."""
        while True:
            left = self.chosen[last]
            if left is not None and self.owner.get(left) == last:
                del self.owner[left]
            self.chosen[last] = end
            if end is not None:
                self.owner[end] = last
            if last == row or left is None:
                return
            end, last = left, came[left]
