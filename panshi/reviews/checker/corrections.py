"""Readers correct the checker: which figure a claim in these words means, for a unit and all below it; and take it back."""

from django.db import transaction

from panshi.figures.selectors import figure as figure_called
from panshi.kernel.clock import now
from panshi.kernel.refusals import NotFound
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.reviews.checker import lessons
from panshi.reviews.checker.claims import Claim
from panshi.reviews.models import Lesson

SURFACE_LONGEST, MEASURE_LONGEST = 120, 40


@transaction.atomic
def teach(*, claim: Claim, figure: str | None, unit: Unit, by: Person) -> Lesson:
    """Keeps that claims like this one mean the figure called `figure` (None: no figure of ours); what was taught about the
    same words before is undone. Refuses an unknown figure, and whoever may not teach for the unit.
    """
    require(person=by, permission="reviews.teach", unit=unit)
    key = figure_called(figure).key if figure else ""
    said = lessons.Lesson.of(claim, key or None)
    words = {"subject": said.subject, "context": said.context, "counted_in": said.unit[:MEASURE_LONGEST]}
    words = {name: _storable(text) for name, text in words.items()}
    standing = Lesson.objects.select_for_update().filter(unit=unit, undone_at=None, **words).first()
    if standing is not None and standing.figure == key:
        return standing
    if standing is not None:
        _undo(standing, by)
    surface = _storable(claim.surface[:SURFACE_LONGEST])
    return Lesson.objects.create(unit=unit, **words, surface=surface, figure=key, taught_by=by, taught_at=now())


@transaction.atomic
def unteach(*, pk: int, by: Person) -> Lesson:
    """Undoes a lesson: from now on texts are checked without it. Undone twice it stays as it was first undone."""
    lesson = Lesson.objects.select_for_update(of=("self",)).filter(pk=pk).select_related("unit").first()
    if lesson is None:
        raise NotFound(what=pk)
    require(person=by, permission="reviews.teach", unit=lesson.unit)
    if lesson.undone_at is None:
        _undo(lesson, by)
    return lesson


def _undo(lesson: Lesson, by: Person) -> None:
    lesson.undone_by, lesson.undone_at = by, now()
    lesson.save(update_fields=["undone_by", "undone_at"])


def _storable(text: str) -> str:
    """The text as databases take it: no NUL, no unpaired surrogate."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()
