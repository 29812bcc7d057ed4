"""The text as one HTML page that stands alone: passages marked, each with its reason, and the list of claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from panshi.figures.values import Value
from panshi.kernel.numbers import grouped
from panshi.kernel.words import Words
from panshi.reviews.checker.checking import Checked, Finding
from panshi.reviews.checker.explaining import mark, reason, totals
from panshi.ui.verdicts import Mark

BORNE_OUT = ("verified", "rounded")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: plain words, or a claim with its mark and reason."""

    text: str
    finding: Finding | None = None
    number: int = 0
    choices: tuple[Value, ...] = ()

    @property
    def open(self) -> bool:
        """Whether somebody should look at it."""
        return self.finding is not None and self.finding.verdict not in BORNE_OUT

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
class Remark:
    """What the house style says of a passage, and the number of the claim it begins with (0: none)."""

    passage: str
    words: Words
    number: int


@dataclass(frozen=True, slots=True)
class Panel:
    """A checked text as pages show it: its lines, its claims, what the house style says, and the totals."""

    checked: Checked
    lines: list[list[Piece]]
    claims: list[Piece]
    totals: list[tuple[Mark, int]]
    others: int
    style: list[Remark]

    @property
    def open(self) -> list[Piece]:
        """The claims to look at."""
        return [piece for piece in self.claims if piece.open]

    @property
    def standing(self) -> list[Piece]:
        """The claims that are borne out."""
        return [piece for piece in self.claims if not piece.open]


def panel(checked: Checked) -> Panel:
    """The parts of the page."""
    shown = claims(checked)
    return Panel(checked, lines(checked), shown, totals(checked), len(checked.findings) - len(shown), remarks(checked, shown))


def page(checked: Checked, *, title: str) -> str:
    """The page."""
    return render_to_string("reviews/checked_alone.html", {"title": title, "panel": panel(checked)})


def remarks(checked: Checked, shown: Sequence[Piece]) -> list[Remark]:
    """The house style's findings in the order of the text, each with the claim it begins with."""
    numbers = {piece.finding.claim.start: piece.number for piece in shown if piece.finding}
    ordered = sorted(checked.style, key=lambda one: one.start)
    return [Remark(checked.text[one.start : one.end], one.words, numbers.get(one.start, 0)) for one in ordered]


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
