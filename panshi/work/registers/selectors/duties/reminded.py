"""The reminders sent, and what of them still waits for somebody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.ui.address import address
from panshi.ui.notices import Notice, Tone
from panshi.work.registers.choices import Standing
from panshi.work.registers.models import Duty, Reminder
from panshi.work.registers.selectors.duties.answering import answering
from panshi.work.registers.selectors.duties.counting import around
from panshi.work.registers.selectors.duties.finding import duties
from panshi.work.registers.selectors.duties.owing import Owed, owed
from panshi.work.registers.selectors.duties.spans import span_from


def reminders(unit: Unit) -> QuerySet[Reminder]:
    """What the unit and those below were reminded of, the newest first."""
    found = Reminder.objects.filter(unit__path__startswith=unit.path).select_related("duty", "unit", "by")
    return found.order_by("-on", "-pk")


@dataclass(frozen=True, slots=True)
class Line:
    """One reminder as the list of what was sent names it."""

    reminder: Reminder
    label: str
    span: str
    period: str


def sent(found: Iterable[Reminder]) -> list[Line]:
    """The reminders with their kinds and spans in words."""
    lines = []
    for each in found:
        span = span_from(each.duty, each.span)
        label, period = (span.label, span.period) if span else (str(each.span), f"{each.span:%Y-%m}")
        lines.append(Line(each, each.duty.label, label, period))
    return lines


def reminded(*, person: Person, unit: Unit) -> list[Owed]:
    """What the unit or one below was reminded of, still lacks, and `person` answers for: whatever its span."""
    sent = Reminder.objects.filter(unit__path__startswith=unit.path)
    people = answering(list(Unit.objects.filter(pk__in=sent.values("unit"))))
    answered = {pk for pk, those in people.items() if person in those}
    keys = set(sent.filter(unit__in=answered).order_by().values_list("duty_id", "unit_id", "span"))
    days = around(Period(span, span) for _duty, _unit, span in keys)
    if days is None:
        return []
    asked = Duty.objects.filter(pk__in={duty for duty, _unit, _span in keys}).select_related("unit", "set_by").order_by("pk")
    found = owed(unit, within_days=days, of=list(asked), only={unit for _duty, unit, _span in keys})
    return [each for each in found if each.short and each.reminded]


def told_of_duties(*, person: Person, scope: Scope) -> Iterator[Notice]:
    """What one was reminded of, and what one's units still owe that is due soon or overdue in the scope's days."""
    if not duties(scope.unit).exists():
        return
    url = address("registers:owed", scope=scope) or ""
    waiting = reminded(person=person, unit=scope.unit)
    yield Notice(
        Words("上级催报、还没有报的", "Reminded of, and not reported yet"),
        len(waiting),
        f"{url}&reminded=1",
        note="、".join(sorted({each.unit.name for each in waiting})[:3]),
        tag=Words("催报", "reminder"),
        tone=Tone.BAD,
    )
    lacking = pressing(scope)
    if lacking and person not in answering([scope.unit])[scope.unit.pk]:
        lacking = []
    yield Notice(
        Words("本期应报、还没有报的", "Owed in these days, and not reported yet"),
        len(lacking),
        url,
        tag=Words("应报", "owed"),
    )


def own(scope: Scope) -> list[Owed]:
    """What the scope's own unit owes in the scope's days so far, without what units below it owe: the first span first."""
    unit = scope.unit
    here = [duty for duty in duties(unit, within=scope.period) if duty.level == unit.level and duty.unit.holds(unit)]
    found = owed(unit, within_days=scope.period, of=here) if here else []
    return sorted((each for each in found if each.unit == unit), key=lambda each: (each.span, each.duty.kind))


def pressing(scope: Scope) -> list[Owed]:
    """What of it is overdue, or due within a week."""
    return [each for each in own(scope) if each.standing in (Standing.SOON, Standing.LATE)]
