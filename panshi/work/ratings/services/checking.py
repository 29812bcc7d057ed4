"""Self-assessment and on-site checks: steps chosen, remarks, photos; saved as often as a poor line needs, counted once."""

from uuid import UUID

from django.db import transaction

from panshi.kernel.clock import now, today
from panshi.kernel.refusals import NotAllowed, Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.org.permissions import LABELS
from panshi.org.selectors import require
from panshi.work.ratings.choices import Method, Stage
from panshi.work.ratings.models import Candidate, Criterion, Mark
from panshi.work.ratings.selectors.rounds import criteria_of, home_of
from panshi.work.ratings.selectors.scoring import points_of_step
from panshi.work.ratings.services.rounds import locked, refuse_own


class NotTheAssessor(Refusal):
    """A check by somebody who was not sent."""

    words = Words(
        "“{name}”的考评员是 {assessor}；只有考评员能打分。", "The assessor of “{name}” is {assessor}; nobody else gives points."
    )
    code = "not-the-assessor"
    status = 409


class ByFigure(Refusal):
    """Points given by hand where a figure gives them."""

    words = Words("“{criterion}”由数字计分，不能手工打分。", "“{criterion}” takes its points from a figure, not by hand.")
    code = "by-figure"


class NoSuchStep(Refusal):
    """A step the criterion does not have."""

    words = Words("“{criterion}”没有这一档。", "“{criterion}” has no such step.")
    code = "no-such-step"


class Unfinished(Refusal):
    """A check handed in before all of it is done."""

    words = Words("还不能交：{why}", "It cannot be handed in yet: {why}")
    code = "check-unfinished"


NO_POINTS = Words("“{criterion}”没有打分", "“{criterion}” has no points")
NO_PROOF = Words("“{criterion}”要有证据", "“{criterion}” needs evidence")


@transaction.atomic
def say(candidate: Candidate, criterion: Criterion, *, step: int | None, said: str, by: Person) -> Mark:
    """The subject's own view of a criterion, while the round is at self-assessment."""
    refuse_to_speak(candidate, by)
    locked(candidate.round, Stage.SELF)
    _refuse_step(criterion, step)
    mark, _made = Mark.objects.get_or_create(candidate=candidate, criterion=criterion)
    mark.own_step, mark.own_said = step, said.strip()
    mark.save(update_fields=["own_step", "own_said"])
    return mark


@transaction.atomic
def hand_in(candidate: Candidate, *, by: Person) -> Candidate:
    """The self-assessment is complete; refuses while something assessed is unsaid or lacks the evidence it needs."""
    refuse_to_speak(candidate, by)
    locked(candidate.round, Stage.SELF)
    _refuse_missing(candidate, "own_step")
    candidate.said_at = now()
    candidate.save(update_fields=["said_at"])
    return candidate


@transaction.atomic
def check(candidate: Candidate, criterion: Criterion, *, step: int | None, remark: str, key: UUID, by: Person) -> Mark:
    """The assessor's view of a criterion. The same save (`key`) sent again changes nothing.

    A save under the same key that says something else is another one: who goes back in the browser and changes it means it.
    """
    refuse_to_check(candidate, by)
    locked(candidate.round, Stage.CHECK)
    _refuse_step(criterion, step)
    mark, _made = Mark.objects.select_for_update().get_or_create(candidate=candidate, criterion=criterion)
    if (mark.key, mark.step, mark.remark) == (key, step, remark.strip()):
        return mark
    mark.step, mark.remark, mark.key, mark.by, mark.at = step, remark.strip(), key, by, now()
    mark.points = None if step is None else points_of_step(criterion.steps, step)
    mark.save(update_fields=["step", "remark", "key", "by", "at", "points"])
    return mark


@transaction.atomic
def finish_check(candidate: Candidate, *, by: Person) -> Candidate:
    """The check is complete; refuses while points or needed evidence are missing."""
    refuse_to_check(candidate, by)
    locked(candidate.round, Stage.CHECK)
    _refuse_missing(candidate, "points")
    candidate.checked_at = now()
    candidate.save(update_fields=["checked_at"])
    return candidate


def refuse_to_check(candidate: Candidate, by: Person) -> None:
    """Only the assessor who was sent checks, and never their own unit, also where they moved there since."""
    refuse_own(candidate, by, home_of(by, on=today()))
    if candidate.assessor_id != by.pk:
        raise NotTheAssessor(name=candidate.name, assessor=candidate.assessor or "—")


def refuse_to_speak(candidate: Candidate, by: Person) -> None:
    """A person speaks for themselves; for a place, those who may in its unit."""
    if candidate.person_id is None:
        require(person=by, permission="ratings.say", unit=candidate.unit)
    elif candidate.person_id != by.pk:
        raise NotAllowed(unit=candidate.name, permission=LABELS["ratings.say"])


def _refuse_step(criterion: Criterion, step: int | None) -> None:
    if criterion.method == Method.AUTOMATIC:
        raise ByFigure(criterion=criterion)
    if step is not None and not 0 <= step < len(criterion.steps):
        raise NoSuchStep(criterion=criterion)


def _refuse_missing(candidate: Candidate, field: str) -> None:
    marks = {mark.criterion_id: mark for mark in candidate.marks.prefetch_related("evidence")}
    missing = []
    for criterion in criteria_of(candidate.round):
        if criterion.method == Method.AUTOMATIC:
            continue
        mark = marks.get(criterion.pk)
        if mark is None or getattr(mark, field) is None:
            missing.append(NO_POINTS.format(criterion=criterion))
        elif criterion.proof and not mark.evidence.all():
            missing.append(NO_PROOF.format(criterion=criterion))
    if missing:
        raise Unfinished(why="；".join(missing[:3]))
