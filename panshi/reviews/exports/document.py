"""What every export is made from: the composed text, what its figures mean, and the checkpoint it stands on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from panshi.figures.definitions import Figure
from panshi.reviews.composing.claims import Claim, Composed

_ENDS = re.compile(r"[。！？；\n]|[.!?](?=\s)")


@dataclass(frozen=True, slots=True)
class Document:
    """A review ready to leave the house. `figures` and `units` (code → name) explain the claims; `checkpoint` is the
    signed note over the position `composed.as_of`, empty while nothing is sealed."""

    title: str
    composed: Composed
    language: str
    unit: str
    period: str
    checkpoint: str
    figures: Mapping[str, Figure]
    units: Mapping[str, str]

    def sentence(self, claim: Claim) -> str:
        """The sentence of the text in which the claim stands, without Markdown's marks at its head."""
        text = self.composed.text
        first = max((end.end() for end in _ENDS.finditer(text, 0, claim.start)), default=0)
        last = _ENDS.search(text, claim.end)
        return text[first : last.end() if last else len(text)].strip().lstrip("#>*- ")

    def label(self, claim: Claim) -> str:
        """The figure's name in the document's language, its key when the catalogue no longer has it."""
        figure = self.figures.get(claim.figure)
        return self.words(figure.label.zh, figure.label.en) if figure else claim.figure

    def definition(self, claim: Claim) -> str:
        """The figure's question in the document's language."""
        figure = self.figures.get(claim.figure)
        return self.words(figure.question.zh, figure.question.en) if figure else ""

    def words(self, chinese: str, english: str) -> str:
        """One of two texts, by the document's language."""
        return english if self.language == "en" else chinese

    def standing(self) -> str:
        """The sentence that says on what the numbers stand."""
        as_of = self.composed.as_of
        if not self.checkpoint:
            return self.words(
                f"文中数字据账本前 {as_of} 条记录计算，尚未封存。",
                f"The numbers are computed from the first {as_of} entries of the ledger, which are not sealed yet.",
            )
        origin, size, root = self.checkpoint.split("\n")[:3]
        return self.words(
            f"文中数字据账本前 {as_of} 条记录计算；检查点 {origin}，{size} 条，根 {root}。",
            f"The numbers are computed from the first {as_of} entries of the ledger; checkpoint {origin}, {size} entries, "
            f"root {root}.",
        )
