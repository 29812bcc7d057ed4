"""Sums that units state of their own books, and words on why they differ: both are added, and nothing is written over."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.kinds import Kind
from panshi.org.models import Person
from panshi.org.selectors import require
from panshi.work.registers.models import Explanation, StatedSum
from panshi.work.registers.selectors.agreeing import Compared
from panshi.work.registers.selectors.agreeing.reading import Sum
from panshi.work.registers.services.permitting import Permit

SAID_MAX = 500


class NothingDiffers(Refusal):
    """There is no difference to explain."""

    words = Words(
        "“{unit}”{month}的“{kind}”没有差数，不用说明。",
        "“{kind}” of {unit} for {month} does not differ; there is nothing to explain.",
    )
    code = "nothing-differs"
    status = 409


class ExplanationEmpty(Refusal):
    """An explanation is a sentence."""

    words = Words("请写明差在哪里、为什么（最多 {most} 字）。", "Say what differs and why (up to {most} characters).")
    code = "explanation-empty"


@dataclass(frozen=True, slots=True)
class Stated:
    """How many sums are new, and how many were stated so already."""

    new: int
    same: int


@transaction.atomic
def state_sums(sums: Iterable[Sum], *, kind: Kind, origin: str, by: Person) -> Stated:
    """Keeps them all or none; `by` needs records.report in each unit. A sum that stands already is not kept again."""
    given = list(sums)
    permit = Permit("records.report", by)
    for each in {each.unit.pk: each for each in given}.values():
        permit.require(each.unit)
    before = StatedSum.objects.filter(kind=kind.key, unit__in={each.unit.pk for each in given}).order_by("pk")
    known = {(each.unit_id, each.month): each.stated for each in before}
    fresh = [each for each in given if known.get((each.unit.pk, each.month)) != each.stated]
    at = now()
    StatedSum.objects.bulk_create(
        [
            StatedSum(kind=kind.key, unit=each.unit, month=each.month, stated=each.stated, origin=origin[:200], by=by, at=at)
            for each in fresh
        ]
    )
    return Stated(len(fresh), len(given) - len(fresh))


@transaction.atomic
def explain(found: Compared, *, said: str, by: Person) -> Explanation:
    """Keeps why the two numbers differ as they stand now; when either changes the difference is open again.

    `by` needs records.report in the unit. Refuses where nothing differs.
    """
    require(person=by, permission="records.report", unit=found.unit)
    sentence = " ".join(said.split())
    if not sentence or len(sentence) > SAID_MAX or not sentence.isprintable():
        raise ExplanationEmpty(most=SAID_MAX)
    if found.stated is None or not found.difference:
        raise NothingDiffers(unit=found.unit.name, month=found.period, kind=found.kind.label)
    return Explanation.objects.create(
        kind=found.kind.key,
        unit=found.unit,
        month=found.month,
        ours=found.amount.verified,
        theirs=found.stated.stated,
        said=sentence,
        by=by,
        at=now(),
    )
