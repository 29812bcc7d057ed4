"""What stands beside a table that leaves: what it is, of what, by which state of the ledger, who took it and when."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from panshi.kernel.clock import now
from panshi.org.models import Person
from panshi.org.scope import Scope

Line = tuple[str, object]


def about(what: str, *, scope: Scope, by: Person, as_of: int, also: Iterable[Line] = ()) -> list[Line]:
    """The lines of a table's second sheet; `as_of` is the ledger position it stands on, `also` what narrows it."""
    return [
        (_("Table"), what),
        *also,
        (_("Unit"), f"{scope.unit.name} ({scope.unit.code})"),
        (_("Period"), str(scope.period)),
        (_("Ledger position"), as_of),
        (_("Taken out by"), f"{by.name} ({by.number})"),
        (_("Taken out at"), now()),
        (_("Names"), _("People stand here by name where whoever took the table out may see them, and elsewhere not.")),
    ]
