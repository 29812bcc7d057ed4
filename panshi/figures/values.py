"""What a figure answers: a number that keeps its trail."""

from dataclasses import dataclass
from decimal import Decimal

from panshi.figures.definitions import Figure
from panshi.org.scope import Scope


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a value: of one unit (`code` is the unit's) or one month (`code` is 2023-05)."""

    code: str
    label: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Value:
    """A figure's answer. `value` is exact: whole for counts; for a RATIO it is percent, never rounded up to 100 nor down
    to 0, and None when the denominator is 0. `parts` are by unit or month when asked for (distinct people and stocks
    need not add up to the value). `numerator` and `denominator` stand for a RATIO. `span` is "2020–2024" for a PERIOD.
    """

    figure: Figure
    scope: Scope
    as_of: int
    value: Decimal | None
    parts: tuple[Part, ...] = ()
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    span: str = ""
