"""Verifying all that matches: a sample is looked at first, and that it was stands in each record's history."""

from collections.abc import Sequence

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.entries import Posted
from panshi.org.models import Person, Unit
from panshi.work.registers import selectors
from panshi.work.registers.choices import Act
from panshi.work.registers.models import Record
from panshi.work.registers.services.permitting import Permit
from panshi.work.registers.services.verifying import verify_many
from panshi.work.registers.services.writing import insert_steps


class SampleUnseen(Refusal):
    """The rest is verified when the sample has been looked at."""

    words = Words(
        "抽查的 {sample} 条里还有 {number} 条没有看过；先看完，再核实其余的。",
        "{number} of the {sample} records drawn have not been looked at; look at them first, then verify the rest.",
    )
    code = "sample-unseen"
    status = 409


@transaction.atomic
def look_at(records: Sequence[Record], *, by: Person) -> int:
    """Notes that `by` looked at the records as they stood when they were read; how many were not noted before.

    `by` needs records.verify in their units.
    """
    permit = Permit("records.verify", by)
    for unit in Unit.objects.filter(pk__in={record.unit_id for record in records}):
        permit.require(unit)
    _drawn, unseen = selectors.sampled(records, person=by)
    insert_steps([(record.pk, record.revision) for record in unseen], act=Act.LOOKED, by=by, at=now())
    return len(unseen)


def verify_matching(found: selectors.Matching, *, by: Person) -> Posted:
    """Confirms all that matches or none; refuses while some of the sample is unseen, and as `verify_many` does."""
    if found.unseen:
        raise SampleUnseen(number=len(found.unseen), sample=len(found.sample))
    return verify_many(found.records, by=by)
