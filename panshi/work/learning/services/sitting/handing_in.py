"""Handing in: by the person, or by itself when time is up; what is right is known at once, short answers wait for a trainer."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.db import transaction

from panshi.kernel.clock import CHINA, now
from panshi.kernel.references import Reference
from panshi.ledger import selectors as ledger
from panshi.ledger.postings import Posting
from panshi.ledger.services import correct, post
from panshi.org.models import Person
from panshi.work.learning.kinds import EXAM_RESULT
from panshi.work.learning.models import Answer, Assignment, Attempt, Exam
from panshi.work.learning.models.contents import Content
from panshi.work.learning.selectors.questions.scoring import share
from panshi.work.learning.services.completing import settle
from panshi.work.learning.services.sitting.telling import FAILED, PASSED, tell

CENT = Decimal("0.01")
SOURCE = "learning.exam_result"


def hand_in(attempt: Attempt, *, by_time: bool = False) -> Attempt:
    """Closes the attempt and scores what was saved; handed in already, it stays as it is."""
    with transaction.atomic():
        held = Attempt.objects.select_for_update(of=("self",)).select_related("exam", "person", "unit").get(pk=attempt.pk)
        if held.handed_in_at:
            return held
        moment = now()
        late = held.ends_at is not None and moment >= held.ends_at
        held.handed_in_at = min(moment, held.ends_at) if held.ends_at else moment
        held.by_time = by_time or late
        answers = list(held.answers.select_related("version"))
        for answer in answers:
            answer.mark = scored(answer)
        Answer.objects.bulk_update(answers, ["mark"])
        held.save()
        finished = conclude(held, by=held.person)
    return told(finished)


def hand_in_overdue(exam: Exam | None = None, *, person: Person | None = None, limit: int = 1000) -> int:
    """Hands in every attempt whose time is up (of the exam, of the person); gives how many there were."""
    over = Attempt.objects.filter(handed_in_at__isnull=True, ends_at__lte=now())
    if exam is not None:
        over = over.filter(exam=exam)
    if person is not None:
        over = over.filter(person=person)
    found = list(over.order_by("ends_at")[:limit])
    for attempt in found:
        hand_in(attempt, by_time=True)
    return len(found)


def scored(answer: Answer) -> Decimal | None:
    """The points the answer brings; None while somebody has to mark it."""
    return marked_by(answer.version.read(), answer)


def marked_by(content: Content, answer: Answer) -> Decimal | None:
    """The points that what was answered brings by the key of `content`."""
    worth = share(content, answer.given)
    return None if worth is None else (worth * answer.points).quantize(CENT, ROUND_HALF_UP)


def conclude(attempt: Attempt, *, by: Person) -> Attempt:
    """When every answer is marked: the points, whether it is passed, and the entry in the ledger; marked anew, a correction."""
    marks = list(attempt.answers.values_list("mark", flat=True))
    if None in marks:
        return attempt
    attempt.points = sum((mark for mark in marks if mark is not None), Decimal(0))
    attempt.passed = is_passed(attempt)
    attempt.marked_at = now()
    attempt.save(update_fields=["points", "passed", "marked_at"])
    _post(attempt, by=by)
    return attempt


def is_passed(attempt: Attempt) -> bool:
    """Whether the points reach the exam's share of all points."""
    assert attempt.points is not None
    return attempt.points * 100 >= attempt.exam.pass_percent * attempt.points_max


def score_of(attempt: Attempt) -> int:
    """The score out of 100, in whole points; never rounded up, so that 59.9 is not 60."""
    assert attempt.points is not None
    if not attempt.points_max:
        return 0
    return int((attempt.points * 100 / attempt.points_max).to_integral_value(ROUND_FLOOR))


def posting_of(attempt: Attempt, *, revision: int = 1) -> Posting:
    """What the ledger is told of a result."""
    assert attempt.handed_in_at is not None
    return Posting(
        kind=EXAM_RESULT,
        unit=attempt.unit,
        person=attempt.person,
        occurred_on=attempt.handed_in_at.astimezone(CHINA).date(),
        source=Reference(SOURCE, f"{attempt.pk}" if revision == 1 else f"{attempt.pk}@{revision}"),
        dims={
            "exam": attempt.exam.title,
            "category": attempt.exam.category,
            "person_category": attempt.category,
            "passed": bool(attempt.passed),
            "score": score_of(attempt),
        },
    )


def _post(attempt: Attempt, *, by: Person) -> None:
    revision, standing = 1, None
    while found := ledger.by_source(posting_of(attempt, revision=revision).source):
        standing = next((entry for entry in found if entry.sign == 1), standing)
        revision += 1
    if standing is None:
        post(posting_of(attempt), by=by)
    elif (standing.dims["passed"], standing.dims.get("score")) != (attempt.passed, score_of(attempt)):
        correct(standing, posting_of(attempt, revision=revision), reason="重新阅卷", by=by)


def told(attempt: Attempt) -> Attempt:
    """A pass settles the tasks that have this exam; the record store is told of the result."""
    if attempt.passed is not None:
        tell(attempt, PASSED if attempt.passed else FAILED)
    if attempt.passed:
        settle_tasks(attempt)
    return attempt


def settle_tasks(attempt: Attempt) -> None:
    """Completes each open task of the person for which this exam was what was missing."""
    open_ones = Assignment.objects.filter(
        person=attempt.person, task__exam=attempt.exam, withdrawn=False, completed_at__isnull=True
    )
    for assignment in open_ones:
        settle(assignment)
