"""Dates outside a term: of the plan a record belongs to, or of what it says itself about its end."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.ledger.kinds import DimensionType, Kind
from panshi.work.registers.choices import GONE
from panshi.work.registers.models import Record
from panshi.work.registers.selectors.doubting.suspects import Doubt, Sort, Suspect

FIRST, LAST, WITHIN = "from_year", "to_year", "programme"
"""Dimensions that make a kind a plan over years, and the one by which other kinds name the plan they belong to."""


def outside_terms(suspects: Sequence[Suspect]) -> list[list[Doubt]]:
    """For each, what of its dates lies outside a term."""
    years = _plans({str(suspect.dims[WITHIN]) for suspect in suspects if suspect.dims.get(WITHIN)})
    return [[*_own_end(suspect), *_own_years(suspect), *_plan_years(suspect, years)] for suspect in suspects]


def has_terms(kind: Kind) -> bool:
    """Whether records of the kind say anything that a date could lie outside of."""
    keys = {dimension.key for dimension in kind.dimensions}
    return WITHIN in keys or _is_plan(kind) or any(each.type is DimensionType.DATE for each in kind.dimensions)


def _plans(names: set[str]) -> dict[str, tuple[int, int]]:
    """The years of the plans called so."""
    planned = [kind.key for kind in kinds.kinds() if _is_plan(kind)]
    found = Record.objects.filter(kind__in=planned, title__in=names).exclude(state__in=GONE) if names else ()
    return {plan.title: (int(str(plan.dims[FIRST])), int(str(plan.dims[LAST]))) for plan in found}


def _is_plan(kind: Kind) -> bool:
    return {FIRST, LAST} <= {dimension.key for dimension in kind.dimensions}


def _own_end(suspect: Suspect) -> Iterable[Doubt]:
    for dimension in suspect.kind.dimensions:
        text = suspect.dims.get(dimension.key)
        if dimension.type is DimensionType.DATE and text and date.fromisoformat(str(text)) < suspect.occurred_on:
            said = Words(
                f"{dimension.label.zh} {text} 早于发生日期 {suspect.occurred_on}。",
                f"The {dimension.label.en}, {text}, lies before the day itself, {suspect.occurred_on}.",
            )
            yield Doubt(Sort.TERM, said)


def _own_years(suspect: Suspect) -> Iterable[Doubt]:
    if not _is_plan(suspect.kind):
        return
    first, last = int(str(suspect.dims[FIRST])), int(str(suspect.dims[LAST]))
    if first > last:
        yield Doubt(
            Sort.TERM, Words(f"起始年 {first} 晚于结束年 {last}。", f"It starts in {first} and ends in {last}, before that.")
        )
    elif not first - 1 <= suspect.occurred_on.year <= last:  # a plan is adopted in its first year or the year before
        yield Doubt(Sort.TERM, _outside(suspect.occurred_on, first, last))


def _plan_years(suspect: Suspect, years: Mapping[str, tuple[int, int]]) -> Iterable[Doubt]:
    named = str(suspect.dims.get(WITHIN) or "")
    if named in years and not years[named][0] <= suspect.occurred_on.year <= years[named][1]:
        yield Doubt(Sort.TERM, _outside(suspect.occurred_on, *years[named], named=named))


def _outside(day: date, first: int, last: int, named: str = "") -> Words:
    return Words(
        f"{day} 不在{f'“{named}”' if named else '规划'}的 {first}—{last} 年内。",
        f"{day} lies outside the years of {f'“{named}”' if named else 'the plan'}, {first}–{last}.",
    )
