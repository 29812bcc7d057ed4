"""What the figures of a composed text were a year before: asked together, and only where a sentence speaks of a trend."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from panshi.figures.definitions import Figure
from panshi.figures.values import Value
from panshi.kernel.periods import Period
from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.reviews.composing.claims import Claim

Values = Callable[[Sequence[Figure], Scope], Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Trend:
    """A figure's value and that of the same days a year before."""

    figure: Figure
    before: Decimal
    value: Decimal


def trends(claims: Sequence[Claim], *, unit: Unit, figures: dict[str, Figure], values: Values | None = None) -> dict[int, Trend]:
    """The trend of each of the claims, by where it starts; those without a number in either year are left out. `unit` is
    the one most of them are about."""
    groups: dict[tuple[str, bool, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.figure in figures and claim.value is not None:
            groups[claim.unit, claim.alone, claim.period].append(claim)
    others = {code for code, _, _ in groups} - {unit.code}
    units = {unit.code: unit} | {other.code: other for other in (Unit.objects.filter(code__in=others) if others else ())}
    found = {}
    for (code, alone, period), group in groups.items():
        scope = Scope(units[code], Period.parse(period).year_before(), group[0].as_of, alone)
        asked = {claim.figure: figures[claim.figure] for claim in group}
        known = {value.figure.key: value.value for value in (values or _values)([*asked.values()], scope)}
        for claim in group:
            before = known.get(claim.figure)
            if before is not None and claim.value is not None:
                found[claim.start] = Trend(figures[claim.figure], before, claim.value)
    return found


def _values(figures: Sequence[Figure], scope: Scope) -> Sequence[Value]:
    from panshi.figures.compute import values  # noqa: PLC0415 -- heavy: DuckDB, only where a text speaks of a trend

    return values(figures, scope)
