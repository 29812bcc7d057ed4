"""Short answers marked by a trainer; the last mark makes the result."""

from decimal import Decimal

from django.db import transaction

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.org.selectors import require
from panshi.work.learning.models import Answer, Attempt
from panshi.work.learning.services.sitting.handing_in import conclude, told


class NotHandedIn(Refusal):
    """Only papers handed in are marked."""

    words = Words("这份答卷还没有交。", "This paper has not been handed in.")
    code = "not-handed-in"


class OwnPaper(Refusal):
    """Nobody marks their own paper."""

    words = Words("不能给自己的答卷打分。", "Nobody marks their own paper.")
    code = "own-paper"
    status = 403


class MarkOutOfRange(Refusal):
    """A mark lies between nothing and all points of the question."""

    words = Words("分数应在 0 到 {most} 之间。", "The mark lies between 0 and {most}.")
    code = "mark-out-of-range"


def mark(answer: Answer, *, points: Decimal, remark: str = "", by: Person) -> Attempt:
    """Marks one answer; when none of the attempt waits any more its result is posted, marked anew it is corrected."""
    with transaction.atomic():
        attempt = (
            Attempt.objects.select_for_update(of=("self",))
            .select_related("exam__unit", "person", "unit")
            .get(pk=answer.attempt_id)
        )
        require(person=by, permission="learning.teach", unit=attempt.exam.unit)
        if attempt.person_id == by.pk:
            raise OwnPaper
        if attempt.handed_in_at is None:
            raise NotHandedIn
        if not 0 <= points <= answer.points:
            raise MarkOutOfRange(most=answer.points.normalize())
        Answer.objects.filter(pk=answer.pk).update(mark=points, marked_by=by, remark=remark)
        concluded = conclude(attempt, by=by)
    return told(concluded)
