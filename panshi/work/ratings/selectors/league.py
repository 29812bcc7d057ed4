"""How many stars there are: in the scope, and in each unit directly below it, as the figures have it."""

from dataclasses import dataclass

from panshi.figures import asking
from panshi.figures.selectors import figure
from panshi.figures.values import Value
from panshi.org.models import Unit
from panshi.org.scope import Scope

KEYS = (
    "ratings.centres_five_star",
    "ratings.centres_four_star",
    "ratings.stations_five_star",
    "ratings.stations_four_star",
    "ratings.officers_five_star",
    "ratings.officers_four_star",
    "ratings.auxiliaries_five_star",
    "ratings.auxiliaries_four_star",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A unit and its stars, in the order of `KEYS`."""

    unit: Unit
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class League:
    """The scope's own numbers and those of the units below, most five-star places first."""

    values: tuple[Value, ...]
    rows: tuple[Row, ...]


def league(scope: Scope) -> League:
    """Stars held on the period's last day. Every number is the figure's, at one position."""
    below = list(Unit.objects.filter(path__startswith=scope.unit.path, depth=scope.unit.depth + 1).order_by("path"))
    answers = asking.of_units(KEYS, [scope.unit, *below], scope.period, as_of=scope.as_of)
    rows = [Row(unit, _values(unit, scope, answers)) for unit in below]
    rows = [row for row in rows if any(value.value for value in row.values)]
    rows.sort(key=lambda row: tuple(-(value.value or 0) for value in (row.values[2], row.values[4], row.values[6])))
    return League(_values(scope.unit, scope, answers), tuple(rows))


def _values(unit: Unit, scope: Scope, answers: asking.Answers) -> tuple[Value, ...]:
    asked = Scope(unit, scope.period, scope.as_of)
    return tuple(Value(figure(key), asked, answers.as_of, answers.values[key].get(unit.pk)) for key in KEYS)
