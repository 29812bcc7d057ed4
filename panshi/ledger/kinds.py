"""A kind declares a countable thing once; form, template, posting check, Parquet columns and filters follow from it.

A room lists its kinds in `kinds.py` as `KINDS = (…)`; they are found when the room is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words

DimensionValue: TypeAlias = str | int | bool | date


class UnknownKind(Refusal):
    """No room declares this kind."""

    words = Words("没有“{kind}”这种记录。", "There is no kind of record called “{kind}”.")
    code = "unknown-kind"


class UnknownDimension(Refusal):
    """The kind has no such dimension."""

    words = Words("“{kind}”没有“{dimension}”这一项；有的是：{known}。", "“{kind}” has no “{dimension}”; it has: {known}.")
    code = "unknown-dimension"


class MissingDimension(Refusal):
    """A required dimension was left out."""

    words = Words("“{kind}”缺少“{dimension}”。", "“{kind}” lacks its “{dimension}”.")
    code = "missing-dimension"


class BadDimension(Refusal):
    """A dimension's value is of the wrong type or not among its choices."""

    words = Words("“{dimension}”不能是“{value}”；{right}。", "“{dimension}” cannot be “{value}”; {right}.")
    code = "bad-dimension"


class DimensionType(StrEnum):
    """How a dimension is typed in forms, JSON and Parquet."""

    CHOICE = "choice"
    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One typed property of a kind.

    `key` is the column's name (a-z and _), `choices` maps stored values to their labels (CHOICE only).
    `grouped` dimensions have few values and go into cells; others (titles, names) are read from segments only.
    """

    key: str
    label: Words
    type: DimensionType = DimensionType.TEXT
    choices: Mapping[str, Words] = field(default_factory=dict)
    required: bool = True
    grouped: bool = False
    note: Words | None = None

    def check(self, value: object) -> DimensionValue:
        """The value in its stored form; refuses one of the wrong type, naming what would be right."""
        match self.type:
            case DimensionType.CHOICE if isinstance(value, str) and value in self.choices:
                return value
            case DimensionType.TEXT if isinstance(value, str) and value and value.isprintable() and len(value) <= 300:
                return value
            case DimensionType.INTEGER if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53:
                return value
            case DimensionType.BOOLEAN if isinstance(value, bool):
                return value
            case DimensionType.DATE if isinstance(value, date) and not isinstance(value, datetime):
                return value
            case DimensionType.DATE if isinstance(value, str):
                try:
                    return date.fromisoformat(value)
                except ValueError:
                    pass
        raise BadDimension(dimension=self.label, value=value, right=self._right())

    def _right(self) -> str:
        match self.type:
            case DimensionType.CHOICE:
                options = "、".join(str(label) for label in self.choices.values())
                return Words(f"可选：{options}", f"choose one of: {options}").format()
            case DimensionType.TEXT:
                return str(Words("应为 1–300 个可显示的字", "it takes 1–300 printable characters"))
            case DimensionType.INTEGER:
                return str(Words("应为整数", "it takes a whole number"))
            case DimensionType.BOOLEAN:
                return str(Words("应为是或否", "it takes yes or no"))
            case DimensionType.DATE:
                return str(Words("应为日期，如 2023-05-03", "it takes a date such as 2023-05-03"))


@dataclass(frozen=True, slots=True)
class Kind:
    """A countable thing: `key` is `room.noun`; `unit_of_count` is what one of it is counted in (场次, 篇, 人次).

    `people`: each entry names a person. `quantity` says what an entry's quantity means, None when it is always 1.
    `until`: for stocks, the name of the DATE dimension on which the thing stops counting (exclusive, empty: still counts).
    `identity`: the dimensions by which two records are suspected to be the same thing.
    `title`: the TEXT dimension that names the thing in lists, if it has one.
    `everywhere`: things of one title are usual in several units at once: a study session that every station holds.
    """

    key: str
    label: Words
    unit_of_count: Words
    dimensions: tuple[Dimension, ...] = ()
    people: bool = False
    quantity: Words | None = None
    until: str | None = None
    identity: tuple[str, ...] = ()
    title: str | None = None
    aliases: tuple[str, ...] = ()
    everywhere: bool = False

    @property
    def room(self) -> str:
        """The room that declares it."""
        return self.key.partition(".")[0]

    def dimension(self, key: str) -> Dimension:
        """The dimension called `key`; refuses an unknown one, listing those there are."""
        for dimension in self.dimensions:
            if dimension.key == key:
                return dimension
        known = "、".join(dimension.key for dimension in self.dimensions)
        raise UnknownDimension(kind=self.label, dimension=key, known=known)

    def check(self, dims: Mapping[str, object]) -> dict[str, DimensionValue]:
        """The dimensions in stored form, in declared order; refuses unknown, missing and ill-typed ones."""
        for key in dims:
            self.dimension(key)
        checked: dict[str, DimensionValue] = {}
        for dimension in self.dimensions:
            value = dims.get(dimension.key)
            if value is not None and value != "":
                checked[dimension.key] = dimension.check(value)
            elif dimension.required:
                raise MissingDimension(kind=self.label, dimension=dimension.label)
        return checked


_kinds: dict[str, Kind] = {}


def declare(kinds: Iterable[Kind]) -> None:
    """Makes the kinds known; declaring two kinds under one key is a bug."""
    for kind in kinds:
        assert _kinds.get(kind.key, kind) is kind, f"{kind.key} is declared twice"
        _kinds[kind.key] = kind


def kind(key: str) -> Kind:
    """The kind called `key`, or a refusal naming it."""
    try:
        return _kinds[key]
    except KeyError:
        raise UnknownKind(kind=key) from None


def kinds() -> tuple[Kind, ...]:
    """All kinds, by key."""
    return tuple(_kinds[key] for key in sorted(_kinds))
