"""The one door by which a room of work may ask what a figure comes to: it reads, and says at which position it read.

Only ratings come in here, whose automatic criteria are figures (docs/decisions/0011).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from panshi.figures.compute.asking import Question, question
from panshi.figures.compute.door import values
from panshi.figures.definitions import Figure, Measure
from panshi.figures.selectors import figure
from panshi.figures.statements import standing
from panshi.kernel.numbers import percent
from panshi.kernel.periods import Period
from panshi.ledger import kinds
from panshi.org.choices import Level
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import root

AT_ONCE = (Level.COUNTY, Level.STATION)
"""Levels whose units are answered together, by one statement a kind."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What figures came to at the ledger's position `as_of`: by key, then by the primary key of the unit or person.

    A rate of nothing is None, as in `Value`.
    """

    as_of: int
    values: dict[str, dict[int, Decimal | None]]


def of_units(keys: Iterable[str], units: Sequence[Unit], period: Period, *, as_of: int | None = None) -> Answers:
    """Each figure for each unit and everything below it. Refuses an unknown figure and a position beyond the head."""
    figures = [figure(key) for key in dict.fromkeys(keys)]
    position = question(Scope(root(), period, as_of)).as_of
    found: dict[str, dict[int, Decimal | None]] = {asked.key: {} for asked in figures}
    for level, group in groupby(sorted(units, key=lambda unit: unit.level), key=lambda unit: unit.level):
        members = list(group)
        if level in AT_ONCE and len(members) > 1:
            by_code = {unit.code: unit.pk for unit in members}
            for value in values(figures, Scope(root(), period, position), by="unit", level=level):
                mine = found[value.figure.key]
                mine.update({by_code[part.code]: part.value for part in value.parts if part.code in by_code})
        else:
            for unit in members:
                for value in values(figures, Scope(unit, period, position)):
                    found[value.figure.key][unit.pk] = value.value
    return Answers(position, found)


def of_people(keys: Iterable[str], people: Sequence[Person], period: Period, *, as_of: int | None = None) -> Answers:
    """Each figure on each person's own record, wherever they served: entries (or their quantities) that name them.

    The figures are those `is_personal` says yes to.
    """
    asked = question(Scope(root(), period, as_of))
    found: dict[str, dict[int, Decimal | None]] = {}
    for key in dict.fromkeys(keys):
        sides = _sides(figure(key))
        tallies = [_by_person(asked, side) for side in sides]
        for person in people:
            numbers = [tally.get(person.pk, 0) for tally in tallies]
            found.setdefault(key, {})[person.pk] = percent(*numbers) if len(numbers) == 2 else Decimal(numbers[0])
    return Answers(asked.as_of, found)


def is_personal(asked: Figure) -> bool:
    """Whether the figure can be asked of one person: entries, quantities or attendances of a kind that names people, or a
    rate of two such.
    """
    plain = (Measure.COUNT, Measure.SUM, Measure.PEOPLE, Measure.PERSON_TIMES)
    return all(side.measure in plain and kinds.kind(side.kind).people for side in _sides(asked))


def _sides(asked: Figure) -> tuple[Figure, ...]:
    return (figure(asked.ratio.numerator), figure(asked.ratio.denominator)) if asked.ratio else (asked,)


def _by_person(asked: Question, side: Figure) -> dict[int, int]:
    from sqlglot import exp  # noqa: PLC0415 -- heavy: only statements need it

    segments = asked.segments([side])
    if not segments:
        return {}
    kind = kinds.kind(side.kind)
    number = exp.Sum(this=exp.column("quantity")) if side.measure is Measure.SUM else exp.Count(this=exp.Star())
    named = standing.standing(side, kind.until, [exp.column("person"), number], asked.pattern(segments))
    named = named.where(exp.column("person").is_(exp.null()).not_()).group_by(exp.column("person"))
    return {person: int(total) for person, total in asked.run(named, segments)}
