"""The figures counted once more, entry by entry in plain Python: slow, and plain enough to be believed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from panshi.figures.definitions import Condition, Figure, Measure, Operator
from panshi.figures.rule_tables import versions
from panshi.kernel.numbers import percent
from panshi.kernel.periods import Period
from panshi.ledger import kinds
from panshi.ledger.entries import Entry
from panshi.org.models import Unit


def fits(condition: Condition, entry: Entry) -> bool:
    value = entry.dims.get(condition.dimension)
    if condition.operator is Operator.EMPTY:
        return value is None
    if condition.operator is Operator.NOT_IN:
        return value is None or value not in condition.values
    if value is None:
        return False
    if condition.operator is Operator.FILLED:
        return True
    if condition.operator is Operator.IN:
        return value in condition.values
    [bound] = condition.values
    return value >= bound if condition.operator is Operator.AT_LEAST else value <= bound


def standing(entries: Iterable[Entry], as_of: int) -> list[Entry]:
    seen = [entry for entry in entries if entry.seq <= as_of]
    gone = {entry.reverses for entry in seen if entry.sign < 0}
    return [entry for entry in seen if entry.sign > 0 and entry.seq not in gone]


def behind(figure: Figure, entries: list[Entry], units: set[int], period: Period, as_of: int) -> list[Entry]:
    kind = kinds.kind(figure.kind)

    def in_time(entry: Entry) -> bool:
        if figure.measure is Measure.ORDINAL:
            return entry.occurred_on <= period.last
        if figure.measure is Measure.STOCK:
            until = entry.dims.get(kind.until)
            return entry.occurred_on <= period.last and (until is None or until > period.last)
        if figure.measure is Measure.PERIOD:
            first, last = (entry.dims[name] for name in figure.period_dimensions)
            return first <= period.last.year and last >= period.first.year
        return entry.occurred_on in period

    return [
        entry
        for entry in standing(entries, as_of)
        if entry.kind == figure.kind
        and entry.unit_id in units
        and in_time(entry)
        and all(fits(condition, entry) for condition in figure.where)
    ]


def number(
    figure: Figure,
    entries: list[Entry],
    units: list[Unit],
    period: Period,
    as_of: int,
    catalogue: dict[str, Figure],
    *,
    months: bool = False,
) -> Decimal | None:
    if figure.ratio:
        above, below = (
            number(catalogue[key], entries, units, period, as_of, catalogue)
            for key in (figure.ratio.numerator, figure.ratio.denominator)
        )
        return percent(above, below)
    found = behind(figure, entries, {unit.pk for unit in units}, period, as_of)
    if figure.measure in (Measure.SUM, Measure.PERSON_TIMES):
        return Decimal(sum(entry.quantity for entry in found))
    if figure.measure is Measure.PEOPLE:
        return Decimal(len({entry.person_id for entry in found}))
    if figure.measure is Measure.PERIOD:
        first, last = figure.period_dimensions
        return Decimal(max(e.dims[last] for e in found) - min(e.dims[first] for e in found) + 1) if found else Decimal(0)
    if figure.measure is Measure.SCORE:
        return score(figure, found, units, period, months=months)
    return Decimal(len(found))


def score(figure: Figure, found: list[Entry], units: list[Unit], period: Period, *, months: bool) -> Decimal:
    total = 0
    pieces: dict[tuple[int, int], set[str]] = {}
    best: dict[tuple[int, str], int] = {}
    for entry in found:
        points, off, work = own_points(figure, entry)
        total -= off
        best[entry.unit_id, work] = max(points, best.get((entry.unit_id, work), 0))
        if points > 0:
            pieces.setdefault((entry.unit_id, entry.occurred_on.year), set()).add(work)
    total += sum(best.values())
    if not months and period.first.timetuple().tm_yday == 1 and (period.last.month, period.last.day) == (12, 31):
        for year in range(period.first.year, period.last.year + 1):
            tables = [t for t in versions(figure.rules) if t.since <= date(year, 12, 31) <= (t.until or date.max)]
            for table in tables:
                for unit in units:
                    if unit.level in ("county", "station"):
                        total -= max(0, table.quota - len(pieces.get((unit.pk, year), ()))) * table.shortfall
    return Decimal(total) / 100


def own_points(figure: Figure, entry: Entry) -> tuple[int, int, str]:
    for table in versions(figure.rules):
        if table.since <= entry.occurred_on <= (table.until or date.max):
            work = entry.dims.get(table.highest_by)
            place = f"w{work}" if work else f"e{entry.seq}"
            if entry.dims.get(table.deduction_dimension) in table.deductions:
                return 0, table.deductions[entry.dims[table.deduction_dimension]], place
            points = Decimal(table.base.get(entry.dims.get(table.base_dimension), 0))
            for factor in table.factors:
                value = entry.dims.get(factor.dimension)
                reached = [times for least, times in sorted(factor.by.items()) if value is not None and value >= least]
                points = points * (reached[-1] if reached else 100) / 100
            return int(points + Decimal("0.5")), 0, place
    return 0, 0, f"e{entry.seq}"
