"""The part of the tree and the span of days a question is asked about; it stands in the address of every page."""

from dataclasses import dataclass

from panshi.kernel.periods import Period
from panshi.org.models import Unit


@dataclass(frozen=True, slots=True)
class Scope:
    """`unit` and everything below it (of `own`, only what is the unit's own and no other's), over `period`, by the
    ledger's state at `as_of` (None: now).
    """

    unit: Unit
    period: Period
    as_of: int | None = None
    own: bool = False
