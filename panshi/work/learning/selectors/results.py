"""Results of an exam, for those who gave it; the papers that wait to be marked; one paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, F, Q, QuerySet

from panshi.kernel.clock import now
from panshi.kernel.numbers import percent
from panshi.kernel.refusals import NotFound
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.selectors import allowed, sees_person
from panshi.work.learning.choices import QuestionForm
from panshi.work.learning.models import Answer, Attempt, Exam, Version
from panshi.work.learning.models.contents import Content
from panshi.work.learning.selectors.questions.answers import as_shown
from panshi.work.learning.selectors.questions.laying_out import Asked, laid_out


@dataclass(frozen=True, slots=True)
class Summary:
    """An exam in numbers: attempts handed in, of them passed and still to be marked, people, attempts open now."""

    sittings: int
    passed: int
    waiting: int
    people: int
    open: int
    mean: Decimal | None

    @property
    def rate(self) -> Decimal | None:
        """Passed of those with a result, in per cent; never 100 unless all passed."""
        return percent(self.passed, self.sittings - self.waiting)


def summary(exam: Exam, scope: Scope) -> Summary:
    """The exam in the scope's unit."""
    handed = Q(handed_in_at__isnull=False)
    found = _within(exam, scope).aggregate(
        sittings=Count("pk", filter=handed),
        waiting=Count("pk", filter=handed & Q(passed__isnull=True)),
        people=Count("person", filter=handed, distinct=True),
        open=Count("pk", filter=~handed),
        mean=Avg("points"),
        passed=Count("pk", filter=Q(passed=True)),
    )
    mean = found.pop("mean")
    return Summary(**found, mean=None if mean is None else Decimal(mean).quantize(Decimal("0.01")))


def attempts(exam: Exam, scope: Scope, *, only: str = "") -> QuerySet[Attempt]:
    """The attempts handed in by people of the scope's unit, the newest first; `only` "failed" or "waiting"."""
    found = _within(exam, scope).filter(handed_in_at__isnull=False).select_related("person", "unit")
    if only == "failed":
        found = found.filter(passed=False)
    if only == "waiting":
        found = found.filter(passed__isnull=True)
    return found.order_by("-handed_in_at", "-pk")


def rows(exam: Exam, scope: Scope) -> Iterator[tuple[object, ...]]:
    """The results as a table: staff number, name, unit, attempt, begun, handed in, points, of how many, passed."""
    for each in attempts(exam, scope).iterator(chunk_size=2000):
        yield (
            each.person.number, each.person.name, each.unit.name, each.number, each.begun_at, each.handed_in_at,
            each.points, each.points_max, each.passed,
        )  # fmt: skip


def attempt(pk: int, *, person: Person) -> Attempt:
    """One's own attempt."""
    found = Attempt.objects.select_related("exam__unit", "person", "unit").filter(pk=pk, person=person).first()
    if found is None:
        raise NotFound(what=pk)
    return found


def result(pk: int, *, person: Person) -> Attempt:
    """What came of an attempt, for the one who made it and for those who may see them by name."""
    found = Attempt.objects.select_related("exam__unit", "person", "unit").filter(pk=pk, handed_in_at__isnull=False).first()
    if found is None or not sees_person(viewer=person, person=found.person):
        raise NotFound(what=pk)
    return found


def paper(pk: int, *, person: Person) -> Attempt:
    """Somebody's paper that was handed in, for who manages the exam."""
    found = Attempt.objects.select_related("exam__unit", "person", "unit").filter(pk=pk, handed_in_at__isnull=False).first()
    if found is None or not allowed(person=person, permission="learning.teach", unit=found.exam.unit):
        raise NotFound(what=pk)
    return found


def to_mark(exam: Exam, *, person: Person) -> QuerySet[Answer]:
    """The answers that wait for a mark, question by question so that like is marked beside like; not one's own."""
    waiting = Answer.objects.filter(attempt__exam=exam, attempt__handed_in_at__isnull=False, mark__isnull=True)
    return waiting.exclude(attempt__person=person).select_related("version", "attempt").order_by("version", "attempt")


def answers(attempt: Attempt, *, review: bool = False) -> list[tuple[Answer, Asked]]:
    """The questions of the paper as laid out for it, with what was answered."""
    found = []
    for each in attempt.answers.select_related("version"):
        content = each.version.read()
        said = as_shown(content, each.order, each.given)
        asked = laid_out(
            content, place=each.place, points=each.points, order=each.order, said=said, review=review,
            revision=each.revision, mark=each.mark, remark=each.remark,
        )  # fmt: skip
        found.append((each, asked))
    return found


def corrected_keys(exam: Exam) -> list[tuple[Version, Version]]:
    """(version asked, version now) of the questions on papers of the exam whose key is another now and all else the same."""
    asked = Version.objects.filter(answers__attempt__exam=exam).exclude(pk=F("question__current_id"))
    found = asked.exclude(form__in=(QuestionForm.WRITTEN, QuestionForm.NOTE)).select_related("question__current").distinct()
    pairs = [(version, version.question.current) for version in found if version.question.current]
    return [(old, new) for old, new in pairs if _asks_the_same(old.read(), new.read())]


def _asks_the_same(old: Content, new: Content) -> bool:
    """Whether an answer to one is an answer to the other: same form, same things to choose from."""
    if (old.form, len(old.gaps)) != (new.form, len(new.gaps)) or old.rights() != new.rights():
        return False
    texts = [[choice.text for choice in content.choices] for content in (old, new)]
    return texts[0] == texts[1] and [pair.left for pair in old.lefts()] == [pair.left for pair in new.lefts()]


def seconds_left(attempt: Attempt) -> int | None:
    """How long the server still takes answers; None without a limit."""
    return None if attempt.ends_at is None else max(0, int((attempt.ends_at - now()).total_seconds()))


def _within(exam: Exam, scope: Scope) -> QuerySet[Attempt]:
    return Attempt.objects.filter(exam=exam, unit__path__startswith=scope.unit.path)
