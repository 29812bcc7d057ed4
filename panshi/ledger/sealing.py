"""Seals: the tree grows over what has been posted since, behind the writers, and its root is signed."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import keys, notes, rows, tiles
from panshi.ledger.canonical import leaf_hashes
from panshi.ledger.entries import Checkpoint
from panshi.ledger.merkle import Run
from panshi.ledger.models import CheckpointRow

ROUND = 262_144  # entries under one checkpoint: bounds what is kept in memory and how long the writers wait


class TreeDiffers(Refusal):
    """What is stored is not what was signed; nothing more is signed on top of it."""

    words = Words(
        "到第 {size} 条为止的存储哈希与签署的检查点不符，没有封存；请运行 panshi verify。",
        "The stored hashes up to entry {size} differ from the signed checkpoint and nothing was sealed; run panshi verify.",
    )
    code = "tree-differs"
    status = 500


def seal(*, progress: Callable[[int], object] | None = None) -> Checkpoint | None:
    """Signs a checkpoint over every entry there is; the last one again when nothing is new, None of an empty ledger.

    Entries are hashed outside the writers' way, up to `ROUND` at a time, and each round is one short transaction: killed
    at any moment, the next run goes on from the last checkpoint. `progress` is told how many entries each batch had.
    """
    latest = newest()
    head = rows.head()[0]
    if latest is None and head:
        keys.make_signing_key()
    while head > (latest.size if latest else 0):
        latest = _seal_round(latest, head, progress)
    return latest


def newest() -> Checkpoint | None:
    """The checkpoint over the most entries."""
    row = CheckpointRow.objects.order_by("-size").first()
    return checkpoint_of(row) if row else None


def checkpoint_of(row: CheckpointRow) -> Checkpoint:
    """The row as the rest of the program sees it."""
    return Checkpoint(size=row.size, root=bytes(row.root), note=row.note, sealed_at=row.sealed_at)


def _seal_round(latest: Checkpoint | None, head: int, progress: Callable[[int], object] | None) -> Checkpoint | None:
    size = latest.size if latest else 0
    key = keys.signing_key()
    tree = tiles.tree(size)
    if latest and tree.root() != latest.root:
        raise TreeDiffers(size=size)
    runs: list[Run] = []
    for run in rows.runs(size, min(head, size + ROUND)):
        runs += tree.extend(leaf_hashes(run))
        if progress:
            progress(len(run))
    statement = notes.Statement(settings.ORIGIN, tree.size, tree.root())
    note = notes.sign(statement.text(), name=settings.ORIGIN, key=key)
    return _stored(Checkpoint(size=tree.size, root=tree.root(), note=note, sealed_at=now()), runs, after=size)


@transaction.atomic
def _stored(checkpoint: Checkpoint, runs: list[Run], *, after: int) -> Checkpoint | None:
    _lock_sealing()
    standing = newest()
    if (standing.size if standing else 0) != after:  # another process sealed meanwhile: go on from there
        return standing
    tiles.save(runs)
    CheckpointRow.objects.create(size=checkpoint.size, root=checkpoint.root, note=checkpoint.note, sealed_at=checkpoint.sealed_at)
    return checkpoint


def _lock_sealing() -> None:
    # On SQLite the transaction is the only writer already.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [rows.APPEND_LOCK + 1])
