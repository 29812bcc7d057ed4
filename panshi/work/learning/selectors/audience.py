"""Whom a task is for: its lines read against the roster of a day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from panshi.org.choices import AbsenceReason
from panshi.org.models import Posting, Unit
from panshi.org.selectors import excused, holding
from panshi.work.learning.models import Clause

MANY = 40
"""Units up to this number are asked for by their paths; more are told apart afterwards."""


class Member(NamedTuple):
    """Somebody on the roster: where they are, as what, and why they are excused ("" when they are not)."""

    person_id: int
    unit_id: int
    path: str
    category: str
    excused: str


class _Placed(NamedTuple):
    person_id: int
    unit_id: int
    path: str
    category: str
    post: str
    leader: bool


@dataclass(frozen=True, slots=True)
class Away:
    """How many of a unit's people are excused for one reason."""

    unit: Unit
    reason: AbsenceReason
    people: int


def audience(clauses: Iterable[Clause], *, within: Unit, on: date) -> list[Member]:
    """Everybody on the roster of the day, in `within` and below, whom some line takes in and none leaves out; each once.

    Ordered by unit, category and excuse. Who is posted twice is taken where they were posted last.
    """
    lines = list(clauses)
    taking = [clause for clause in lines if not clause.leaves_out]
    takes = [_test(clause) for clause in taking]
    leaves = [_test(clause) for clause in lines if clause.leaves_out]
    if not takes:
        return []
    away = dict(excused(on=on).order_by("-since", "-pk").values_list("person_id", "reason"))
    taken: dict[int, Member] = {}
    left: set[int] = set()
    for placed in _roster(taking, within=within, on=on):
        if any(test(placed) for test in leaves):
            left.add(placed.person_id)
        elif any(test(placed) for test in takes):
            reason = away.get(placed.person_id, "")
            taken[placed.person_id] = Member(placed.person_id, placed.unit_id, placed.path, placed.category, reason)
    found = [member for person, member in taken.items() if person not in left]
    return sorted(found, key=lambda member: (member.path, member.category, member.excused, member.person_id))


def away_by_unit(members: Iterable[Member], *, below: Unit) -> list[Away]:
    """The excused ones by the units directly below `below` (itself for its own people) and by reason."""
    step = len(below.path) + Unit.steplen
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for member in members:
        if member.excused:
            counted[member.path[:step], member.excused] += 1
    units = {unit.path: unit for unit in Unit.objects.filter(path__in={path for path, _reason in counted})}
    return [Away(units[path], AbsenceReason(reason), people) for (path, reason), people in sorted(counted.items())]


def _roster(taking: Sequence[Clause], *, within: Unit, on: date) -> Iterable[_Placed]:
    """The postings of the day, one's last coming last; in the database it is narrowed to the units asked for."""
    open_on = Q(unit__opened_on__lte=on) & (Q(unit__closed_on__isnull=True) | Q(unit__closed_on__gte=on))
    held = Posting.objects.filter(holding(on), open_on, unit__path__startswith=within.path)
    paths = [clause.unit.path for clause in taking if clause.unit is not None]
    if len(paths) == len(taking) <= MANY:
        held = held.filter(reduce(or_, (Q(unit__path__startswith=path) for path in paths)))
    columns = ("person_id", "unit_id", "unit__path", "person__category", "post", "leader")
    return map(_Placed._make, held.order_by("since", "pk").values_list(*columns).iterator(chunk_size=5000))


def _test(clause: Clause) -> Callable[[_Placed], bool]:
    """Whether all that the line says holds of somebody."""
    path = clause.unit.path if clause.unit is not None else ""
    listed = frozenset(clause.people) if clause.people else None
    circle = frozenset(clause.circle.people.values_list("pk", flat=True)) if clause.circle is not None else None

    def holds(placed: _Placed) -> bool:
        return (
            placed.path.startswith(path)
            and (not clause.category or placed.category == clause.category)
            and (not clause.post or placed.post == clause.post)
            and (not clause.leaders or placed.leader)
            and (listed is None or placed.person_id in listed)
            and (circle is None or placed.person_id in circle)
        )

    return holds
