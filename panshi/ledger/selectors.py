"""The one door out: entries by position and by source, their reversals, and the proofs that they are sealed."""

from collections.abc import Sequence

from panshi.kernel.references import Reference
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import merkle, rows, sealing, tiles
from panshi.ledger.entries import Checkpoint, Entry
from panshi.ledger.models import CheckpointRow


class NoEntry(Refusal):
    """The ledger does not reach that far."""

    words = Words("账本里没有第 {seq} 条。", "The ledger has no entry {seq}.")
    code = "no-entry"
    status = 404


def head() -> int:
    """The last committed position; 0 of an empty ledger."""
    return rows.head()[0]


def entry(seq: int) -> Entry:
    """The entry at this position, or a refusal naming it."""
    return entries([seq])[0]


def entries(seqs: Sequence[int]) -> list[Entry]:
    """The entries at these positions, in the order asked; refuses a position that is not there."""
    found = {row[0]: row for row in rows.among("seq", seqs)}
    for seq in seqs:
        if seq not in found:
            raise NoEntry(seq=seq)
    return [rows.entry_of(found[seq]) for seq in seqs]


def by_source(reference: Reference) -> list[Entry]:
    """The posting of this source and its reversal, if they are there, in order."""
    posted = rows.read("WHERE source = %s AND sign = 1", [str(reference)])
    reversed_by = rows.among("reverses", [row[0] for row in posted])
    return [rows.entry_of(row) for row in (*posted, *reversed_by)]


def by_sources(references: Sequence[Reference]) -> list[Entry]:
    """The postings of these sources and their reversals, in order; sources never posted are passed over."""
    posted = list(rows.among("source", [str(reference) for reference in references], also="AND sign = 1"))
    reversed_by = rows.among("reverses", [row[0] for row in posted])
    return [rows.entry_of(row) for row in sorted((*posted, *reversed_by))]


def reversal_of(seq: int) -> Entry | None:
    """The entry that takes this one back, if one does."""
    return next((rows.entry_of(row) for row in rows.among("reverses", [seq])), None)


def reversals_of(seqs: Sequence[int]) -> dict[int, Entry]:
    """The reversals of these entries, by the position they reverse."""
    return {row[9]: rows.entry_of(row) for row in rows.among("reverses", seqs) if row[9] is not None}


def reversals(*, limit: int = 20, before: int | None = None, units: Sequence[int] | None = None) -> list[Entry]:
    """The newest reversals, newest first; `before` a position, to page on; `units` are the units they may be of (all)."""
    asked: list[int | str] = [before or 2**62, *(units or ()), limit]
    inside = f"AND unit_id IN ({', '.join(['%s'] * len(units))})" if units is not None else ""
    # Sorted by an expression, so that the index over the few reversals is read and not every entry backwards.
    newest = f"WHERE reverses > 0 AND seq < %s {inside} ORDER BY seq + 0 DESC LIMIT %s"
    return [rows.entry_of(row) for row in rows.read(newest, asked)]


def latest_checkpoint() -> Checkpoint | None:
    """The signed checkpoint over the most entries."""
    return sealing.newest()


def checkpoint_covering(seq: int) -> Checkpoint | None:
    """The first checkpoint that this entry is under; None while it is not sealed."""
    row = CheckpointRow.objects.filter(size__gte=seq).order_by("size").first()
    return sealing.checkpoint_of(row) if row else None


def checkpoints(*, limit: int = 20) -> list[Checkpoint]:
    """The newest checkpoints, newest first."""
    return [sealing.checkpoint_of(row) for row in CheckpointRow.objects.order_by("-size")[:limit]]


def leaf_hash(seq: int) -> bytes:
    """The stored leaf hash of a sealed entry."""
    [found] = tiles.stored(0, seq - 1, seq)
    return found


def inclusion_proof(seq: int, size: int) -> tuple[bytes, ...]:
    """The proof that the entry is in the tree of the first `size` entries, all sealed; checked by `merkle.includes`."""
    return merkle.inclusion(seq - 1, size, tiles.subtree)


def consistency_proof(old: int, new: int) -> tuple[bytes, ...]:
    """The proof that the first `new` entries begin with the first `old` unchanged; checked by `merkle.extends`."""
    return merkle.consistency(old, new, tiles.subtree)
