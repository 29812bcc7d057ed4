"""Figures counted again from entries alone, in plain Python and one pass: a second opinion that shares no query.

Memory grows with the distinct people and spans of the figures asked for and with the titles a text lists, never with the
entries.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

import orjson

from panshi.figures.definitions import Measure
from panshi.kernel.numbers import percent
from panshi.kernel.periods import Period
from panshi.reviews.composing.claims import Claim
from panshi.reviews.composing.wording import Facts, Say
from panshi.reviews.proofs.definitions import Definition

Fields: TypeAlias = Sequence[str]
"""An entry's canonical lines: form, seq, kind, unit, person, day, quantity, sign, dims, source, reverses, reason, …"""

PROVABLE = frozenset(Measure) - {Measure.SCORE}
REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure is asked: the unit's code, alone or with all below it, and the period."""

    figure: str
    unit: str
    alone: bool
    period: str


@dataclass
class Tally:
    """One figure in one scope, counted entry by entry; a reversal takes away what its posting added."""

    definition: Definition
    units: frozenset[str]
    first: str
    last: str
    listed: bool = False
    total: int = 0
    people: Counter[str] = field(default_factory=Counter)
    titles: dict[str, str] = field(default_factory=dict)
    years: Counter[tuple[int, int]] = field(default_factory=Counter)

    def wants(self, unit: str, day: str, dims: Mapping[str, object]) -> bool:
        """Whether an entry of the figure, of this unit and day, counts here."""
        if unit not in self.units:
            return False
        if self.definition.measure is Measure.PERIOD:  # its own years overlap the period's, whenever it was adopted
            first, last = (int(str(dims[name])) for name in self.definition.period_dimensions)
            return first <= int(self.last[:4]) and last >= int(self.first[:4])
        if day > self.last:
            return False
        match self.definition.measure:
            case Measure.STOCK:
                until = dims.get(self.definition.until or "")
                return until is None or str(until) > self.last
            case Measure.ORDINAL:
                return True
            case _:
                return day >= self.first

    def add(self, fields: Fields, dims: Mapping[str, object]) -> None:
        """Counts the entry."""
        sign, measure = int(fields[7]), self.definition.measure
        if measure is Measure.PEOPLE:
            self.people[fields[4]] += sign
        elif measure is Measure.PERIOD:
            first, last = (int(str(dims[name])) for name in self.definition.period_dimensions)
            self.years[first, last] += sign
        elif measure is Measure.SUM or (measure is Measure.PERSON_TIMES and not self.definition.people):
            self.total += sign * int(fields[6])
        else:
            self.total += sign
        if self.listed:
            self._list(fields, dims, sign)

    def _list(self, fields: Fields, dims: Mapping[str, object], sign: int) -> None:
        title = dims.get(self.definition.title or "")
        if title is not None and sign > 0:
            self.titles[fields[1]] = str(title)
        elif sign < 0:
            self.titles.pop(fields[10], None)

    def facts(self) -> Facts:
        """What the entries add up to."""
        titles = tuple(dict.fromkeys(self.titles.values()))
        match self.definition.measure:
            case Measure.PEOPLE:
                return Facts(Decimal(sum(net > 0 for net in self.people.values())), titles=titles)
            case Measure.PERIOD:
                standing = [years for years, net in self.years.items() if net > 0]
                if not standing:
                    return Facts(Decimal(0))
                first, last = min(years[0] for years in standing), max(years[1] for years in standing)
                return Facts(Decimal(last - first + 1), span=f"{first}—{last}")
            case _:
                return Facts(Decimal(self.total), titles=titles)


class Count:
    """All that a text claims, counted together. `paths` are the units: code → (id, path in the tree)."""

    def __init__(self, definitions: Mapping[str, Definition], paths: Mapping[str, tuple[int, str]]) -> None:
        self._definitions = definitions
        self._paths = paths
        self._tallies: dict[Place, Tally] = {}
        self._kinds: dict[str, dict[str, list[Tally]]] = {}
        self._seen: dict[tuple[str, str], tuple[Mapping[str, object], tuple[Tally, ...]]] = {}

    def expect(self, claims: Iterable[Claim]) -> None:
        """Prepares to count what the claims state; raises KeyError for a figure, unit or measure that is not explained."""
        for claim in claims:
            self._expect(claim.figure, claim, claim.period)
            if claim.period_before:
                self._expect(claim.figure, claim, claim.period_before)

    def take(self, fields: Fields) -> bool:
        """Counts one entry everywhere it belongs; False when it belongs nowhere."""
        kind = self._kinds.get(fields[2])
        if kind is None:
            return False
        dims, tallies = self._seen.get((fields[2], fields[8])) or self._match(kind, fields[2], fields[8])
        wanted = False
        for tally in tallies:
            if tally.wants(fields[3], fields[5], dims):
                tally.add(fields, dims)
                wanted = True
        return wanted

    def facts(self, claim: Claim) -> Facts:
        """What the counted entries say about the claim."""
        now = self._facts(claim.figure, claim, claim.period)
        match claim.says():
            case Say.CHANGE:
                return Facts(now.value, self._facts(claim.figure, claim, claim.period_before).value)
            case Say.TITLES:
                return Facts(Decimal(len(now.titles)), titles=now.titles)
            case Say.SPAN:
                return Facts(now.value, span=now.span)
            case _:
                return Facts(now.value)

    def _expect(self, key: str, claim: Claim, period: str) -> None:
        definition = self._definitions[key]
        if definition.ratio:
            self._expect(definition.ratio.numerator, claim, period)
            self._expect(definition.ratio.denominator, claim, period)
            return
        if definition.measure not in PROVABLE:
            raise KeyError(key)
        place = Place(key, claim.unit, claim.alone, period)
        if place not in self._tallies:
            days = Period.parse(period)
            units = self._units(claim.unit, alone=claim.alone)
            tally = Tally(definition, units, days.first.isoformat(), days.last.isoformat())
            self._tallies[place] = tally
            self._kinds.setdefault(definition.kind, {}).setdefault(key, []).append(tally)
        self._tallies[place].listed |= claim.says() is Say.TITLES

    def _units(self, code: str, *, alone: bool) -> frozenset[str]:
        own, path = self._paths[code]
        if alone:
            return frozenset([str(own)])
        return frozenset(str(unit) for unit, below in self._paths.values() if below.startswith(path))

    def _match(self, kind: Mapping[str, list[Tally]], key: str, text: str) -> tuple[Mapping[str, object], tuple[Tally, ...]]:
        dims = orjson.loads(text)
        tallies = tuple(tally for group in kind.values() if group[0].definition.takes(dims) for tally in group)
        if len(self._seen) >= REMEMBERED:
            self._seen.clear()
        self._seen[key, text] = (dims, tallies)
        return dims, tallies

    def _facts(self, key: str, claim: Claim, period: str) -> Facts:
        definition = self._definitions[key]
        if not definition.ratio:
            return self._tallies[Place(key, claim.unit, claim.alone, period)].facts()
        sides = (definition.ratio.numerator, definition.ratio.denominator)
        above, below = (self._facts(side, claim, period) for side in sides)
        return Facts(percent(above.value or 0, below.value or 0))
