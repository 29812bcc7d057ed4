"""The figures of a catalogue as words: names, pairs of characters and what they weigh, sides of contrasts.

A pair that few figures have weighs more; one that only joins two words, or stands in a word that tells nothing, less. What
a figure's kind and its filter are called is known of it too.
"""

from collections import Counter, deque
from collections.abc import Sequence
from functools import lru_cache
from math import log
from operator import is_
from typing import Any

from panshi.figures.definitions import Figure, Measure, Operator
from panshi.reviews.checker.contrasts import EVERY, Sides, side_of
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.synonyms import joints, pairs, plain, telling
from panshi.reviews.checker.units import fit

JOINT, SHORT = 0.3, 4
"""What is left of the weight of a pair that only joins two words; names so short are words themselves."""
LONG, LONGEST = 0.04, 6
"""What a name so long earns by its length: of two names said in full the longer says more."""

_COUNTED = compiled("(?<=..)(?:人次|人数|次数|期数|张数|件数|篇数|场次|场次数|合计|总数|数量)$")
_APIECE = compiled("人均|[日月年户]均|平均|最高|最多|最大")
_CHANGE = compiled("增速|增长率|增幅|降幅|增长$|下降$")
_LACKING = compiled("未|不|缺|免")
_PLACED = compiled("名次|排名|位次")
_MADE = frozenset(("条", "篇", "则", "件", "部", "次", "场次", "张", "期"))
"""Measure words of what is made or done, never of what stands."""


class Table:
    """A table with few entries: pairs down, figures or their names across."""

    def __init__(self, height: int, columns: Sequence[Sequence[tuple[int, float]]]) -> None:
        import numpy as np  # noqa: PLC0415 -- heavy

        entries = sorted((row, column, value) for column, said in enumerate(columns) for row, value in said)
        self.width = len(columns)
        self.columns = np.array([column for _, column, _ in entries], dtype=np.int64)
        self.values = np.array([value for *_, value in entries], dtype=np.float64)
        self.first = np.searchsorted(np.array([row for row, *_ in entries], dtype=np.int64), np.arange(height + 1))

    def times(self, rows: Any, places: Any, weights: Any, *, height: int) -> Any:
        """For each of `height` rows the sum of the table's lines at its places, each with its weight."""
        import numpy as np  # noqa: PLC0415 -- heavy

        long = self.first[places + 1] - self.first[places]
        at = np.arange(long.sum()) + np.repeat(self.first[places] - np.concatenate(([0], long.cumsum()[:-1])), long)
        cells = np.repeat(rows, long) * self.width + self.columns[at]
        summed = np.bincount(cells, np.repeat(weights, long) * self.values[at], minlength=height * self.width)
        return summed.reshape(height, self.width)

    def any(self, places: Sequence[int]) -> Any:
        """In which columns any of the lines says something."""
        import numpy as np  # noqa: PLC0415 -- heavy

        said = np.zeros(self.width, dtype=bool)
        for place in places:
            said[self.columns[self.first[place] : self.first[place + 1]]] = True
        return said


class Known:
    """Figures prepared for weighing; build once and keep. Columns are figures, or their names one figure after another."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        import numpy as np  # noqa: PLC0415 -- heavy: finding numbers alone needs no arrays

        self.figures = tuple(figures)
        self.places = {figure.key: index for index, figure in enumerate(self.figures)}
        listed = [_names(figure) for figure in self.figures]
        self.names = [name for names in listed for name in names]
        self.plain = [plain(name) for name in self.names]
        self.first = np.cumsum([0, *(len(names) for names in listed)])
        self.bounds: list[int] = self.first.tolist()
        self.long = np.array([LONG * min(1.0, len(name) / LONGEST) for name in self.plain])
        facets = [_facets(figure) for figure in self.figures]
        self.left: dict[object, Any] = {}
        self._weigh(listed, facets)
        labels = [figure.label.zh for figure in self.figures]
        named_sides = _columns([side_of(label) for label in labels])
        self.sides = _columns(
            [{**side_of(" ".join(words[1:])), **side_of(label)} for words, label in zip(facets, labels, strict=True)]
        )
        self.family = _numbered([figure.where for figure in self.figures])
        self.room = _numbered([figure.room for figure in self.figures])
        self.single = (self.sides != 0) & (self.sides & (self.sides - 1) == 0)
        self.named_single = (named_sides != 0) & (named_sides & (named_sides - 1) == 0)
        self.stock = np.array([figure.measure is Measure.STOCK for figure in self.figures])
        self.apiece, self.change, self.lacking = (
            np.array([bool(pattern.search(label)) for label in labels]) for pattern in (_APIECE, _CHANGE, _LACKING)
        )

    def _weigh(self, listed: Sequence[tuple[str, ...]], facets: Sequence[list[str]]) -> None:
        """The tables of pairs: what each weighs, what share of each name it is, which figures say it."""
        import numpy as np  # noqa: PLC0415 -- heavy

        kinds = [pairs(" ".join(words)) for words in facets]
        said = [kind.union(*(pairs(name) for name in names)) for kind, names in zip(kinds, listed, strict=True)]
        self.place = {pair: index for index, pair in enumerate(sorted(frozenset().union(*said)))}
        seen = Counter(pair for words in said for pair in words)
        joined = _joints(self.names, facets)
        self.weight = np.array(
            [(0.4 + log(1 + len(listed) / seen[pair])) * (JOINT if pair in joined else 1.0) for pair in self.place],
            dtype=np.float32,
        )
        self.of_names = self._shares([pairs(name) for name in self.names])
        self.of_facets = self._shares(kinds)
        self.says = Table(len(self.place), [[(self.place[pair], 1.0) for pair in words] for words in said])

    def _shares(self, words: Sequence[frozenset[str]]) -> Table:
        weight: list[float] = self.weight.tolist()
        columns = []
        for said in words:
            places = [self.place[pair] for pair in said]
            whole = max(sum(weight[place] for place in places), 1e-9)
            columns.append([(place, weight[place] / whole) for place in places])
        return Table(len(self.place), columns)

    @lru_cache(maxsize=500)  # noqa: B019 -- few catalogues live, each as long as the process
    def units(self, stated: str, *, prize: bool, placed: bool, counted: bool) -> Any:
        """How well a measure word (a prize, a place in a ranking) is each figure's unit of count."""
        import numpy as np  # noqa: PLC0415 -- heavy

        return np.array([_unit_fit(figure, stated, prize=prize, placed=placed, counted=counted) for figure in self.figures])

    def name(self, index: int, said: Sequence[float]) -> int:
        """The place of the name of a figure that a text says best (`said`: how well it says each name)."""
        begin, end = self.bounds[index], self.bounds[index + 1]
        return begin if end == begin + 1 else max(range(begin, end), key=said.__getitem__)

    def met(self, name: int, presence: dict[str, float]) -> tuple[str, ...]:
        """The words of a name that a text says."""
        return _joined(self.plain[name], presence)


def _numbered(values: Sequence[object]) -> Any:
    """A number for each value, the same for equal ones and 0 for empty ones."""
    import numpy as np  # noqa: PLC0415 -- heavy

    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(value, len(numbers) + 1) if value else 0 for value in values])


def _columns(sides: Sequence[Sides]) -> Any:
    """A row for each contrast, a column for each figure."""
    import numpy as np  # noqa: PLC0415 -- heavy

    return np.array([[said.get(contrast, 0) for said in sides] for contrast in EVERY])


def _unit_fit(figure: Figure, stated: str, *, prize: bool, placed: bool, counted: bool) -> float:
    if figure.measure in (Measure.PERIOD, Measure.ORDINAL) and not counted:
        return 0.0
    if prize or placed:
        right = prize or _PLACED.search(figure.label.zh)
        return 1.0 if right and (fit("件", figure.unit.zh) or fit("个", figure.unit.zh)) else 0.0
    if figure.measure is Measure.STOCK and stated in _MADE:
        return 0.0
    return fit(stated, figure.unit.zh, stock=figure.measure is Measure.STOCK)


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
    joined = [(name, joints(name, known)) for name in names]
    inside = {pair for name, between in joined for pair in pairs(telling(name)) - between}
    light = {pair for name in names for pair in pairs(name) - pairs(telling(name))}
    return (frozenset(pair for _, between in joined for pair in between) | light) - inside


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


_RECENT: deque[Known] = deque(maxlen=4)


def known(figures: tuple[Figure, ...]) -> Known:
    """The figures prepared for weighing, kept for the next text. Figures are told by what they are, since comparing
    hundreds of declarations would take as long as weighing a page.
    """
    for one in _RECENT:
        if len(one.figures) == len(figures) and all(map(is_, one.figures, figures)):
            return one
    found = _prepared(figures)
    _RECENT.append(found)
    return found


@lru_cache(maxsize=8)
def _prepared(figures: tuple[Figure, ...]) -> Known:
    return Known(figures)
