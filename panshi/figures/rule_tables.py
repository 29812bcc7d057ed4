"""Scoring rules are versioned data: points = base × position × length, the highest tier only, deductions, quotas."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from panshi.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Factor:
    """Multiplies the points by what `by` maps the dimension's value to, in hundredths (200 = ×2); others ×1.

    For an INTEGER dimension the keys are thresholds: the highest one reached applies.
    """

    dimension: str
    by: Mapping[str | int, int]


@dataclass(frozen=True, slots=True)
class RuleTable:
    """One version of a scoring table, in force from `since` (inclusive) until `until` (inclusive, None: still).

    `base` gives points in hundredths by the value of `base_dimension` (400 = 4 points; missing: 0).
    `highest_by`: entries that share this dimension's value score once, at the highest (the same work in several tiers).
    `deductions` maps a value of `deduction_dimension` to hundredths taken off per entry, and such entries earn nothing.
    `quota`: pieces each unit owes a year; `shortfall` hundredths are taken off for each one missing.
    """

    key: str
    version: str
    label: Words
    since: date
    base_dimension: str
    base: Mapping[str, int]
    until: date | None = None
    factors: tuple[Factor, ...] = ()
    highest_by: str = ""
    deduction_dimension: str = ""
    deductions: Mapping[str, int] = field(default_factory=dict)
    quota: int = 0
    shortfall: int = 0


_tables: dict[tuple[str, str], RuleTable] = {}


def declare(tables: Iterable[RuleTable]) -> None:
    """Makes the tables known; two under one key and version are a bug."""
    for table in tables:
        place = (table.key, table.version)
        assert _tables.get(place, table) is table, f"{place} is declared twice"
        _tables[place] = table


def versions(key: str) -> tuple[RuleTable, ...]:
    """All versions of the table called `key`, oldest first."""
    return tuple(sorted((t for t in _tables.values() if t.key == key), key=lambda t: t.since))
