"""One statement for all PEOPLE figures of a kind: persons whose net weight over the scope and conditions is above nothing."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from panshi.figures.definitions import Figure
from panshi.figures.statements.conditions import expression
from panshi.figures.statements.relation import Pattern, day, entries, month, occurred, sum_when
from panshi.figures.tallies import Shape, Tally

if TYPE_CHECKING:
    from sqlglot import exp

    from panshi.figures.engine import Rows


@lru_cache(maxsize=512)
def statement(figures: tuple[Figure, ...], pattern: Pattern) -> "exp.Expression":
    """Rows (part, month, persons of each figure): nulls for the whole, then by part, then by month, as the pattern asks.

    Facts: first, last, as_of.
    """
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    by_part, months, *_ = pattern
    keys = {"person": exp.column("person")}
    if by_part:
        keys["part"] = exp.column("part", "u")
    if months:
        keys["bucket"] = month()
    sums = [sum_when(expression(figure.where), exp.column("sign"), f"f{n}") for n, figure in enumerate(figures)]
    span = exp.Between(this=occurred(), low=day("first"), high=day("last"))
    weights = entries([*(exp.alias_(key, name) for name, key in keys.items()), *sums], pattern, where=span)
    weights = weights.where(exp.column("person").is_(exp.null()).not_())
    weights = weights.group_by(*(exp.Literal.number(place) for place in range(1, len(keys) + 1)))
    groups = [None, *(name for name in keys if name != "person")]
    counts = [_count(group, len(figures)) for group in groups]
    union = counts[0] if len(counts) == 1 else exp.union(*counts, distinct=False)
    return union.with_("weights", as_=weights)


def read(rows: "Rows", figures: Sequence[Figure], shape: Shape) -> list[Tally]:
    """The tallies of the figures, in order, out of the statement's rows."""
    tallies = [Tally() for _ in figures]
    for part, into, *numbers in rows:
        for tally, number in zip(tallies, numbers, strict=True):
            if part is not None:
                tally.parts[part] = number
            elif into is not None:
                tally.months[into] = number
            else:
                tally.total = number
    return tallies


def _count(group: str | None, figures: int) -> "exp.Select":
    """Persons above nothing, over all weights or for each part or month."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    keys = ["person", *([group] if group else [])]
    nets = [exp.alias_(exp.Sum(this=exp.column(f"f{n}")), f"f{n}") for n in range(figures)]
    inner = exp.select(*keys, *nets).from_("weights").group_by(*keys)
    above = [
        exp.Count(this=exp.Case(ifs=[exp.If(this=exp.GT(this=exp.column(f"f{n}"), expression=exp.Literal.number(0)), true="1")]))
        for n in range(figures)
    ]
    places = [exp.alias_(exp.column(name) if name == group else exp.null(), name) for name in ("part", "bucket")]
    select = exp.select(*places, *above).from_(inner.subquery("nets"))
    return select.group_by(group) if group else select
