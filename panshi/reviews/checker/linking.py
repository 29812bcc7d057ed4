"""Ties each statistic to a figure of the catalogue, jointly over the text, never by value.

`weighing` says how well each figure fits each number. A text uses a figure about once for one unit and year, so that all its
numbers are assigned together (as AggChecker does). A link that fits badly, or whose lead over the next is small, is unsure.
What a reader once corrected decides before anything else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from panshi.figures.definitions import Figure
from panshi.reviews.checker.assigning import assign
from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.contexts import Context, contexts
from panshi.reviews.checker.known import Known, known
from panshi.reviews.checker.lessons import Lesson
from panshi.reviews.checker.teaching import lesson_for
from panshi.reviews.checker.weighing import fits, scores

SURE, POSSIBLE, MARGIN = 0.36, 0.22, 0.04
"""A link is sure from SURE up and with a lead of MARGIN; below POSSIBLE the ledger is taken not to have the figure."""
AGAIN = 0.10
"""What it costs to use a figure a second time for the same unit and year."""
SHOWN = 3
TOGETHER = 200
"""Claims assigned at once: a review has some forty; a whole book is taken in stretches, so that time stays linear."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure a claim may mean, how well it fits (0–1), and the name of it that the text says best."""

    figure: Figure
    score: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What a claim was tied to. `figure` is None when nothing fits; `sure` says whether it may be judged.

    `words` is the name of the figure that fits best, `met` what the text says of it, `unit_fit` how well the units of count
    agree (1: the same); `taught` says that a reader's correction decided (without a figure: none is meant).
    """

    figure: Figure | None
    score: float = 0.0
    sure: bool = False
    candidates: tuple[Candidate, ...] = ()
    words: str = ""
    met: tuple[str, ...] = ()
    unit_fit: float = 0.0
    taught: bool = False


def link(
    claims: Sequence[Claim], figures: Sequence[Figure], *, lessons: Sequence[Lesson] = (), county: bool = False
) -> list[Link]:
    """One link for each claim, in order; claims that are no statistics get none. A lesson that fits a claim decides.

    `county` says that the text speaks for a county's bureau or a unit below one.
    """
    links = [Link(None)] * len(claims)
    every = [index for index, claim in enumerate(claims) if claim.type.statistic]
    if not every or not figures:
        return links
    catalogue = known(tuple(figures))
    found = contexts([claims[index] for index in every], county=county)
    for begin in range(0, len(every), TOGETHER):
        wanted = every[begin : begin + TOGETHER]
        stretch = _Stretch(catalogue, [claims[index] for index in wanted], found[begin : begin + TOGETHER], lessons)
        for index, tied in zip(wanted, stretch.links(), strict=True):
            links[index] = tied
    return links


class _Stretch:
    """Claims that are assigned together."""

    def __init__(self, catalogue: Known, claims: Sequence[Claim], found: Sequence[Context], lessons: Sequence[Lesson]) -> None:
        self.catalogue, self.claims, self.found = catalogue, claims, found
        self.scores, said = scores(catalogue, claims, found)
        self.said: list[list[float]] = said.tolist()
        self.lessons = [self._lesson(row, lessons) for row in range(len(claims))]
        self.rows: list[list[float]] = self.scores.tolist()
        self.orders: list[list[int]] = (-self.scores).argsort(axis=1, kind="stable")[:, : SHOWN + 1].tolist()
        self.chosen = self._assigned()
        self.holders: dict[int, list[int]] = {}
        for row, index in enumerate(self.chosen):
            if index is not None:
                self.holders.setdefault(index, []).append(row)

    def links(self) -> list[Link]:
        """The link of each claim."""
        return [self._taught(row) if self.lessons[row] else self._link(row) for row in range(len(self.claims))]

    def _lesson(self, row: int, lessons: Sequence[Lesson]) -> Lesson | None:
        """The lesson for a claim; what it says is then all that fits."""
        lesson = lesson_for(self.claims[row], lessons) if lessons else None
        place = self.catalogue.places.get(lesson.figure) if lesson is not None and lesson.figure is not None else None
        if lesson is None or (lesson.figure is not None and place is None):
            return None
        self.scores[row] = 0.0
        if place is not None:
            self.scores[row][place] = 1.0
        return lesson

    def _assigned(self) -> list[int | None]:
        """The figure of each claim that makes the whole text fit best; None below POSSIBLE."""
        gains: list[dict[tuple[int, str, int], float]] = [{} for _ in self.found]
        for row, index in zip(*(places.tolist() for places in (self.scores > POSSIBLE).nonzero()), strict=True):
            score, voice = self.rows[row][index] - POSSIBLE, self.found[row].voice
            gains[row][index, voice, -1] = score
            gains[row][index, voice, row] = score - AGAIN
        return [None if place is None else place[0] for place in assign(gains)]

    def _taught(self, row: int) -> Link:
        index = self.chosen[row]
        if index is None:
            return Link(None, sure=True, taught=True)
        figure = self.catalogue.figures[index]
        words, met = self._words(row, index)
        candidate = Candidate(figure, 1.0, words)
        return Link(figure, 1.0, True, (candidate,), words, met, self._unit_fit(row, index), taught=True)

    def _link(self, row: int) -> Link:
        own, chosen = self.rows[row], self.chosen[row]
        order = self.orders[row]
        if chosen is not None:
            order = [chosen, *(index for index in order if index != chosen)]
        candidates = tuple(self._candidate(row, index) for index in order[:SHOWN] if own[index] > 0)
        if chosen is None:
            return Link(None, own[order[0]], candidates=candidates)
        leads = [self._lead(row, chosen, index) for index in order if index != chosen]
        sure = own[chosen] >= SURE and min(leads, default=1.0) >= MARGIN
        words, met = self._words(row, chosen)
        figure = self.catalogue.figures[chosen]
        return Link(figure, own[chosen], sure, candidates, words, met, self._unit_fit(row, chosen))

    def _words(self, row: int, index: int) -> tuple[str, tuple[str, ...]]:
        name = self.catalogue.name(index, self.said[row])
        return self.catalogue.names[name], self.catalogue.met(name, self.found[row].presence)

    def _unit_fit(self, row: int, index: int) -> float:
        return float(fits(self.catalogue, self.claims[row])[index])

    def _candidate(self, row: int, index: int) -> Candidate:
        name = self.catalogue.names[self.catalogue.name(index, self.said[row])]
        return Candidate(self.catalogue.figures[index], self.rows[row][index], name)

    def _lead(self, row: int, chosen: int, rival: int) -> float:
        """What the whole text would fit less with the rival instead; a claim that holds the rival would have to change too."""
        lead = self.rows[row][chosen] - self.rows[row][rival]
        if rival not in self.holders:
            return lead
        voice = self.found[row].voice
        holders = [other for other in self.holders[rival] if other != row and self.found[other].voice == voice]
        swaps = [self.rows[other][rival] - self.rows[other][chosen] for other in holders]
        return lead + max(0.0, *swaps, 0.0)
