"""Records in sight of a person, their entries, what waits, and evidence for those who may see it."""

from panshi.ledger import selectors as ledger
from panshi.ledger.entries import Entry
from panshi.work.registers.models import Record


def posted(record: Record) -> list[Entry]:
    """The entries of the record's present revision, without reversals, in order."""
    return [entry for entry in ledger.by_sources(record.sources()) if entry.sign > 0]


def standing(record: Record) -> list[Entry]:
    """The entries of its present revision that are not taken back."""
    entries = posted(record)
    reversed_by = ledger.reversals_of([entry.seq for entry in entries])
    return [entry for entry in entries if entry.seq not in reversed_by]
