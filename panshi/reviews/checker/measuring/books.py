"""The catalogues that annotated texts are held against: their figures, and their numbers of this year and the last."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from panshi.figures.definitions import Figure, Measure, declared
from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.org.scope import Scope
from panshi.reviews.checker.checking import Answer
from panshi.reviews.checker.measuring.marked import CORPUS


@dataclass(frozen=True)
class Book:
    """A body's figures and their numbers: by key for `year` and the year before, and by unit and key for units below."""

    figures: tuple[Figure, ...]
    this_year: dict[str, Decimal]
    last_year: dict[str, Decimal]
    below: dict[tuple[str, str], Decimal] = field(default_factory=dict)


OWN = "市局机关"
"""What the table of units calls the root bureau's own divisions."""


@dataclass(frozen=True)
class BookAnswers:
    """Answers to `checking.hold`: whole years only, and only units the book knows. `root` is whose numbers it holds."""

    book: Book
    year: int
    root: str

    def __call__(self, figures: Sequence[Figure], scope: Scope) -> dict[str, Answer]:
        """Each figure's number in the scope, None where the book has none."""
        return {figure.key: Answer(self.value(figure.key, scope), 1) for figure in figures}

    def value(self, key: str, scope: Scope) -> Decimal | None:
        """The number of one figure."""
        years = {Period.year(self.year): self.book.this_year, Period.year(self.year - 1): self.book.last_year}
        if scope.unit.name == self.root and not scope.own:
            return years.get(scope.period, {}).get(key)
        name = OWN if scope.own and scope.unit.name == self.root else scope.unit.name
        return self.book.below.get((name, key)) if scope.period == Period.year(self.year) else None


@cache
def book(body: str) -> Book:
    """The catalogue in the body's folder; figures that rooms declare are those."""
    rows = list(_rows(f"{body}/catalogue.tsv"))
    below = _rows(f"{body}/units.tsv") if (CORPUS / body / "units.tsv").exists() else ()
    known = {figure.key: figure for figure in declared()}
    return Book(
        tuple(known.get(row["key"]) or _figure(row) for row in rows),
        {row["key"]: Decimal(row["this_year"]) for row in rows if row["this_year"]},
        {row["key"]: Decimal(row["last_year"]) for row in rows if row["last_year"]},
        {(row["unit"], row["key"]): Decimal(row["this_year"]) for row in below},
    )


def _rows(path: str) -> list[dict[str, str]]:
    with (CORPUS / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _figure(row: dict[str, str]) -> Figure:
    label, unit = Words(row["label"], row["label"]), Words(row["unit"], row["unit"])
    aliases = tuple(alias for alias in (row.get("aliases") or "").split("|") if alias)
    return Figure(row["key"], label, label, unit, Measure(row["measure"]), aliases=aliases)
