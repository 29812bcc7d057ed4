"""Which unit a clause speaks of: the names of the units of the tree, written in full."""

import re
from collections.abc import Sequence

from panshi.org.choices import Level
from panshi.org.models import Unit

_LEVELS = (Level.COUNTY, Level.STATION)
"""Divisions are left out: what a bureau's own division did is the bureau's."""


def units_named(clauses: Sequence[str], *, below: Unit) -> list[Unit | None]:
    """For each clause the one unit below `below` it names in full; None when it names none or several."""
    if not any(clauses):
        return [None] * len(clauses)
    names = {unit.name: unit for unit in Unit.objects.filter(path__startswith=below.path, level__in=_LEVELS).exclude(pk=below.pk)}
    if not names:
        return [None] * len(clauses)
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    return [_only({found[0] for found in pattern.finditer(clause)}, names) for clause in clauses]


def _only(found: set[str], names: dict[str, Unit]) -> Unit | None:
    return names[found.pop()] if len(found) == 1 else None
