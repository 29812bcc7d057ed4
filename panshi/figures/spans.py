"""A PERIOD: the years that standing entries cover, first to last, both included."""

from typing import TYPE_CHECKING

from panshi.figures.tallies import Shape, Tally, bucket
from panshi.kernel.periods import Period

if TYPE_CHECKING:
    from panshi.figures.engine import Rows


def read(rows: "Rows", period: Period, shape: Shape) -> Tally:
    """The tally of the statement's rows ([part,] first year, last year): value and parts are numbers of years from the
    first year any of the entries covers to the last; nothing covered is 0 years.
    """
    tally = Tally()
    covered = [(row[-2], row[-1]) for row in rows]
    tally.span = _hull(covered)
    tally.total = _years(tally.span)
    if shape.parts:
        for part in {row[0] for row in rows}:
            tally.parts[part] = _years(_hull([(row[1], row[2]) for row in rows if row[0] == part]))
    for month in shape.months:
        year = month.first.year
        tally.months[bucket(month)] = _years(_hull([(first, last) for first, last in covered if first <= year <= last]))
    return tally


def _hull(covered: list[tuple[int, int]]) -> tuple[int, int] | None:
    return (min(first for first, _ in covered), max(last for _, last in covered)) if covered else None


def _years(span: tuple[int, int] | None) -> int:
    return span[1] - span[0] + 1 if span else 0
