"""Where the lake's entries come from: the ledger, by position."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from panshi.ledger import selectors
from panshi.ledger.canonical import entry_bytes

if TYPE_CHECKING:
    import pyarrow

COLUMNS = ("seq", "kind", "unit_id", "person_id", "occurred_on", "quantity", "sign", "dims", "reverses")
WITNESSES_SPREAD, WITNESSES_LAST = 16, 16


class Source(Protocol):
    """A gap-free run of entries, told apart from any other by its witnesses."""

    def head(self) -> int:
        """The last committed position, 0 when empty."""

    def batches(self, lo: int, hi: int) -> "Iterator[pyarrow.RecordBatch]":
        """The entries with lo < seq <= hi, in order, with the ledger's columns named in `COLUMNS`."""

    def witnesses(self, seqs: Sequence[int]) -> dict[int, str]:
        """Digests of the entries at these positions."""


class Ledger:
    """The ledger of the default database."""

    def head(self) -> int:
        return selectors.head()

    def batches(self, lo: int, hi: int) -> "Iterator[pyarrow.RecordBatch]":
        from panshi.ledger import feed  # noqa: PLC0415 -- heavy: pyarrow, and only a sync needs it

        return feed.batches(lo, hi, columns=COLUMNS)

    def witnesses(self, seqs: Sequence[int]) -> dict[int, str]:
        return {entry.seq: sha256(entry_bytes(entry)).hexdigest()[:24] for entry in selectors.entries(seqs)}


def witness_positions(mark: int) -> list[int]:
    """Which entries stand witness for the first `mark`: the last ones, and some spread evenly over the rest."""
    spread = {1 + (mark - 1) * step // WITNESSES_SPREAD for step in range(WITNESSES_SPREAD)}
    last = set(range(mark - WITNESSES_LAST + 1, mark + 1))
    return sorted(seq for seq in spread | last if 1 <= seq <= mark)
