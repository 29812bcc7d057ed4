"""Which side of each contrast (四星级 or 五星级, 中央 or 市级, 发放 or 回收) words are on.

Sides are kept as bits, so that 政治、业务 together are one number and can be compared in whole columns.
"""

from functools import lru_cache
from itertools import pairwise

from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.synonyms import CONTRASTS, same

Sides = dict[int, int]
"""By contrast the sides named, a bit for each."""

EVERY = {index: (1 << len(sides)) - 1 for index, sides in enumerate(CONTRASTS)}
"""All sides of every contrast."""
TIERS = next(index for index, sides in enumerate(CONTRASTS) if sides[0].startswith("中央"))
MATRICES = next(index for index, sides in enumerate(CONTRASTS) if sides[0].startswith("市局矩阵"))

_NAMED = compiled(
    "|".join(f"(?P<c{index}_{side}>{word})" for index, sides in enumerate(CONTRASTS) for side, word in enumerate(sides))
)
_ALL_TIERS = compiled("中、?省、?市|中央、?省级?、?市级?|[三各]级")
_JOINED = frozenset(("、", "和", "及", "与"))

_Spot = tuple[int, int, int]


@lru_cache(maxsize=20_000)
def _spots(text: str) -> tuple[tuple[int, tuple[_Spot, ...]], ...]:
    """By contrast where the text names which side."""
    found: dict[int, list[_Spot]] = {}
    for spot in _NAMED.finditer(same(text)):
        assert spot.lastgroup is not None, spot
        contrast, _, side = spot.lastgroup[1:].partition("_")
        found.setdefault(int(contrast), []).append((spot.start(), spot.end(), int(side)))
    return tuple((contrast, tuple(spots)) for contrast, spots in found.items())


@lru_cache(maxsize=20_000)
def nearest(text: str, *, last: bool) -> Sides:
    """For each contrast the sides the text names nearest to its end (or beginning); joined ones (政治、业务) together."""
    found: Sides = {}
    for contrast, spots in _spots(text):
        ordered = spots[::-1] if last else spots
        together = 1 << ordered[0][2]
        for one, other in pairwise(ordered):
            before, after = (other, one) if last else (one, other)
            if same(text)[before[1] : after[0]].strip("级") not in _JOINED:
                break
            together |= 1 << other[2]
        found[contrast] = together
    if _ALL_TIERS.search(text):
        found[TIERS] = 0b111
    return found


def side_of(label: str) -> Sides:
    """All sides that a figure's name is on."""
    found = {contrast: sum({1 << side for _, _, side in spots}) for contrast, spots in _spots(label)}
    return {**found, TIERS: 0b111} if _ALL_TIERS.search(label) else found
