"""Writes a proof bundle from a frozen review: one pass over the ledger, in bounded memory."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import kinds, notes
from panshi.ledger.canonical import FORM, Row, leaf_hashes
from panshi.ledger.keys import signing_key, verifier
from panshi.ledger.rows import runs
from panshi.org.models import Unit
from panshi.reviews.exports.document import Document
from panshi.reviews.models import FrozenReview
from panshi.reviews.proofs.counting import PROVABLE, Count
from panshi.reviews.proofs.definitions import Definition
from panshi.reviews.proofs.format import Statement, UnitLine, manifest_text
from panshi.reviews.proofs.multiproof import Gaps
from panshi.reviews.selectors import document_of


class NotProvable(Refusal):
    """A figure that a bundle cannot count again."""

    words = Words(
        "“{figure}”按计分表计算，证明包还不能复算它。",
        "“{figure}” is counted by a scoring table, which a proof bundle cannot count again yet.",
    )
    code = "not-provable"


@dataclass(frozen=True, slots=True)
class Bundled:
    """What a bundle holds: claims, entries counted, and the ledger's entries up to the checkpoint."""

    claims: int
    entries: int
    size: int


def write_bundle(frozen: FrozenReview, path: Path, *, progress: Callable[[int], object] | None = None) -> Bundled:
    """Writes the bundle to `path`, whole or not at all; `progress` is told how many entries each batch had."""
    statement = statement_of(document_of(frozen), frozen)
    key = signing_key()
    size = notes.Statement.parse(frozen.checkpoint_note).size
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with ZipFile(aside, "w", ZIP_DEFLATED, compresslevel=6) as file:
            small = {"text.md": statement.text.encode(), "claims.json": statement.claims_json()}
            small |= {"checkpoint": statement.checkpoint.encode(), "key": verifier().encode()}
            digests = {name: _add(file, name, content) for name, content in small.items()}
            hashes = bytearray()
            digests["entries.bin"], entries = _add_entries(file, statement, size, hashes, progress)
            digests["tree.bin"] = _add(file, "tree.bin", bytes(hashes))
            manifest = statement.manifest(digests)
            _add(file, "manifest.json", manifest)
            note = notes.sign(manifest_text(settings.ORIGIN, manifest), name=settings.ORIGIN, key=key)
            _add(file, "manifest.sig", note.encode())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return Bundled(len(statement.claims), entries, size)


def kept_bundle(frozen: FrozenReview) -> Path:
    """The bundle of a saved frozen review in the data folder, written when it is first asked for: it never changes."""
    path = Path(settings.DATA) / "bundles" / f"{frozen.pk}-{frozen.digest[:16]}.panshi"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bundle(frozen, path)
    return path


def statement_of(document: Document, frozen: FrozenReview) -> Statement:
    """What the bundle states; refuses a figure that cannot be counted again."""
    return Statement(
        title=frozen.title,
        language=frozen.language,
        unit=frozen.unit.code,
        period=frozen.period,
        as_of=frozen.as_of,
        text=frozen.text,
        claims=document.composed.claims,
        definitions=_definitions(document),
        units=tuple(UnitLine(*unit) for unit in Unit.objects.order_by("path").values_list("pk", "code", "name", "path")),
        checkpoint=frozen.checkpoint_note,
    )


def _definitions(document: Document) -> dict[str, Definition]:
    known = {kind.key: kind for kind in kinds.kinds()}
    found: dict[str, Definition] = {}
    open_keys = [claim.figure for claim in document.composed.claims]
    while open_keys:
        key = open_keys.pop()
        if key in found:
            continue
        figure = document.figures[key]
        if figure.measure not in PROVABLE:
            raise NotProvable(figure=figure.label)
        found[key] = Definition.of(figure, known.get(figure.kind))
        open_keys += [figure.ratio.numerator, figure.ratio.denominator] if figure.ratio else []
    return dict(sorted(found.items()))


def _add(file: ZipFile, name: str, content: bytes) -> str:
    file.writestr(_named(name), content)
    return sha256(content).hexdigest()


def _add_entries(
    file: ZipFile, statement: Statement, size: int, hashes: bytearray, progress: Callable[[int], object] | None
) -> tuple[str, int]:
    count = Count(statement.definitions, {unit.code: (unit.id, unit.path) for unit in statement.units})
    count.expect(statement.claims)
    digest, gaps, entries = sha256(), Gaps(), 0
    with file.open(_named("entries.bin"), "w", force_zip64=True) as member:
        for run in runs(0, size):
            kept = _kept(run, count, statement.as_of, gaps, hashes)
            packed = b"".join(len(record).to_bytes(4, "big") + record for record in kept)
            member.write(packed)
            digest.update(packed)
            entries += len(kept)
            if progress:
                progress(len(run))
    hashes += b"".join(gaps.finish())
    return digest.hexdigest(), entries


def _kept(run: Iterable[Row], count: Count, as_of: int, gaps: Gaps, hashes: bytearray) -> list[bytes]:
    kept: list[bytes] = []
    for row in run:
        text = FORM % row
        if row[0] <= as_of and count.take(text.split("\n")):
            hashes += b"".join(gaps.keep())
            kept.append(text.encode())
        else:
            gaps.leave_out(leaf_hashes([row])[0])
    return kept


def _named(name: str) -> ZipInfo:
    # A fixed date: the same review gives the same bytes, but for what the key signs.
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED
    return info
