"""Rounds opened, filled with subjects, given to assessors, and led from stage to stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction

from panshi.kernel.clock import now, today
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import allowed, require
from panshi.work.ratings.choices import Stage
from panshi.work.ratings.models import Candidate, Round, Standard
from panshi.work.ratings.selectors.rounds import Eligible, home_of
from panshi.work.ratings.selectors.standards import in_force
from panshi.work.ratings.services.deliberating import deliberate, refuse_over_quota


class NotInForce(Refusal):
    """A round by a version that is no longer, or not yet, in force."""

    words = Words("“{standard}”今天不是现行标准，不能据以评定。", "“{standard}” is not in force today; nothing is rated by it.")
    code = "standard-not-in-force"


class WrongStage(Refusal):
    """A deed that belongs to another stage of the round."""

    words = Words("“{round}”现在是“{stage}”阶段，不能这样做。", "“{round}” is at “{stage}”; this belongs to another stage.")
    code = "wrong-stage"
    status = 409


class NobodyTakesPart(Refusal):
    """A round without subjects."""

    words = Words("“{round}”还没有参评对象。", "Nobody takes part in “{round}” yet.")
    code = "nobody-takes-part"


class NotAllChecked(Refusal):
    """Deliberation before every subject has been checked."""

    words = Words(
        "还有 {count} 个参评对象没有考评完（如“{name}”）；考评完或退出后再评议。",
        "{count} subjects are not checked yet (“{name}” for one); check them or leave them out first.",
    )
    code = "not-all-checked"
    status = 409


class OwnUnit(Refusal):
    """An assessor of oneself or one's own unit."""

    words = Words(
        "“{assessor}”不能考评本人或本单位（{name}）；请换一位考评员。",
        "{assessor} cannot assess themselves or their own unit ({name}); choose another assessor.",
    )
    code = "own-unit"
    status = 409


class NoAssessor(Refusal):
    """Somebody who may not assess."""

    words = Words("“{assessor}”没有现场考评的权限。", "{assessor} may not assess for stars.")
    code = "no-assessor"


@dataclass(frozen=True, slots=True)
class NewRound:
    """What a round is called, the days it is about, how many may get how many stars, how long objections are taken."""

    title: str
    first: date
    last: date
    quota: dict[int, int] = field(default_factory=dict)
    objection_days: int = 5


@transaction.atomic
def open_round(*, unit: Unit, standard: Standard, new: NewRound, by: Person) -> Round:
    """Opens a round by a standard in force, without subjects, for self-assessment."""
    require(person=by, permission="ratings.run", unit=unit)
    if in_force(standard.subject, on=today()) != standard:
        raise NotInForce(standard=standard)
    return Round.objects.create(
        unit=unit,
        standard=standard,
        title=new.title,
        first=new.first,
        last=new.last,
        quota={str(stars): count for stars, count in new.quota.items()},
        objection_days=new.objection_days,
        made_by=by,
        made_at=now(),
    )


@transaction.atomic
def take_part(found: Round, subjects: Iterable[Eligible], *, by: Person) -> int:
    """Adds subjects while the round is at self-assessment; who takes part already is not added again."""
    held = locked(found, Stage.SELF)
    require(person=by, permission="ratings.run", unit=held.unit)
    taken = set(held.candidates.values_list("unit", "person"))
    fresh = [
        Candidate(round=held, unit=subject.unit, person=subject.person, name=subject.name)
        for subject in subjects
        if (subject.unit.pk, subject.person.pk if subject.person else None) not in taken
    ]
    return len(Candidate.objects.bulk_create(fresh, batch_size=500))


@transaction.atomic
def leave_out(candidate: Candidate, *, reason: str, by: Person) -> Candidate:
    """The subject is not rated in this round, for a reason everybody reads."""
    held = locked(candidate.round, Stage.SELF, Stage.CHECK, Stage.DELIBERATION)
    require(person=by, permission="ratings.run", unit=held.unit)
    candidate.left_out, candidate.stars, candidate.earned = reason[:300], 0, 0
    candidate.save(update_fields=["left_out", "stars", "earned"])
    return candidate


@transaction.atomic
def assign(candidates: Sequence[Candidate], *, assessor: Person, by: Person) -> int:
    """Sends an assessor to these subjects of one round. Refuses who may not assess, and anybody's own unit or self."""
    held = locked(candidates[0].round, Stage.SELF, Stage.CHECK)
    require(person=by, permission="ratings.run", unit=held.unit)
    home = home_of(assessor, on=today())
    if home is None or not allowed(person=assessor, permission="ratings.assess", unit=home):
        raise NoAssessor(assessor=assessor)
    for candidate in candidates:
        refuse_own(candidate, assessor, home)
        candidate.assessor = assessor
    return Candidate.objects.filter(pk__in=[candidate.pk for candidate in candidates]).update(assessor=assessor)


def refuse_own(candidate: Candidate, assessor: Person, home: Unit | None) -> None:
    """Refuses an assessor who is the subject or serves in its unit."""
    if candidate.person_id == assessor.pk or (home is not None and home.pk == candidate.unit_id):
        raise OwnUnit(assessor=assessor, name=candidate.name)


@transaction.atomic
def begin_check(found: Round, *, by: Person) -> Round:
    """Self-assessment ends, assessors go out."""
    held = locked(found, Stage.SELF)
    require(person=by, permission="ratings.run", unit=held.unit)
    if not held.candidates.filter(left_out="").exists():
        raise NobodyTakesPart(round=held)
    return _at(held, Stage.CHECK)


@transaction.atomic
def begin_deliberation(found: Round, *, by: Person) -> Round:
    """Checks end: figures are asked at this position of the ledger, points added up, quotas applied."""
    held = locked(found, Stage.CHECK)
    require(person=by, permission="ratings.run", unit=held.unit)
    open_ones = held.candidates.filter(left_out="", checked_at__isnull=True).order_by("pk")
    if first := open_ones.first():
        raise NotAllChecked(count=open_ones.count(), name=first.name)
    deliberate(held)
    return _at(held, Stage.DELIBERATION)


@transaction.atomic
def publish(found: Round, *, by: Person) -> Round:
    """Results are open to everybody and to objection, for the days the round says. Refuses more stars than the quota has."""
    held = locked(found, Stage.DELIBERATION)
    require(person=by, permission="ratings.publish", unit=held.unit)
    refuse_over_quota(held)
    held.published_at = now()
    held.objections_until = today() + timedelta(days=held.objection_days)
    held.save(update_fields=["published_at", "objections_until"])
    return _at(held, Stage.PUBLISHED)


def locked(found: Round, *stages: Stage) -> Round:
    """The round held for this transaction; refuses when it is at none of the stages."""
    held = Round.objects.select_for_update(of=("self",)).select_related("unit", "standard").get(pk=found.pk)
    if held.stage not in stages:
        raise WrongStage(round=held, stage=Stage(held.stage).label)
    return held


def _at(held: Round, stage: Stage) -> Round:
    held.stage = stage
    held.save(update_fields=["stage"])
    return held
