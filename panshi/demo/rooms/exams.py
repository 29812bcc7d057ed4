"""The quarter's exam: when it is held, and who sits it with what result; `panshi.demo.examining` holds it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from panshi.demo.days import in_month, some
from panshi.demo.roster import Place, World
from panshi.org.choices import Category

FAILED = 0.037
PAPERS = 24
"""How many papers of each exam are there with their answers; of the others only the result."""


@dataclass(frozen=True, slots=True)
class Sat:
    """One person's result: the score of the first attempt, and of the resit where that failed; `answered` with a real paper."""

    place: Place
    score: int
    resit: int = 0
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """One quarter's exam: the day everybody sits it, and ten days later the day of resits."""

    name: str
    number: int
    on: date
    sat: tuple[Sat, ...]

    @property
    def resit_on(self) -> date:
        """When those who failed sit it again."""
        return self.on + timedelta(days=10)


@lru_cache(maxsize=8)
def held(world: World, year: int, quarter: int) -> Held | None:
    """The exam of the quarter, or None: the year has as many as its target says, in its last quarters."""
    month, number = 3 * quarter, world.plan.target(year, "learning.exams")
    if month <= 12 - 3 * number:
        return None
    draw = world.plan.draw("exam", year, month)
    day = some(draw, in_month(year, month)[7:17], 1)[0]
    sat: list[Sat] = []
    for _pk, places in sorted(world.on(day).items()):
        sitting = [place for place in places if place.category != Category.CIVILIAN and not world.excuse(place.person, day)]
        for place in sitting:
            failed = draw.random() < FAILED
            score = 5 * draw.randrange(6, 12) if failed else 5 * draw.randrange(12, 21)
            sat.append(Sat(place, score, 5 * draw.randrange(12, 20) if failed else 0))
    step = max(1, len(sat) // PAPERS)
    papers = tuple(Sat(each.place, each.score, each.resit, answered=at % step == 0) for at, each in enumerate(sat))
    return Held(f"{year}年第{quarter}季度应知应会测试", quarter, day, papers)
