"""What units owe, and how far they have come with it: for one unit or three hundred in the same few queries."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from panshi.kernel.clock import today
from panshi.kernel.periods import Period
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import allowed
from panshi.work.registers.choices import Standing
from panshi.work.registers.models import Duty, Nothing, Reminder
from panshi.work.registers.selectors.duties.counting import Tally, around, counted
from panshi.work.registers.selectors.duties.finding import duties
from panshi.work.registers.selectors.duties.spans import Span, spans, was_there
from panshi.work.registers.selectors.finding import within

SOON_DAYS = 7


class NotOwed(Refusal):
    """The unit owes nothing such."""

    words = Words(
        "没有这一项应报（{what}）；请从应报页面重新打开。",
        "Nothing such is owed ({what}); open it from the page of what is owed.",
    )
    code = "not-owed"


@dataclass(frozen=True, slots=True)
class Owed:
    """One unit's part of one duty for one span, as it stands on the day `on`.

    `tally` counts the records that happened in the span, in the unit and in units below it that owe nothing of their own.
    `nothing` is the unit's word that there was nothing, while no record contradicts it. `reminded` times, last `reminded_on`.
    """

    duty: Duty
    unit: Unit
    span: Span
    tally: Tally
    on: date
    nothing: Nothing | None = None
    reminded: int = 0
    reminded_on: date | None = None

    @property
    def missing(self) -> int:
        """How many are lacking."""
        return 0 if self.nothing else max(0, self.duty.at_least - self.tally.reported)

    @property
    def short(self) -> bool:
        """Whether anything is lacking."""
        return self.missing > 0

    @property
    def standing(self) -> Standing:
        """How it stands."""
        if self.nothing:
            return Standing.NOTHING
        if not self.short:
            return Standing.DONE
        if self.days_left < 0:
            return Standing.LATE
        return Standing.SOON if self.days_left <= SOON_DAYS else Standing.OPEN

    @property
    def days_left(self) -> int:
        """Days until it is due; negative once it is overdue."""
        return (self.span.due_on - self.on).days

    @property
    def days_over(self) -> int:
        """Days since it was due."""
        return -self.days_left

    @property
    def label(self) -> str:
        """The kind's name."""
        return self.duty.label

    @property
    def mark(self) -> str:
        """`3.17.2023-05-01`: duty, unit and span, as forms send it back."""
        return f"{self.duty.pk}.{self.unit.pk}.{self.span.first}"

    @property
    def may_be_nothing(self) -> bool:
        """Whether the unit may say that there is nothing to report: in the last days of the span and after it."""
        near = (self.span.days.last - self.on).days <= NOTHING_DAYS
        return self.duty.nothing_counts and not self.nothing and not (self.tally.reported or self.tally.back) and near


NOTHING_DAYS = 3


def owed(
    top: Unit,
    *,
    within_days: Period,
    on: date | None = None,
    of: Sequence[Duty] | None = None,
    only: Collection[int] | None = None,
) -> list[Owed]:
    """What the unit and those below it owe for the spans that touch the days and have begun: by duty, unit and span.

    `of` are the duties asked about (all that touch the unit), `only` the ids of the units (all); where none of them owes
    anything no record is counted.
    The number of queries does not grow with units, duties or spans.
    """
    on = on or today()
    found = list(duties(top, within=within_days)) if of is None else list(of)
    units = list(Unit.objects.filter(path__startswith=top.path).order_by("path")) if found else []
    owners_of = {duty.pk: _owners(duty, units, only) for duty in found}
    found = [duty for duty in found if owners_of[duty.pk]]
    spans_of = {duty.pk: spans(duty, within=within_days, on=on) for duty in found}
    asked = around(span.days for each in spans_of.values() for span in each)
    if asked is None:
        return []
    counts = counted({duty.kind for duty in found}, inside=within(top), days=asked)
    said, reminded = _nothings(found, top, asked), _reminders(found, top, asked)
    result = list[Owed]()
    for duty in found:
        for unit, counting in owners_of[duty.pk].items():
            for span in spans_of[duty.pk]:
                if was_there(unit, span):
                    tally, key = counts.of(duty.kind, counting, span.days), (duty.pk, unit.pk, span.first)
                    nothing = said.get(key) if tally == Tally() else None
                    times, last = reminded.get(key, (0, None))
                    result.append(Owed(duty, unit, span, tally, on, nothing, times, last))
    return result


def numbers(found: Iterable[Owed]) -> dict[str, int]:
    """How many of them stand how."""
    counts = Counter(each.standing for each in found)
    return {standing.value: counts[standing] for standing in Standing}


def _owners(duty: Duty, units: Sequence[Unit], only: Collection[int] | None) -> dict[Unit, list[int]]:
    """The units that owe (of `only`, if any are named), each with the ids of those whose records count for it: a record counts
    for the nearest unit of the duty's level, at its own unit or above."""
    owing = {unit.path: unit for unit in units if unit.level == duty.level and duty.unit.holds(unit)}
    counting: dict[Unit, list[int]] = {unit: [] for unit in owing.values()}
    for unit in units:
        ends = range(len(unit.path), 0, -Unit.steplen)
        owner = next((owing[unit.path[:end]] for end in ends if unit.path[:end] in owing), None)
        if owner is not None:
            counting[owner].append(unit.pk)
    return {unit: ids for unit, ids in counting.items() if only is None or unit.pk in only}


def _nothings(found: Sequence[Duty], top: Unit, days: Period) -> Mapping[tuple[int, int, date], Nothing]:
    said = Nothing.objects.filter(
        duty__in=found, unit__path__startswith=top.path, span__range=(days.first, days.last), withdrawn_at__isnull=True
    )
    return {(each.duty_id, each.unit_id, each.span): each for each in said.select_related("by")}


def _reminders(found: Sequence[Duty], top: Unit, days: Period) -> Mapping[tuple[int, int, date], tuple[int, date]]:
    sent = Reminder.objects.filter(duty__in=found, unit__path__startswith=top.path, span__range=(days.first, days.last))
    rows = sent.order_by().values_list("duty_id", "unit_id", "span").annotate(times=Count("pk"), last=Max("on"))
    return {(duty, unit, span): (times, last) for duty, unit, span, times, last in rows}


def by_unit(found: Iterable[Owed]) -> dict[int, list[Owed]]:
    """Grouped by unit."""
    grouped: dict[int, list[Owed]] = defaultdict(list)
    for each in found:
        grouped[each.unit.pk].append(each)
    return dict(grouped)


def marked(marks: Sequence[str], *, person: Person) -> list[Owed]:
    """What forms sent back as marks (`3.17.2023-05-01`), as it stands now; refuses what is not owed, or not to be seen."""
    found = list[Owed]()
    for mark in marks:
        number, _, rest = mark.partition(".")
        unit_id, _, first = rest.partition(".")
        asked = Duty.objects.filter(pk=number).select_related("unit").first() if number.isdecimal() else None
        unit = Unit.objects.filter(pk=unit_id).first() if unit_id.isdecimal() else None
        if asked is None or unit is None or not allowed(person=person, permission="entries.view", unit=unit):
            raise NotOwed(what=mark or "—")
        days = around([each.days for each in spans(asked, within=_day(first, mark), on=today())])
        owing = owed(unit, within_days=days, of=[asked]) if days else []
        one = next((each for each in owing if each.unit == unit and str(each.span.first) == first), None)
        if one is None:
            raise NotOwed(what=mark)
        found.append(one)
    return found


def _day(text: str, mark: str) -> Period:
    try:
        return Period(date.fromisoformat(text), date.fromisoformat(text))
    except ValueError:
        raise NotOwed(what=mark) from None
