"""Brings the lake up to the ledger by position. Incremental, idempotent, and safe to kill at any moment.

Files are written under their final names before the manifest names them; a kill leaves files nobody reads, and the next
run writes the same names with the same content.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

from panshi.figures.engine.duck import duck, watched
from panshi.figures.lake import compaction, manifest, places
from panshi.figures.lake.columns import fingerprint
from panshi.figures.lake.manifest import Manifest
from panshi.figures.lake.rounds import Feed, write_round
from panshi.figures.lake.source import Ledger, Source, witness_positions
from panshi.kernel.mishaps import in_words

ROUND_ENTRIES = 500_000
Progress = Callable[[int, int], None]


def fresh() -> tuple[Path, Manifest]:
    """The present lake, brought up to the ledger's head first: its folder and manifest."""
    folder = places.present()
    if folder != places.shared():
        _borrow_from_shared(folder)
    return folder, sync(folder, Ledger())


def sync(folder: Path, source: Source, *, rebuild: bool = False, progress: Progress | None = None) -> Manifest:
    """Brings the lake in `folder` up to the head of `source` and gives its manifest.

    `rebuild` throws away what is there, whatever it is. `progress` is told (entries done, entries wanted).
    Refuses when the disk is full, a newer program wrote the lake, or the source gives fewer entries than its positions say.
    """
    head = source.head()
    if not rebuild:
        there = manifest.read(folder)
        if there.mark == head and _fits(there, source) and not _outdated(there):
            return there
    try:
        with places.locked(folder):
            there = Manifest() if rebuild else manifest.read(folder)
            if rebuild or not there.ledger or not _fits(there, source):
                there = _start_over(folder)
            there = _refit(folder, there, source)
            feed = Feed(source, there.mark, head)
            while there.mark < head:
                there = _advance(folder, there, source, feed, min(head, there.mark + ROUND_ENTRIES))
                if progress:
                    progress(there.mark, head)
            return compaction.compact(folder, there)
    except OSError as problem:
        refusal = in_words(problem)
        raise refusal or problem from problem


def _borrow_from_shared(folder: Path) -> None:
    shared = places.shared()
    there, own = manifest.read(shared), manifest.read(folder)
    if there.mark > own.mark and _fits(there, Ledger()):
        places.borrow(folder, shared)


def _fits(there: Manifest, source: Source) -> bool:
    """Whether the lake was written from this very ledger: its last entries, and a few before, have the same digests."""
    if there.mark > source.head():
        return False
    return not there.mark or source.witnesses(sorted(there.witnesses)) == there.witnesses


def _outdated(there: Manifest) -> list[str]:
    return [kind for kind, schema in there.schemas.items() if schema != fingerprint(kind)]


def _start_over(folder: Path) -> Manifest:
    empty = Manifest(ledger=token_hex(8))
    manifest.replace_with(folder, empty)
    for path in folder.rglob("*.parquet"):
        path.unlink(missing_ok=True)
    return empty


def _refit(folder: Path, there: Manifest, source: Source) -> Manifest:
    """Writes the kinds anew whose declared dimensions have changed; all other files stay as they are."""
    outdated = _outdated(there)
    if not outdated:
        return there
    old = [segment.path for segment in there.segments if segment.kind in outdated]
    fitted = there.without(outdated)
    for lo in range(0, there.mark, ROUND_ENTRIES):
        hi = min(there.mark, lo + ROUND_ENTRIES)
        with duck().cursor() as cursor, watched(()):
            written = write_round(cursor, folder, Feed(source, lo, hi), lo, hi, only=outdated)
        fitted = _with(fitted, written)
    still = fitted.files()
    retired = {path: time.time() for path in old if path not in still}
    fitted = replace(
        fitted,
        schemas=fitted.schemas | {kind: fingerprint(kind) for kind in outdated},
        retired=there.retired | retired,
    )
    manifest.replace_with(folder, fitted)
    return fitted


def _advance(folder: Path, there: Manifest, source: Source, feed: Feed, hi: int) -> Manifest:
    with duck().cursor() as cursor, watched(()):
        written = write_round(cursor, folder, feed, there.mark, hi)
    advanced = _with(there, written)
    advanced = replace(
        advanced,
        mark=hi,
        schemas=there.schemas | {segment.kind: fingerprint(segment.kind) for segment in written.segments},
        witnesses=source.witnesses(witness_positions(hi)),
    )
    manifest.replace_with(folder, advanced)
    return advanced


def _with(there: Manifest, written: Manifest) -> Manifest:
    return replace(
        there,
        segments=there.segments + written.segments,
        cells=there.cells + written.cells,
        people=there.people + written.people,
    )
