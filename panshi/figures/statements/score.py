"""Scores by rule tables, in whole hundredths.

An entry that stands is scored by the version in force on its own day (none in force: nothing): the base of its
`base_dimension` times the factors that apply, rounded half up to a hundredth. An entry with a deduction earns nothing and
costs the deduction. Entries of one unit that share the work (`highest_by`) earn once, at the highest; entries that name no
work earn each for itself. Pieces are the works (or entries without one) that earned something; a unit that owes more in a
year loses the shortfall for each one missing.
"""

from functools import reduce
from typing import TYPE_CHECKING

from panshi.figures.definitions import Figure
from panshi.figures.rule_tables import Factor, RuleTable, versions
from panshi.figures.statements.conditions import literal
from panshi.figures.statements.relation import Pattern, month, occurred
from panshi.figures.statements.standing import paged, standing
from panshi.ledger.kinds import DimensionType, Kind

if TYPE_CHECKING:
    from sqlglot import exp


_built: dict[object, "exp.Expression"] = {}


def statement(figure: Figure, kind: Kind, pattern: Pattern) -> "exp.Expression":
    """The statement that scores, built once for each state of the rule tables."""
    name = (figure, repr(versions(figure.rules)), kind.until, pattern)
    if name not in _built:
        _built[name] = _statement(figure, kind, pattern)
    return _built[name]


def _statement(figure: Figure, kind: Kind, pattern: Pattern) -> "exp.Expression":
    """Rows (what, unit, part, when, points, deducted, pieces): `what` is 0 for a unit's whole, 1 for a month (`when` its
    number), 2 for a unit's year (`when` the year).
    """
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    columns = {
        "unit": exp.column("unit", "s"),
        "part": exp.column("part", "u") if pattern[0] else exp.cast(exp.null(), "int"),
        "bucket": month(),
        "year": exp.Year(this=occurred()),
        "work": _work(figure),
        "points": _points(figure, kind),
        "deduction": _deduction(figure),
    }
    named = [exp.alias_(column, name) for name, column in columns.items()]
    scored = standing(figure, kind.until, named, pattern)
    groups = [_summed(0, ("unit", "part")), _summed(2, ("unit", "year"))]
    if pattern[1]:
        groups.append(_summed(1, ("bucket",)))
    return exp.union(*groups, distinct=False).with_("scored", as_=scored)


def page(figure: Figure, kind: Kind, pattern: Pattern) -> "exp.Expression":
    """Positions, newest first, each with its own points in hundredths, less its deduction."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    own = exp.Sub(this=_points(figure, kind), expression=_deduction(figure))
    return paged(standing(figure, kind.until, [exp.column("seq"), own], pattern))


def _summed(what: int, keys: tuple[str, ...]) -> "exp.Select":
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    # A work belongs to one unit: the unit is always part of what is scored once.
    inner_keys = list(dict.fromkeys(("unit", *keys, "work")))
    best = exp.alias_(exp.Max(this=exp.column("points")), "best")
    off = exp.alias_(exp.Sum(this=exp.column("deduction")), "deducted")
    inner = exp.select(*inner_keys, best, off).from_("scored").group_by(*inner_keys)
    places = [
        exp.alias_(exp.column(name) if name in keys else exp.cast(exp.null(), "bigint"), alias)
        for name, alias in (("unit", "unit"), ("part", "part"), ({0: "", 1: "bucket", 2: "year"}[what], "at"))
    ]
    earned = exp.Case(ifs=[exp.If(this=exp.GT(this=exp.column("best"), expression=exp.Literal.number(0)), true="1")], default="0")
    sums = [exp.Sum(this=exp.column("best")), exp.Sum(this=exp.column("deducted")), exp.Sum(this=earned)]
    return exp.select(exp.alias_(exp.Literal.number(what), "what"), *places, *sums).from_(inner.subquery("works")).group_by(*keys)


def _by_version(figure: Figure, of: "dict[str, exp.Expression]", default: "exp.Expression") -> "exp.Expression":
    """CASE over the versions by the entry's own day."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    cases = []
    for table in reversed(versions(figure.rules)):
        in_force = exp.GTE(this=occurred(), expression=literal(table.since))
        if table.until:
            in_force = exp.and_(in_force, exp.LTE(this=occurred(), expression=literal(table.until)))
        cases.append(exp.If(this=in_force, true=of[table.version]))
    return exp.Case(ifs=cases, default=default) if cases else default


def _points(figure: Figure, kind: Kind) -> "exp.Expression":
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    found = {table.version: _points_of(table, kind) for table in versions(figure.rules)}
    return _by_version(figure, found, exp.Literal.number(0))


def _points_of(table: RuleTable, kind: Kind) -> "exp.Expression":
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    base = exp.cast(_choice(table.base_dimension, dict(table.base), default=0), "bigint")  # three factors outgrow 32 bits
    product = reduce(lambda a, b: exp.Mul(this=a, expression=b), [base, *(_factor(factor, kind) for factor in table.factors)])
    scale = 100 ** len(table.factors)
    if scale > 1:
        half_up = exp.paren(exp.Add(this=product, expression=exp.Literal.number(scale // 2)))
        product = exp.IntDiv(this=half_up, expression=exp.Literal.number(scale))
    if not table.deductions:
        return product
    faulted = exp.column(f"d_{table.deduction_dimension}").isin(*(literal(value) for value in table.deductions))
    return exp.Case(ifs=[exp.If(this=faulted, true=exp.Literal.number(0))], default=product)


def _factor(factor: Factor, kind: Kind) -> "exp.Expression":
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    if kind.dimension(factor.dimension).type is not DimensionType.INTEGER:
        return _choice(factor.dimension, dict(factor.by), default=100)
    column = exp.column(f"d_{factor.dimension}")
    steps = [
        exp.If(this=exp.GTE(this=column.copy(), expression=literal(int(least))), true=exp.Literal.number(by))
        for least, by in sorted(factor.by.items(), key=lambda step: -int(step[0]))
    ]
    return exp.Case(ifs=steps, default=exp.Literal.number(100))


def _deduction(figure: Figure) -> "exp.Expression":
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    nothing = exp.Literal.number(0)
    found = {
        table.version: _choice(table.deduction_dimension, dict(table.deductions), default=0) if table.deductions else nothing
        for table in versions(figure.rules)
    }
    return _by_version(figure, found, nothing)


def _work(figure: Figure) -> "exp.Expression":
    """What is scored once: the work where there is one, else the entry itself."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    def marked(sign: str, what: "exp.Expression") -> "exp.Expression":
        return exp.DPipe(this=exp.Literal.string(sign), expression=exp.cast(what, "text"))

    itself = marked("e", exp.column("seq"))
    found = {
        table.version: exp.Coalesce(this=marked("w", exp.column(f"d_{table.highest_by}")), expressions=[itself.copy()])
        if table.highest_by
        else itself.copy()
        for table in versions(figure.rules)
    }
    return _by_version(figure, found, itself)


def _choice(dimension: str, by: "dict[str | int, int] | dict[str, int]", *, default: int) -> "exp.Expression":
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    column = exp.column(f"d_{dimension}")
    cases = [exp.If(this=column.eq(literal(value)), true=exp.Literal.number(points)) for value, points in by.items()]
    return exp.Case(ifs=cases, default=exp.Literal.number(default)) if cases else exp.Literal.number(default)
