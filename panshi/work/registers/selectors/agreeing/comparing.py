"""The ledger's numbers beside those the units below state, kind by kind and month by month."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Q, Sum

from panshi.kernel.periods import Period
from panshi.kernel.refusals import NotFound, Refusal
from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.ledger.kinds import Kind
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import allowed
from panshi.work.registers.choices import Agreement, State
from panshi.work.registers.models import Explanation, Record, StatedSum
from panshi.work.registers.selectors.doubting.outliers import PeopleOn
from panshi.work.registers.selectors.duties.counting import LIVE, Month, month_of
from panshi.work.registers.selectors.duties.spans import month_label
from panshi.work.registers.selectors.finding import within

MONTHS_MAX = 36


class PeriodTooLong(Refusal):
    """A table of that many months cannot be read."""

    words = Words(
        "对账一次最多看 {most} 个月；请把期间选短一些。", "At most {most} months are compared at once; choose a shorter period."
    )
    code = "period-too-long"


Key = tuple[str, int, date]
"""Kind, unit, first day of the month."""


class Amount(NamedTuple):
    """What the records of a month come to, by where they stand."""

    verified: int = 0
    waiting: int = 0
    back: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """One unit's month: what its records and those below come to, and what it states its own book holds."""

    kind: Kind
    unit: Unit
    month: date
    amount: Amount
    stated: StatedSum | None = None
    explanation: Explanation | None = None

    @property
    def agreement(self) -> Agreement:
        """How the two stand to each other."""
        ours, waiting = self.amount.verified, self.amount.waiting
        if self.stated is None:
            return Agreement.UNSTATED
        theirs = self.stated.stated
        if ours == theirs:
            return Agreement.AGREES
        if self.explains:
            return Agreement.EXPLAINED
        if waiting and ours + waiting == theirs:
            return Agreement.WAITING
        return Agreement.LESS if ours < theirs else Agreement.MORE

    @property
    def explains(self) -> bool:
        """Whether the explanation is about the very numbers that stand now."""
        known = self.explanation
        return known is not None and self.stated is not None and (known.ours, known.theirs) == self._numbers

    @property
    def difference(self) -> int:
        """How many more the ledger has than is stated; 0 where none is."""
        return self.amount.verified - self.stated.stated if self.stated else 0

    @property
    def apart(self) -> int:
        """How far apart they are, without its sign."""
        return abs(self.difference)

    @property
    def differs(self) -> bool:
        """Whether it needs a word: they differ and nobody has said why."""
        return self.agreement in (Agreement.LESS, Agreement.MORE, Agreement.WAITING)

    @property
    def period(self) -> str:
        """The month as it stands in addresses."""
        return f"{self.month:%Y-%m}"

    @property
    def short(self) -> str:
        """The month without its year."""
        return month_label(self.month)

    @property
    def _numbers(self) -> tuple[int, int]:
        assert self.stated is not None, "asked where a sum is stated"
        return self.amount.verified, self.stated.stated


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's months, in the order of the table's."""

    unit: Unit
    cells: tuple[Compared, ...]

    @property
    def differing(self) -> int:
        """How many months need a word."""
        return sum(cell.differs for cell in self.cells)

    @property
    def verified(self) -> int:
        """What the ledger has in all months."""
        return sum(cell.amount.verified for cell in self.cells)

    @property
    def stated(self) -> int:
        """What is stated for those months for which anything is."""
        return sum(cell.stated.stated for cell in self.cells if cell.stated)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`kinds` are (key, label, months that need a word, months stated) of all kinds stated or asked for; `lines` are of the
    `chosen` one, the units that differ most first."""

    kinds: tuple[tuple[str, str, int, int], ...]
    chosen: Kind | None
    months: tuple[date, ...]
    lines: tuple[Line, ...]

    @property
    def one_year(self) -> bool:
        """Whether all months lie in one year, so that heads need not name it."""
        return len({month.year for month in self.months}) == 1

    @property
    def heads(self) -> list[str]:
        """The months as heads of columns."""
        return [month_label(month) if self.one_year else f"{month:%Y-%m}" for month in self.months]

    @property
    def numbers(self) -> dict[str, int]:
        """How many months of how many units stand how."""
        counts = {each.value: 0 for each in Agreement}
        for line in self.lines:
            for cell in line.cells:
                counts[cell.agreement.value] += 1
        return counts


def comparison(scope: Scope, *, kind: str = "", differing: bool = False) -> Comparison:
    """The comparison for the scope's unit and those directly below, over its months; `differing` leaves out units that agree.

    The number of queries does not grow with units, kinds or months.
    """
    below = Unit.objects.filter(path__startswith=scope.unit.path, depth=scope.unit.depth + 1).order_by("path")
    units = [scope.unit, *below]
    days = Period(month_of(scope.period.first).first, month_of(scope.period.last).last)
    months = tuple(month.first for month in days.months())
    stated = _stated(units, days)
    declared = {each.key: each for each in kinds.kinds()}
    keys = sorted({key for key, _unit, _month in stated if key in declared} | {kind} & set(declared))
    chosen = declared.get(kind)
    amounts = amounts_of([declared[key] for key in keys], scope.unit, units, days)
    said = _explained(units, days)
    if len(months) > MONTHS_MAX:
        raise PeriodTooLong(most=MONTHS_MAX)

    def cells(key: str, unit: Unit) -> tuple[Compared, ...]:
        places = [(key, unit.pk, month) for month in months]
        return tuple(
            Compared(declared[key], unit, place[2], amounts.get(place, Amount()), stated.get(place), said.get(place))
            for place in places
        )

    lines = {key: [Line(unit, cells(key, unit)) for unit in units] for key in keys}
    offered = [
        (
            key,
            str(declared[key].label),
            sum(line.differing for line in lines[key]),
            sum(bool(c.stated) for line in lines[key] for c in line.cells),
        )
        for key in keys
    ]
    if chosen is None and offered:
        chosen = declared[max(offered, key=lambda each: each[2])[0]]
    shown = [line for line in lines[chosen.key] if _said(line, scope.unit)] if chosen else []
    shown = [line for line in shown if line.differing] if differing else shown
    return Comparison(tuple(offered), chosen, months, tuple(sorted(shown, key=lambda line: (-line.differing, line.unit.path))))


def compared(key: str, code: str, month: str, *, person: Person) -> Compared:
    """One unit's month of one kind, if the person may see entries of the unit; otherwise it is not found."""
    kind, unit = kinds.kind(key), Unit.objects.filter(code=code).first()
    if unit is None or not allowed(person=person, permission="entries.view", unit=unit):
        raise NotFound(what=code)
    days = Period.parse(month)
    if days != Period.month(days.first.year, days.first.month):
        raise NotFound(what=month)
    place = kind.key, unit.pk, days.first
    amount = amounts_of([kind], unit, [unit], days).get(place, Amount())
    return Compared(kind, unit, days.first, amount, _stated([unit], days).get(place), _explained([unit], days).get(place))


def amounts_of(found: Collection[Kind], top: Unit, units: Iterable[Unit], days: Period) -> dict[Key, Amount]:
    """What the records come to, each counted for those of the units it lies in or below: people where the kind counts people,
    quantities where it has any, else records."""
    if not found:
        return {}
    owners = _owners(top, units)
    by_kind = {kind.key: kind for kind in found}
    inside = Q(kind__in=list(by_kind), state__in=LIVE, occurred_on__range=(days.first, days.last))
    rows = (
        Record.objects.filter(within(top), inside)
        .order_by()
        .values_list("kind", "unit_id", Month(F("occurred_on")), "state")
        .annotate(records=Count("pk"), quantities=Sum("quantity"), people_sum=Sum(F("quantity") * PeopleOn("people")))
    )
    sums: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, unit_id, month, state, records, quantities, people in rows:
        kind = by_kind[key]
        number = people if kind.people else quantities if kind.quantity else records
        for unit in owners.get(unit_id, ()):
            sums[key, unit, date.fromisoformat(f"{month}-01")][state] += number
    return {
        place: Amount(by_state[State.VERIFIED], by_state[State.REPORTED], by_state[State.SENT_BACK])
        for place, by_state in sums.items()
    }


def amount(record: Record) -> int:
    """What one record comes to."""
    kind = record.declared
    return record.quantity * len(record.people) if kind.people else record.quantity if kind.quantity else 1


def _owners(top: Unit, units: Iterable[Unit]) -> dict[int, list[int]]:
    """For the id of every unit those of the ones it counts for: itself and those above it, as far as they are asked about."""
    asked = list(units)
    found = Unit.objects.filter(path__startswith=top.path).values_list("pk", "path")
    return {pk: [unit.pk for unit in asked if path.startswith(unit.path)] for pk, path in found}


def _stated(units: Iterable[Unit], days: Period) -> Mapping[Key, StatedSum]:
    """The newest sum of each month."""
    found = StatedSum.objects.filter(unit__in=[unit.pk for unit in units], month__range=(days.first.replace(day=1), days.last))
    return {(each.kind, each.unit_id, each.month): each for each in found.select_related("by").order_by("pk")}


def _explained(units: Iterable[Unit], days: Period) -> Mapping[Key, Explanation]:
    """The newest explanation of each month."""
    found = Explanation.objects.filter(unit__in=[unit.pk for unit in units], month__range=(days.first.replace(day=1), days.last))
    return {(each.kind, each.unit_id, each.month): each for each in found.select_related("by").order_by("pk")}


def _said(line: Line, top: Unit) -> bool:
    """Whether there is anything to compare; of the unit above only what it states itself, for its records are those of all."""
    return any(cell.stated or (line.unit != top and any(cell.amount)) for cell in line.cells)
