"""What the ledger hands out: entries, what a bulk posting did, and signed checkpoints."""

from dataclasses import dataclass
from datetime import date, datetime

from panshi.kernel.references import Reference
from panshi.ledger.kinds import DimensionValue


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that counts (`sign` +1), or the taking back of one (`sign` −1, `reverses` names it), at position `seq`.

    A reversal copies kind, unit, person, date, quantity, dimensions and source of what it reverses.
    `dims` are typed as the kind says, dates as dates; `evidence` are SHA-256 digests in hex; `posted_at` is aware, in UTC.
    """

    seq: int
    kind: str
    unit_id: int
    person_id: int | None
    occurred_on: date
    quantity: int
    sign: int
    dims: dict[str, DimensionValue]
    source: Reference
    reverses: int | None
    reason: str
    posted_by_id: int
    posted_at: datetime
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Posted:
    """What `post_many` did: `written` new entries at positions `first` to `last` (0 when none), `already` there before."""

    first: int
    last: int
    written: int
    already: int


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The first `size` entries have the Merkle root `root` (32 bytes); `note` says so, signed (C2SP tlog-checkpoint)."""

    size: int
    root: bytes
    note: str
    sealed_at: datetime
