"""A composed text as pages show it: prose in which every number is a link, and its claims in a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from panshi.reviews.composing.claims import Claim, Composed
from panshi.reviews.composing.mistakes import Mistake
from panshi.reviews.exports.html import fragment
from panshi.ui.address import address


@dataclass(frozen=True, slots=True)
class Line:
    """A mistake with the line of the template it stands in."""

    number: int
    text: str
    said: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The prose, or what is in its way: mistakes by line, or one refusal."""

    prose: str = ""
    claims: int = 0
    as_of: int = 0
    mistakes: tuple[Line, ...] = ()
    refused: str = ""


def preview_of(composed: Composed | None, mistakes: Sequence[Mistake], template: str, language: str) -> Preview:
    """What stands beside the editor."""
    lines = template.splitlines() or [""]
    wrong = tuple(Line(mistake.line, lines[min(mistake.line, len(lines)) - 1].strip()[:80], str(mistake)) for mistake in mistakes)
    if composed is None:
        return Preview(mistakes=wrong)
    return Preview(prose_of(composed, language), len(composed.claims), composed.as_of)


def prose_of(composed: Composed, language: str) -> SafeString:
    """The text as HTML, every number a link to its figure in the claim's own scope and at its position."""
    html = fragment(composed, language=language, address=lambda _, claim: figure_address(claim))
    return mark_safe(html)  # noqa: S308 -- cleaned by nh3 in `fragment`


def figure_address(claim: Claim) -> str:
    """The figure's page in the claim's unit and period, as the ledger stood."""
    return address("figures:figure", claim.figure, unit=claim.unit, period=claim.period, as_of=claim.as_of) or "#"
