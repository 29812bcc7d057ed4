"""A figure narrowed by what stands in the address: `?d.tier=central` asks the same question of those entries only."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from panshi.figures.definitions import Condition, Figure, Measure, Operator, among
from panshi.figures.views.wording import said
from panshi.ledger.kinds import Dimension, DimensionType, DimensionValue, kind
from panshi.org.scope import Scope
from panshi.ui.address import address

PREFIX = "d."
TRUTH = {"yes": True, "no": False}
DIVIDED = (Measure.COUNT, Measure.SUM, Measure.PEOPLE, Measure.PERSON_TIMES, Measure.STOCK)
"""The measures of which a part by dimension makes sense."""


def refined(figure: Figure, asked: Mapping[str, str]) -> Figure:
    """The figure with the conditions that `asked` adds; an unknown dimension or a wrong value is refused by name."""
    added = tuple(
        among(name.removeprefix(PREFIX), read(text, kind(figure.kind).dimension(name.removeprefix(PREFIX))))
        for name, text in asked.items()
        if name.startswith(PREFIX) and text and figure.kind
    )
    return replace(figure, where=(*figure.where, *added)) if added else figure


def read(text: str, dimension: Dimension) -> DimensionValue:
    """The dimension's value written as text in an address or a form."""
    match dimension.type:
        case DimensionType.BOOLEAN:
            return dimension.check(TRUTH.get(text, text))
        case DimensionType.INTEGER:
            return dimension.check(int(text) if text.lstrip("-").isdecimal() else text)
        case _:
            return dimension.check(text)


def written(value: DimensionValue) -> str:
    """The value as it stands in an address."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def added_conditions(whole: Figure, figure: Figure) -> tuple[Condition, ...]:
    """What `figure` asks beyond the `whole` it was made of."""
    return figure.where[len(whole.where) :]


def link(figure: Figure, scope: Scope, added: tuple[Condition, ...] = (), **changed: object) -> str:
    """The page of the figure narrowed by `added`, in the scope with parts of it changed."""
    base = address("figures:figure", figure.key, scope=scope, **changed) or ""
    query = urlencode({PREFIX + condition.dimension: written(condition.values[0]) for condition in added})
    return f"{base}{'&' if '?' in base else '?'}{query}" if query else base


def options(figure: Figure) -> list[tuple[Dimension, list[DimensionValue]]]:
    """The grouped dimensions by which the figure can be divided, each with the values it may take under the conditions."""
    if figure.measure not in DIVIDED:
        return []
    divided = [(dimension, _possible(dimension, figure)) for dimension in kind(figure.kind).dimensions if dimension.grouped]
    return [(dimension, values) for dimension, values in divided if len(values) > 1]


def _possible(dimension: Dimension, figure: Figure) -> list[DimensionValue]:
    if dimension.type is DimensionType.CHOICE:
        values: list[DimensionValue] = list(dimension.choices)
    elif dimension.type is DimensionType.BOOLEAN:
        values = [True, False]
    else:
        return []
    for condition in figure.where:
        if condition.dimension == dimension.key and condition.operator is Operator.IN:
            values = [value for value in values if value in condition.values]
        elif condition.dimension == dimension.key and condition.operator is Operator.NOT_IN:
            values = [value for value in values if value not in condition.values]
        elif condition.dimension == dimension.key and condition.operator is Operator.EMPTY:
            values = []
    return values


def tags(whole: Figure, figure: Figure, scope: Scope) -> list[tuple[str, str]]:
    """The narrowing conditions in words, each with the address that lets go of it."""
    added = added_conditions(whole, figure)
    counted = kind(figure.kind) if added else None
    return [
        (
            said(condition.values[0], counted.dimension(condition.dimension)),
            link(figure, scope, added[:place] + added[place + 1 :]),
        )
        for place, condition in enumerate(added)
        if counted is not None
    ]
