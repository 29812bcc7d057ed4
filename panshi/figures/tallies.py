"""What a statement's rows add up to for one figure: the whole, and its parts by unit and by month."""

from dataclasses import dataclass, field

from panshi.figures.definitions import Measure
from panshi.kernel.periods import Period

ADDITIVE = frozenset({Measure.COUNT, Measure.SUM, Measure.PERSON_TIMES, Measure.ORDINAL, Measure.STOCK})
BY_QUANTITY = frozenset({Measure.SUM, Measure.PERSON_TIMES})
BEFORE = 0


@dataclass(slots=True)
class Tally:
    """Whole numbers (hundredths for a SCORE): `parts` by the tree's part, `months` by `bucket`.

    `span` is a PERIOD's first and last year, `score` what a SCORE is made of: earned, deducted, short of the quota.
    """

    total: int = 0
    parts: dict[int, int] = field(default_factory=dict)
    months: dict[int, int] = field(default_factory=dict)
    span: tuple[int, int] | None = None
    score: tuple[int, int, int] | None = None

    def add(self, number: int, *, part: int | None = None, month: int | None = None) -> None:
        """Adds to the whole and to the part and month named."""
        self.total += number
        if part is not None:
            self.parts[part] = self.parts.get(part, 0) + number
        if month is not None:
            self.months[month] = self.months.get(month, 0) + number


@dataclass(frozen=True, slots=True)
class Shape:
    """What is asked of a statement besides the whole: parts by unit, months; `joined` when the scope is not everything,
    `cut` when entries after a position must be left out.
    """

    parts: bool = False
    months: tuple[Period, ...] = ()
    joined: bool = True
    cut: bool = False

    @property
    def pattern(self) -> tuple[bool, int, bool, bool]:
        """What the SQL depends on; days and positions are facts and do not change it."""
        return (self.parts, len(self.months), self.joined, self.cut)


def bucket(month: Period) -> int:
    """The number by which statements group a month: 2023-05 → 24281."""
    return month.first.year * 12 + month.first.month


def running(tally: Tally, months: tuple[Period, ...]) -> None:
    """Turns what came in each month into what had come by its end (ORDINAL)."""
    count = tally.months.pop(BEFORE, 0)
    for month in months:
        count += tally.months.get(bucket(month), 0)
        tally.months[bucket(month)] = count
