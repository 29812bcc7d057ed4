"""What readers taught the checker: a claim that was tied to the wrong figure, and the figure they chose instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from panshi.reviews.checker.claims import Claim

SUBJECT_LONGEST, CONTEXT_LONGEST = 300, 600


@dataclass(frozen=True, slots=True)
class Lesson:
    """One correction. `subject`, `context` (its clause, the number left out) and `unit` are the claim's as the text wrote
    them; `figure` is the key chosen for it, None when the reader said that no figure is meant.
    """

    subject: str
    context: str
    unit: str
    figure: str | None

    @classmethod
    def of(cls, claim: Claim, figure: str | None) -> Lesson:
        """The lesson that `claim` means `figure`."""
        return cls(claim.subject[:SUBJECT_LONGEST], context_of(claim), claim.unit, figure)


def context_of(claim: Claim) -> str:
    """The claim's clause without its number, as lessons keep it: what stands before it, a space, what stands behind."""
    return f"{claim.before} {claim.after}"[:CONTEXT_LONGEST]
