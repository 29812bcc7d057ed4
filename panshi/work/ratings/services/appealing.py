"""Appeals: made by the subject while its result is open to objection, answered by another than its assessor."""

from decimal import Decimal

from django.db import transaction

from panshi.kernel.clock import now, today
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.org.selectors import require
from panshi.work.ratings.choices import Method, Stage
from panshi.work.ratings.models import Appeal, Candidate, Criterion, Mark
from panshi.work.ratings.selectors.rounds import criteria_of
from panshi.work.ratings.selectors.scoring import points_of_step
from panshi.work.ratings.services.checking import NoSuchStep, refuse_to_speak
from panshi.work.ratings.services.deliberating import NoReason, add_up
from panshi.work.ratings.services.rounds import locked


class TooLate(Refusal):
    """An appeal after its days."""

    words = Words("申诉期已于 {until} 截止。", "Appeals were taken until {until}.")
    code = "appeal-too-late"
    status = 409


class AppealAnswered(Refusal):
    """An appeal answered a second time."""

    words = Words("这件申诉已经答复过了。", "This appeal has been answered.")
    code = "appeal-answered"
    status = 409


class AnswersOwnCheck(Refusal):
    """An appeal answered by who gave the points, or who made it."""

    words = Words(
        "考评员和申诉人不能答复这件申诉，请由他人答复。", "Neither the assessor nor who appealed answers an appeal; another does."
    )
    code = "answers-own-check"
    status = 409


@transaction.atomic
def appeal(candidate: Candidate, *, criterion: Criterion | None, said: str, by: Person) -> Appeal:
    """Objects to a published result, or to its points on one criterion, within the round's days for objections."""
    refuse_to_speak(candidate, by)
    held = locked(candidate.round, Stage.PUBLISHED)
    if held.objections_until is not None and today() > held.objections_until:
        raise TooLate(until=held.objections_until)
    if not said.strip():
        raise NoReason
    return Appeal.objects.create(candidate=candidate, criterion=criterion, said=said.strip(), made_by=by, made_at=now())


@transaction.atomic
def answer(made: Appeal, *, upheld: bool, said: str, by: Person, step: int | None = None) -> Appeal:
    """Answers with a reason; where it is upheld on an assessed criterion, `step` is the right one and points follow.

    Stars follow the points as the standard has them; more than the quota are refused when the round comes into force.
    """
    found = Appeal.objects.select_for_update(of=("self",)).select_related("candidate__round__unit", "criterion").get(pk=made.pk)
    candidate = found.candidate
    held = locked(candidate.round, Stage.PUBLISHED)
    require(person=by, permission="ratings.publish", unit=held.unit)
    if found.answered_at is not None:
        raise AppealAnswered
    if by.pk in (candidate.assessor_id, found.made_by_id, candidate.person_id):
        raise AnswersOwnCheck
    if not said.strip():
        raise NoReason
    if upheld and found.criterion is not None and step is not None:
        candidate.round = held
        _mark_anew(candidate, found.criterion, step, said, by)
    found.upheld, found.answer, found.answered_by, found.answered_at = upheld, said.strip(), by, now()
    found.save(update_fields=["upheld", "answer", "answered_by", "answered_at"])
    return found


def _mark_anew(candidate: Candidate, criterion: Criterion, step: int, said: str, by: Person) -> None:
    if criterion.method == Method.AUTOMATIC or not 0 <= step < len(criterion.steps):
        raise NoSuchStep(criterion=criterion)
    points: Decimal = points_of_step(criterion.steps, step)
    remark = said.strip()
    Mark.objects.filter(candidate=candidate, criterion=criterion).update(
        step=step, points=points, remark=remark, by=by, at=now(), key=None
    )
    add_up(candidate.round, [candidate], criteria_of(candidate.round))
    candidate.save(update_fields=["points", "earned", "stars", "why_fewer"])
