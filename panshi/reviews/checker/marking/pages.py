"""The text as one HTML page that stands alone: passages marked, each with its reason, and the list of claims."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string

from panshi.kernel.numbers import grouped
from panshi.kernel.words import Words
from panshi.reviews.checker.checking import Checked, Finding
from panshi.reviews.checker.explaining import mark, reason, totals
from panshi.ui.verdicts import Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: plain words, or a claim with its mark and reason."""

    text: str
    finding: Finding | None = None
    number: int = 0

    @property
    def mark(self) -> Mark | None:
        """The claim's mark."""
        return mark(self.finding) if self.finding else None

    @property
    def reason(self) -> str:
        """The claim's reason."""
        return reason(self.finding) if self.finding else ""

    @property
    def standing(self) -> str:
        """What the tag says: for a contradiction the ledger's number, else the verdict's word (empty)."""
        if self.finding is None or self.finding.verdict != "contradicted" or self.finding.truth is None:
            return ""
        return Words("账本 {truth}", "ledger: {truth}").format(truth=grouped(self.finding.truth))


@dataclass(frozen=True, slots=True)
class Panel:
    """A checked text as pages show it: its lines, the claims to look at, those that stand, and the totals."""

    checked: Checked
    lines: list[list[Piece]]
    open: list[Piece]
    standing: list[Piece]
    totals: list[tuple[Mark, int]]
    others: int


def panel(checked: Checked) -> Panel:
    """The parts of the page."""
    shown = claims(checked)
    good = ("verified", "rounded")
    return Panel(
        checked,
        lines(checked),
        [piece for piece in shown if piece.finding and piece.finding.verdict not in good],
        [piece for piece in shown if piece.finding and piece.finding.verdict in good],
        totals(checked),
        len(checked.findings) - len(shown),
    )


def page(checked: Checked, *, title: str) -> str:
    """The page."""
    return render_to_string("reviews/checked_alone.html", {"title": title, "panel": panel(checked)})


def claims(checked: Checked) -> list[Piece]:
    """The statistics in order, each with its number in the list."""
    return [Piece(finding.claim.surface, finding, number) for number, finding in enumerate(checked.statistics, start=1)]


def lines(checked: Checked) -> list[list[Piece]]:
    """The text's lines that say something, each cut into pieces."""
    whole = list(_lines(checked))
    return [line for line in whole if any(piece.text.strip() for piece in line)]


def _lines(checked: Checked) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    position = 0
    for piece in claims(checked):
        assert piece.finding is not None
        *ended, begun = checked.text[position : piece.finding.claim.start].split("\n")
        for words in ended:
            yield [*line, Piece(words)]
            line = []
        line += [Piece(begun), piece]
        position = piece.finding.claim.end
    for words in checked.text[position:].split("\n"):
        yield [*line, Piece(words)]
        line = []
