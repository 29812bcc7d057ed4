"""What is handed to the ledger to be written: a posting, before it has a position."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from panshi.kernel.references import Reference
from panshi.ledger.kinds import Kind
from panshi.org.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Posting:
    """One thing that counts, about to become an entry.

    `quantity` is a whole number ≥ 0 (1 where the kind has none of its own); `person` stands exactly when the kind
    counts people; `source` is unique among postings, so the same source posts once; `evidence` are SHA-256 digests in hex.
    """

    kind: Kind
    unit: Unit
    occurred_on: date
    source: Reference
    dims: Mapping[str, object] = field(default_factory=dict)
    quantity: int = 1
    person: Person | None = None
    evidence: tuple[str, ...] = ()
