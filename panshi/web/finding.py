"""Search over what the rooms share: figures by any of their names, units, and people where they may be seen."""

from dataclasses import dataclass

from django.db.models import Q

from panshi.figures.definitions import Figure, declared
from panshi.org.models import Person, Unit
from panshi.org.permissions import LABELS
from panshi.org.scope import Scope
from panshi.org.selectors import units_with

LONGEST = 100
MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What fits, each sort at most `MOST`."""

    figures: tuple[Figure, ...] = ()
    units: tuple[Unit, ...] = ()
    people: tuple[Person, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.units or self.people)


def find(asked: str, *, person: Person, scope: Scope) -> Found:
    """Everything `person` may see whose name contains every word asked for; nothing for nothing."""
    words = asked.casefold().split()
    if not words:
        return Found()
    return Found(_figures(words), _units(words, person), _people(words, person))


def _figures(words: list[str]) -> tuple[Figure, ...]:
    fitting = [figure for figure in declared() if all(word in _names(figure) for word in words)]
    return tuple(sorted(fitting, key=lambda figure: (len(figure.label.zh), figure.key))[:MOST])


def _names(figure: Figure) -> str:
    said = (figure.key, figure.label.zh, figure.label.en, *figure.aliases)
    return "\n".join(said).casefold()


def _units(words: list[str], person: Person) -> tuple[Unit, ...]:
    named = Q()
    for word in words:
        named &= Q(name__icontains=word) | Q(code__iexact=word)
    return tuple(units_with("figures.view", person=person).filter(named).order_by("depth", "path")[:MOST])


def _people(words: list[str], person: Person) -> tuple[Person, ...]:
    """People are found by those who work with people's records, and only in their own part of the tree."""
    permission = "people.view" if "people.view" in LABELS else "org.manage"
    seen = units_with(permission, person=person)
    named = Q()
    for word in words:
        named &= Q(name__icontains=word) | Q(number__iexact=word)
    return tuple(Person.objects.filter(named, postings__unit__in=seen).distinct().order_by("number")[:MOST])
