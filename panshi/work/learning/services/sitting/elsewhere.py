"""Results of papers that were sat elsewhere, on paper or on another platform: kept as attempts without answers and posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from panshi.ledger.services import post_many
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.work.learning.models import Attempt, Exam
from panshi.work.learning.services.sitting.handing_in import is_passed, posting_of


@dataclass(frozen=True, slots=True)
class Result:
    """What a person of the unit (and category) reached of `points_max` at the moment, in the `number`th attempt."""

    person: Person
    unit: Unit
    category: str
    at: datetime
    points: Decimal
    points_max: Decimal
    number: int = 1


@transaction.atomic
def record_results(exam: Exam, results: Sequence[Result], *, by: Person) -> int:
    """Keeps and posts all the results, or none; gives how many entries were written.

    Refuses who does not manage the exam. Tasks that have it are not settled by this: they are reported done where they were done.
    """
    require(person=by, permission="learning.teach", unit=exam.unit)
    attempts = [_attempt(exam, result) for result in results]
    Attempt.objects.bulk_create(attempts, batch_size=2000)
    return post_many((posting_of(attempt) for attempt in attempts), by=by).written


def _attempt(exam: Exam, result: Result) -> Attempt:
    attempt = Attempt(
        exam=exam,
        person=result.person,
        unit=result.unit,
        category=result.category,
        number=result.number,
        begun_at=result.at,
        handed_in_at=result.at,
        marked_at=result.at,
        points=result.points,
        points_max=result.points_max,
    )
    attempt.passed = is_passed(attempt)
    return attempt
