"""Exams put together, published, taken out of use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.work.learning.choices import Difficulty
from panshi.work.learning.models import Bank, Exam, ExamLine, Question
from panshi.work.learning.selectors.exams import what_is_missing


class NotReady(Refusal):
    """An exam that could not be sat, or in which nothing is right."""

    words = Words("“{exam}”还不能发布：{why}", "“{exam}” cannot be published yet: {why}")
    code = "exam-not-ready"


class ExamPublished(Refusal):
    """What a published exam is made of stays as it is."""

    words = Words(
        "“{exam}”已经发布，题目和计分不能再改；要改请复制一份。",
        "“{exam}” is published and its questions and scoring stand; copy it to make another.",
    )
    code = "exam-published"
    status = 409


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for every attempt at an exam; see `Exam`."""

    title: str
    category: str
    said: str = ""
    minutes: int = 30
    attempts: int = 2
    pass_percent: int = 60
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    shuffled: bool = True
    review: bool = True


@dataclass(frozen=True, slots=True)
class NewLine:
    """A question, or a draw of `count` from a bank."""

    question: Question | None = None
    bank: Bank | None = None
    label: str = ""
    difficulty: Difficulty = Difficulty.UNSAID
    count: int = 1
    points: Decimal | None = None


def make_exam(*, unit: Unit, rules: Rules, by: Person) -> Exam:
    """A new exam, not published, without questions."""
    require(person=by, permission="learning.teach", unit=unit)
    exam = Exam(unit=unit, made_by=by, made_at=now())
    return _set(exam, rules)


def set_rules(exam: Exam, rules: Rules, *, by: Person) -> Exam:
    """Changes what holds for attempts; of a published exam only its words and its days."""
    require(person=by, permission="learning.teach", unit=exam.unit)
    stays = ("minutes", "pass_percent", "category", "shuffled")
    if exam.published_at and any(getattr(exam, name) != getattr(rules, name) for name in stays):
        raise ExamPublished(exam=exam)
    return _set(exam, rules)


@transaction.atomic
def set_lines(exam: Exam, lines: Sequence[NewLine], *, by: Person) -> Exam:
    """Puts the exam together from these lines instead of those it had."""
    held = _unpublished(exam, by=by)
    held.lines.all().delete()
    ExamLine.objects.bulk_create(_line(held, place, line) for place, line in enumerate(lines, 1))
    return held


@transaction.atomic
def add_lines(exam: Exam, lines: Sequence[NewLine], *, by: Person) -> Exam:
    """Adds lines at the end; a question that stands in it already is not added again."""
    held = _unpublished(exam, by=by)
    known = set(held.lines.values_list("question_id", flat=True))
    last = held.lines.count()
    fresh = [line for line in lines if line.question is None or line.question.pk not in known]
    ExamLine.objects.bulk_create(_line(held, place, line) for place, line in enumerate(fresh, last + 1))
    return held


@transaction.atomic
def publish_exam(exam: Exam, *, by: Person) -> Exam:
    """From now on it can be sat. Refuses one without right answers, with too few questions to draw, or never open."""
    held = _unpublished(exam, by=by)
    if wrong := what_is_missing(held):
        raise NotReady(exam=held, why=" ".join(wrong[:3]))
    held.published_at = now()
    held.save(update_fields=["published_at"])
    return held


@transaction.atomic
def copy_exam(exam: Exam, *, by: Person) -> Exam:
    """An unpublished exam of the same lines and rules."""
    require(person=by, permission="learning.teach", unit=exam.unit)
    lines = list(exam.lines.order_by("place", "pk"))
    made = Exam.objects.get(pk=exam.pk)
    made.pk, made.published_at, made.opens_at, made.closes_at, made.retired_at = None, None, None, None, None
    made.made_by, made.made_at = by, now()
    made.title = f"{made.title[:190]}（2）"
    made.save(force_insert=True)
    for line in lines:
        line.pk, line.exam = None, made
    ExamLine.objects.bulk_create(lines)
    return made


def retire_exam(exam: Exam, *, by: Person) -> Exam:
    """Nobody begins it any more; attempts and results stay, and what is open may be finished."""
    require(person=by, permission="learning.teach", unit=exam.unit)
    exam.retired_at = now()
    exam.save(update_fields=["retired_at"])
    return exam


def _unpublished(exam: Exam, *, by: Person) -> Exam:
    require(person=by, permission="learning.teach", unit=exam.unit)
    held = Exam.objects.select_for_update(of=("self",)).select_related("unit").get(pk=exam.pk)
    if held.published_at:
        raise ExamPublished(exam=held)
    return held


def _set(exam: Exam, rules: Rules) -> Exam:
    for name in Rules.__dataclass_fields__:
        setattr(exam, name, getattr(rules, name))
    exam.save()
    return exam


def _line(exam: Exam, place: int, line: NewLine) -> ExamLine:
    assert (line.question is None) != (line.bank is None), "a line is a question or a draw"
    return ExamLine(
        exam=exam,
        place=place,
        question=line.question,
        bank=line.bank,
        label=line.label,
        difficulty=line.difficulty,
        count=1 if line.question else line.count,
        points=line.points,
    )
