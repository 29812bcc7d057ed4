"""A unit's word that it has nothing to report: given with a sentence, withdrawn when a record comes after all."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.work.registers.models import Nothing, Record
from panshi.work.registers.selectors.duties import Owed, span_from

SAID_MAX = 300


class NothingSaid(Refusal):
    """The empty report is a report: it takes a sentence."""

    words = Words(
        "请用一句话说明为什么这一期没有可报的（最多 {most} 字）。",
        "Say in a sentence why there is nothing to report (up to {most} characters).",
    )
    code = "nothing-said"


class NotNothing(Refusal):
    """There is something: records of the span, an earlier word, or time in which some may still come."""

    words = Words("“{unit}”{span}的“{kind}”不能作零报告：{why}。", "{unit} cannot report nothing of “{kind}” for {span}: {why}.")
    code = "not-nothing"
    status = 409


class NothingGone(Refusal):
    """It was withdrawn before."""

    words = Words("这条零报告已经撤回。", "This word was withdrawn already.")
    code = "nothing-gone"
    status = 409


@transaction.atomic
def say_nothing(owed: Owed, *, said: str, by: Person) -> Nothing:
    """Keeps the unit's word that it has nothing to report for the span; `by` needs records.report in the unit.

    Refuses it where records are there, where the duty does not take it, and before the last days of the span.
    """
    require(person=by, permission="records.report", unit=owed.unit)
    sentence = said.strip()
    if not sentence or len(sentence) > SAID_MAX or not sentence.isprintable():
        raise NothingSaid(most=SAID_MAX)
    if not owed.may_be_nothing:
        raise NotNothing(unit=owed.unit.name, span=owed.span.label, kind=owed.label, why=_why(owed))
    given, _new = Nothing.objects.get_or_create(
        duty=owed.duty,
        unit=owed.unit,
        span=owed.span.first,
        withdrawn_at=None,
        defaults={"said": sentence, "by": by, "at": now()},
    )
    return given


@transaction.atomic
def withdraw_nothing(nothing: Nothing, *, by: Person) -> None:
    """Takes the word back by hand."""
    require(person=by, permission="records.report", unit=nothing.unit)
    if not Nothing.objects.filter(pk=nothing.pk, withdrawn_at=None).update(withdrawn_by=by, withdrawn_at=now()):
        raise NothingGone


def withdraw_for(records: Sequence[Record]) -> None:
    """Withdraws the words that records now contradict: one query while nobody has given any of the kinds."""
    if not records:
        return
    latest = max(record.occurred_on for record in records)
    standing = Nothing.objects.filter(duty__kind__in={record.kind for record in records}, withdrawn_at=None, span__lte=latest)
    given = list(standing.select_related("duty__unit", "unit"))
    if not given:
        return
    paths = dict(Unit.objects.filter(pk__in={record.unit_id for record in records}).values_list("pk", "path"))
    for each in given:
        if (against := _contradicting(each, records, paths)) is not None:
            each.withdrawn_by_id, each.withdrawn_at = against.reported_by_id, now()
    Nothing.objects.bulk_update([each for each in given if each.withdrawn_at], ["withdrawn_by", "withdrawn_at"])


def _contradicting(nothing: Nothing, records: Sequence[Record], paths: Mapping[int, str]) -> Record | None:
    """The first of the records that counts for what there was said to be none of."""
    span = span_from(nothing.duty, nothing.span)
    if span is None:
        return None
    others = tuple(_paths_counting(nothing))
    for record in records:
        path = paths[record.unit_id]
        here = path.startswith(nothing.unit.path) and not path.startswith(others)
        if here and record.kind == nothing.duty.kind and record.occurred_on in span.days:
            return record
    return None


def _paths_counting(nothing: Nothing) -> list[str]:
    """The paths of units of the duty's level below the one that gave its word: what they report is their own."""
    below = Unit.objects.filter(path__startswith=nothing.unit.path, level=nothing.duty.level).exclude(pk=nothing.unit_id)
    return list(below.values_list("path", flat=True))


def _why(owed: Owed) -> Words | str:
    if owed.tally.reported or owed.tally.back:
        number = owed.tally.reported + owed.tally.back
        return Words(f"这一期已经报了 {number} 条", f"{number} were reported")
    if owed.nothing:
        return Words("已经作过零报告", "that was said already")
    if not owed.duty.nothing_counts:
        return Words("这一项必须有内容", "this duty asks for something")
    return Words("这一期还没有到最后三天", "the span is not in its last three days yet")
