"""What a bundle says its figures are: plain data, written from the catalogue and read without it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from panshi.figures.definitions import Condition, Figure, Measure, Operator, Ratio
from panshi.figures.statements.conditions import holds
from panshi.ledger.kinds import DimensionValue, Kind


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure as a bundle carries it. `until`, `title` and `people` are its kind's; dates stand in ISO form, so that they
    compare as the entries' own do."""

    key: str
    measure: Measure
    kind: str
    where: tuple[Condition, ...]
    ratio: Ratio | None
    period_dimensions: tuple[str, str]
    until: str | None
    title: str | None
    people: bool
    label_zh: str
    label_en: str
    question_zh: str
    question_en: str
    unit_zh: str
    unit_en: str

    @classmethod
    def of(cls, figure: Figure, kind: Kind | None) -> Self:
        """The figure's definition, with what its kind adds."""
        return cls(
            key=figure.key,
            measure=figure.measure,
            kind=figure.kind,
            where=tuple(
                Condition(condition.dimension, condition.operator, tuple(_plain(value) for value in condition.values))
                for condition in figure.where
            ),
            ratio=figure.ratio,
            period_dimensions=figure.period_dimensions,
            until=kind.until if kind else None,
            title=kind.title if kind else None,
            people=bool(kind and kind.people),
            label_zh=figure.label.zh,
            label_en=figure.label.en,
            question_zh=figure.question.zh,
            question_en=figure.question.en,
            unit_zh=figure.unit.zh,
            unit_en=figure.unit.en,
        )

    def as_json(self) -> dict[str, Any]:
        """In plain JSON types."""
        ratio = [self.ratio.numerator, self.ratio.denominator] if self.ratio else None
        where = [[condition.dimension, condition.operator.value, list(condition.values)] for condition in self.where]
        rest = {
            name: getattr(self, name) for name in self.__slots__ if name not in ("where", "ratio", "measure", "period_dimensions")
        }
        return rest | {
            "measure": self.measure.value,
            "where": where,
            "ratio": ratio,
            "period_dimensions": list(self.period_dimensions),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The definition that `as_json` wrote; raises KeyError, TypeError or ValueError for anything else."""
        rest = dict(data)
        first, last = rest.pop("period_dimensions")
        ratio = rest.pop("ratio")
        return cls(
            measure=Measure(rest.pop("measure")),
            where=tuple(Condition(name, Operator(operator), tuple(values)) for name, operator, values in rest.pop("where")),
            ratio=Ratio(*ratio) if ratio else None,
            period_dimensions=(first, last),
            **rest,
        )

    def takes(self, dims: Mapping[str, DimensionValue]) -> bool:
        """Whether an entry with these dimensions belongs to the figure."""
        return holds(self.where, dims)


def _plain(value: DimensionValue) -> DimensionValue:
    return value.isoformat() if isinstance(value, date) else value
