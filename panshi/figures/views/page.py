"""What stands on the page of one figure: the value and its comparison, months, parts, and the rows that make it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from panshi.figures.compute import value, values
from panshi.figures.compute.cumulative import cumulative
from panshi.figures.definitions import Condition, Figure, Measure, among
from panshi.figures.rule_tables import RuleTable
from panshi.figures.selectors import figure as figure_called
from panshi.figures.values import Part, Value
from panshi.figures.views.refining import added_conditions, link, options
from panshi.figures.views.wording import said
from panshi.kernel.clock import today
from panshi.kernel.numbers import grouped
from panshi.kernel.periods import Period
from panshi.ledger.kinds import DimensionType, Kind
from panshi.org.scope import Scope

DIVISIONS_MAX = 60
"""How many parts by dimension a page computes at most, over all dimensions."""


@dataclass(frozen=True, slots=True)
class Share:
    """One part: what it is called, how much it is, and the address at which it is the number itself."""

    label: str
    value: Decimal | None
    address: str


@dataclass(frozen=True, slots=True)
class Division:
    """The parts by one dimension, or by unit; `most` is the longest bar."""

    label: str
    shares: tuple[Share, ...]
    most: Decimal


@dataclass(frozen=True, slots=True)
class Months:
    """The months of the period beside those of the year before: drawn, and as a table in which each number opens.

    `label` says whether each month stands for itself or for all days from the period's beginning to its end.
    """

    label: str
    year: str
    year_before: str
    svg: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def during(scope: Scope, period: Period) -> Scope:
    """The same scope over another period."""
    return Scope(scope.unit, period, scope.as_of, scope.own)


def year_before(scope: Scope) -> Scope:
    """The same days a year earlier; a running period is cut at today, so that like is held beside like."""
    return during(scope, scope.period.until(today()).year_before())


def comparison(figure: Figure, scope: Scope) -> tuple[Value, Value]:
    """The value by unit, and the same days of the year before (of a running period only those up to today)."""
    earlier = year_before(scope)
    return value(figure, scope, by="unit"), value(figure, earlier)


def by_unit(answer: Value, added: tuple[Condition, ...]) -> Division | None:
    """The parts by unit, the largest first; None where there is nothing to part."""
    parts = sorted((part for part in answer.parts if part.value), key=lambda part: (-(part.value or 0), part.code))
    if len(answer.parts) < 2 or not parts:
        return None
    shares = [Share(unit_label(part, answer), part.value, unit_link(part, answer, added)) for part in parts]
    return Division(_("By unit"), tuple(shares), max((share.value or Decimal(0)) for share in shares))


def unit_label(part: Part, answer: Value) -> str:
    """The unit's name; of the scope's own unit, among its parts, with a word that its parts are left out."""
    return _("%(unit)s itself") % {"unit": part.label} if part.code == answer.scope.unit.code else part.label


def unit_link(part: Part, answer: Value, added: tuple[Condition, ...] = ()) -> str:
    """The figure in the part's unit; in the scope's own unit without the units below it."""
    return link(answer.figure, answer.scope, added, unit=part.code, own=part.code == answer.scope.unit.code)


def by_dimension(whole: Figure, figure: Figure, scope: Scope) -> list[Division]:
    """The parts by each few-valued dimension, computed together."""
    added = added_conditions(whole, figure)
    plan: list[tuple[Any, Any, Figure]] = []
    for dimension, choices in options(figure):
        if len(plan) + len(choices) <= DIVISIONS_MAX:
            plan += [
                (dimension, choice, replace(figure, where=(*figure.where, among(dimension.key, choice)))) for choice in choices
            ]
    answers = values([narrowed for _dimension, _choice, narrowed in plan], scope) if plan else []
    found: dict[str, list[Share]] = {}
    for (dimension, choice, narrowed), answer in zip(plan, answers, strict=True):
        if answer.value:
            address = link(narrowed, scope, (*added, among(dimension.key, choice)))
            found.setdefault(str(dimension.label), []).append(Share(said(choice, dimension), answer.value, address))
    return [_division(label, shares) for label, shares in found.items() if len(shares) > 1]


def _division(label: str, shares: Sequence[Share]) -> Division:
    ordered = sorted(shares, key=lambda share: -(share.value or 0))
    return Division(label, tuple(ordered), ordered[0].value or Decimal(0))


def months(figure: Figure, scope: Scope, added: tuple[Condition, ...]) -> Months | None:
    """The months of the period (of its whole year, when it is a single month) beside those of the year before; of a RATIO
    from the beginning to each month's end: what is done in a month may have been due in an earlier one.
    """
    from panshi.ui import charts  # noqa: PLC0415 -- heavy: only this page draws

    if figure.measure is Measure.PERIOD:
        return None
    span = scope.period if len(scope.period.months()) > 1 else Period.year(scope.period.first.year)
    if figure.measure is Measure.RATIO:
        return _to_each_months_end(figure, during(scope, span), added)
    now, before = (value(figure, during(scope, days), by="month") for days in (span, span.year_before()))
    pairs = list(zip_longest(now.parts, before.parts))
    if not any(part and part.value for pair in pairs for part in pair):
        return None
    labels = [part.label for part in now.parts]
    numbers, earlier = ([part.value for part in answer.parts] for answer in (now, before))
    svg = charts.months(numbers, labels=labels, title=f"{figure.label} {span}", last_year=earlier)
    years = _years(span), _years(span.year_before())
    rows = tuple((label, *_cells(now, before, place, added)) for place, label in enumerate(labels))
    return Months(_("By month"), *years, svg=svg, heads=(_("Month"), *years), rows=rows)


def _to_each_months_end(figure: Figure, scope: Scope, added: tuple[Condition, ...]) -> Months | None:
    from panshi.ui import charts  # noqa: PLC0415 -- heavy: only this page draws

    span, earlier = scope.period, during(scope, scope.period.year_before())
    labels = [part.label for part in value(figure, scope, by="month").parts]
    now, before = cumulative(figure, scope), cumulative(figure, earlier)
    if all(answer.value is None for answer in (*now, *before)):
        return None
    begun = [month.first <= today() for month in span.months()]
    numbers = [answer.value if on else None for answer, on in zip(now, begun, strict=True)]
    label, years = _("Cumulative to each month's end"), (_years(span), _years(earlier.period))
    title = f"{figure.label} {span}, {label}"
    svg = charts.months(numbers, labels=labels, title=title, last_year=[answer.value for answer in before])
    heads = (_("To the end of"), years[0], *(str(term.label) for term in _sides(figure)), years[1])
    rows = tuple(
        (name, *(_opening(answer, scope, added) if on else ["—"] * 3), _opening(last, scope, added)[0])
        for name, answer, on, last in zip(labels, now, begun, before, strict=True)
    )
    return Months(label, *years, svg=svg, heads=heads, rows=rows)


def _opening(answer: Value, scope: Scope, added: tuple[Condition, ...]) -> list[str]:
    """A rate and the two figures it is made of, each a link to itself in the same days, as of the scope's position."""
    days = during(scope, answer.scope.period)
    numbers = (answer.value, answer.numerator, answer.denominator)
    figures = (answer.figure, *_sides(answer.figure))
    return [
        "—" if number is None else format_html('<a class="number" href="{}">{}</a>', link(figure, days, added), grouped(number))
        for number, figure in zip(numbers, figures, strict=True)
    ]


def _sides(figure: Figure) -> tuple[Figure, ...]:
    return (figure_called(figure.ratio.numerator), figure_called(figure.ratio.denominator)) if figure.ratio else ()


def _years(span: Period) -> str:
    first, last = span.first.year, span.last.year
    return str(first) if first == last else f"{first}–{last}"


def _cells(now: Value, before: Value, place: int, added: tuple[Condition, ...]) -> list[str]:
    cells = []
    for answer in (now, before):
        part = answer.parts[place] if place < len(answer.parts) else None
        if part is None or part.value is None:
            cells.append("—")
        else:
            href = link(answer.figure, answer.scope, added, period=part.code)
            cells.append(format_html('<a class="number" href="{}">{}</a>', href, grouped(part.value)))
    return cells


def terms(figure: Figure, scope: Scope) -> list[Value]:
    """The two figures of a rate, above and below the line."""
    sides = _sides(figure)
    return values(sides, scope) if sides else []


def made_of(figure: Figure, scope: Scope) -> tuple[Part, ...]:
    """What a score is made of: earned, deducted, short of the quota."""
    return value(figure, scope).parts if figure.measure is Measure.SCORE else ()


def claim(answer: Value, total: int, quantity: Decimal | int | None) -> tuple[bool, str]:
    """Whether the rows make the number, counted and compared here, and the sentence that says so."""
    rows = grouped(total)
    if answer.figure.measure is Measure.PERIOD:
        return True, _("%(rows)s entries cover %(span)s") % {"rows": rows, "span": answer.span or "—"}
    if answer.figure.measure is Measure.SCORE:
        return True, _("%(rows)s entries were scored") % {"rows": rows}
    number = answer.value or Decimal(0)
    if answer.figure.measure is Measure.PEOPLE and total == number:
        return True, _("%(rows)s people, equal to the number") % {"rows": rows}
    if total == number:
        return True, _("%(rows)s entries, equal to the number") % {"rows": rows}
    if quantity == number:
        return True, _("%(rows)s entries, whose quantities add up to the number, %(sum)s") % {
            "rows": rows,
            "sum": grouped(number),
        }
    return False, _("%(rows)s entries do not equal the number %(sum)s") % {"rows": rows, "sum": grouped(number)}


def rule_lines(table: RuleTable, counted: Kind) -> list[tuple[str, str]]:
    """A rule table in words: what is scored, and for how much."""
    base = counted.dimension(table.base_dimension)
    lines = [
        (f"{base.label}: {said(name, base)}", _("%(points)s points") % {"points": _hundredths(points)})
        for name, points in table.base.items()
    ]
    for factor in table.factors:
        dimension = counted.dimension(factor.dimension)
        sign = "≥ " if dimension.type is DimensionType.INTEGER else ""
        lines += [(f"{dimension.label}: {sign}{said(key, dimension)}", f"× {_hundredths(by)}") for key, by in factor.by.items()]
    if table.highest_by:
        label = counted.dimension(table.highest_by).label
        lines.append((_("Several entries of the same %(dimension)s") % {"dimension": label}, _("the highest counts once")))
    for name, points in table.deductions.items():
        dimension = counted.dimension(table.deduction_dimension)
        lines.append((f"{dimension.label}: {said(name, dimension)}", f"− {_hundredths(points)}"))
    if table.quota:
        lines.append(
            (
                _("%(n)s pieces owed by each unit a year") % {"n": table.quota},
                _("− %(points)s for each missing") % {"points": _hundredths(table.shortfall)},
            )
        )
    return lines


def _hundredths(points: int) -> str:
    return grouped(Decimal(points) / 100)
