"""Stars given: posted to the ledger when a round comes into force, ended earlier or taken back with a reason."""

from datetime import date

from django.db import transaction

from panshi.kernel.clock import now, today
from panshi.kernel.references import Reference
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import selectors as ledger
from panshi.ledger.postings import Posting
from panshi.ledger.services import correct, post_many, reverse
from panshi.org.models import Person
from panshi.org.selectors import require
from panshi.work.ratings.choices import Stage
from panshi.work.ratings.kinds import RATING
from panshi.work.ratings.models import Appeal, Candidate, Round
from panshi.work.ratings.services.deliberating import NoReason, refuse_over_quota
from panshi.work.ratings.services.rounds import locked

RATED_ANEW = "重新评定，原评定至此失效"
"""Why an earlier rating ends when the same subject is rated again."""


class StillOpen(Refusal):
    """A result brought into force while it may be objected to."""

    words = Words("公示期到 {until} 才满。", "Objections are taken until {until}.")
    code = "objections-open"
    status = 409


class AppealsOpen(Refusal):
    """A result brought into force before all appeals are answered."""

    words = Words("还有 {count} 件申诉没有答复。", "{count} appeals are not answered yet.")
    code = "appeals-open"
    status = 409


class NotRated(Refusal):
    """A rating taken back that is not there."""

    words = Words("“{name}”没有有效的星级。", "“{name}” holds no rating that is valid.")
    code = "not-rated"
    status = 409


@transaction.atomic
def bring_into_force(found: Round, *, by: Person) -> Round:
    """Gives the stars: each is an entry valid until the round's end; an earlier one of the same subject ends this day."""
    held = locked(found, Stage.PUBLISHED)
    require(person=by, permission="ratings.publish", unit=held.unit)
    if held.objections_until is not None and today() <= held.objections_until:
        raise StillOpen(until=held.objections_until)
    if waiting := Appeal.objects.filter(candidate__round=held, answered_at__isnull=True).count():
        raise AppealsOpen(count=waiting)
    refuse_over_quota(held)
    held.stage, held.in_force_on = Stage.IN_FORCE, today()
    held.valid_until = _months_later(held.in_force_on, held.standard.months)
    held.save(update_fields=["stage", "in_force_on", "valid_until"])
    given = list(held.candidates.filter(left_out="", stars__gt=0).select_related("unit", "person").order_by("pk"))
    for each in given:
        each.round, each.until = held, held.valid_until
    _end_earlier(held, given, by=by)
    post_many((posting_of(each) for each in given), by=by)
    held.candidates.filter(left_out="", stars__gt=0).update(until=held.valid_until)
    return held


@transaction.atomic
def withdraw(candidate: Candidate, *, reason: str, by: Person, on: date | None = None) -> Candidate:
    """Takes the stars away from the day `on` (today): the entry is corrected to end then, or reversed where it never held."""
    held = Candidate.objects.select_for_update(of=("self",)).select_related("unit", "round__standard", "round__unit")
    found = held.get(pk=candidate.pk)
    require(person=by, permission="ratings.publish", unit=found.round.unit)
    day = on or today()
    if found.until is None or found.withdrawn_at is not None or found.until <= day:
        raise NotRated(name=found.name)
    if not reason.strip():
        raise NoReason
    found.withdrawn_at, found.withdrawn_because = now(), reason.strip()[:300]
    _end(found, day, reason=reason, by=by)
    found.save(update_fields=["withdrawn_at", "withdrawn_because", "until", "revision"])
    return found


def posting_of(candidate: Candidate) -> Posting:
    """The rating as it is posted."""
    standard = candidate.round.standard
    assert candidate.round.in_force_on is not None
    dims = {
        "subject": standard.subject,
        "name": candidate.name,
        "stars": candidate.stars,
        "standard": standard.version,
        "until": candidate.until,
    }
    return Posting(RATING, candidate.unit, candidate.round.in_force_on, source_of(candidate), dims)


def source_of(candidate: Candidate) -> Reference:
    """Under what name the rating stands in the ledger now."""
    key = str(candidate.pk) if candidate.revision == 1 else f"{candidate.pk}@{candidate.revision}"
    return Reference("ratings.candidate", key)


def _end(candidate: Candidate, day: date, *, reason: str, by: Person) -> None:
    entry = next(entry for entry in ledger.by_source(source_of(candidate)) if entry.sign > 0)
    begun = candidate.round.in_force_on
    candidate.until = day
    if begun is not None and day <= begun:
        reverse(entry, reason=reason, by=by)
        return
    candidate.revision += 1
    correct(entry, posting_of(candidate), reason=reason, by=by)


def _end_earlier(held: Round, given: list[Candidate], *, by: Person) -> None:
    """Ends ratings that would still be valid of those who are rated anew: a subject counts once."""
    running = Candidate.objects.filter(until__gt=held.in_force_on, round__standard__subject=held.standard.subject)
    people = {each.person_id for each in given if each.person_id}
    places = {each.unit_id for each in given if not each.person_id}
    for earlier in running.exclude(round=held).select_related("unit", "round__standard"):
        if earlier.person_id in people or (earlier.person_id is None and earlier.unit_id in places):
            assert held.in_force_on is not None
            _end(earlier, held.in_force_on, reason=RATED_ANEW, by=by)
            earlier.save(update_fields=["until", "revision"])


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = 28 if month == 1 else 30
    return date(year, month + 1, min(day.day, last))
