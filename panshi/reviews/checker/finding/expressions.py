"""A number expression as it stands in the text: its place, what it looks like, what it says."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from panshi.kernel.numbers import Form, plain


class Shape(StrEnum):
    """What an expression looks like, before it is asked what it means."""

    QUANTITY = "quantity"
    DURATION = "duration"
    SHARE = "share"
    DATE = "date"
    ORDINAL = "ordinal"
    RANK = "rank"
    CODE = "code"
    RATIO = "ratio"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class Expression:
    """One number as written. `value` is what it says, `upper` the other end of a range, `step` its last stated place.

    `at` is where the numeral itself begins (after the prefix); `text_value` stands for values that are no number.
    """

    start: int
    end: int
    at: int
    shape: Shape
    unit: str = ""
    value: Decimal | None = None
    upper: Decimal | None = None
    step: Decimal = Decimal(1)
    form: Form = Form.EXACT
    under: bool = False
    chinese: bool = False
    text_value: str = ""

    @property
    def stated(self) -> str:
        """The value as text: a number, "20/30" for a range, a date."""
        if self.text_value or self.value is None:
            return self.text_value
        low = plain(self.value)
        return low if self.upper is None else f"{low}/{plain(self.upper)}"

    @property
    def approx(self) -> str:
        """exact, over, about or under, as the machine interface says it."""
        if self.under or self.form is Form.NEAR:
            return "under"
        return {Form.EXACT: "exact", Form.ABOUT: "about"}.get(self.form, "over")
