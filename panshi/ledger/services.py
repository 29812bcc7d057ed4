"""The one door in: post, reverse, correct, seal. Nothing is edited and nothing deleted; a mistake is corrected by adding."""

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.references import Reference
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import rows, selectors
from panshi.ledger.canonical import Row, moment_text
from panshi.ledger.checks import Checker, checked_reason
from panshi.ledger.entries import Entry, Posted
from panshi.ledger.postings import Posting
from panshi.ledger.rows import Fresh
from panshi.ledger.sealing import seal
from panshi.org.models import Person

__all__ = ["correct", "post", "post_many", "reverse", "reverse_many", "seal"]

CHUNK = 5000


class AlreadyPosted(Refusal):
    """The source stands in the ledger with other content."""

    words = Words(
        "“{source}”已经入账（第 {seq} 条），内容不同；要改请冲正后用新的修订号再入账。",
        "“{source}” is already posted as entry {seq}, with other content; reverse it and post a new revision.",
    )
    code = "already-posted"
    status = 409


class AlreadyReversed(Refusal):
    """An entry is taken back once."""

    words = Words("第 {seq} 条已经冲正过（第 {reversal} 条）。", "Entry {seq} is already reversed, by entry {reversal}.")
    code = "already-reversed"
    status = 409


class ReversesReversal(Refusal):
    """A reversal is final; what was taken back wrongly is posted anew."""

    words = Words(
        "第 {seq} 条本身是冲正，不能再冲正；请重新入账。",
        "Entry {seq} is itself a reversal and cannot be reversed; post the record anew.",
    )
    code = "reverses-reversal"


class SameRevision(Refusal):
    """A correction needs a source of its own."""

    words = Words(
        "更正“{source}”要用新的修订号，如“{next}”。",
        "A correction of “{source}” needs a new revision as its source, such as “{next}”.",
    )
    code = "same-revision"


def post(posting: Posting, *, by: Person) -> Entry:
    """Writes the posting at the next position; a source already posted with the same content gives the entry that is there.

    Refuses what `checks` lists, and a source already posted with other content (`AlreadyPosted`).
    """
    post_many((posting,), by=by)
    [row] = rows.read("WHERE source = %s AND sign = 1", [str(posting.source)])
    return rows.entry_of(row)


@transaction.atomic
def post_many(postings: Iterable[Posting], *, by: Person) -> Posted:
    """Writes all postings or none, in order, in bounded memory; sources already there with the same content are skipped.

    Refuses as `post` does; whatever is refused or goes wrong leaves nothing.
    """
    rows.lock_appending()
    head, latest = rows.head()
    checker, posted_at = Checker(), max(moment_text(now()), latest)
    last, some_known, rest, already = head, False, iter(postings), 0
    while chunk := checker.rows(islice(rest, CHUNK), last + 1):
        # Most bulk postings are new throughout: look up what is there only when the unique index says so.
        written = 0 if some_known else rows.insert_until_known(chunk, by=by.pk, posted_at=posted_at)
        fresh = _unposted(chunk[written:], chunk[written][0]) if written < len(chunk) else []
        rows.insert_postings(fresh, by=by.pk, posted_at=posted_at)
        some_known = written + len(fresh) < len(chunk)
        already += len(chunk) - written - len(fresh)
        last += written + len(fresh)
    if last == head:
        return Posted(first=0, last=0, written=0, already=already)
    return Posted(first=head + 1, last=last, written=last - head, already=already)


def reverse(entry: Entry, *, reason: str, by: Person) -> Entry:
    """Takes `entry` back by adding its reversal; refuses an empty reason, a reversal, and one already taken back."""
    return reverse_many((entry,), reason=reason, by=by)[0]


@transaction.atomic
def reverse_many(entries: Iterable[Entry], *, reason: str, by: Person) -> list[Entry]:
    """Takes all of them back, or none; gives the reversals in the same order."""
    said = checked_reason(reason)
    rows.lock_appending()
    head, latest = rows.head()
    posted_at = max(moment_text(now()), latest)
    seqs = [entry.seq for entry in entries]
    originals = {row[0]: row for row in rows.among("seq", seqs)}
    reversals: list[Row] = []
    _refuse_reversed(seqs)
    for position, seq in enumerate(seqs, head + 1):
        if seq not in originals:
            raise selectors.NoEntry(seq=seq)
        original = originals.pop(seq)
        if original[6] < 0:
            raise ReversesReversal(seq=seq)
        # seq … person, day and quantity as they were; sign −1; dims and source; what it reverses, why, who and when.
        reversals.append((position, *original[1:6], -1, *original[7:9], seq, said, by.pk, posted_at, ""))
    rows.insert(reversals)
    return [rows.entry_of(row) for row in reversals]


@transaction.atomic
def correct(entry: Entry, posting: Posting, *, reason: str, by: Person) -> Entry:
    """Takes `entry` back and writes `posting` in its place, both or neither; `posting` has a revision of its own as source.

    Done again with the same posting it gives the entry that is there.
    """
    if posting.source == entry.source:
        raise SameRevision(source=entry.source, next=_next_revision(entry.source))
    rows.lock_appending()
    if selectors.reversal_of(entry.seq) and selectors.by_source(posting.source):
        return post(posting, by=by)
    reverse(entry, reason=reason, by=by)
    return post(posting, by=by)


def _unposted(fresh: Sequence[Fresh], first: int) -> list[Fresh]:
    """The rows whose source is not there yet, renumbered from `first`; refuses a source that is there with other content."""
    known = {
        row[8]: (row[0], (*row[1:6], row[7], row[13]))
        for row in rows.among("source", [row[7] for row in fresh], also="AND sign = 1")
    }
    unposted: list[Fresh] = []
    for row in fresh:
        seq, content = known.get(row[7], (0, ()))
        if not seq:
            position = first + len(unposted)
            known[row[7]] = position, (*row[1:7], row[8])
            unposted.append((position, *row[1:]))
        elif content != (*row[1:7], row[8]):
            raise AlreadyPosted(source=row[7], seq=seq)
    return unposted


def _refuse_reversed(seqs: Sequence[int]) -> None:
    asked: set[int] = set()
    for seq in seqs:
        if seq in asked:
            raise AlreadyReversed(seq=seq, reversal=seq)
        asked.add(seq)
    for row in rows.among("reverses", seqs):
        raise AlreadyReversed(seq=row[9], reversal=row[0])


def _next_revision(source: Reference) -> Reference:
    key, _, revision = source.key.partition("@")
    return Reference(source.name, f"{key}@{int(revision) + 1 if revision.isdigit() else 2}")
