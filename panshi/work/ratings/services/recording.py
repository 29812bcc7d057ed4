"""Checks made on paper, or by another program, taken in together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from panshi.kernel.clock import now, today
from panshi.org.models import Person, Posting
from panshi.org.selectors import holding, require
from panshi.work.ratings.choices import Method, Stage
from panshi.work.ratings.models import Candidate, Mark, Round
from panshi.work.ratings.selectors.rounds import criteria_of
from panshi.work.ratings.selectors.scoring import points_of_step
from panshi.work.ratings.services.checking import NO_POINTS, NotTheAssessor, Unfinished
from panshi.work.ratings.services.rounds import OwnUnit, locked


@dataclass(frozen=True, slots=True)
class Checked:
    """What an assessor found at one subject: a step for each assessed criterion (its primary key), and the subject's own view."""

    candidate: Candidate
    steps: Mapping[int, int]
    own: Mapping[int, int]
    remark: str = ""


@transaction.atomic
def record_checks(found: Round, checks: Sequence[Checked], *, by: Person) -> int:
    """Records the checks of subjects that have an assessor; says how many. The same refusals as one check by itself."""
    held = locked(found, Stage.CHECK)
    require(person=by, permission="ratings.run", unit=held.unit)
    assessed = [criterion for criterion in criteria_of(held) if criterion.method == Method.ASSESSED]
    assessors = {check.candidate.assessor_id for check in checks}
    homes = dict(Posting.objects.filter(holding(today()), person__in=assessors).values_list("person", "unit"))
    marks, done = [], now()
    for check in checks:
        candidate = check.candidate
        if candidate.assessor_id is None:
            raise NotTheAssessor(name=candidate.name, assessor="—")
        if candidate.person_id == candidate.assessor_id or homes.get(candidate.assessor_id) == candidate.unit_id:
            raise OwnUnit(assessor=candidate.assessor, name=candidate.name)
        for criterion in assessed:
            step = check.steps.get(criterion.pk)
            if step is None or not 0 <= step < len(criterion.steps):
                raise Unfinished(why=NO_POINTS.format(criterion=criterion))
            points = points_of_step(criterion.steps, step)
            own = check.own.get(criterion.pk)
            marks.append(
                Mark(
                    candidate=candidate,
                    criterion=criterion,
                    own_step=own,
                    step=step,
                    points=points,
                    by_id=candidate.assessor_id,
                    at=done,
                    remark=check.remark if step == 0 else "",
                )
            )
    Mark.objects.filter(candidate__in=[check.candidate for check in checks], criterion__in=assessed).delete()
    Mark.objects.bulk_create(marks, batch_size=1000)
    recorded = Candidate.objects.filter(pk__in=[check.candidate.pk for check in checks])
    recorded.update(said_at=Coalesce("said_at", Value(done)), checked_at=done)
    return len(checks)
