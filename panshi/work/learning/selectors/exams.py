"""Exams: what stands in their lines, what keeps one from being published, who may sit which, and how far they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from panshi.kernel.clock import CHINA, now, today
from panshi.kernel.refusals import NotFound
from panshi.kernel.words import Words
from panshi.org.models import Person, Posting, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import allowed, latest_posting, units_with
from panshi.work.learning.choices import QuestionForm
from panshi.work.learning.models import Assignment, Attempt, Bank, Exam, ExamLine, Question
from panshi.work.learning.selectors.questions.checking import problems

NO_LINES = Words("还没有题。", "There are no questions in it yet.")
NOTHING_TO_SCORE = Words("没有能得分的题。", "No question brings any points.")
QUESTION_WRONG = Words("“{question}”：{why}", "“{question}”: {why}")
QUESTION_RETIRED = Words("“{question}”已停用。", "“{question}” is retired.")
POOL_SHORT = Words("“{line}”要抽 {count} 道，只有 {have} 道可抽。", "“{line}” draws {count}, and there are {have} to draw from.")
NEVER_OPEN = Words("开放时间在截止时间之后。", "It opens after it closes.")
NEVER_PASSED = Words("合格线要在 1% 到 100% 之间。", "It is passed from 1 % to 100 %.")
TOO_SHORT = Words(
    "开放到截止只有 {window} 分钟，不够答卷的 {minutes} 分钟。",
    "It is open for {window} minutes, and sitting it takes {minutes}.",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a person is with an exam: attempts made and allowed (0: any number), the one open, the best result."""

    exam: Exam
    attempts: tuple[Attempt, ...]
    open: Attempt | None
    used: int
    passed: bool

    @property
    def left(self) -> int | None:
        """Attempts left; None where any number is allowed."""
        return max(0, self.exam.attempts - self.used) if self.exam.attempts else None

    @property
    def waits(self) -> bool:
        """Whether a result waits to be marked by somebody."""
        return any(attempt.handed_in_at and attempt.passed is None for attempt in self.attempts)

    @property
    def may_begin(self) -> bool:
        """Whether another attempt may be begun now."""
        return not self.passed and not self.waits and self.left != 0 and self.is_open

    @property
    def is_open(self) -> bool:
        """Whether the exam can be begun at this moment."""
        return is_open(self.exam, now())


def is_open(exam: Exam, moment: datetime) -> bool:
    """Whether the exam is published and within its days at the moment."""
    if not exam.published_at or exam.retired_at:
        return False
    return (exam.opens_at is None or exam.opens_at <= moment) and (exam.closes_at is None or moment < exam.closes_at)


def exam(pk: int) -> Exam:
    """The exam, or a refusal."""
    found = Exam.objects.select_related("unit", "made_by").filter(pk=pk).first()
    if found is None:
        raise NotFound(what=pk)
    return found


def taught(pk: int, *, person: Person) -> Exam:
    """The exam, where the person manages exams."""
    found = exam(pk)
    if not allowed(person=person, permission="learning.teach", unit=found.unit):
        raise NotFound(what=pk)
    return found


def sat(pk: int, *, person: Person) -> Exam:
    """The published exam, where the person may sit it; who manages it sees it too."""
    found = exam(pk)
    if concerns(found, person) and found.published_at:
        return found
    if allowed(person=person, permission="learning.teach", unit=found.unit):
        return found
    raise NotFound(what=pk)


def concerns(exam: Exam, person: Person) -> bool:
    """Whether the person may sit the exam: they are posted in its unit or below, or it is part of a task they were given."""
    posting = latest_posting(person, on=today())
    if posting is not None and exam.unit.holds(posting.unit):
        return True
    return Assignment.objects.filter(task__exam=exam, person=person, withdrawn=False).exists()


def standing(exam: Exam, person: Person) -> Standing:
    """How far the person is. Where the exam is part of a task still to be done, attempts before that was given do not count."""
    attempts = tuple(Attempt.objects.filter(exam=exam, person=person).order_by("number"))
    since = task_given_on(exam, person)
    counted = [each for each in attempts if since is None or each.begun_at.astimezone(CHINA).date() >= since]
    open_one = next((each for each in attempts if each.handed_in_at is None), None)
    return Standing(exam, attempts, open_one, len(counted), any(each.passed for each in counted))


def task_given_on(exam: Exam, person: Person) -> date | None:
    """The day on which the newest task with this exam that the person still has to do was given."""
    given = Assignment.objects.filter(task__exam=exam, person=person, withdrawn=False, completed_at__isnull=True)
    return given.order_by("-given_on").values_list("given_on", flat=True).first()


def task_with(exam: Exam, person: Person) -> Assignment | None:
    """The newest task given to the person that has the exam: where to go on afterwards."""
    return Assignment.objects.filter(task__exam=exam, person=person, withdrawn=False).order_by("-given_on", "-pk").first()


def exams_to_sit(*, person: Person) -> list[tuple[Exam, Standing]]:
    """The exams open to the person today, or open to them lately: what can be begun or gone on with first."""
    posting = latest_posting(person, on=today())
    mine = Q(tasks__assignments__person=person, tasks__assignments__withdrawn=False)
    if posting is not None:
        paths = [posting.unit.path[: end * Unit.steplen] for end in range(1, posting.unit.depth + 1)]
        mine |= Q(unit__path__in=paths)
    found = Exam.objects.filter(mine, published_at__isnull=False, retired_at__isnull=True).distinct().select_related("unit")
    exams = list(found.order_by("-published_at")[:60])
    held = _attempts_by_exam(exams, person)
    since = dict(
        Assignment.objects.filter(task__exam__in=exams, person=person, withdrawn=False, completed_at__isnull=True)
        .order_by("given_on").values_list("task__exam_id", "given_on")
    )  # fmt: skip
    stands = [(each, _standing_of(each, held.get(each.pk, []), since.get(each.pk))) for each in exams]
    return sorted(stands, key=lambda pair: (not pair[1].open, not pair[1].may_begin))


def _attempts_by_exam(exams: Sequence[Exam], person: Person) -> dict[int, list[Attempt]]:
    found: dict[int, list[Attempt]] = {}
    for attempt in Attempt.objects.filter(exam__in=exams, person=person).order_by("number"):
        found.setdefault(attempt.exam_id, []).append(attempt)
    return found


def _standing_of(exam: Exam, attempts: Sequence[Attempt], since: date | None) -> Standing:
    counted = [each for each in attempts if since is None or each.begun_at.astimezone(CHINA).date() >= since]
    open_one = next((each for each in attempts if each.handed_in_at is None), None)
    return Standing(exam, tuple(attempts), open_one, len(counted), any(each.passed for each in counted))


def exams_in(scope: Scope, *, person: Person) -> QuerySet[Any]:
    """The exams of the scope's unit and below that the person manages, with how many sat them and wait to be marked."""
    units = units_with("learning.teach", person=person).filter(path__startswith=scope.unit.path)
    handed = Q(sat__handed_in_at__isnull=False)
    return (
        Exam.objects.filter(unit__in=units, retired_at__isnull=True)
        .select_related("unit")
        .annotate(sittings=Count("sat", filter=handed), waiting=Count("sat", filter=handed & Q(sat__passed__isnull=True)))
        .order_by("-made_at", "-pk")
    )


def lines_of(exam: Exam) -> list[ExamLine]:
    """The lines in order, with their questions and banks."""
    return list(exam.lines.select_related("question__current", "question__bank", "bank").order_by("place", "pk"))


def pool(line: ExamLine) -> QuerySet[Question]:
    """What a draw draws from: questions in use under its label and of its difficulty; notes are never drawn."""
    assert line.bank is not None, "a question is not drawn"
    found = Question.objects.filter(bank=line.bank, retired_at__isnull=True).exclude(current__form=QuestionForm.NOTE)
    if line.label:
        found = found.filter(labels__text=line.label)
    if line.difficulty:
        found = found.filter(difficulty=line.difficulty)
    return found


def line_name(line: ExamLine) -> str:
    """What a line is, in a few words."""
    if line.question_id:
        return str(line.question)
    parts = [str(line.bank), line.label, line.get_difficulty_display() if line.difficulty else ""]
    return " · ".join(part for part in parts if part)


def banks_for(unit: Unit) -> QuerySet[Bank]:
    """The banks that an exam of the unit may take from: its own, those below, and those of the units above it."""
    above = [unit.path[: end * Unit.steplen] for end in range(1, unit.depth + 1)]
    mine = Q(unit__path__in=above) | Q(unit__path__startswith=unit.path)
    return Bank.objects.filter(mine, retired_at__isnull=True).select_related("unit").order_by("unit__path", "title")


def what_is_missing(exam: Exam) -> list[str]:
    """What keeps the exam from being published, in words; empty when nothing does."""
    lines = lines_of(exam)
    if not lines:
        return [str(NO_LINES)]
    found = [said for line in lines for said in _wrong_in(line)]
    found += _short_pools(lines)
    if not found and not points_of(lines):
        found.append(str(NOTHING_TO_SCORE))
    if not 1 <= exam.pass_percent <= 100:
        found.append(str(NEVER_PASSED))
    if exam.opens_at and exam.closes_at:
        window = int((exam.closes_at - exam.opens_at).total_seconds() // 60)
        if window <= 0:
            found.append(str(NEVER_OPEN))
        elif exam.minutes > window:
            found.append(TOO_SHORT.format(window=window, minutes=exam.minutes))
    return found


def points_of(lines: Iterable[ExamLine]) -> Decimal | None:
    """All points of the paper; None where draws of questions with different points leave it open."""
    total = Decimal(0)
    for line in lines:
        each = _points_each(line)
        if each is None:
            return None
        total += each * line.count
    return total


def _points_each(line: ExamLine) -> Decimal | None:
    if line.question_id:
        assert line.question is not None
        assert line.question.current is not None
        if line.question.current.form == QuestionForm.NOTE:
            return Decimal(0)
        return line.question.current.points if line.points is None else line.points
    if line.points is not None:
        return line.points
    worth = set(pool(line).values_list("current__points", flat=True).distinct())
    return worth.pop() if len(worth) == 1 else None


def _wrong_in(line: ExamLine) -> list[str]:
    asked = [line.question] if line.question_id else list(pool(line).select_related("current"))
    said = []
    for question in asked:
        assert question is not None
        assert question.current is not None
        if question.retired_at:
            said.append(QUESTION_RETIRED.format(question=question))
        said += [QUESTION_WRONG.format(question=question, why=why) for why in problems(question.current.read())]
    return said


def _short_pools(lines: Sequence[ExamLine]) -> list[str]:
    """Draws that ask for more than there is, when lines before them have taken theirs."""
    taken = {line.question_id for line in lines if line.question_id}
    said, drawn = [], dict[int, int]()
    for line in lines:
        if line.bank_id:
            have = set(pool(line).values_list("pk", flat=True)) - taken
            left = len(have) - sum(1 for pk in have if drawn.get(pk))
            if left < line.count:
                said.append(POOL_SHORT.format(line=line_name(line), count=line.count, have=left))
            # The worst case: whatever earlier draws could take, they take from here.
            for pk in sorted(have)[: line.count]:
                drawn[pk] = 1
    return said


def place_of(person: Person) -> Posting | None:
    """Where the person is posted today, or was last."""
    return latest_posting(person, on=today()) or latest_posting(person)
