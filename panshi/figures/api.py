"""Figures for programs: the catalogue, a value, and the entries behind it."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as noop
from ninja import Path, Query, Router, Schema
from pydantic import Field

from panshi.figures.compute import trail, value
from panshi.figures.definitions import Figure
from panshi.figures.selectors import catalogue
from panshi.figures.selectors import figure as figure_called
from panshi.figures.values import Value
from panshi.ledger.api import EntryOut, entries_out
from panshi.org.asking import LINE, ApiRequest, Asked, AskedAsOf, BadCursor, Paged, Term, term
from panshi.org.selectors import require

router = Router(tags=["figures"])
ROUTERS = (router,)
Key = Annotated[
    str, Path(max_length=100, pattern=LINE, description=noop("The figure's key."), examples=["activities.study_sessions"])
]


class FigureOut(Schema):
    """A figure of the catalogue; `question` says what is counted, what is not, and how."""

    key: str
    label: Term
    question: Term
    unit_of_count: Term
    measure: str
    kind: str


class FiguresOut(Schema):
    """The catalogue."""

    figures: list[FigureOut]


class PartOut(Schema):
    """A share of the value: of one unit or one month."""

    code: str
    label: str
    value: float | int | None


class ValueOut(Schema):
    """A figure's answer. Parts of distinct people and of stocks need not add up to the value."""

    figure: FigureOut
    unit: str
    period: str
    as_of: int = Field(description=noop("The ledger's position it holds for; ask with it to get the same again."))
    value: float | int | None = Field(description=noop("Empty for a rate of nothing."))
    parts: list[PartOut]
    numerator: int | None
    denominator: int | None
    span: str


class RowOut(EntryOut):
    """An entry behind the figure; where people are counted, each person's newest, standing for all of theirs."""

    stands_for: int


class RowsOut(Schema):
    """A page of the entries behind a figure. `total`, or `quantity`, is the figure's value."""

    as_of: int
    total: int
    quantity: int
    entries: list[RowOut]
    next: str | None


@router.get("/figures", response=FiguresOut, summary=noop("The catalogue of figures"), operation_id="list_figures")
def figures(request: ApiRequest) -> dict[str, Any]:
    """Every figure there is, declared by a room or defined by users."""
    require(person=request.person, permission="figures.view", unit=request.auth.unit)
    return {"figures": [_figure(figure) for figure in catalogue()]}


class ByParts(AskedAsOf):
    """What a value is asked about."""

    by: Literal["unit", "month"] | None = Field(None, description=noop("Parts by the units below, or by month."))


@router.get("/figures/{key}", response=ValueOut, summary=noop("A figure's value"), operation_id="get_figure")
def figure_value(request: ApiRequest, key: Key, asked: Query[ByParts]) -> dict[str, Any]:
    """Computed from the ledger when asked, never typed in."""
    scope = asked.scope(request, "figures.view")
    return _value(value(figure_called(key), scope, by=asked.by))


class OneSide(AskedAsOf, Paged):
    """Which entries are asked for."""

    side: Literal["numerator", "denominator"] = Field("numerator", description=noop("Of a rate: which half."))


@router.get(
    "/figures/{key}/entries", response=RowsOut, summary=noop("The entries behind a figure"), operation_id="list_figure_entries"
)
def figure_entries(request: ApiRequest, key: Key, asked: Query[OneSide]) -> dict[str, Any]:
    """Page by page; all pages hold for the position of the first, whatever is posted meanwhile."""
    offset = 0
    if asked.after:
        asked.as_of, offset = _cursor(asked.after)
    scope = Asked.scope(asked, request, "entries.view")
    found = trail(figure_called(key), scope, offset=offset, limit=asked.limit, side=asked.side)
    rows = entries_out(found.rows, reader=request.person)
    for row, number in zip(rows, found.entries_each, strict=True):
        row["stands_for"] = number
    more = offset + len(rows) < found.total
    return {
        "as_of": found.as_of,
        "total": found.total,
        "quantity": found.quantity,
        "entries": rows,
        "next": f"{found.as_of}.{offset + len(rows)}" if more and rows else None,
    }


def _cursor(text: str) -> tuple[int, int]:
    as_of, _, offset = text.partition(".")
    if not (as_of.isascii() and as_of.isdigit() and offset.isascii() and offset.isdigit() and len(text) <= 30 and int(as_of)):
        raise BadCursor
    return int(as_of), int(offset)


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "label": term(figure.label),
        "question": term(figure.question),
        "unit_of_count": term(figure.unit),
        "measure": figure.measure.value,
        "kind": figure.kind,
    }


def _value(found: Value) -> dict[str, Any]:
    return {
        "figure": _figure(found.figure),
        "unit": found.scope.unit.code,
        "period": str(found.scope.period),
        "as_of": found.as_of,
        "value": _number(found.value),
        "parts": [{"code": part.code, "label": part.label, "value": _number(part.value)} for part in found.parts],
        "numerator": _number(found.numerator),
        "denominator": _number(found.denominator),
        "span": found.span,
    }


def _number(exact: Decimal | None) -> int | float | None:
    if exact is None:
        return None
    return int(exact) if exact == exact.to_integral_value() else float(exact)
