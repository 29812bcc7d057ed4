"""What a template asks of the figures: collected while it renders blind, then asked in as few queries as there are scopes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, TypeAlias

from panshi.figures.definitions import Figure
from panshi.figures.values import Value
from panshi.kernel.periods import Period
from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.reviews.composing.mistakes import NoSuchUnit, TooMuch

By: TypeAlias = Literal["unit", "month"] | None
Place: TypeAlias = tuple[str, bool, int, By, str | None]
SCOPES_MAX = 200


class Values(Protocol):
    """`panshi.figures.compute.values`, or what stands in for it."""

    def __call__(self, figures: Sequence[Figure], scope: Scope, *, by: By = None, level: str | None = None) -> list[Value]:
        """One value per figure, in the order asked."""


Titles: TypeAlias = Callable[[Figure, Scope], list[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """One figure in one scope: `at` is a unit's code (empty: the review's own), `own` leaves out the units below it, `year`
    counts back (−1: last year)."""

    figure: Figure
    at: str = ""
    own: bool = False
    year: int = 0
    by: By = None
    level: str | None = None
    titles: bool = False


@dataclass
class Answers:
    """The questions answered so far and those still open; `get` gives None for what is not known yet."""

    scope: Scope
    ask: Values
    ask_titles: Titles
    known: dict[Question, Value] = field(default_factory=dict)
    listed: dict[Question, tuple[str, ...]] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    open: dict[Question, int] = field(default_factory=dict)
    scopes_asked: set[Place] = field(default_factory=set)

    def get(self, question: Question, *, line: int) -> Value | None:
        """The value, or None after noting that it is wanted in this line."""
        if question not in self.known:
            self.open.setdefault(question, line)
        return self.known.get(question)

    def titles(self, question: Question, *, line: int) -> tuple[str, ...] | None:
        """The titles behind the figure, or None after noting that they are wanted."""
        if question not in self.listed:
            self.open.setdefault(question, line)
        return self.listed.get(question)

    def scope_of(self, question: Question) -> Scope:
        """The scope a question is asked in."""
        period = self.scope.period
        for _ in range(-question.year):
            period = period.year_before()
        unit = self.units.get(question.at, self.scope.unit)
        return replace(self.scope, unit=unit, period=period, own=question.own or (self.scope.own and not question.at))

    def fetch(self) -> bool:
        """Answers what is open, one query per scope; False when nothing was."""
        wanted, self.open = self.open, {}
        self._find_units(wanted)
        groups: dict[Place, list[Question]] = defaultdict(list)
        for question, line in wanted.items():
            if question.titles:
                self.listed[question] = tuple(self.ask_titles(question.figure, self.scope_of(question)))
                continue
            place = (question.at, question.own, question.year, question.by, question.level)
            groups[place].append(question)
            self.scopes_asked.add(place)
            if len(self.scopes_asked) > SCOPES_MAX:
                raise TooMuch(line=line, limit=f"{SCOPES_MAX} scopes")
        for (_, _, _, by, level), questions in groups.items():
            figures = [question.figure for question in questions]
            values = self.ask(figures, self.scope_of(questions[0]), by=by, level=level)
            self.known |= dict(zip(questions, values, strict=True))
        return bool(wanted)

    def find_units(self, codes: Iterable[str]) -> None:
        """Loads the units with these codes that lie in the review's part of the tree."""
        missing = [code for code in codes if code not in self.units]
        for unit in Unit.objects.filter(code__in=missing, path__startswith=self.scope.unit.path) if missing else ():
            self.units[unit.code] = unit

    def _find_units(self, wanted: dict[Question, int]) -> None:
        self.find_units({question.at for question in wanted if question.at})
        for question, line in wanted.items():
            if question.at and question.at not in self.units:
                raise NoSuchUnit(line=line, unit=question.at)


def period_of(code: str, whole: Period) -> Period:
    """The days of the month `2023-05` that lie in the whole period."""
    month = Period.parse(code)
    return Period(max(month.first, whole.first), min(month.last, whole.last))
