"""What readers taught the checker: a claim that was tied to the wrong figure, and the figure they chose instead."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lesson:
    """One correction. `subject`, `context` (its clause, the number left out) and `unit` are the claim's as the text wrote
    them; `figure` is the key chosen for it, None when the reader said that no figure is meant.
    """

    subject: str
    context: str
    unit: str
    figure: str | None
