"""The first page by role."""

from dataclasses import dataclass

from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.ui.notices import Notice, notices


@dataclass(frozen=True, slots=True)
class Home:
    """What the first page shows."""

    notices: tuple[Notice, ...]


def home_of(*, person: Person, scope: Scope) -> Home:
    """The page for what the person's roles need first."""
    return Home(tuple(notices(person=person, scope=scope)))
