"""A figure is a declared question over one kind of entry: which entries, and how they are counted.

A room lists its figures in `figures.py` as `FIGURES = (…)`; a figure never carries a value.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.kinds import DimensionValue


class UnknownFigure(Refusal):
    """The catalogue has no such figure."""

    words = Words("没有“{figure}”这个数字。{near}", "There is no figure called “{figure}”. {near}")
    code = "unknown-figure"
    status = 404


class Measure(StrEnum):
    """How the entries of a figure become one number (docs: records.md of the design, Measures).

    COUNT        entries that stand (each posting +1, its reversal −1)
    SUM          their quantities added up
    PEOPLE       distinct persons with a positive net
    PERSON_TIMES attendances: quantities where entries are headcounts, entries where each names a person
    STOCK        what counts on the period's last day: begun by then and not yet at its `until`
    ORDINAL      a running count from the beginning to the period's end: "the third time"
    PERIOD       the span of years the standing entries cover, in years
    RATIO        two figures divided, in percent, both always shown
    SCORE        points by a versioned rule table
    """

    COUNT = "count"
    SUM = "sum"
    PEOPLE = "people"
    PERSON_TIMES = "person_times"
    STOCK = "stock"
    ORDINAL = "ordinal"
    PERIOD = "period"
    RATIO = "ratio"
    SCORE = "score"


class Operator(StrEnum):
    """What a condition asks of a dimension; an empty dimension satisfies none but EMPTY and NOT_IN."""

    IN = "in"
    NOT_IN = "not_in"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EMPTY = "empty"
    FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of one dimension; a figure's conditions must all hold."""

    dimension: str
    operator: Operator
    values: tuple[DimensionValue, ...] = ()


def among(dimension: str, *values: DimensionValue) -> Condition:
    """The dimension is one of `values`."""
    return Condition(dimension, Operator.IN, values)


def filled(dimension: str) -> Condition:
    """The dimension says something."""
    return Condition(dimension, Operator.FILLED)


def empty(dimension: str) -> Condition:
    """The dimension says nothing."""
    return Condition(dimension, Operator.EMPTY)


@dataclass(frozen=True, slots=True)
class Ratio:
    """The keys of the figures above and below the line."""

    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A question with a name: `question` says in words what is counted, what is not, and how.

    `kind` and `where` choose the entries (a RATIO has `ratio` instead); `unit` is the unit of count as written behind
    the number (场次, 篇, %); `rules` names the score's rule table (SCORE only); `aliases` are other names writers use;
    `period_dimensions` are the names of the first and last year (PERIOD only).
    """

    key: str
    label: Words
    question: Words
    unit: Words
    measure: Measure
    kind: str = ""
    where: tuple[Condition, ...] = ()
    ratio: Ratio | None = None
    rules: str = ""
    aliases: tuple[str, ...] = ()
    period_dimensions: tuple[str, str] = ("", "")

    @property
    def room(self) -> str:
        """The room it belongs to: the first part of its key."""
        return self.key.partition(".")[0]


_figures: dict[str, Figure] = {}


def declare(figures: Iterable[Figure]) -> None:
    """Makes the figures known; declaring two under one key is a bug."""
    for figure in figures:
        assert _figures.get(figure.key, figure) is figure, f"{figure.key} is declared twice"
        _figures[figure.key] = figure


def declared() -> tuple[Figure, ...]:
    """The figures that rooms declare, by key; those users define are in `figures.selectors.catalogue`."""
    return tuple(_figures[key] for key in sorted(_figures))
