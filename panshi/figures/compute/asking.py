"""From figures and a scope to statements: grouped by kind, run on the lake's files, remembered for as long as they stay true."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from panshi.figures import scoring, spans
from panshi.figures.definitions import Figure, Measure
from panshi.figures.engine import Engine, Rows, duck
from panshi.figures.lake import places
from panshi.figures.lake.manifest import Manifest, Segment
from panshi.figures.lake.sync import fresh
from panshi.figures.statements import additive, people, score, standing
from panshi.figures.statements.relation import SEGMENTS, UNITS
from panshi.figures.tallies import ADDITIVE, Shape, Tally
from panshi.figures.tree import Tree, tree
from panshi.kernel.periods import Period
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.ledger.kinds import Kind
from panshi.org.models import Unit
from panshi.org.scope import Scope

if TYPE_CHECKING:
    from sqlglot import exp

REMEMBERED_MAX = 20_000


class BeyondHead(Refusal):
    """A figure is asked as of a position the ledger has not reached, or one that cannot be."""

    words = Words(
        "账本只到第 {head} 条，不能按第 {as_of} 条计算；应为 0 至 {head}。",
        "The ledger ends at entry {head}; nothing can be computed as of {as_of}, only as of 0 to {head}.",
    )
    code = "beyond-head"


@dataclass(frozen=True, slots=True)
class Question:
    """Everything about a question but its figures: where, when, as of what, parted how, and the lake that answers."""

    folder: Path
    lake: Manifest
    tree: Tree
    period: Period
    as_of: int
    shape: Shape

    @property
    def engine(self) -> Engine:
        """What runs statements, the tree known to it; not started before a statement is run."""
        engine = duck()
        self.tree.keep_in(engine)
        return engine

    @property
    def facts(self) -> dict[str, object]:
        """The values of the statements' placeholders."""
        ends = {f"end{number}": month.last for number, month in enumerate(self.shape.months)}
        first, last = self.period.first, self.period.last
        return {"first": first, "last": last, "first_year": first.year, "last_year": last.year, "as_of": self.as_of, **ends}

    def segments(self, figures: Iterable[Figure]) -> list[Segment]:
        """The segments that can hold entries of these figures, all of one kind, by the position and in their time."""
        first: int | None = self.period.first.year
        last: int | None = self.period.last.year
        kind = ""
        for figure in figures:
            kind = figure.kind
            if figure.measure in additive.FROM_THE_BEGINNING:
                first = None
            if figure.measure is Measure.PERIOD:
                first = last = None
        return [
            segment
            for segment in self.lake.of(kind)
            if segment.lo < self.as_of and (first is None or segment.year >= first) and (last is None or segment.year <= last)
        ]

    def pattern(self, segments: Iterable[Segment]) -> tuple[bool, int, bool, bool]:
        """What the SQL depends on: entries are cut by position only where a file goes beyond it."""
        parts, months, joined, _ = self.shape.pattern
        return (parts, months, joined, any(segment.hi > self.as_of for segment in segments))

    def run(self, statement: "exp.Expression", segments: Iterable[Segment]) -> Rows:
        """The statement's rows over the segments."""
        return self.engine.run(statement, self.tables(segments), self.facts)

    def tables(self, segments: Iterable[Segment]) -> dict[str, str | Sequence[Path]]:
        """What the statements' table names stand for."""
        return {SEGMENTS: [self.folder / segment.path for segment in segments], UNITS: self.tree.table}


def question(scope: Scope, *, parts: bool = False, months: bool = False, level: str | None = None) -> Question:
    """The question ready to be asked: the lake brought up to date, the position checked."""
    folder, lake = fresh()
    as_of = lake.mark if scope.as_of is None else scope.as_of
    if not 0 <= as_of <= lake.mark:
        raise BeyondHead(as_of=as_of, head=lake.mark)
    below = tree(scope.unit, level, own=scope.own)
    shape = Shape(parts, scope.period.months() if months else (), joined=parts or scope.own or not scope.unit.is_root())
    return Question(folder, lake, below, scope.period, as_of, shape)


def tallies(asked: Question, figures: Sequence[Figure]) -> dict[Figure, Tally]:
    """The figures' tallies: those remembered, those cells can answer, and the rest with one statement a kind and way."""
    found: dict[Figure, Tally] = {}
    wanted: list[Figure] = []
    for figure in dict.fromkeys(figures):
        known = _memory.get(_name(asked, figure))
        if known is None:
            wanted.append(figure)
        else:
            found[figure] = known
    from panshi.figures.compute.celled import from_cells  # noqa: PLC0415 -- heavy: numpy

    answers = from_cells(asked, wanted)
    answers |= from_segments(asked, [figure for figure in wanted if figure not in answers])
    for figure, tally in answers.items():
        found[figure] = tally
        if figure.measure is not Measure.SCORE:  # it depends on rule tables and on which units were open, too
            _memory.put(_name(asked, figure), tally)
    return found


def from_segments(asked: Question, figures: Iterable[Figure]) -> dict[Figure, Tally]:
    """The figures' tallies out of the entries themselves."""
    found: dict[Figure, Tally] = {}
    way = lambda figure: (figure.kind, _way(figure))  # noqa: E731 -- a sort key used twice
    for (kind, how), group in groupby(sorted(figures, key=lambda figure: (*way(figure), figure.key)), key=way):
        together = tuple(group)
        segments = asked.segments(together)
        if segments or how in _WITHOUT_ENTRIES:
            answers = _WAYS[how](asked, kinds.kind(kind), together, segments)
        else:
            answers = [Tally() for _ in together]
        found |= dict(zip(together, answers, strict=True))
    return found


def _additive(asked: Question, kind: Kind, figures: tuple[Figure, ...], segments: list[Segment]) -> list[Tally]:
    statement = additive.statement(figures, kind.until, asked.pattern(segments))
    return additive.read(asked.run(statement, segments), figures, asked.shape)


def _people(asked: Question, kind: Kind, figures: tuple[Figure, ...], segments: list[Segment]) -> list[Tally]:
    return people.read(asked.run(people.statement(figures, asked.pattern(segments)), segments), figures, asked.shape)


def _periods(asked: Question, kind: Kind, figures: tuple[Figure, ...], segments: list[Segment]) -> list[Tally]:
    pattern = asked.pattern(segments)
    return [spans.read(asked.run(standing.spans(figure, pattern), segments), asked.period, asked.shape) for figure in figures]


def _scores(asked: Question, kind: Kind, figures: tuple[Figure, ...], segments: list[Segment]) -> list[Tally]:
    found = []
    units = list(Unit.objects.filter(path__startswith=asked.tree.top))
    for figure in figures:
        rows = asked.run(score.statement(figure, kind, asked.pattern(segments)), segments) if segments else []
        tally, pieces = scoring.read(rows, asked.shape)
        parts = dict(asked.tree.units) if asked.shape.parts else None
        scoring.take_shortfall(tally, rules=figure.rules, period=asked.period, units=units, parts=parts, pieces=pieces)
        found.append(tally)
    return found


_WAYS = {"additive": _additive, "people": _people, "period": _periods, "score": _scores}
_WITHOUT_ENTRIES = frozenset({"score"})


def _way(figure: Figure) -> str:
    return "additive" if figure.measure in ADDITIVE else str(figure.measure)


class _Memory:
    """Answers by question, the ones unused longest dropped first."""

    def __init__(self, size: int) -> None:
        self._size, self._found, self._lock = size, OrderedDict[object, Tally](), Lock()

    def get(self, name: object) -> Tally | None:
        with self._lock:
            if name in self._found:
                self._found.move_to_end(name)
            return self._found.get(name)

    def put(self, name: object, tally: Tally) -> None:
        with self._lock:
            self._found[name] = tally
            if len(self._found) > self._size:
                self._found.popitem(last=False)


_memory = _Memory(REMEMBERED_MAX)


def _name(asked: Question, figure: Figure) -> object:
    """A figure at a position of one ledger never changes; a transaction's own lake is told apart by its last entry too."""
    lake: object = asked.lake.ledger
    if asked.folder != places.shared():
        lake = (asked.folder, lake, asked.lake.mark, asked.lake.witnesses.get(asked.lake.mark))
    kind = kinds.kind(figure.kind)
    shape = (asked.shape.parts, asked.shape.months)
    return (lake, asked.as_of, figure, kind.until, asked.tree.table, asked.period, shape)
