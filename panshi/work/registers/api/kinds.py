"""Kinds for programs: what may be reported, with the schema of one record of each."""

from typing import Annotated, Any

from django.utils.translation import gettext_noop as noop
from ninja import Path, Router, Schema
from pydantic import Field

from panshi.ledger.kinds import Dimension, DimensionType, Kind
from panshi.ledger.kinds import kind as kind_called
from panshi.ledger.kinds import kinds as all_kinds
from panshi.org.asking import LINE, ApiRequest, Term, term

router = Router(tags=["kinds"])
Key = Annotated[str, Path(max_length=64, pattern=LINE, description=noop("The kind's key."), examples=["activities.session"])]
TYPES: dict[DimensionType, dict[str, Any]] = {
    DimensionType.INTEGER: {"type": "integer", "minimum": -(2**53) + 1, "maximum": 2**53 - 1},
    DimensionType.BOOLEAN: {"type": "boolean"},
    DimensionType.DATE: {"type": "string", "format": "date"},
    DimensionType.TEXT: {"type": "string", "minLength": 1, "maxLength": 300},
}


class ChoiceOut(Schema):
    """A value that may be sent, with its label."""

    value: str
    label: Term


class DimensionOut(Schema):
    """One typed property of a kind."""

    key: str
    label: Term
    type: str = Field(description=noop("choice, text, integer, boolean or date."))
    required: bool
    choices: list[ChoiceOut]
    note: Term | None


class KindOut(Schema):
    """A countable thing. Of one that counts people a record is a sheet and names them; each becomes an entry of its own."""

    key: str
    label: Term
    unit_of_count: Term
    people: bool
    quantity: Term | None = Field(description=noop("What the quantity means; empty where each counts as one."))
    title: str | None = Field(description=noop("The dimension that names the thing."))
    identity: list[str] = Field(description=noop("The dimensions by which two records are taken for the same thing."))
    dimensions: list[DimensionOut]


class KindsOut(Schema):
    """All kinds."""

    kinds: list[KindOut]


@router.get("/kinds", response=KindsOut, summary=noop("All kinds of records"), operation_id="list_kinds", url_name="kinds")
def kinds(request: ApiRequest) -> dict[str, Any]:
    """Every kind a room declares, with its dimensions and choices."""
    return {"kinds": [_kind(kind) for kind in all_kinds()]}


@router.get("/kinds/{key}", response=KindOut, summary=noop("One kind"), operation_id="get_kind", url_name="kind")
def kind(request: ApiRequest, key: Key) -> dict[str, Any]:
    """Its dimensions and choices."""
    return _kind(kind_called(key))


@router.get(
    "/kinds/{key}/schema",
    response=dict[str, Any],
    summary=noop("The JSON Schema of a record"),
    operation_id="get_kind_schema",
    url_name="kind_schema",
)
def kind_schema(request: ApiRequest, key: Key) -> dict[str, Any]:
    """By which a record of the kind can be checked before it is sent (JSON Schema 2020-12)."""
    return schema_of(kind_called(key))


def schema_of(kind: Kind) -> dict[str, Any]:
    """The schema of one record of the kind as it is sent."""
    dims = {
        "type": "object",
        "additionalProperties": False,
        "required": [dimension.key for dimension in kind.dimensions if dimension.required],
        "properties": {dimension.key: _property(dimension) for dimension in kind.dimensions},
    }
    properties: dict[str, Any] = {
        "kind": {"const": kind.key},
        "unit": {"type": "string", "maxLength": 32},
        "occurred_on": {"type": "string", "format": "date"},
        "dims": dims,
        "title": {"type": "string", "maxLength": 300},
        "note": {"type": "string", "maxLength": 2000},
        "evidence": {"type": "array", "items": {"type": "string", "pattern": "^[0-9a-f]{64}$"}},
        "distinct_because": {"type": "string", "maxLength": 300},
    }
    if kind.quantity:
        properties["quantity"] = {"type": "integer", "minimum": 0, "maximum": 2**53 - 1, "description": str(kind.quantity)}
    if kind.people:
        properties["people"] = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": str(kind.label),
        "type": "object",
        "additionalProperties": False,
        "required": ["kind", "unit", "occurred_on", "dims", *(["people"] if kind.people else [])],
        "properties": properties,
    }


def _property(dimension: Dimension) -> dict[str, Any]:
    said: dict[str, Any] = {"title": str(dimension.label)} | ({"description": str(dimension.note)} if dimension.note else {})
    if dimension.type is DimensionType.CHOICE:
        return said | {"oneOf": [{"const": key, "title": str(label)} for key, label in dimension.choices.items()]}
    return said | TYPES[dimension.type]


def _kind(kind: Kind) -> dict[str, Any]:
    return {
        "key": kind.key,
        "label": term(kind.label),
        "unit_of_count": term(kind.unit_of_count),
        "people": kind.people,
        "quantity": term(kind.quantity) if kind.quantity else None,
        "title": kind.title,
        "identity": list(kind.identity),
        "dimensions": [_dimension(dimension) for dimension in kind.dimensions],
    }


def _dimension(dimension: Dimension) -> dict[str, Any]:
    return {
        "key": dimension.key,
        "label": term(dimension.label),
        "type": dimension.type.value,
        "required": dimension.required,
        "choices": [{"value": key, "label": term(label)} for key, label in dimension.choices.items()],
        "note": term(dimension.note) if dimension.note else None,
    }
