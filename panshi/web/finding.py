"""Search over what the rooms share: figures by any of their names, units, records, and people where they may be seen."""

from dataclasses import dataclass

from django.db.models import Q

from panshi.figures.compute import values
from panshi.figures.definitions import Figure
from panshi.figures.selectors import catalogue
from panshi.figures.values import Value
from panshi.org.models import Person, Unit
from panshi.org.permissions import LABELS
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.work.registers.models import Record
from panshi.work.registers.selectors import Sought, records

LONGEST = 100
MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What fits, each sort at most `MOST`."""

    figures: tuple[Value, ...] = ()
    units: tuple[Unit, ...] = ()
    people: tuple[Person, ...] = ()
    records: tuple[Record, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.units or self.people or self.records)


def find(asked: str, *, person: Person, scope: Scope) -> Found:
    """Everything `person` may see whose name contains every word asked for; nothing for nothing."""
    words = asked.casefold().split()
    if not words:
        return Found()
    figures = tuple(values(_figures(words), scope))
    return Found(figures, _units(words, person), _people(words, person), _records(words, person, scope))


def _figures(words: list[str]) -> tuple[Figure, ...]:
    fitting = [figure for figure in catalogue() if all(word in _names(figure) for word in words)]
    return tuple(sorted(fitting, key=lambda figure: (len(figure.label.zh), figure.key))[:MOST])


def _names(figure: Figure) -> str:
    said = (figure.key, figure.label.zh, figure.label.en, *figure.aliases)
    return "\n".join(said).casefold()


def _units(words: list[str], person: Person) -> tuple[Unit, ...]:
    named = Q()
    for word in words:
        named &= Q(name__icontains=word) | Q(code__iexact=word)
    return tuple(units_with("figures.view", person=person).filter(named).order_by("depth", "path")[:MOST])


def _records(words: list[str], person: Person, scope: Scope) -> tuple[Record, ...]:
    found = records(Sought(), person=person, scope=scope)
    for word in words:
        found = found.filter(title__icontains=word)
    return tuple(found[:MOST])


def _people(words: list[str], person: Person) -> tuple[Person, ...]:
    """People are found by those who work with people's records, and only in their own part of the tree."""
    permission = "people.view" if "people.view" in LABELS else "org.manage"
    seen = units_with(permission, person=person)
    named = Q()
    for word in words:
        named &= Q(name__icontains=word) | Q(number__iexact=word)
    return tuple(Person.objects.filter(named, postings__unit__in=seen).distinct().order_by("number")[:MOST])
