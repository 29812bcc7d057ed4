"""Drafts: what somebody has begun to report, kept right or wrong until it is reported or thrown away."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.kinds import Kind
from panshi.org.models import Person
from panshi.work.registers.models import Draft, Evidence, Record
from panshi.work.registers.services.reporting import NewRecord, report, resubmit

DRAFTS_MAX = 100
TYPED_MAX_CHARACTERS = 40_000


class TooManyDrafts(Refusal):
    """Drafts are for what is not finished, not for keeping."""

    words = Words(
        "您已有 {number} 份草稿，不能再存；请先上报或删掉几份。",
        "You have {number} drafts already; report some or throw some away first.",
    )
    code = "too-many-drafts"
    status = 409


class DraftTooLong(Refusal):
    """No form holds that much."""

    words = Words(
        "填写的内容太长，草稿最多存 {most} 字。", "What was typed is too long; a draft keeps at most {most} characters."
    )
    code = "draft-too-long"


@transaction.atomic
def save_draft(
    *,
    kind: Kind,
    typed: Mapping[str, Sequence[str]],
    evidence: Sequence[Evidence],
    by: Person,
    draft: Draft | None = None,
    record: Record | None = None,
) -> Draft:
    """Keeps what stood in the form's fields, right or wrong, and the evidence filed so far; `draft` is written over.

    `record` is what the form corrects: each person has one draft of its correction.
    """
    length = sum(len(value) for values in typed.values() for value in values)
    if length > TYPED_MAX_CHARACTERS:
        raise DraftTooLong(most=TYPED_MAX_CHARACTERS)
    if record is not None:
        draft = Draft.objects.filter(person=by, record=record).first()
    kept = draft or Draft(person=by, kind=kind.key, record=record)
    assert kept.person_id == by.pk, "somebody else's draft is never at hand"
    if draft is None and (number := Draft.objects.filter(person=by).count()) >= DRAFTS_MAX:
        raise TooManyDrafts(number=number)
    kept.revision = record.revision if record else 0
    kept.typed, kept.saved_at = {name: list(values) for name, values in typed.items()}, now()
    kept.save()
    kept.evidence.set(evidence)
    return kept


def throw_away(draft: Draft, *, by: Person) -> None:
    """Removes one's own draft; evidence filed with it stays filed."""
    assert draft.person_id == by.pk, "somebody else's draft is never at hand"
    draft.delete()


@transaction.atomic
def report_draft(draft: Draft, record: NewRecord, *, by: Person) -> Record:
    """Reports what the draft has become, and removes the draft; refuses as `report` does, and then the draft stays."""
    made = report(record, by=by)
    throw_away(draft, by=by)
    return made


@transaction.atomic
def resubmit_draft(draft: Draft, record: Record, changes: NewRecord, *, by: Person) -> Record:
    """Reports the record again as the draft of its correction has become, and removes the draft; refuses as `resubmit` does."""
    made = resubmit(record, changes, by=by)
    throw_away(draft, by=by)
    return made
