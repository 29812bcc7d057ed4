"""From what was found to points, and from points to stars; and what is missing for more. Nothing here asks the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from panshi.kernel.words import Words
from panshi.work.ratings.models import Criterion

CAPPED = Words("“{title}”未达到 {points} 分，最高 {cap} 星", "“{title}” brings fewer than {points} points: {cap} stars at most")
SETS_MAX = 3
"""How many ways to the next star are told."""


@dataclass(frozen=True, slots=True)
class Result:
    """Points in all, the stars they bring under the essential criteria, and why there are not more."""

    points: Decimal
    stars: int
    why_fewer: str = ""


@dataclass(frozen=True, slots=True)
class Gain:
    """A criterion that can bring `points` more; `must`: without it the stars are capped."""

    criterion: Criterion
    points: Decimal
    must: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """Stars that are one step away, the points missing, and the smallest sets of criteria that would bring them."""

    stars: int
    missing: Decimal
    sets: tuple[tuple[Gain, ...], ...]


def points_by_figure(steps: Sequence[Sequence[object]], value: Decimal | None) -> Decimal:
    """The points of the highest step the value reaches; none for no value."""
    reached = [points for start, points in steps if value is not None and value >= Decimal(str(start))]
    return Decimal(str(reached[-1])) if reached else Decimal(0)


def points_of_step(steps: Sequence[Sequence[object]], step: int) -> Decimal:
    """The points of the step an assessor chose."""
    return Decimal(str(steps[step][1]))


def stars_for(stars: Sequence[Sequence[int]], points: Decimal) -> int:
    """The most stars these points bring; 0 for too few."""
    return max((count for count, start in stars if points >= start), default=0)


def result(criteria: Iterable[Criterion], points: Mapping[int, Decimal | None], stars: Sequence[Sequence[int]]) -> Result:
    """What the points by criterion (its primary key) come to; a criterion without points brings none."""
    asked = list(criteria)
    total = sum((points.get(each.pk) or Decimal(0) for each in asked), Decimal(0))
    earned, why = stars_for(stars, total), []
    allowed = earned
    for each in asked:
        if _falls_short(each, points) and each.cap < earned:
            allowed = min(allowed, each.cap)
            why.append(CAPPED.format(title=each.title, points=f"{each.essential_from:g}", cap=each.cap))
    return Result(total, allowed, "；".join(why)[:300])


def way_up(criteria: Iterable[Criterion], points: Mapping[int, Decimal | None], stars: Sequence[Sequence[int]]) -> Way | None:
    """The next star and the smallest sets of criteria that bring it; None for who has the most there is."""
    asked = list(criteria)
    now = result(asked, points, stars)
    above = sorted((count, start) for count, start in stars if count > now.stars)
    if not above:
        return None
    wanted, start = above[0]
    gains = []
    for each in asked:
        left = each.points - (points.get(each.pk) or Decimal(0))
        if left > 0:
            gains.append(Gain(each, left, must=_falls_short(each, points) and each.cap < wanted))
    missing = max(Decimal(0), start - now.points)
    return Way(wanted, missing, _smallest(gains, missing))


def _smallest(gains: list[Gain], missing: Decimal) -> tuple[tuple[Gain, ...], ...]:
    must = tuple(gain for gain in gains if gain.must)
    free = sorted((gain for gain in gains if not gain.must), key=lambda gain: -gain.points)
    still = missing - sum((gain.points for gain in must), Decimal(0))
    if still <= 0:
        return (must,) if must else ()
    # Sums grow with the largest gains, so the size of the smallest set is known before any set is built.
    size, together = 0, Decimal(0)
    while together < still and size < len(free):
        together += free[size].points
        size += 1
    if together < still:
        return ()
    sets = (chosen for chosen in combinations(free, size) if sum(gain.points for gain in chosen) >= still)
    return tuple((*must, *chosen) for chosen, _place in zip(sets, range(SETS_MAX), strict=False))


def _falls_short(criterion: Criterion, points: Mapping[int, Decimal | None]) -> bool:
    least = criterion.essential_from
    return least is not None and (points.get(criterion.pk) or Decimal(0)) < least
