"""The entries that stand behind a figure: postings of its kind and conditions, in its time, that no reversal takes back."""

from functools import lru_cache
from typing import TYPE_CHECKING

from panshi.figures.definitions import Figure, Measure
from panshi.figures.statements.conditions import expression
from panshi.figures.statements.relation import SEGMENTS, Pattern, day, entries, fact, occurred

if TYPE_CHECKING:
    from sqlglot import exp


def standing(figure: Figure, until: str | None, columns: "list[exp.Expression]", pattern: Pattern) -> "exp.Select":
    """SELECT columns of the entries that stand. Facts: first, last, as_of; first_year and last_year for a PERIOD.

    In time means: in the period; for an ORDINAL by its end; for a STOCK begun by its last day and not ended by it; for a
    PERIOD that the entry's own years overlap the period's, whenever it occurred.
    """
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    taken_back = exp.select("reverses").from_(SEGMENTS).where(exp.column("reverses").is_(exp.null()).not_())
    if pattern[3]:
        taken_back = taken_back.where(exp.LTE(this=exp.column("seq"), expression=fact("as_of")))
    select = entries(columns, pattern, where=exp.column("sign").eq(1))
    select = select.where(exp.column("seq").isin(query=taken_back).not_(), _in_time(figure, until))
    condition = expression(figure.where)
    return select.where(condition) if condition is not None else select


@lru_cache(maxsize=512)
def totals(figure: Figure, until: str | None, pattern: Pattern) -> "exp.Expression":
    """One row: how many entries stand, their quantities added up, and how many persons they name."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    persons = exp.Count(this=exp.Distinct(expressions=[exp.column("person")]))
    quantity = exp.Coalesce(this=exp.Sum(this=exp.column("quantity")), expressions=[exp.Literal.number(0)])
    return standing(figure, until, [exp.Count(this=exp.Star()), quantity, persons], pattern)


@lru_cache(maxsize=512)
def page(figure: Figure, until: str | None, pattern: Pattern) -> "exp.Expression":
    """Positions, newest first, each with 1. Facts besides `standing`'s: limit, offset."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    return paged(standing(figure, until, [exp.column("seq"), exp.Literal.number(1)], pattern))


@lru_cache(maxsize=512)
def people(figure: Figure, until: str | None, pattern: Pattern) -> "exp.Expression":
    """A row for each person, by their newest entry, newest first: its position, and how many entries stand."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    newest = exp.alias_(exp.Max(this=exp.column("seq")), "newest")
    named = standing(figure, until, [newest, exp.Count(this=exp.Star())], pattern)
    named = named.where(exp.column("person").is_(exp.null()).not_()).group_by(exp.column("person"))
    return paged(named)


@lru_cache(maxsize=512)
def titles(figure: Figure, until: str | None, title: str, pattern: Pattern) -> "exp.Expression":
    """The different titles of the entries, in the order of their first."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    name = exp.column(f"d_{title}")
    named = standing(figure, until, [name], pattern).where(name.copy().is_(exp.null()).not_())
    return named.group_by(name.copy()).order_by(exp.Min(this=exp.column("seq")))


@lru_cache(maxsize=512)
def spans(figure: Figure, pattern: Pattern) -> "exp.Expression":
    """[part,] first and last year of the entries of a PERIOD."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    part = [exp.column("part", "u")] if pattern[0] else []
    years = [exp.column(f"d_{name}") for name in figure.period_dimensions]
    return standing(figure, None, [*part, *years], pattern).distinct()


def paged(select: "exp.Select") -> "exp.Expression":
    """A page of the rows, the first column downwards."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    first = exp.Ordered(this=exp.Literal.number(1), desc=True)
    return select.order_by(first).limit(fact("limit")).offset(fact("offset"))


def _in_time(figure: Figure, until: str | None) -> "exp.Expression":
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    by_the_end = exp.LTE(this=occurred(), expression=day("last"))
    if figure.measure is Measure.PERIOD:
        first, last = (exp.column(f"d_{name}") for name in figure.period_dimensions)
        return exp.and_(exp.LTE(this=first, expression=fact("last_year")), exp.GTE(this=last, expression=fact("first_year")))
    if figure.measure is Measure.ORDINAL:
        return by_the_end
    if figure.measure is not Measure.STOCK:
        return exp.and_(exp.GTE(this=occurred(), expression=day("first")), by_the_end)
    if until is None:
        return by_the_end
    ends = exp.column(f"d_{until}")
    return exp.and_(by_the_end, exp.or_(ends.is_(exp.null()), exp.GT(this=ends.copy(), expression=day("last"))))
