"""The entries behind a number: as many as it says, or adding up to it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from panshi.figures.compute.asking import Question, question
from panshi.figures.compute.door import hundredths
from panshi.figures.definitions import Figure, Measure
from panshi.figures.selectors import figure as figure_called
from panshi.figures.statements import score, standing
from panshi.ledger import kinds, selectors
from panshi.ledger.entries import Entry
from panshi.org.scope import Scope

Side = Literal["numerator", "denominator"]


@dataclass(frozen=True, slots=True)
class Trail:
    """What stands behind a figure in a scope, as of a position; `rows` is one page of it, newest position first.

    `total` is the number itself for COUNT, STOCK and ORDINAL; for SUM and PERSON_TIMES `quantity` is. For PEOPLE `total`
    is the number of persons and each row a person's newest entry. `entries_each` says for each row how many entries it
    stands for (1 but for PEOPLE), `points` what each row scores for itself (SCORE only).
    """

    figure: Figure
    scope: Scope
    as_of: int
    total: int
    quantity: int
    rows: tuple[Entry, ...]
    entries_each: tuple[int, ...]
    points: tuple[Decimal, ...] = ()


def trail(figure: Figure, scope: Scope, *, offset: int = 0, limit: int = 50, side: Side = "numerator") -> Trail:
    """A page of the entries behind the figure; of a RATIO those of the `side` asked."""
    if figure.ratio is not None:
        figure = figure_called(figure.ratio.numerator if side == "numerator" else figure.ratio.denominator)
    asked = question(scope)
    kind = kinds.kind(figure.kind)
    segments = asked.segments([figure])
    if not segments:
        return Trail(figure, scope, asked.as_of, 0, 0, (), ())
    pattern = asked.pattern(segments)
    [(entries, quantity, persons)] = asked.run(standing.totals(figure, kind.until, pattern), segments)
    page = standing.people if figure.measure is Measure.PEOPLE else standing.page
    scored = figure.measure is Measure.SCORE
    statement = score.page(figure, kind, pattern) if scored else page(figure, kind.until, pattern)
    rows = asked.engine.run(statement, asked.tables(segments), asked.facts | {"limit": limit, "offset": offset})
    return Trail(
        figure,
        scope,
        asked.as_of,
        total=persons if figure.measure is Measure.PEOPLE else entries,
        quantity=int(quantity),
        rows=tuple(selectors.entries([row[0] for row in rows])),
        entries_each=tuple(1 if scored else row[1] for row in rows),
        points=tuple(hundredths(int(row[1])) for row in rows) if scored else (),
    )


def titles(figure: Figure, scope: Scope) -> list[str]:
    """The different titles of the works behind the figure, in the order they were posted; of a kind without titles none."""
    if figure.ratio is not None:
        figure = figure_called(figure.ratio.numerator)
    kind = kinds.kind(figure.kind)
    asked: Question = question(scope)
    segments = asked.segments([figure])
    if kind.title is None or not segments:
        return []
    statement = standing.titles(figure, kind.until, kind.title, asked.pattern(segments))
    return [row[0] for row in asked.run(statement, segments)]
