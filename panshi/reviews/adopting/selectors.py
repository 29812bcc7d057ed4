"""The sentences of a review that came from an old text, as its writer sees them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from panshi.kernel.periods import Period
from panshi.ledger.selectors import head
from panshi.org.scope import Scope
from panshi.reviews.adopting.adopt import Adopted
from panshi.reviews.adopting.doubts import Doubt, Pointed, Reading, Remembered, pointed_out
from panshi.reviews.adopting.passages import passage
from panshi.reviews.adopting.reasons import Reason
from panshi.reviews.composing.compose import compose_or_mistakes
from panshi.reviews.models import Adoption, Review


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences pointed out: those to look at, and those looked at with by whom. `readable` is whether the template can
    be composed at all."""

    open: Sequence[Pointed]
    looked_at: Sequence[tuple[Pointed, str]]
    readable: bool = True

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.open) + len(self.looked_at)


def sentences_of(review: Review, *, text: str | None = None) -> Sentences | None:
    """The sentences of the review's text (or of `text`, as it is being typed) that want a look; None for a review that came
    from no old text."""
    adoption = Adoption.objects.filter(review=review).select_related("unit").first()
    if adoption is None:
        return None
    scope = Scope(review.unit, Period.parse(review.period))
    found = pointed(
        review.text if text is None else text, scope=scope, adopted_from=_scope(adoption), remembered=_notes(adoption)
    )
    if found is None:
        return Sentences((), (), readable=False)
    looked = adoption.looked_at
    return Sentences(
        [one for one in found if one.key not in looked],
        [(one, looked[one.key]["by"]) for one in found if one.key in looked],
    )


def pointed(text: str, *, scope: Scope, adopted_from: Scope, remembered: Sequence[Remembered] = ()) -> list[Pointed] | None:
    """The sentences of an adopted template that want a look in `scope`; None where it cannot be composed."""
    from panshi.figures.selectors import catalogue  # noqa: PLC0415 -- heavy: only where an adopted text is read

    figures = {figure.key: figure for figure in catalogue()}
    at = replace(scope, as_of=head() if scope.as_of is None else scope.as_of)
    text = text.replace("\r\n", "\n")
    composed, _ = compose_or_mistakes(text, at, figures=[*figures.values()])
    if composed is None:
        return None
    return pointed_out(Reading(composed, text, at, adopted_from, figures), remembered=remembered)


def remembered_in(adopted: Adopted, template: str) -> list[Remembered]:
    """The notes of an adoption that its later readers must see too, each with its sentence of the template."""
    places, cursor = [(0, 0)], 0
    for bound in adopted.bounds:
        cursor = template.find(bound.reference, cursor)
        places.append((bound.start, cursor))
        cursor += len(bound.reference)
    found = []
    for note in adopted.notes:
        if note.reason in (Reason.CONTRADICTED, Reason.LIST):
            start, at = places[bisect_right(places, (note.end, 0)) - 1]
            left = template.find(note.facts["surface"], at) if start < note.start else at
            found.append(Remembered(passage(template, max(left, at)), Doubt(note.reason, note.facts)))
    return found


def _scope(adoption: Adoption) -> Scope:
    return Scope(adoption.unit, Period.parse(adoption.period))


def _notes(adoption: Adoption) -> list[Remembered]:
    return [Remembered(note["passage"], Doubt(Reason(note["reason"]), note["facts"])) for note in adoption.notes]
