"""The annotated texts of many public bodies, adopted: each template says its text again, and most of it is bound."""

from collections.abc import Sequence

import pytest

from panshi.figures.definitions import Figure
from panshi.figures.values import Value
from panshi.kernel.periods import Period
from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.reviews.adopting.adopt import Adopted, adopt, changed
from panshi.reviews.adopting.bindings import as_composed
from panshi.reviews.checker.checking import Checked, hold
from panshi.reviews.checker.measuring.books import BookAnswers, book
from panshi.reviews.checker.measuring.marked import Marked, texts
from panshi.reviews.composing.claims import Composed
from panshi.reviews.composing.compose import compose

UNSAYABLE = ("2万3千多小时",)
"""True numbers in forms that no reference can say; they stay and are noted."""

pytestmark = pytest.mark.django_db


def read(marked: Marked) -> tuple[Checked, Adopted, Composed]:
    """The text checked against its body's own numbers, adopted and composed again."""
    known = book(marked.body)
    answers = BookAnswers(known, marked.year, marked.unit)
    scope = Scope(Unit(pk=1, code="X", name=marked.unit, path="0001"), Period.year(marked.year))

    def values(figures: Sequence[Figure], where: Scope, **_: object) -> list[Value]:
        return [Value(figure, where, 1, answers.value(figure.key, where)) for figure in figures]

    def titles(figure: Figure, where: Scope) -> list[str]:
        return []

    checked = hold(marked.text, scope=scope, figures=known.figures, answers=answers)
    made = adopt(checked, unit=scope.unit, by=None, values=values, titles=titles)
    said = compose(made.text, Scope(scope.unit, scope.period, 1), values=values, titles=titles, figures=known.figures)
    return checked, made, said


@pytest.mark.parametrize("marked", list(texts()), ids=lambda marked: f"{marked.body}/{marked.name}")
def test_an_annotated_text_comes_back_but_for_what_is_contradicted(marked: Marked) -> None:
    checked, made, said = read(marked)
    wrong = {note.start for note in changed(made)}
    bound = [one for one in made.bounds if one.figure]
    again, done = [], 0
    for one, claim in zip(bound, said.claims, strict=True):
        noted = one.finding is not None and one.finding.claim.start in wrong
        again += [said.text[done : claim.start], marked.text[one.start : one.end] if noted else claim.surface]
        done = claim.end
    assert "".join(again) + said.text[done:] == as_composed(marked.text)
    true = [
        found.claim for found in checked.statistics if found.verdict in ("verified", "rounded") and found.claim.type != "rank"
    ]
    starts = {one.finding.claim.start for one in bound if one.finding}
    left = [claim.surface for claim in true if claim.start not in starts and claim.change is None]
    assert [surface for surface in left if surface not in UNSAYABLE] == []
