"""Lists of any length: a page is found by the place it starts at and not counted off, and what is counted stops at 10,000."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from django.db.models import Q, QuerySet

from panshi.kernel.numbers import grouped
from panshi.kernel.periods import Period
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.work.registers.choices import State
from panshi.work.registers.models import Record
from panshi.work.registers.selectors.finding import Sought, records

COUNTED_MAX = 10_000
Key: TypeAlias = tuple[date, int]
ON_A_PAGE = 50


class BadPlace(Refusal):
    """The address names no place in a list."""

    words = Words("“{text}”不是列表中的位置；请从头打开列表。", "“{text}” is no place in a list; open the list from its start.")
    code = "bad-place"


@dataclass(frozen=True, slots=True)
class Number:
    """How many there are, or that there are more than are counted."""

    counted: int
    more: bool = False

    def __str__(self) -> str:
        return f"{grouped(self.counted)}+" if self.more else grouped(self.counted)

    def __bool__(self) -> bool:
        return self.counted > 0


@dataclass(frozen=True, slots=True)
class Page:
    """Some records of a list, the newest first; `older` and `newer` are the places at which its neighbours start, "" where
    there is none. `numbers` say how many there are in each state."""

    records: tuple[Record, ...]
    older: str
    newer: str
    numbers: dict[str, Number]

    @property
    def all(self) -> Number:
        """How many there are in all states together."""
        counted = sum(number.counted for number in self.numbers.values())
        return Number(min(counted, COUNTED_MAX), counted > COUNTED_MAX or any(number.more for number in self.numbers.values()))


def page(sought: Sought, *, person: Person, scope: Scope, after: str = "", before: str = "") -> Page:
    """The page of the list that comes after a place, or ends before it; without either the first."""
    every = records(replace(sought, state=""), person=person, scope=scope)
    after, before = (place if place and _read(place)[0] in scope.period else "" for place in (after, before))
    found = records(sought, person=person, scope=replace(scope, period=_span(scope.period, after, before)))
    # Numbers first and records after: joined with their units at once, the database would go from unit to unit and sort.
    keys = found.select_related(None).values_list("occurred_on", "id")
    if before:
        rows = list(_from(keys, before, newer=True)[: ON_A_PAGE + 1])
        shown, earlier, later = rows[:ON_A_PAGE][::-1], True, len(rows) > ON_A_PAGE
    else:
        rows = list((_from(keys, after, newer=False) if after else keys)[: ON_A_PAGE + 1])
        shown, earlier, later = rows[:ON_A_PAGE], len(rows) > ON_A_PAGE, bool(after)
    counted = every.select_related(None).order_by()
    numbers = {state.value: count(counted.filter(state=state)) for state in State}
    whole = Record.objects.select_related("unit").in_bulk([pk for _, pk in shown])
    older = _place(*shown[-1]) if shown and earlier else ""
    newer = _place(*shown[0]) if shown and later else ""
    return Page(tuple(whole[pk] for _, pk in shown), older, newer, numbers)


def count(found: QuerySet[Record]) -> Number:
    """How many there are; it is not counted beyond 10,000."""
    counted = found[: COUNTED_MAX + 1].count()
    return Number(min(counted, COUNTED_MAX), counted > COUNTED_MAX)


def _from(found: QuerySet[Record, Key], place: str, *, newer: bool) -> QuerySet[Record, Key]:
    day, number = _read(place)
    if newer:
        return found.filter(~Q(occurred_on=day, id__lte=number)).order_by("occurred_on", "id")
    return found.filter(~Q(occurred_on=day, id__gte=number))


def _span(period: Period, after: str, before: str) -> Period:
    """The days in which the page lies: of two bounds on one side the database would take the wider."""
    if before:
        return Period(_read(before)[0], period.last)
    return Period(period.first, _read(after)[0]) if after else period


def _place(day: date, number: int) -> str:
    return f"{day}.{number}"


def _read(place: str) -> tuple[date, int]:
    day, _, number = place.partition(".")
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        raise BadPlace(text=place) from None
