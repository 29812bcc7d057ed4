"""Banks and their questions: a question that somebody has answered is never changed, it gets a new version."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.work.learning.choices import Difficulty, QuestionForm
from panshi.work.learning.models import Answer, Bank, Label, Question, Version
from panshi.work.learning.models.contents import Content, packed
from panshi.work.learning.selectors.questions.checking import problems
from panshi.work.learning.selectors.questions.showing import plain

GIST = 200


class BadQuestion(Refusal):
    """A question nobody could answer rightly."""

    words = Words("这道题还不能用：{why}", "This question cannot be used yet: {why}")
    code = "bad-question"


class ChangedMeanwhile(Refusal):
    """Somebody else saved the question since it was opened."""

    words = Words(
        "“{question}”在您打开之后被 {who} 改过（第 {number} 版）；请重新打开，把您的改动加到新的一版上。",
        "“{question}” was changed by {who} since you opened it (version {number}); open it again and add your changes to that.",
    )
    code = "changed-meanwhile"
    status = 409


class BankRetired(Refusal):
    """A retired bank takes no questions."""

    words = Words("题库“{bank}”已停用。", "The bank “{bank}” is retired.")
    code = "bank-retired"


@dataclass(frozen=True, slots=True)
class Draft:
    """A question about to be kept."""

    content: Content
    title: str = ""
    points: Decimal = Decimal(1)
    labels: tuple[str, ...] = ()
    difficulty: Difficulty = Difficulty.UNSAID


def make_bank(*, unit: Unit, title: str, practised: bool = False, by: Person) -> Bank:
    """A new, empty bank of the unit."""
    require(person=by, permission="learning.teach", unit=unit)
    return Bank.objects.create(unit=unit, title=title, practised=practised, made_by=by, made_at=now())


def set_bank(bank: Bank, *, title: str, practised: bool, retired: bool, by: Person) -> Bank:
    """Names the bank, opens it to practice, or takes it out of use and back."""
    require(person=by, permission="learning.teach", unit=bank.unit)
    bank.title, bank.practised = title, practised
    bank.retired_at = (bank.retired_at or now()) if retired else None
    bank.save()
    return bank


@transaction.atomic
def save_question(*, bank: Bank, question: Question | None, draft: Draft, seen: int = 0, by: Person) -> Question:
    """Keeps a new question, or another state of `question` whose version `seen` was open.

    Refuses one that cannot be answered (`BadQuestion`), and one changed by another since (`ChangedMeanwhile`).
    """
    require(person=by, permission="learning.teach", unit=bank.unit)
    if question is None:
        return keep_questions(bank, [draft], by=by)[0]
    if wrong := problems(draft.content):
        raise BadQuestion(why=wrong[0])
    held = Question.objects.select_for_update(of=("self",)).select_related("current__made_by").get(pk=question.pk)
    assert held.current is not None, "a question without a version"
    if seen and held.current.number != seen:
        raise ChangedMeanwhile(question=held, who=held.current.made_by.name, number=held.current.number)
    if _says(held.current) != _new(draft):
        held.current = _changed(held.current, draft, by=by)
    held.title, held.difficulty = draft.title, draft.difficulty
    held.save()
    _label(held, draft.labels)
    return held


@transaction.atomic
def keep_questions(bank: Bank, drafts: Sequence[Draft], *, by: Person) -> list[Question]:
    """Adds the questions to the bank, all or none; refuses the first that cannot be answered."""
    require(person=by, permission="learning.teach", unit=bank.unit)
    if bank.retired_at:
        raise BankRetired(bank=bank)
    for draft in drafts:
        if wrong := problems(draft.content):
            raise BadQuestion(why=f"{draft.title or plain(draft.content.text)[:40]} — {wrong[0]}")
    moment = now()
    questions = Question.objects.bulk_create(
        Question(bank=bank, title=draft.title, difficulty=draft.difficulty, made_by=by, made_at=moment) for draft in drafts
    )
    versions = Version.objects.bulk_create(
        Version(question=question, number=1, made_by=by, made_at=moment, **_new(draft))
        for question, draft in zip(questions, drafts, strict=True)
    )
    for question, version in zip(questions, versions, strict=True):
        question.current = version
    Question.objects.bulk_update(questions, ["current"])
    Label.objects.bulk_create(
        Label(question=question, text=text)
        for question, draft in zip(questions, drafts, strict=True)
        for text in _clean(draft.labels)
    )
    return questions


def retire_question(question: Question, *, retired: bool = True, by: Person) -> Question:
    """Takes a question out of lists and draws, or back in; papers that hold it stay as they are."""
    require(person=by, permission="learning.teach", unit=question.bank.unit)
    question.retired_at = now() if retired else None
    question.save(update_fields=["retired_at"])
    return question


def _new(draft: Draft) -> dict[str, object]:
    gist = plain(draft.content.text)[:GIST] or draft.title or str(QuestionForm(draft.content.form).label)
    return {"form": str(draft.content.form), "points": draft.points, "content": packed(draft.content), "gist": gist}


def _says(version: Version) -> dict[str, object]:
    return {name: getattr(version, name) for name in ("form", "points", "content", "gist")}


def _changed(current: Version, draft: Draft, *, by: Person) -> Version:
    """The version from now on: the same one while nobody was asked it, else the next."""
    facts = {**_new(draft), "made_by": by, "made_at": now()}
    if Answer.objects.filter(version=current).exists():
        return Version.objects.create(question=current.question, number=current.number + 1, **facts)
    for name, value in facts.items():
        setattr(current, name, value)
    current.save()
    return current


def _label(question: Question, labels: Iterable[str]) -> None:
    wanted = _clean(labels)
    question.labels.exclude(text__in=wanted).delete()
    known = set(question.labels.values_list("text", flat=True))
    Label.objects.bulk_create(Label(question=question, text=text) for text in wanted if text not in known)


def _clean(labels: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(label.strip()[:60] for label in labels if label.strip()))
