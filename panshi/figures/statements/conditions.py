"""A figure's conditions, as SQL over typed columns and as a test of one entry's dimensions: the same answer both ways."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from panshi.figures.definitions import Condition, Operator
from panshi.ledger.kinds import DimensionValue

if TYPE_CHECKING:
    from sqlglot import exp


def expression(conditions: Sequence[Condition]) -> "exp.Expression | None":
    """All conditions as one SQL condition over the columns `d_…`; None when there are none."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    found = [_sql(condition) for condition in conditions]
    return exp.and_(*found) if found else None


def holds(conditions: Sequence[Condition], dims: Mapping[str, DimensionValue | None]) -> bool:
    """Whether an entry with these dimensions satisfies all conditions; an absent or None dimension is empty."""
    return all(_holds(condition, dims.get(condition.dimension)) for condition in conditions)


def _holds(condition: Condition, value: DimensionValue | None) -> bool:
    wanted = condition.values
    match condition.operator:
        case Operator.IN:
            return value is not None and value in wanted
        case Operator.NOT_IN:
            return value is None or value not in wanted
        case Operator.AT_LEAST:
            return value is not None and value >= wanted[0]  # type: ignore[operator]  # typed alike by the kind
        case Operator.AT_MOST:
            return value is not None and value <= wanted[0]  # type: ignore[operator]  # typed alike by the kind
        case Operator.EMPTY:
            return value is None
        case Operator.FILLED:
            return value is not None


def _sql(condition: Condition) -> "exp.Expression":
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    column = exp.column(f"d_{condition.dimension}")
    absent = column.copy().is_(exp.null())
    values = [literal(value) for value in condition.values]
    match condition.operator:
        case Operator.IN:
            return exp.In(this=column, expressions=values) if values else exp.false()
        case Operator.NOT_IN:
            return exp.paren(exp.or_(absent, exp.In(this=column, expressions=values).not_())) if values else exp.true()
        case Operator.AT_LEAST:
            return exp.GTE(this=column, expression=values[0])
        case Operator.AT_MOST:
            return exp.LTE(this=column, expression=values[0])
        case Operator.EMPTY:
            return absent
        case Operator.FILLED:
            return absent.not_()


def literal(value: DimensionValue) -> "exp.Expression":
    """The value as SQL, dates cast so that no engine compares them as text."""
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), "date")
    return exp.convert(value)
