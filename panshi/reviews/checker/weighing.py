"""Weighs every figure of the catalogue against every number of a text, by unit of count and words.

A figure is known by its names (label and aliases) and by what its kind and its filter are called. A name fits as far as the
number's surroundings say it, near words first; a figure fits as far as it says the number's own clause. Pairs of characters
that few figures have weigh more, pairs that only join two words less. What contradicts a number rules a figure out or down:
another grade or tier, a change, an average, part of a standing number, something else named right behind it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import Any

from panshi.figures.definitions import Figure, Measure, Operator
from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.contexts import Context, Sides, apiece_of, side_of
from panshi.reviews.checker.sorting import Type
from panshi.reviews.checker.synonyms import DONE, joints, pairs, plain, telling
from panshi.reviews.checker.units import fit

COVERED, LONG, TOLD, OF_KIND, WHOLE, MAIN = 0.54, 0.04, 0.38, 0.05, 0.05, 0.01
UNITS = 0.5
"""What a unit of count that does not fit at all would cost."""
UNKNOWN = 2.2
"""What a pair weighs that no figure says; the pair of one figure weighs about 5."""
UNSAID = 1.5
"""Added to what a clause weighs, so that one known word alone does not explain it."""
PART = 0.5
"""What is left of a figure that says nothing of the clause of a part (其中): it is the whole's."""
JOINT, SHORT = 0.3, 4
"""What is left of the weight of a pair that only joins two words; names so short are words themselves."""
STRANGER, SOME, LACKED = 0.62, 0.45, 0.5
"""What is left when the thing named right behind the number is none of the figure's; when only some of a standing number are
spoken of."""
OTHER_SIDE, DOUBTED, SOME_SIDES, NARROWER, BROADER = 0.3, 0.7, 0.65, 0.86, 0.8
GRADES, UNGRADED = frozenset((0, 1, 2)), 0.5
"""What is left of a figure on another side of a contrast than the claim's clause, or than its sentence and headings; when
only the claim, or only the figure, is on one."""

_COUNTED = re.compile("(?<=..)(?:人次|人数|次数|期数|张数|件数|篇数|场次|场次数|合计|总数|数量)$")
_POINTING = ("这样", "此类", "这些", "上述", "这类", *DONE)
_MADE = frozenset(("条", "篇", "则", "件", "部", "次", "场次", "张", "期"))
"""Measure words of what is made or done, never of what stands."""
_LACKING = re.compile("未|不|缺|免")
_CHANGE = re.compile("增速|增长率|增幅|降幅|增长$|下降$")
_PLACED = re.compile("名次|排名|位次")


class Catalogue:
    """Figures prepared for linking; build once and keep."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        import numpy as np  # noqa: PLC0415 -- heavy: finding numbers alone needs no arrays

        self.figures = tuple(figures)
        named = [(name, index) for index, figure in enumerate(self.figures) for name in _names(figure)]
        self.names = [name for name, _ in named]
        self.plain = [plain(name) for name in self.names]
        self._long = np.array([LONG * min(1.0, len(name) / 6) for name in self.plain])
        self.owners = np.array([index for _, index in named], dtype=np.int64)
        self.first = np.searchsorted(self.owners, np.arange(len(self.figures)))
        self.labelled = np.isin(np.arange(len(named)), self.first)
        facets_text = [_facets(figure) for figure in self.figures]
        facets = [pairs(" ".join(words)) for words in facets_text]
        said = [
            facet.union(*(pairs(name) for name in _names(figure))) for facet, figure in zip(facets, self.figures, strict=True)
        ]
        self.place = {pair: index for index, pair in enumerate(sorted(frozenset().union(*said)))}
        seen = Counter(pair for words in said for pair in words)
        joined = _joints(self.names, facets_text)
        self.weight = np.array(
            [(0.4 + log(1 + len(self.figures) / seen[pair])) * (JOINT if pair in joined else 1.0) for pair in self.place]
        )
        self._of_names = self._shares([pairs(name) for name in self.names])
        self._of_facets = self._shares(facets)
        self._says = self._table(said)
        self.sides = [_figure_sides(figure) for figure in self.figures]
        self.own_sides = [side_of(figure.label.zh) for figure in self.figures]
        self.change = [bool(_CHANGE.search(figure.label.zh)) for figure in self.figures]
        self.apiece = [apiece_of(figure.label.zh) for figure in self.figures]

    def _table(self, words: Sequence[frozenset[str]]) -> Any:
        import numpy as np  # noqa: PLC0415 -- heavy

        table = np.zeros((len(self.place), len(words)))
        for column, said in enumerate(words):
            for pair in said:
                table[self.place[pair], column] = 1.0
        return table

    def _shares(self, words: Sequence[frozenset[str]]) -> Any:
        """A column for each name: what share of its weight each pair is."""
        import numpy as np  # noqa: PLC0415 -- heavy

        table = self._table(words) * self.weight[:, None]
        return table / np.maximum(table.sum(axis=0), 1e-9)

    def scores(self, claims: Sequence[Claim], found: Sequence[Context]) -> Any:
        """How well each figure fits each claim; 0 where something rules it out."""
        import numpy as np  # noqa: PLC0415 -- heavy

        presence, near, total = self._tables(found)
        covered = COVERED * (presence @ self._of_names)
        whole = np.array([[name in context.text if name else False for name in self.plain] for context in found])
        by_name = covered + self._long * (presence @ self._of_names) + WHOLE * whole + MAIN * self.labelled
        best = np.maximum.reduceat(by_name, self.first, axis=1)
        told = (near @ self._says) / (total + UNSAID)[:, None]
        words = np.minimum(1.0, best + TOLD * told + OF_KIND * (presence @ self._of_facets))
        parts = np.array([context.part for context in found])
        words *= np.where(parts[:, None], PART + (1 - PART) * np.minimum(1.0, 1.6 * told), 1.0)
        allowed = np.array([self._allowed(claim, context) for claim, context in zip(claims, found, strict=True)])
        return np.round(words * allowed, 4)

    def place_of(self, key: str) -> int | None:
        """Where the figure with this key stands; None when the catalogue has none."""
        return next((index for index, figure in enumerate(self.figures) if figure.key == key), None)

    def _end(self, index: int) -> int:
        return int(self.first[index + 1]) if index + 1 < len(self.first) else len(self.names)

    def _tables(self, found: Sequence[Context]) -> tuple[Any, Any, Any]:
        import numpy as np  # noqa: PLC0415 -- heavy

        presence = np.zeros((len(found), len(self.place)))
        near = np.zeros((len(found), len(self.place)))
        total = np.zeros(len(found))
        for row, context in enumerate(found):
            for pair, weight in context.presence.items():
                at = self.place.get(pair)
                if at is not None:
                    presence[row, at] = weight
            for pair in context.near:
                at = self.place.get(pair)
                if at is not None:
                    near[row, at] = self.weight[at]
                    total[row] += self.weight[at]
                else:
                    total[row] += UNKNOWN
        return presence, near, total

    def _allowed(self, claim: Claim, context: Context) -> list[float]:
        return [self._factor(claim, context, index) for index in range(len(self.figures))]

    def _factor(self, claim: Claim, context: Context, index: int) -> float:
        figure = self.figures[index]
        unit = unit_fit(claim, figure)
        if not unit or context.aimed or context.change != self.change[index] or bool(context.apiece) != self.apiece[index]:
            return 0.0
        some = SOME if context.under_way and figure.measure is Measure.STOCK else 1.0
        if context.lacking and not _LACKING.search(figure.label.zh):
            some *= LACKED
        sides = _beside(context, self.sides[index], self.own_sides[index])
        return some * (1 - UNITS + UNITS * unit) * sides * self._thing(claim, context, index)

    def _thing(self, claim: Claim, context: Context, index: int) -> float:
        """Whether what stands right behind the number (26个派出所) is something the figure says."""
        behind = pairs(context.behind[:5]) if len(context.behind) > 1 else frozenset()
        telling = behind & context.near
        if not telling or claim.type is Type.RANK or claim.unit == "人次" or context.behind.startswith(_POINTING):
            return 1.0
        known = any(self._says[self.place[pair], index] for pair in telling if pair in self.place)
        return 1.0 if known else STRANGER

    def name(self, index: int, context: Context) -> tuple[str, tuple[str, ...]]:
        """The name of the figure that the context says best, and the words of it that it says."""
        names = self.names[int(self.first[index]) : self._end(index)]
        best = max(names, key=lambda name: sum(2 * context.presence.get(pair, 0.0) - 1 for pair in pairs(name)))
        return best, _joined(plain(best), context.presence)


def _joined(name: str, presence: dict[str, float]) -> tuple[str, ...]:
    """The stretches of a name whose pairs are said."""
    found, start = [], -1
    for index in range(len(name)):
        said = name[index : index + 2] in presence and index + 1 < len(name)
        if said and start < 0:
            start = index
        elif not said and start >= 0:
            found.append(name[start : index + 1])
            start = -1
    return tuple(found)


def _joints(names: Sequence[str], facets: Sequence[list[str]]) -> frozenset[str]:
    """The pairs that join two words wherever a figure's name has them."""
    short = {plain(name) for name in names if len(name) <= SHORT}
    known = frozenset(short | {plain(word) for words in facets for word in words})
    inside = {pair for name in names for pair in pairs(telling(name)) - joints(name, known)}
    light = {pair for name in names for pair in pairs(name) - pairs(telling(name))}
    return (frozenset(pair for name in names for pair in joints(name, known)) | light) - inside


def _names(figure: Figure) -> tuple[str, ...]:
    """What the figure is called, its unit of count left out."""
    names = (figure.label.zh, *figure.aliases)
    return tuple(dict.fromkeys(_COUNTED.sub("", name) or name for name in names))


def _facets(figure: Figure) -> list[str]:
    """What the figure's kind is called and what its filter chooses."""
    from panshi.ledger.kinds import UnknownKind, kind  # noqa: PLC0415 -- rooms declare kinds when they are ready

    if not figure.kind:
        return []
    try:
        declared = kind(figure.kind)
    except UnknownKind:
        return []
    chosen = [declared.label.zh, *declared.aliases]
    for condition in figure.where:
        if condition.operator is Operator.IN:
            choices = declared.dimension(condition.dimension).choices
            chosen += [choices[value].zh for value in condition.values if isinstance(value, str) and value in choices]
    return chosen


def _figure_sides(figure: Figure) -> Sides:
    return {**side_of(" ".join(_facets(figure)[1:])), **side_of(figure.label.zh)}


def _beside(context: Context, sides: Sides, named: Sides) -> float:
    """What is left of a figure for the sides it and the claim are on."""
    left = 1.0
    for contrast, said in context.sides.items():
        has = sides.get(contrast)
        if has is None:
            if contrast in context.own_sides and not context.total:
                left *= UNGRADED if contrast in GRADES else NARROWER
        elif context.total:
            left *= OTHER_SIDE if len(has) == 1 else 1.0
        elif not has & said:
            left *= OTHER_SIDE if contrast in context.hard else DOUBTED
        elif has != said and contrast in context.hard:
            left *= OTHER_SIDE if has < said else SOME_SIDES
    for contrast, has in named.items():
        if contrast not in context.sides and len(has) == 1:
            left *= BROADER
    return left


def unit_fit(claim: Claim, figure: Figure) -> float:
    """How well the claim's measure word is the figure's unit of count; 0 when it cannot be one of its kind."""
    if figure.measure in (Measure.PERIOD, Measure.ORDINAL) and claim.type is not Type.COUNT:
        return 0.0
    if claim.type is Type.RANK:
        if "奖" not in claim.surface and not _PLACED.search(figure.label.zh):
            return 0.0
        return 1.0 if fit("件", figure.unit.zh) or fit("个", figure.unit.zh) else 0.0
    if figure.measure is Measure.STOCK and claim.unit in _MADE:
        return 0.0
    return fit(claim.unit, figure.unit.zh, stock=figure.measure is Measure.STOCK)


@lru_cache(maxsize=8)
def catalogue_of(figures: tuple[Figure, ...]) -> Catalogue:
    """The figures prepared for linking, kept for the next text."""
    return Catalogue(figures)
