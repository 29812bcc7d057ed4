"""The one door out: entries by position, by source, their reversals."""

from collections.abc import Sequence

from panshi.kernel.references import Reference
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import rows
from panshi.ledger.entries import Entry


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


def reversals(*, limit: int = 20, before: int | None = None) -> list[Entry]:
    """The newest reversals, newest first; `before` a position, to page on."""
    # Sorted by an expression, so that the index over the few reversals is read and not every entry backwards.
    newest = "WHERE reverses > 0 AND seq < %s ORDER BY seq + 0 DESC LIMIT %s"
    return [rows.entry_of(row) for row in rows.read(newest, [before or 2**62, limit])]
