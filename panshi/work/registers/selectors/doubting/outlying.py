"""What is unusual about the rows of a whole book, by the rules for one record: as if its earlier months stood already."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Count, F

from panshi.kernel.words import Words
from panshi.ledger.kinds import Kind
from panshi.work.registers.choices import GONE
from panshi.work.registers.models import Record
from panshi.work.registers.selectors.books.troubles import Trouble
from panshi.work.registers.selectors.doubting.lines import UNITS_TOGETHER, Line
from panshi.work.registers.selectors.doubting.outliers import (
    MONTHS,
    RECORDS_MIN,
    TIMES,
    PeopleOn,
    month_over,
    months_back,
    unusual_number,
    unusual_size,
)
from panshi.work.registers.selectors.doubting.suspects import Sort

Sizes = dict[date, Counter[int]]  # month → size → how many


def outlying(rows: Sequence[Line], *, kind: Kind) -> Iterator[tuple[int, Sort, Trouble]]:
    """(row, sort, why) of sizes and of months' numbers that are unusual for their unit; a month's number is said once."""
    months: dict[int, date] = {day: date.fromordinal(day).replace(day=1) for day in {line.day for line in rows}}
    known: dict[int, Sizes] = defaultdict(lambda: defaultdict(Counter))
    _add_standing(known, rows, kind)
    here: dict[tuple[int, date], list[Line]] = defaultdict(list)
    for line in rows:
        known[line.unit][months[line.day]][line.size] += 1
        here[line.unit, months[line.day]].append(line)
    for (unit, month), lines in here.items():
        own = known[unit]
        if kind.people or kind.quantity:
            yield from _sizes(lines, month, own)
        numbers = {each: sizes.total() for each, sizes in own.items()}
        if said := unusual_number(month, numbers[month], numbers):
            yield lines[0].row, Sort.NUMBER, _pointed(said)


def _sizes(lines: Sequence[Line], month: date, own: Mapping[date, Counter[int]]) -> Iterator[tuple[int, Sort, Trouble]]:
    before = Counter[int]()
    for each, sizes in own.items():
        if months_back(month, MONTHS) <= each < month:
            before += sizes
    if before.total() < RECORDS_MIN:
        return
    middle = middle_of(before)
    apart = Counter[float]()
    for size, number in before.items():
        apart[abs(size - middle)] += number
    usual = max(1.4826 * middle_of(apart), middle / 10, 1)
    for line in lines:
        if abs(line.size - middle) > TIMES * usual:
            yield line.row, Sort.SIZE, _pointed(unusual_size(line.size, before.total(), middle, usual))


def middle_of(counted: Mapping[int, int] | Mapping[float, int]) -> float:
    """The median of values counted: value → how many."""
    total = sum(counted.values())
    passed, low = 0, None
    for value in sorted(counted):
        passed += counted[value]  # type: ignore[index]  # its own keys
        if low is not None:
            return (low + value) / 2
        if passed * 2 > total:
            return value
        if passed * 2 == total:
            low = value
    assert low is None, "there is a value above the half"
    return 0.0


def _add_standing(known: dict[int, Sizes], rows: Sequence[Line], kind: Kind) -> None:
    days = [line.day for line in rows]
    span = months_back(date.fromordinal(min(days)), MONTHS), month_over(date.fromordinal(max(days)))
    units = sorted({line.unit for line in rows})
    size = PeopleOn("people") if kind.people else F("quantity")
    for low in range(0, len(units), UNITS_TOGETHER):
        found = Record.objects.filter(kind=kind.key, unit__in=units[low : low + UNITS_TOGETHER], occurred_on__range=span)
        counted = found.exclude(state__in=GONE).order_by().annotate(size=size).values_list("unit", "occurred_on", "size")
        for unit, day, each, number in counted.annotate(Count("pk")):
            known[unit][day.replace(day=1)][each] += number


def _pointed(said: Words) -> Trouble:
    return Trouble(said.zh, said.en, stops=False)
