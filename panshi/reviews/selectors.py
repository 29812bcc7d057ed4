"""Reviews and templates as a person may see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from panshi.kernel.refusals import NotFound
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.reviews.checker.lessons import Lesson as Taught
from panshi.reviews.models import FrozenReview, Lesson, Review, Template
from panshi.ui.address import address
from panshi.ui.notices import Notice, Tone

if TYPE_CHECKING:  # every command of the program loads this module; few write documents
    from panshi.reviews.composing.claims import Composed
    from panshi.reviews.exports.document import Document


@dataclass(frozen=True, slots=True)
class Checkpointed:
    """What a checkpoint's note says in words: who signed it and over how many entries."""

    origin: str
    size: int
    root: str

    @classmethod
    def of(cls, note: str) -> Checkpointed:
        """The first three lines of a signed checkpoint."""
        origin, size, root = note.split("\n")[:3]
        return cls(origin, int(size), root)


def reviews(*, person: Person) -> QuerySet[Review]:
    """The reviews being written that `person` may write, newest first."""
    return Review.objects.filter(unit__in=units_with("reviews.write", person=person)).select_related("unit", "saved_by")


def frozen_reviews(*, person: Person) -> QuerySet[FrozenReview]:
    """The frozen reviews that `person` may read, newest first, without their long columns."""
    seen = FrozenReview.objects.filter(unit__in=units_with("reviews.view", person=person))
    return seen.select_related("unit", "frozen_by").defer("text", "claims", "template_text")


def told(*, person: Person, scope: Scope) -> Iterator[Notice]:
    """How many reviews are being written by those who may write as the person may: the page lists as many."""
    url = address("reviews:list", scope=scope) or ""
    number = reviews(person=person).count()
    yield Notice(Words("正在写的综述", "Reviews being written"), number, url, tag=Words("综述", "review"), tone=Tone.BLUE)


def templates(*, person: Person) -> QuerySet[Template]:
    """The templates that `person` may write with."""
    return Template.objects.filter(unit__in=units_with("reviews.write", person=person)).select_related("unit")


def template(pk: int, *, person: Person) -> Template:
    """The template, or a refusal."""
    found = templates(person=person).filter(pk=pk).first()
    if found is None:
        raise NotFound(what=pk)
    return found


def review(pk: int, *, person: Person) -> Review:
    """The review being written, or a refusal."""
    found = reviews(person=person).filter(pk=pk).first()
    if found is None:
        raise NotFound(what=pk)
    return found


def frozen_review(pk: int, *, person: Person) -> FrozenReview:
    """The frozen review, or a refusal."""
    seen = FrozenReview.objects.filter(unit__in=units_with("reviews.view", person=person), pk=pk)
    found = seen.select_related("unit", "frozen_by").first()
    if found is None:
        raise NotFound(what=pk)
    return found


def lessons_in_force(unit: Unit) -> QuerySet[Lesson]:
    """What readers taught the checker for the unit and for those above it and did not undo, newest first."""
    above = [unit.path[:end] for end in range(unit.steplen, len(unit.path) + 1, unit.steplen)]
    return Lesson.objects.filter(unit__path__in=above, undone_at=None).select_related("unit", "taught_by")


def lessons_undone(unit: Unit) -> QuerySet[Lesson]:
    """What was taught for the unit itself and taken back, or replaced by what was taught later; newest first."""
    gone = Lesson.objects.filter(unit=unit, undone_at__isnull=False)
    return gone.select_related("unit", "taught_by", "undone_by").order_by("-undone_at", "-pk")


def lessons(unit: Unit) -> tuple[Taught, ...]:
    """The lessons that hold for texts about the unit, those that count more later: the nearer unit's, then the newer.

    Of two about the very same words only the one that counts more is there.
    """
    decided: dict[tuple[str, str, str], Taught] = {}
    for one in lessons_in_force(unit).order_by("unit__depth", "taught_at", "pk"):
        words = (one.subject, one.context, one.counted_in)
        decided.pop(words, None)
        decided[words] = Taught(*words, one.figure or None)
    return tuple(decided.values())


def document_of(frozen: FrozenReview) -> Document:
    """The frozen review as exports take it."""
    return document(
        composed_of(frozen),
        frozen.unit,
        title=frozen.title,
        language=frozen.language,
        period=frozen.period,
        checkpoint=frozen.checkpoint_note,
    )


def document(composed: Composed, unit: Unit, *, title: str, language: str, period: str, checkpoint: str) -> Document:
    """A composed text as exports take it, with the figures and units its claims name; `checkpoint` is empty while its
    position is not sealed."""
    from panshi.figures.selectors import catalogue  # noqa: PLC0415 -- heavy: only where figures are explained
    from panshi.reviews.exports.document import Document  # noqa: PLC0415 -- heavy: Markdown and all it takes

    names = Unit.objects.filter(code__in={claim.unit for claim in composed.claims}).values_list("code", "name")
    return Document(
        title=title,
        composed=composed,
        language=language,
        unit=unit.name,
        period=period,
        checkpoint=checkpoint,
        figures={figure.key: figure for figure in catalogue()},
        units=dict(names),
    )


def composed_of(frozen: FrozenReview) -> Composed:
    """The frozen text with its claims."""
    from panshi.reviews.composing.claims import Claim, Composed  # noqa: PLC0415 -- heavy: only where reviews are opened

    return Composed(frozen.text, tuple(Claim.from_json(claim) for claim in frozen.claims), frozen.as_of)
