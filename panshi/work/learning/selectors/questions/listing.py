"""Banks and questions as lists: which there are, narrowed by words, labels, form and difficulty."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from panshi.kernel.refusals import NotFound
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.selectors import allowed, units_with
from panshi.work.learning.models import Answer, Bank, ExamLine, Intake, Label, Picture, Question, Version


@dataclass(frozen=True, slots=True)
class Asking:
    """What a list is narrowed to; "" or 0: by nothing."""

    words: str = ""
    label: str = ""
    form: str = ""
    difficulty: int = 0
    retired: bool = False


def banks(*, person: Person, scope: Scope) -> QuerySet[Any]:
    """The banks of the scope's unit and below that the person manages, with how many questions are in use."""
    units = units_with("learning.teach", person=person).filter(path__startswith=scope.unit.path)
    asked = Count("questions", filter=Q(questions__retired_at__isnull=True))
    return (
        Bank.objects.filter(unit__in=units)
        .select_related("unit")
        .annotate(asked=asked)
        .order_by("retired_at", "unit__path", "title")
    )


def bank(pk: int, *, person: Person) -> Bank:
    """The bank, where the person manages it."""
    found = Bank.objects.select_related("unit").filter(pk=pk).first()
    if found is None or not allowed(person=person, permission="learning.teach", unit=found.unit):
        raise NotFound(what=pk)
    return found


def questions(bank: Bank, asking: Asking) -> QuerySet[Question]:
    """The questions of the bank, the newest first."""
    found = Question.objects.filter(bank=bank, retired_at__isnull=not asking.retired)
    if asking.words:
        found = found.filter(Q(title__icontains=asking.words) | Q(current__gist__icontains=asking.words))
    if asking.label:
        found = found.filter(labels__text=asking.label)
    if asking.form:
        found = found.filter(current__form=asking.form)
    if asking.difficulty:
        found = found.filter(difficulty=asking.difficulty)
    return found.select_related("current").prefetch_related("labels").order_by("-pk")


def question(pk: int, *, person: Person) -> Question:
    """The question, where the person manages its bank."""
    found = Question.objects.select_related("bank__unit", "current__made_by").filter(pk=pk).first()
    if found is None or not allowed(person=person, permission="learning.teach", unit=found.bank.unit):
        raise NotFound(what=pk)
    return found


def versions(question: Question) -> list[Version]:
    """All versions, the newest first."""
    return list(question.versions.select_related("made_by").annotate(asked=Count("answers")).order_by("-number"))


def labels(bank: Bank) -> list[str]:
    """The labels of the bank's questions."""
    return list(Label.objects.filter(question__bank=bank).order_by("text").values_list("text", flat=True).distinct())


def exams_with(question: Question) -> list[ExamLine]:
    """The exams whose paper always holds the question."""
    return list(
        ExamLine.objects.filter(question=question, exam__retired_at__isnull=True).select_related("exam").order_by("-exam_id")
    )


def intake(pk: int, *, person: Person) -> Intake:
    """A file of questions, where the person manages its bank."""
    found = Intake.objects.select_related("bank__unit", "by").filter(pk=pk).first()
    if found is None or not allowed(person=person, permission="learning.teach", unit=found.bank.unit):
        raise NotFound(what=pk)
    return found


def picture(digest: str, *, person: Person) -> Picture:
    """A picture of a question, for whoever was asked it, practises with it, or manages its bank."""
    found = Picture.objects.filter(digest=digest).first()
    if found is None:
        raise NotFound(what=digest[:12])
    # One's own answers are few and asked first: a whole class opens the same paper at once.
    if Answer.objects.filter(attempt__person=person, version__content__icontains=digest).exists():
        return found
    holding = Version.objects.filter(content__icontains=digest)
    teaches = units_with("learning.teach", person=person)
    if holding.filter(question__bank__unit__in=teaches).exists() or _practised(holding, person):
        return found
    if Intake.objects.filter(bank__unit__in=teaches, found__icontains=digest).exists():
        return found
    raise NotFound(what=digest[:12])


def _practised(holding: QuerySet[Version], person: Person) -> bool:
    from panshi.work.learning.selectors.practice import banks_to_practise  # noqa: PLC0415 -- practice lists questions too

    return holding.filter(question__bank__in=banks_to_practise(person)).exists()
