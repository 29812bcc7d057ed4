"""Scoring papers anew when a key was wrong: the corrected version scores what was answered to the one that was asked."""

from dataclasses import dataclass

from django.db import transaction

from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.org.selectors import require
from panshi.work.learning.models import Answer, Attempt, Exam, Version
from panshi.work.learning.selectors.results import corrected_keys
from panshi.work.learning.services.sitting.handing_in import conclude, marked_by, told

SCORED_BY = Words("按第 {number} 版答案重新判分", "scored anew by the key of version {number}")


@dataclass(frozen=True, slots=True)
class Rescored:
    """How many papers were scored anew, and of how many the points changed."""

    papers: int
    changed: int


def rescore(exam: Exam, *, by: Person) -> Rescored:
    """Scores every paper handed in by the keys as they are now; entries whose result changed are corrected in the ledger.

    Only keys count: where a question's text or choices are others now, what was answered stays scored as it was.
    """
    require(person=by, permission="learning.teach", unit=exam.unit)
    keys = {version.pk: current for version, current in corrected_keys(exam)}
    held = Attempt.objects.filter(exam=exam, handed_in_at__isnull=False, answers__version__in=keys).distinct()
    changed = sum(_scored_anew(attempt, keys, by) for attempt in held.order_by("pk"))
    return Rescored(held.count(), changed)


def _scored_anew(attempt: Attempt, keys: dict[int, Version], by: Person) -> bool:
    with transaction.atomic():
        found = Attempt.objects.select_for_update(of=("self",)).select_related("exam", "person", "unit").get(pk=attempt.pk)
        before = found.points
        answers = list(found.answers.filter(version__in=keys))
        for answer in answers:
            current = keys[answer.version_id]
            answer.mark = marked_by(current.read(), answer)
            answer.remark = SCORED_BY.format(number=current.number)
        Answer.objects.bulk_update(answers, ["mark", "remark"])
        concluded = conclude(found, by=by)
    if concluded.points == before:
        return False
    told(concluded)
    return True
