"""The entries a statement reads: the files of one kind, inside the scope, up to a position, with part and month."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot import exp

SEGMENTS = "panshi_segments"
UNITS = "panshi_units"
Pattern = tuple[bool, int, bool, bool]


def entries(columns: "list[exp.Expression]", pattern: Pattern, *, where: "exp.Expression | None" = None) -> "exp.Select":
    """SELECT columns FROM the segments s [JOIN the scope's units u] WHERE … [AND seq <= $as_of]."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    _, _, joined, cut = pattern
    select = exp.select(*columns).from_(exp.alias_(exp.to_table(SEGMENTS), "s", table=True))
    if joined:
        on = exp.column("unit", "s").eq(exp.column("unit", "u"))
        select = select.join(exp.alias_(exp.to_table(UNITS), "u", table=True), on=on)
    if where is not None:
        select = select.where(where)
    if cut:
        select = select.where(exp.LTE(this=exp.column("seq"), expression=fact("as_of")))
    return select


def fact(name: str) -> "exp.Expression":
    """The placeholder for a fact: a day or a position."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    return exp.Placeholder(this=name)


def day(name: str) -> "exp.Expression":
    """The placeholder for a day, typed."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    return exp.cast(fact(name), "date")


def occurred() -> "exp.Expression":
    """The column of the entry's own day."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    return exp.column("occurred_on")


def month() -> "exp.Expression":
    """The number of the entry's month, as `tallies.bucket` gives it."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    year = exp.Year(this=occurred())
    return exp.Add(this=exp.Mul(this=year, expression=exp.Literal.number(12)), expression=exp.Month(this=occurred()))


def sum_when(condition: "exp.Expression | None", what: "exp.Expression", name: str) -> "exp.Expression":
    """SUM(CASE WHEN condition THEN what ELSE 0 END) AS name."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    chosen = exp.Case(ifs=[exp.If(this=condition, true=what)], default=exp.Literal.number(0)) if condition is not None else what
    return exp.alias_(exp.Sum(this=chosen), name)
