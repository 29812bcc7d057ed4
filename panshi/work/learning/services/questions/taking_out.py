"""Banks written to files."""

from collections.abc import Callable, Sequence

from panshi.work.learning.choices import Difficulty
from panshi.work.learning.models import Bank, Question
from panshi.work.learning.services.questions import qti
from panshi.work.learning.services.questions.banking import Draft
from panshi.work.learning.services.questions.gift import writing as gift


def drafts_of(bank: Bank) -> list[Draft]:
    """The questions in use, in the order they were made."""
    found = Question.objects.filter(bank=bank, retired_at__isnull=True).select_related("current").prefetch_related("labels")
    return [_draft(question) for question in found.order_by("pk")]


def _draft(question: Question) -> Draft:
    assert question.current is not None, "a question without a version"
    labels = tuple(label.text for label in question.labels.all())
    return Draft(question.current.read(), question.title, question.current.points, labels, Difficulty(question.difficulty))


def _gift(drafts: Sequence[Draft]) -> tuple[bytes, str, str]:
    return gift.write(drafts).encode(), "text/plain; charset=utf-8", ".gift.txt"


def _qti(drafts: Sequence[Draft]) -> tuple[bytes, str, str]:
    return qti.write(drafts), "application/zip", "-qti.zip"


WRITERS: dict[str, Callable[[Sequence[Draft]], tuple[bytes, str, str]]] = {"gift": _gift, "qti": _qti}
"""By ending: (content, its type, the end of the file's name)."""
