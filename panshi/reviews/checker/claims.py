"""What a text claims: every number expression, typed, with its subject, and how it stands."""

from dataclasses import dataclass
from decimal import Decimal

from panshi.reviews.checker.finding import Expression
from panshi.reviews.checker.sorting import Type


@dataclass(frozen=True, slots=True)
class Claim:
    """One number of the text. `start` and `end` are Python string offsets, `surface` what stands between them.

    `subject` is what is counted as the text says it; `before`, `after`, `lead` (its sentence up to it),
    `sentence` and `section` are the words around it;
    `works` are the titles listed with it, `listed` how many things the list before it names (None: no list).
    """

    expression: Expression
    surface: str
    type: Type
    subject: str = ""
    before: str = ""
    after: str = ""
    sentence: str = ""
    section: str = ""
    lead: str = ""
    works: tuple[str, ...] = ()
    listed: int | None = None
    counted: Decimal | None = None
    year: int | None = None
    compared: bool = False

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.expression.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.expression.end

    @property
    def value(self) -> str:
        """What it says, as text."""
        return self.expression.stated

    @property
    def unit(self) -> str:
        """The measure word it is written with."""
        return self.expression.unit
