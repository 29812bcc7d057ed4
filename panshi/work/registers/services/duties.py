"""Setting what units owe, and ending it: a duty is never changed nor removed, only ended and set anew."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from panshi.kernel.clock import now, today
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.kinds import Kind
from panshi.org.choices import Level
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.work.registers.choices import Every
from panshi.work.registers.models import Duty
from panshi.work.registers.selectors.duties import first_span

AT_LEAST_MAX = 10_000
DUE_DAY_MAX = 60
FIRST = 1949
AHEAD_YEARS = 5


class NobodyOwes(Refusal):
    """There is no unit of the level there."""

    words = Words("“{unit}”及其下没有“{level}”，没有单位可承担。", "There is no {level} in {unit} or below: nobody would owe it.")
    code = "nobody-owes"


class NoWholeSpan(Refusal):
    """The duty would end before it is owed once."""

    words = Words(
        "从 {since} 到 {until} 不含一个完整的期间（{every}），没有一期可报；请放长日期。",
        "{since} to {until} holds no whole span ({every}), so nothing would ever be owed; make it longer.",
    )
    code = "no-whole-span"


class DutyStands(Refusal):
    """Another duty already says what the same units owe of the same kind."""

    words = Words(
        "“{unit}”已定：{since}起，{level}{every}至少报“{kind}”{number} 条；两条规定不能并存，请先结束那一条。",
        "{unit} already set {level} owe at least {number} of “{kind}” {every} since {since}; end that one first: "
        "two rules cannot hold at once.",
    )
    code = "duty-stands"
    status = 409


class BadDuty(Refusal):
    """A number is out of its bounds."""

    words = Words("“{field}”应在 {least} 到 {most} 之间。", "“{field}” must lie between {least} and {most}.")
    code = "bad-duty"


class EndsEarlier(Refusal):
    """The duty had ended by then, or had not begun."""

    words = Words(
        "这条规定 {since} 起、{until} 止，不能改为 {day} 结束。",
        "This duty runs from {since} to {until}; it cannot end on {day}.",
    )
    code = "ends-earlier"
    status = 409


@dataclass(frozen=True, slots=True)
class NewDuty:
    """What each unit of `level` in the subtree of `unit` is to owe; see `Duty`."""

    kind: Kind
    unit: Unit
    level: Level
    every: Every
    since: date
    until: date | None = None
    at_least: int = 1
    due_day: int = 5
    nothing_counts: bool = True


@transaction.atomic
def set_duty(new: NewDuty, *, by: Person) -> Duty:
    """Sets it; `by` needs records.set_duties in its unit. Refuses what nobody would owe, and what another duty says already."""
    require(person=by, permission="records.set_duties", unit=new.unit)
    for field, given, most in (
        (Words("至少", "at least"), new.at_least, AT_LEAST_MAX),
        (Words("期满后几天内", "days after the span"), new.due_day, DUE_DAY_MAX),
    ):
        if not 1 <= given <= most:
            raise BadDuty(field=field, least=1, most=most)
    if not FIRST <= new.since.year <= today().year + AHEAD_YEARS:
        raise BadDuty(field=Words("起始年份", "the year it begins in"), least=FIRST, most=today().year + AHEAD_YEARS)
    duty = Duty(
        kind=new.kind.key,
        unit=new.unit,
        level=new.level,
        every=new.every,
        at_least=new.at_least,
        due_day=new.due_day,
        since=new.since,
        until=new.until,
        nothing_counts=new.nothing_counts,
        set_by=by,
        set_at=now(),
    )
    if new.until is not None and (new.until < new.since or first_span(duty) is None):
        raise NoWholeSpan(since=new.since, until=new.until, every=new.every.label)
    if not Unit.objects.filter(path__startswith=new.unit.path, level=new.level).exists():
        raise NobodyOwes(unit=new.unit.name, level=new.level.label)
    _refuse_contradiction(new)
    duty.save()
    return duty


@transaction.atomic
def end_duty(duty: Duty, *, on: date, by: Person) -> Duty:
    """Ends it with the day `on`: spans that are not whole by then are no longer owed; those before stay as they are."""
    require(person=by, permission="records.set_duties", unit=duty.unit)
    found = Duty.objects.select_for_update(of=("self",)).select_related("unit").get(pk=duty.pk)
    if on < found.since or (found.until is not None and on >= found.until):
        raise EndsEarlier(since=found.since, until=found.until or "…", day=on)
    found.until = on
    found.save(update_fields=["until"])
    return found


def _refuse_contradiction(new: NewDuty) -> None:
    """One rule for each unit, kind and span: neither a unit above nor one below may say another."""
    found = _same_units(new).filter(kind=new.kind.key, level=new.level, every=new.every)
    found = found.filter(Q(until__isnull=True) | Q(until__gte=new.since))
    if new.until is not None:
        found = found.filter(since__lte=new.until)
    if (other := found.select_related("unit").order_by("pk").first()) is not None:
        raise DutyStands(
            unit=other.unit.name,
            since=other.since,
            level=other.get_level_display(),
            every=other.get_every_display(),
            kind=new.kind.label,
            number=other.at_least,
        )


def _same_units(new: NewDuty) -> QuerySet[Duty]:
    """Duties set for units above or below: at one level they are owed by some of the same units, or of units to come."""
    path = new.unit.path
    above = [path[:end] for end in range(Unit.steplen, len(path) + 1, Unit.steplen)]
    return Duty.objects.filter(Q(unit__path__in=above) | Q(unit__path__startswith=path))
