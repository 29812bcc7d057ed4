"""One person's permission, asked for once however many records it is needed for."""

from functools import cached_property

from panshi.kernel.refusals import NotAllowed
from panshi.org.models import Person, Unit
from panshi.org.permissions import LABELS
from panshi.org.selectors import subtrees_with


class Permit:
    """Where `person` has `permission` today; read when first asked."""

    def __init__(self, permission: str, person: Person) -> None:
        self._permission, self._person = permission, person

    def require(self, unit: Unit) -> None:
        """Refuses as `panshi.org.selectors.require` does."""
        if not unit.path.startswith(self._subtrees):
            raise NotAllowed(unit=unit.name, permission=LABELS[self._permission])

    @cached_property
    def _subtrees(self) -> tuple[str, ...]:
        return subtrees_with(self._permission, person=self._person)
