"""Spans of whole days, both ends included: the year, the year to date, a month, any other span."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words


class BadPeriod(Refusal):
    """The text names no period."""

    words = Words(
        "“{text}”不是期间；可写 2023、2023-05 或 2023-01-01..2023-06-30。",
        "“{text}” is no period; write 2023, 2023-05 or 2023-01-01..2023-06-30.",
    )
    code = "bad-period"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise BadPeriod(text=f"{self.first}..{self.last}")

    @classmethod
    def year(cls, year: int) -> Self:
        """The whole calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """The whole calendar month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def parse(cls, text: str) -> Self:
        """`2023`, `2023-05` or `2023-01-01..2023-06-30`; refuses anything else by name."""
        try:
            if re.fullmatch(r"\d{4}", text):
                return cls.year(int(text))
            if re.fullmatch(r"\d{4}-\d{2}", text):
                return cls.month(int(text[:4]), int(text[5:]))
            first, last = text.split("..")
            return cls(date.fromisoformat(first), date.fromisoformat(last))
        except ValueError:
            raise BadPeriod(text=text) from None

    def __str__(self) -> str:
        if self == Period.year(self.first.year):
            return str(self.first.year)
        if self == Period.month(self.first.year, self.first.month):
            return f"{self.first:%Y-%m}"
        return f"{self.first}..{self.last}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def until(self, day: date) -> "Period":
        """The part of this period up to and including `day` (at least its first day): the period to date."""
        return Period(self.first, max(self.first, min(self.last, day)))

    def year_before(self) -> "Period":
        """The same days one year earlier; 29 February becomes the 28th, a month's end stays a month's end."""
        return Period(_year_earlier(self.first), _year_earlier(self.last))

    def months(self) -> tuple["Period", ...]:
        """The calendar months it touches, the outer ones cut to its days."""
        found = []
        day = self.first
        while day <= self.last:
            end = min(self.last, date(day.year, day.month, monthrange(day.year, day.month)[1]))
            found.append(Period(day, end))
            day = end + timedelta(days=1)
        return tuple(found)


def _year_earlier(day: date) -> date:
    last_day = monthrange(day.year, day.month)[1] == day.day
    before = monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, before if last_day else min(day.day, before))
