"""What is unusual for a unit: a record's quantity, and how many it has of a kind in a month, against its own two years before.

Median and median absolute deviation, so that a few odd records do not move the measure (Hampel 1974; 1.4826 makes the
deviation comparable with a standard deviation).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Count, F, Func, IntegerField, Q

from panshi.kernel.numbers import grouped
from panshi.kernel.words import Words
from panshi.work.registers.choices import GONE
from panshi.work.registers.models import Record
from panshi.work.registers.selectors.doubting.suspects import Doubt, Sort, Suspect

MONTHS = 24
RECORDS_MIN = 12
MONTHS_MIN = 6
TIMES = 5
Known = Mapping[date, Mapping[int, int]]  # day → size → how many records


class PeopleOn(Func):
    """How many people stand on a sheet, counted by the database."""

    function = "json_array_length"
    output_field = IntegerField()

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """PostgreSQL keeps binary JSON."""
        return self.as_sql(compiler, connection, function="jsonb_array_length")


def outliers(suspects: Sequence[Suspect]) -> list[list[Doubt]]:
    """For each, whether its size is unusual for its unit and kind; and its month's number, said once for each month."""
    known = _known(suspects)
    said: set[tuple[str, int, date]] = set()
    found = []
    for suspect in suspects:
        own = known.get((suspect.kind.key, suspect.unit.pk), {})
        month = suspect.kind.key, suspect.unit.pk, suspect.occurred_on.replace(day=1)
        found.append([*_size(suspect, own), *(_number(suspect, own) if month not in said else ())])
        said.add(month)
    return found


def far(value: int, others: Sequence[int]) -> tuple[float, float] | None:
    """(median, usual deviation) of the others where the value lies more than 5 deviations from the median; None where not."""
    middle = median(others)
    usual = max(1.4826 * median(abs(other - middle) for other in others), middle / 10, 1)
    return (middle, usual) if abs(value - middle) > TIMES * usual else None


def _known(suspects: Sequence[Suspect]) -> dict[tuple[str, int], Known]:
    """What each unit had of each kind, from two years before its first suspect's month to its last suspect's day."""
    spans: dict[tuple[str, int], tuple[date, date]] = {}
    sheets = {suspect.kind.key for suspect in suspects if suspect.kind.people}
    for suspect in suspects:
        key, first, last = (
            (suspect.kind.key, suspect.unit.pk),
            months_back(suspect.occurred_on, MONTHS),
            month_over(suspect.occurred_on),
        )
        low, high = spans.get(key, (first, last))
        spans[key] = (min(low, first), max(high, last))
    known: dict[tuple[str, int], dict[date, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for people in (False, True):
        wanted = Q(pk__in=[])
        for (kind, unit), span in spans.items():
            if (kind in sheets) is people:
                wanted |= Q(kind=kind, unit=unit, occurred_on__range=span)
        size = PeopleOn("people") if people else F("quantity")
        found = Record.objects.filter(wanted).exclude(state__in=GONE).order_by().annotate(size=size)
        for kind, unit, day, each, number in found.values_list("kind", "unit", "occurred_on", "size").annotate(Count("pk")):
            known[kind, unit][day][each] = number
    return dict(known)


def _size(suspect: Suspect, known: Known) -> list[Doubt]:
    if not (suspect.kind.people or suspect.kind.quantity):
        return []
    first, month = months_back(suspect.occurred_on, MONTHS), suspect.occurred_on.replace(day=1)
    others = [size for day, sizes in known.items() if first <= day < month for size, n in sizes.items() for _ in range(n)]
    found = far(suspect.size, others) if len(others) >= RECORDS_MIN else None
    if found is None:
        return []
    return [Doubt(Sort.SIZE, unusual_size(suspect.size, len(others), *found))]


def unusual_size(value: int, others: int, median_size: float, deviation: float) -> Words:
    """What is said of a size far from those of so many others."""
    size, number = grouped(value), grouped(others)
    middle, usual = grouped(round(median_size)), grouped(round(deviation))
    return Words(
        f"数量 {size} 与本单位平时相差很大：此前 {MONTHS} 个月 {number} 条同类记录的中位数是 {middle}，通常相差不过 {usual}。",
        f"{size} is unusual here: the {number} records of the kind in the {MONTHS} months before have a median of {middle} and "
        f"usually differ by no more than {usual}.",
    )


def _number(suspect: Suspect, known: Known) -> list[Doubt]:
    months: dict[date, int] = defaultdict(int)
    for day, sizes in known.items():
        months[day.replace(day=1)] += sum(sizes.values())
    month = suspect.occurred_on.replace(day=1)
    said = unusual_number(month, months.get(month, 0) + (suspect.pk is None), months)
    return [Doubt(Sort.NUMBER, said)] if said else []


def unusual_number(month: date, now: int, months: Mapping[date, int]) -> Words | None:
    """What is said of a month's number where it is too large against those of the months before; None where it is not."""
    first = min((each for each in months if each >= months_back(month, MONTHS)), default=month)
    before = [months.get(months_back(month, back), 0) for back in range(1, MONTHS + 1) if months_back(month, back) >= first]
    found = far(now, before) if len(before) >= MONTHS_MIN else None
    if found is None or now < found[0]:
        return None
    middle, many = grouped(round(found[0])), grouped(now)
    return Words(
        f"本单位 {month:%Y-%m} 的同类记录已有 {many} 条；此前 {len(before)} 个月每月的中位数是 {middle} 条。",
        f"With it the unit has {many} records of the kind in {month:%Y-%m}; "
        f"the median of the {len(before)} months before is {middle}.",
    )


def months_back(day: date, months: int) -> date:
    """The first day of the month so many months before the day's own."""
    place = day.year * 12 + day.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)


def month_over(day: date) -> date:
    """A day by which the day's month is over: more is asked for than is used."""
    return months_back(day, -1)
