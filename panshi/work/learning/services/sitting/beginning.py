"""Beginning an attempt: who may, and the paper drawn for them, which is kept as it was drawn."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from secrets import randbits

from django.db import IntegrityError, transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.work.learning.choices import QuestionForm
from panshi.work.learning.models import Answer, Attempt, Exam, Version
from panshi.work.learning.selectors import exams as shown
from panshi.work.learning.services.sitting.handing_in import hand_in_overdue
from panshi.work.learning.services.sitting.telling import ATTEMPTED, tell

SHUFFLED = {QuestionForm.SINGLE, QuestionForm.MULTIPLE}


class ExamNotOpen(Refusal):
    """The exam is not published, not open yet, closed, or out of use."""

    words = Words("“{exam}”现在不能考：{why}", "“{exam}” cannot be sat now: {why}")
    code = "exam-not-open"


class NoAttemptLeft(Refusal):
    """All attempts allowed were made."""

    words = Words("“{exam}”最多考 {attempts} 次，您已经考完。", "“{exam}” is sat {attempts} times at most, and you have.")
    code = "no-attempt-left"


class AlreadyPassed(Refusal):
    """Who has passed does not sit again."""

    words = Words("“{exam}”您已经合格，不用再考。", "You have passed “{exam}”; there is no need to sit it again.")
    code = "already-passed"


class ResultWaits(Refusal):
    """The attempt before is still being marked."""

    words = Words(
        "“{exam}”上一次的答卷还在阅卷，出了成绩再考。", "Your last paper of “{exam}” is still being marked; wait for its result."
    )
    code = "result-waits"


class NotForYou(Refusal):
    """The exam is neither of the person's unit nor in a task of theirs."""

    words = Words("“{exam}”不是给您的考试。", "“{exam}” is not for you to sit.")
    code = "not-for-you"
    status = 403


NOT_PUBLISHED = Words("还没有发布。", "it is not published.")
OUT_OF_USE = Words("已经停用。", "it is out of use.")
NOT_YET = Words("{at} 开放。", "it opens at {at}.")
OVER = Words("{at} 已经截止。", "it closed at {at}.")


def begin(exam: Exam, *, by: Person) -> Attempt:
    """The person's open attempt, or a new one with a paper drawn for it. Refuses as the classes above say."""
    hand_in_overdue(exam, person=by)
    standing = shown.standing(exam, by)
    if standing.open:
        return standing.open
    _refuse(standing, by)
    try:
        with transaction.atomic():
            return _begun(exam, number=len(standing.attempts) + 1, by=by)
    except IntegrityError:  # begun at the same moment in another tab: that one is it
        found = Attempt.objects.filter(exam=exam, person=by, handed_in_at__isnull=True).first()
        if found is None:
            raise
        return found


def paper(exam: Exam, draw: Random) -> list[tuple[Version, Decimal, list[int]]]:
    """(version, points, order of its choices) of each question, drawn and shuffled by `draw`; nothing stands in it twice."""
    lines = shown.lines_of(exam)
    taken = {line.question_id for line in lines if line.question_id}
    drawn: list[tuple[Version, Decimal]] = []
    for line in lines:
        questions = [line.question] if line.question else []
        if line.bank_id:
            have = [each for each in shown.pool(line).select_related("current").order_by("pk") if each.pk not in taken]
            questions = draw.sample(have, min(line.count, len(have)))
            taken.update(each.pk for each in questions if each)
        for question in questions:
            assert question is not None
            assert question.current is not None
            note = question.current.form == QuestionForm.NOTE
            points = Decimal(0) if note else question.current.points if line.points is None else line.points
            drawn.append((question.current, points))
    if exam.shuffled and not any(version.form == QuestionForm.NOTE for version, _points in drawn):
        draw.shuffle(drawn)  # a note speaks of what follows it: with one the order stays
    return [(version, points, _order(version, draw, shuffled=exam.shuffled)) for version, points in drawn]


def _order(version: Version, draw: Random, *, shuffled: bool) -> list[int]:
    """How what there is to choose from is laid out; things to be put in order and right sides never as they should be."""
    content = version.read()
    size = len(content.rights()) if content.pairs else len(content.choices)
    order = list(range(size))
    always = content.form in (QuestionForm.MATCHING, QuestionForm.ORDERING)
    if always or (shuffled and content.form in SHUFFLED and not content.fixed):
        draw.shuffle(order)
        if always and size > 1 and order == sorted(order):
            order = [*order[1:], order[0]]
    return order


def _begun(exam: Exam, *, number: int, by: Person) -> Attempt:
    posting = shown.place_of(by)
    if posting is None:
        raise NotForYou(exam=exam)
    moment = now()
    drawn = paper(exam, Random(randbits(64)))  # noqa: S311 -- the order of questions is no secret
    attempt = Attempt.objects.create(
        exam=exam,
        person=by,
        number=number,
        unit=posting.unit,
        category=by.category,
        begun_at=moment,
        ends_at=_ends_at(exam, moment),
        points_max=sum((points for _version, points, _order in drawn), Decimal(0)),
    )
    Answer.objects.bulk_create(
        Answer(attempt=attempt, place=place, version=version, points=points, order=order)
        for place, (version, points, order) in enumerate(drawn, 1)
    )
    tell(attempt, ATTEMPTED)
    return attempt


def _ends_at(exam: Exam, moment: datetime) -> datetime | None:
    ends = [moment + timedelta(minutes=exam.minutes)] if exam.minutes else []
    return min([*ends, *([exam.closes_at] if exam.closes_at else [])], default=None)


def _refuse(standing: shown.Standing, by: Person) -> None:
    exam, moment = standing.exam, now()
    if not shown.concerns(exam, by):
        raise NotForYou(exam=exam)
    if not exam.published_at:
        raise ExamNotOpen(exam=exam, why=NOT_PUBLISHED)
    if exam.retired_at:
        raise ExamNotOpen(exam=exam, why=OUT_OF_USE)
    if exam.opens_at and moment < exam.opens_at:
        raise ExamNotOpen(exam=exam, why=NOT_YET.format(at=_written(exam.opens_at)))
    if exam.closes_at and moment >= exam.closes_at:
        raise ExamNotOpen(exam=exam, why=OVER.format(at=_written(exam.closes_at)))
    if standing.passed:
        raise AlreadyPassed(exam=exam)
    if standing.waits:
        raise ResultWaits(exam=exam)
    if standing.left == 0:
        raise NoAttemptLeft(exam=exam, attempts=exam.attempts)


def _written(moment: datetime) -> str:
    from django.utils.timezone import localtime  # noqa: PLC0415 -- only for a refusal's words

    return f"{localtime(moment):%Y-%m-%d %H:%M}"
