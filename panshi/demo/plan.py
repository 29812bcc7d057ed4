"""How large the demo is and how chance is drawn: the same plan always builds the same records."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from panshi.demo.expected import EXPECTED, YEAR
from panshi.demo.targets import BESIDES, EARLIER
from panshi.figures.definitions import Measure

KEPT_WHOLE = 20  # numbers up to this one are the same in a smaller demo: a contest has three prizes at any size


@dataclass(frozen=True, slots=True)
class Plan:
    """`scale` 1 is the whole demo; 0.02 has a fiftieth of its people and records. `seed` fixes every draw."""

    scale: float = 1.0
    seed: int = 20230110
    years: tuple[int, ...] = (YEAR - 1, YEAR)

    def sized(self, number: int, *, least: int = 1) -> int:
        """`number` at this plan's scale, at least `least`."""
        return max(least, round(number * self.scale))

    def target(self, year: int, key: str) -> int:
        """What the figure called `key` must come to in `year`."""
        numbers = (BESIDES | {key: fact.value for key, fact in EXPECTED.items()}) if year == YEAR else EARLIER
        number = numbers[key]
        if key in EXPECTED and EXPECTED[key].measure is Measure.RATIO:
            return number
        return number if number <= KEPT_WHOLE else self.sized(number)

    def draw(self, *about: object) -> Random:
        """A source of chance for one subject: the same one whenever it is asked for."""
        return Random("/".join(map(str, (self.seed, *about))))  # noqa: S311 -- invented records, not secrets


def spread(total: int, weights: Sequence[float]) -> list[int]:
    """Splits `total` into whole shares in proportion to `weights`; they add up to it exactly (largest remainders first)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda place: (shares[place] - exact[place], place))
    for place in by_remainder[: total - sum(shares)]:
        shares[place] += 1
    return shares


def share_of_month(total: int, month: int, weights: Sequence[float]) -> int:
    """The month's share (1–12) of a year's total."""
    return spread(total, weights)[month - 1]
