"""Ties each statistic to a figure of the catalogue: by unit of count and words, jointly over the text, never by value.

A figure's names are its label and aliases. A claim's words are its own clause, then its sentence, then its headings, each
counting less. Rare character pairs weigh more (inverse frequency over the catalogue). Each figure is used about once in a
text, so all claims are assigned together (as AggChecker does); a link whose lead over the next is small is unsure.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

from panshi.figures.definitions import Figure, Measure
from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.lexicon import SYNONYMS
from panshi.reviews.checker.measures import fit
from panshi.reviews.checker.sorting import Type

SURE, POSSIBLE, MARGIN = 0.60, 0.42, 0.07
"""A link is sure from SURE up and with a lead of MARGIN; below POSSIBLE the ledger is taken not to have the figure."""
AGAIN = 0.12
"""What it costs to use a figure a second time in one text."""
SHOWN = 3
TOGETHER = 200
"""Claims assigned at once: a review has some forty; a whole book is taken in stretches, so that time stays linear."""

_SIGNS = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]+")
_TITLE = re.compile(r"《[^《》]*》")
_APIECE = re.compile(r"(?:单[条篇场期个部次]|每|人均|[日月年户]均|平均|最高|最多|最大|至多)[^，。；,;]{0,10}$")
_GRADE = re.compile(r"[一二三四五六七八九特0-9](?:等奖|等功|星级)")
_SAME = {word: words[0] for words in (line.split("=") for line in SYNONYMS) for word in words[1:]}
_SYNONYM = re.compile("|".join(sorted(_SAME, key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure a claim may mean, how well it fits (0–1), and the words they share."""

    figure: Figure
    score: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """What a claim was tied to. `figure` is None when nothing fits; `sure` says whether it may be judged."""

    figure: Figure | None
    score: float = 0.0
    sure: bool = False
    candidates: tuple[Candidate, ...] = ()
    words: str = ""


def plain(text: str) -> str:
    """The text with synonyms made one and signs left out."""
    return _SIGNS.sub("", _SYNONYM.sub(lambda found: _SAME[found[0]], text)).lower()


def pairs(text: str) -> frozenset[str]:
    """The character pairs of a text; Latin words and lone signs stay whole."""
    flat = plain(text)
    return frozenset(flat[index : index + 2] for index in range(len(flat) - 1)) or frozenset([flat] if flat else [])


@dataclass(frozen=True)
class _Name:
    text: str
    pairs: frozenset[str]
    grades: frozenset[str]
    weight: float
    main: bool


@dataclass(frozen=True)
class _Context:
    """A claim's words by how near they stand."""

    subject: frozenset[str]
    near: frozenset[str]
    wide: frozenset[str]
    text: str
    grades: frozenset[str] = field(default=frozenset())


class Catalogue:
    """Figures prepared for linking; build once and keep."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.figures = tuple(figures)
        spelled = [(figure.label.zh, *figure.aliases) for figure in self.figures]
        seen = Counter(pair for names in spelled for pair in frozenset().union(*(pairs(name) for name in names)))
        self._total = len(self.figures)
        self._weight = {pair: 0.4 + log(1 + self._total / count) for pair, count in seen.items()}
        self._names = [tuple(self._name(name, main=index == 0) for index, name in enumerate(names)) for names in spelled]

    def _name(self, text: str, *, main: bool) -> _Name:
        grades = frozenset(_GRADE.findall(text))
        return _Name(plain(text), pairs(text), grades, self._sum(pairs(text)), main)

    def _sum(self, found: frozenset[str]) -> float:
        unseen = 0.4 + log(1 + self._total)
        return sum(self._weight.get(pair, unseen) for pair in found)

    def scores(self, claim: Claim) -> list[float]:
        """How well each figure fits the claim, 0 where its unit of count or grade rules it out."""
        context = _context(claim)
        return [self._score(claim, context, index) for index in range(len(self.figures))]

    def _score(self, claim: Claim, context: _Context, index: int) -> float:
        figure = self.figures[index]
        unit = _unit_fit(claim, figure)
        if not unit:
            return 0.0
        required = self._names[index][0].grades
        if (required or context.grades) and claim.type is Type.RANK and not required & context.grades:
            return 0.0
        if required and not required & context.grades:
            return 0.0
        said = max(self._said(name, context) for name in self._names[index])
        return round(said * (0.72 + 0.28 * unit), 4)

    def _said(self, name: _Name, context: _Context) -> float:
        """The share of the name the context says, near words first, and the shares of subject and clause the name says."""
        near = self._sum(name.pairs & context.near)
        wide = self._sum((name.pairs & context.wide) - context.near)
        covered = (near + 0.62 * wide) / name.weight
        told = 0.18 * self._share(name.pairs, context.subject) + 0.14 * self._share(name.pairs, context.near)
        whole = 0.05 if name.text in context.text else 0.0
        return min(1.0, 0.62 * covered + told + whole + (0.01 if name.main else 0.0))

    def _share(self, said: frozenset[str], of: frozenset[str]) -> float:
        total = self._sum(of)
        return self._sum(said & of) / total if total else 0.0

    def shared(self, claim: Claim, index: int) -> str:
        """The name of the figure that the claim's words say best."""
        context = _context(claim)
        return max(self._names[index], key=lambda name: self._said(name, context)).text


def _context(claim: Claim) -> _Context:
    if claim.type is Type.RANK:
        return _award_context(claim)
    near = f"{claim.before} {claim.after}"
    return _Context(
        subject=pairs(claim.subject),
        near=pairs(claim.before) | pairs(claim.after),
        wide=pairs(claim.sentence) | pairs(claim.section),
        text=plain(near),
        grades=frozenset(_GRADE.findall(near)),
    )


def _award_context(claim: Claim) -> _Context:
    """A prize is told by its grade and by the contest, which its sentence names; the works' titles tell nothing."""
    words = _TITLE.sub(" ", claim.lead)
    near = pairs(words) | pairs(claim.surface) | pairs(f"{words[-6:]}{claim.surface}")
    return _Context(pairs(claim.surface), near, pairs(claim.section), plain(words + claim.surface), frozenset({claim.surface}))


def _unit_fit(claim: Claim, figure: Figure) -> float:
    if figure.measure in (Measure.PERIOD, Measure.ORDINAL) and claim.type is not Type.COUNT:
        return 0.0
    if claim.type is Type.RANK:
        return 1.0 if fit("件", figure.unit.zh) or fit("个", figure.unit.zh) else 0.0
    if claim.compared or _APIECE.search(claim.before):
        return 0.0
    return fit(claim.unit, figure.unit.zh)


@lru_cache(maxsize=8)
def catalogue_of(figures: tuple[Figure, ...]) -> Catalogue:
    """The figures prepared for linking, kept for the next text."""
    return Catalogue(figures)


def link(claims: Sequence[Claim], figures: Sequence[Figure]) -> list[Link]:
    """One link for each claim, in order; claims that are no statistics get none."""
    catalogue = catalogue_of(tuple(figures))
    every = [index for index, claim in enumerate(claims) if claim.type.statistic]
    links = [Link(None)] * len(claims)
    for begin in range(0, len(every), TOGETHER):
        wanted = every[begin : begin + TOGETHER]
        scores = [catalogue.scores(claims[index]) for index in wanted]
        chosen = _assigned(scores)
        for row, index in enumerate(wanted):
            links[index] = _link(catalogue, claims[index], scores, chosen, row)
    return links


def _assigned(scores: list[list[float]]) -> list[int | None]:
    """The figure of each claim that makes the whole text fit best; None below POSSIBLE."""
    if not scores or not scores[0]:
        return [None] * len(scores)
    import numpy as np  # noqa: PLC0415 -- heavy: only a text with statistics needs it
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 -- heavy: only a text with statistics needs it

    once = np.array(scores)
    size = once.shape[1]
    nothing = np.full((len(scores), len(scores)), POSSIBLE)
    gain = np.hstack([once, np.where(once > 0, once - AGAIN, 0), nothing])
    _, columns = linear_sum_assignment(gain, maximize=True)
    return [None if column >= 2 * size else int(column) % size for column in columns]


def _link(catalogue: Catalogue, claim: Claim, scores: list[list[float]], chosen: list[int | None], row: int) -> Link:
    own, figure = scores[row], chosen[row]
    order = sorted(range(len(own)), key=lambda index: -own[index])
    if figure is not None:
        order = [figure, *(index for index in order if index != figure)]
    candidates = tuple(Candidate(catalogue.figures[index], own[index]) for index in order[:SHOWN] if own[index] > 0)
    if figure is None:
        return Link(None, own[order[0]] if order else 0.0, candidates=candidates)
    rivals = (own[index] for index in range(len(own)) if index != figure and not _taken(scores, chosen, row, index))
    lead = own[figure] - max(rivals, default=0.0)
    sure = own[figure] >= SURE and lead >= MARGIN
    return Link(catalogue.figures[figure], own[figure], sure, candidates, catalogue.shared(claim, figure))


def _taken(scores: list[list[float]], chosen: list[int | None], row: int, figure: int) -> bool:
    """Whether another claim holds the figure with better right."""
    return any(
        taken == figure and other != row and scores[other][figure] > scores[row][figure] for other, taken in enumerate(chosen)
    )
