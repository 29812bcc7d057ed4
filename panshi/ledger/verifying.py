"""Verifying: everything the ledger claims is computed again from the rows, and the first entry that does not fit is named.

The rows are read in order once. Each is hashed and held against its stored hash; the tree is grown anew from the rows and
held against every signed checkpoint. What is not sealed yet has no stored hash and is checked for order alone.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection

from panshi.ledger import keys, notes, rows, sealed_runs, sealing, tiles
from panshi.ledger.canonical import Row, leaf_hashes
from panshi.ledger.diagnosis import Fault, fault, first_missing, misplaced
from panshi.ledger.entries import Checkpoint
from panshi.ledger.merkle import HEIGHT, WIDTH, Tree
from panshi.ledger.models import CheckpointRow, Tile

LENGTH = 16 * WIDTH  # rows read at a time: whole tiles, so that stored hashes come by the tile
WORTH_PROCESSES = 100_000  # sealed entries that take this process longer than starting others


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault` is the first thing that does not fit, None when all does; `entries` stand in the ledger, the first `sealed`
    of them under `checkpoints` signed checkpoints.
    """

    entries: int
    sealed: int
    checkpoints: int
    fault: Fault | None = None

    @property
    def unsealed(self) -> int:
        """How many entries no checkpoint covers yet."""
        return max(0, self.entries - self.sealed)


class Misfit(Exception):
    """Ends the pass."""

    def __init__(self, found: Fault) -> None:
        super().__init__()
        self.fault = found


def verify(*, progress: Callable[[int], object] | None = None) -> Verdict:
    """Reads and recomputes the whole ledger in constant memory; `progress` is told how many entries each batch had."""
    newest = sealing.newest()
    head, sealed = rows.head()[0], newest.size if newest else 0
    found = None
    try:
        if newest:
            _check_statement(newest)  # before its size is believed
        _Pass(head, sealed).run(progress)
    except Misfit as misfit:
        found = misfit.fault
    except tiles.TilesDamaged as damaged:
        found = fault("tile-missing", damaged.first)
    return Verdict(entries=head, sealed=sealed, checkpoints=CheckpointRow.objects.count(), fault=found)


class _Pass:
    """One reading of the ledger from the first entry to the last."""

    def __init__(self, head: int, sealed: int) -> None:
        self.head, self.sealed = head, sealed
        self.tree = Tree()
        self.readers: sealed_runs.Readers | None = None
        self.posted_at = ""  # of the entry before
        self.fitting = 0  # the size of the last checkpoint that fits
        self.doubted: Checkpoint | None = None  # the first whose root is not that of the rows
        self.suspect: tuple[int, int] | None = None  # the first entries whose common hash is not the stored one

    def run(self, progress: Callable[[int], object] | None) -> None:
        with self._readers() as self.readers:
            self._read_all(progress)
        if self.doubted:
            self._fail_changed(self.doubted)
        beyond = Tile.objects.filter(level=0, first__gte=self.sealed).order_by("first").values_list("first", flat=True).first()
        if beyond is not None:
            raise Misfit(fault("tile-beyond", beyond + 1))

    def _bounds(self) -> Iterator[tuple[int, int]]:
        end = max(self.head, self.sealed)
        return ((low, min(low + LENGTH, end)) for low in range(0, end, LENGTH))

    def _readers(self) -> AbstractContextManager[sealed_runs.Readers | None]:
        """Processes that read the sealed rows ahead, where many of them are committed in a file of SQLite."""
        if self.sealed < WORTH_PROCESSES or not rows.in_file():
            return nullcontext()
        statement = sealed_runs.query(rows.SELECTED["sqlite"])
        return sealed_runs.Readers(str(connection.settings_dict["NAME"]), statement, length=LENGTH, end=self.sealed)

    def _read_all(self, progress: Callable[[int], object] | None) -> None:
        checkpoints = _checkpoints()
        due = next(checkpoints, None)
        for low, high in self._bounds():
            hashes = self._fitting(low, high)
            while due and due.size <= high:
                self._grow(hashes[self.tree.size - low : due.size - low])
                self._hold_against(due)
                due = next(checkpoints, None)
            self._grow(hashes[self.tree.size - low : self.sealed - low] if self.sealed > self.tree.size else [])
            if progress:
                progress(high - low)

    def _fitting(self, low: int, high: int) -> list[bytes]:
        """The rows' hashes; fails at the first row that is missing, out of order or not as it was sealed."""
        expected = _stored_leaves(low, min(high, self.sealed)) if low < self.sealed else b""
        if connection.vendor == "sqlite" and high <= self.sealed:
            hashes = self._sound(low, high, expected)
            if hashes:
                return hashes
        run = _read(low, high)
        there = len(expected) // tiles.DIGEST
        hashes = leaf_hashes(run[:there])
        if b"".join(hashes) != expected:
            self._fail_first(run, hashes, expected, low)
        if len(run) < high - low:
            raise Misfit(first_missing(run, low, high))
        moments = [self.posted_at, *[row[12] for row in run]]
        if moments != sorted(moments):
            late = next(place for place in range(len(run)) if moments[place] > moments[place + 1])
            raise Misfit(fault("backdated", run[late][0]))
        self.posted_at = moments[-1]
        self._check_reversals([row for row in run if row[6] != 1])
        return hashes

    def _sound(self, low: int, high: int, expected: bytes) -> list[bytes]:
        """The hashes of sealed rows when all is well with them, read the fast way; [] when a closer look is needed."""
        run = self.readers.run(low) if self.readers else sealed_runs.run_of(rows.read_raw(low, high))
        if run is None or b"".join(run.hashes) != expected or not run.in_order or run.posted[0] < self.posted_at.encode():
            return []
        self.posted_at = run.posted[1].decode()
        self._check_reversals(list(rows.among("seq", run.reversals)))
        return run.hashes

    def _fail_first(self, run: Sequence[Row], hashes: Sequence[bytes], expected: bytes, low: int) -> None:
        before = self.posted_at
        for place, (row, mine) in enumerate(zip(run, hashes, strict=False)):  # rows after the sealed ones have no hash
            stored = expected[place * tiles.DIGEST : (place + 1) * tiles.DIGEST]
            if row[0] != low + place + 1:
                raise Misfit(fault("missing", low + place + 1))
            if stored and mine != stored:
                raise Misfit(misplaced(row, before, self.sealed))
            before = row[12]
        raise Misfit(fault("missing", low + min(len(run), len(hashes)) + 1))

    def _check_reversals(self, reversals: Sequence[Row]) -> None:
        originals = {row[0]: row for row in rows.among("seq", [row[9] for row in reversals if row[9] is not None])}
        for row in reversals:
            original = originals.get(row[9] or 0)
            copied = original and (*original[1:6], -original[6], *original[7:9]) == row[1:9]
            if not copied or row[6] != -1 or (row[9] or 0) >= row[0]:
                raise Misfit(fault("false-reversal", row[0], other=row[9] or 0))

    def _grow(self, hashes: Sequence[bytes]) -> None:
        for run in self.tree.extend(hashes):
            if run.level and not self.suspect:
                stored = tiles.stored(run.level, run.first, run.first + len(run.hashes))
                wrong = [place for place, mine in enumerate(run.hashes) if mine != stored[place]]
                if wrong:
                    width = 1 << (HEIGHT * run.level)
                    first = (run.first + wrong[0]) * width
                    self.suspect = first + 1, first + width

    def _hold_against(self, checkpoint: Checkpoint) -> None:
        """Signature, statement and root; a root that differs is only doubted until a later one shows whose fault it is."""
        _check_statement(checkpoint)
        if checkpoint.root != self.tree.root():
            if self.suspect:
                self._fail_changed(checkpoint)
            self.doubted = self.doubted or checkpoint
        elif self.doubted:
            raise Misfit(fault("forged-root", 0, size=self.doubted.size))
        elif self.suspect:
            raise Misfit(fault("tile-changed", self.suspect[0], other=self.suspect[1]))
        else:
            self.fitting = checkpoint.size

    def _fail_changed(self, checkpoint: Checkpoint) -> None:
        first, last = self.suspect or (self.fitting + 1, checkpoint.size)
        raise Misfit(fault("changed-with-hashes", first, other=min(last, checkpoint.size), size=checkpoint.size))


def _check_statement(checkpoint: Checkpoint) -> None:
    try:
        statement = notes.Statement.parse(notes.opened(checkpoint.note, by=keys.verifier()))
    except notes.BadNote:
        raise Misfit(fault("bad-signature", 0, size=checkpoint.size)) from None
    except notes.BadCheckpoint:
        raise Misfit(fault("other-statement", 0, size=checkpoint.size)) from None
    if statement != notes.Statement(settings.ORIGIN, checkpoint.size, checkpoint.root):
        raise Misfit(fault("other-statement", 0, size=checkpoint.size))


def _checkpoints() -> Iterator[Checkpoint]:
    return (sealing.checkpoint_of(row) for row in CheckpointRow.objects.order_by("size").iterator())


def _read(low: int, high: int) -> list[Row]:
    try:
        return rows.read("WHERE seq > %s AND seq <= %s ORDER BY seq", [low, high])
    except DatabaseError:  # SQLite holds text that is none: find whose
        if high - low == 1:
            raise Misfit(fault("unreadable", high)) from None
        middle = (low + high) // 2
        return _read(low, middle) + _read(middle, high)


def _stored_leaves(low: int, high: int) -> bytes:
    """The stored hashes of the entries after `low` up to `high`, one after the other; fails at the first that is missing."""
    parts = Tile.objects.filter(level=0, first__gte=low, first__lt=high).order_by("first").values_list("first", "hashes")
    together = b""
    for first, hashes in parts:
        if first != low + len(together) // tiles.DIGEST:
            break
        together += bytes(hashes)
    whole = len(together) // tiles.DIGEST
    if whole > high - low:
        raise Misfit(fault("tile-beyond", high + 1))
    if whole < high - low:
        raise Misfit(fault("tile-missing", low + whole + 1))
    return together
