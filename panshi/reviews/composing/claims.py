"""What a composed text says, number by number. Pure data: the proof of a bundle reads it without a database."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Self

from panshi.reviews.composing.wording import Facts, Say, Saying


@dataclass(frozen=True, slots=True)
class Claim:
    """One number (or list of titles) of a text and the figure it states.

    `start` and `end` are Python string offsets into the Markdown text, and `text[start:end] == surface`.
    `unit` is the unit's code; `period` and `period_before` (changes only) are written as in `Period`. `alone`: the
    unit's own entries without those of the units below it. `form` is the form in which it finally stands: a 余 that
    would be untrue has become exact, while `saying.form` keeps what the template asked for.
    """

    start: int
    end: int
    surface: str
    figure: str
    unit: str
    period: str
    as_of: int
    form: str
    saying: Saying
    facts: Facts
    alone: bool = False
    period_before: str = ""

    @property
    def value(self) -> Decimal | None:
        """The figure's exact value; None for a rate of nothing."""
        return self.facts.value

    @property
    def fallen_back(self) -> bool:
        """Whether the form asked for would have been untrue, so that the exact number is written."""
        return self.form != self.saying.form

    def as_json(self) -> dict[str, Any]:
        """The claim in plain JSON types, numbers as decimal strings."""
        return asdict(self) | {"saying": self.saying.as_json(), "facts": self.facts.as_json()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The claim that `as_json` wrote; raises KeyError, TypeError or ValueError for anything else."""
        rest = dict(data)
        return cls(saying=Saying.from_json(rest.pop("saying")), facts=Facts.from_json(rest.pop("facts")), **rest)

    def says(self) -> Say:
        """What is said: a number, a change, a span of years or a list of titles."""
        return self.saying.say


@dataclass(frozen=True, slots=True)
class Composed:
    """A text in Markdown and its claims, in the order in which they stand."""

    text: str
    claims: tuple[Claim, ...]
    as_of: int
