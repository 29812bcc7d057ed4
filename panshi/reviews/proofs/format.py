"""The file format of a proof bundle, version 1, and what can be wrong with such a file.

A zip file with these members, each named by its SHA-256 in `manifest.json`:

    text.md         the review, UTF-8
    claims.json     {"claims": [Claim.as_json …], "definitions": [Definition.as_json …], "units": [[id, code, name, path] …]}
    checkpoint      the signed checkpoint (C2SP tlog-checkpoint) under which the entries lie
    entries.bin     the counted entries in order of position: length in 4 bytes, big-endian, then the canonical bytes
                    (`panshi.ledger.canonical`)
    tree.bin        32-byte hashes of the subtrees left out, from left to right (`multiproof`)
    key             the ledger's verifier key, in the form of C2SP signed-note

`manifest.json` holds {"format": "panshi-proof", "version": 1, "title", "language", "unit", "period", "as_of",
"members": {name: SHA-256 in hex}}, and `manifest.sig` is a note over its SHA-256, signed by the key that signs checkpoints.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, Any
from zipfile import ZipFile

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.reviews.composing.claims import Claim
from panshi.reviews.proofs.definitions import Definition

FORMAT, VERSION = "panshi-proof", 1
SMALL_MAX = 64 * 1024 * 1024
MEMBERS = ("text.md", "claims.json", "checkpoint", "key", "entries.bin", "tree.bin")


class Unreadable(Refusal):
    """The file is no proof bundle, or one of another version."""

    words = Words("“{file}”不是可读的证明包：{why}", "“{file}” is no readable proof bundle: {why}")
    code = "unreadable-bundle"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit of the tree as a bundle carries it."""

    id: int
    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a bundle states, apart from the entries that prove it."""

    title: str
    language: str
    unit: str
    period: str
    as_of: int
    text: str
    claims: tuple[Claim, ...]
    definitions: dict[str, Definition]
    units: tuple[UnitLine, ...]
    checkpoint: str

    def manifest(self, digests: dict[str, str]) -> bytes:
        """The manifest that names the members by their digests."""
        head = {"format": FORMAT, "version": VERSION, "title": self.title, "language": self.language}
        return plain_json(head | {"unit": self.unit, "period": self.period, "as_of": self.as_of, "members": digests})

    def claims_json(self) -> bytes:
        """The member `claims.json`."""
        return plain_json(
            {
                "claims": [claim.as_json() for claim in self.claims],
                "definitions": [definition.as_json() for definition in self.definitions.values()],
                "units": [[unit.id, unit.code, unit.name, unit.path] for unit in self.units],
            }
        )


def read_statement(file: ZipFile, manifest: dict[str, Any]) -> Statement:
    """The statement of an opened bundle; raises KeyError, TypeError, ValueError or ArithmeticError when malformed."""
    content = json.loads(small(file, "claims.json"))
    definitions = [Definition.from_json(definition) for definition in content["definitions"]]
    return Statement(
        title=manifest["title"],
        language=manifest["language"],
        unit=manifest["unit"],
        period=manifest["period"],
        as_of=int(manifest["as_of"]),
        text=small(file, "text.md").decode(),
        claims=tuple(Claim.from_json(claim) for claim in content["claims"]),
        definitions={definition.key: definition for definition in definitions},
        units=tuple(UnitLine(*unit) for unit in content["units"]),
        checkpoint=small(file, "checkpoint").decode(),
    )


def small(file: ZipFile, name: str) -> bytes:
    """A member that is held in memory; raises ValueError when it is larger than any honest one."""
    if file.getinfo(name).file_size > SMALL_MAX:
        raise ValueError(f"{name} is too large")
    return file.read(name)


def records(stream: IO[bytes]) -> Iterator[bytes]:
    """The canonical bytes of each entry of `entries.bin`; raises ValueError where it is cut short."""
    while length := stream.read(4):
        size = int.from_bytes(length, "big")
        record = stream.read(size) if size <= 1_000_000 else b""
        if len(length) < 4 or len(record) < size or not record:
            raise ValueError("entries.bin is cut short")
        yield record


def manifest_text(origin: str, manifest: bytes) -> str:
    """What `manifest.sig` signs; its second line is no number, so that it can never pass for a checkpoint."""
    return f"{origin}\n{FORMAT} {VERSION}\n{sha256(manifest).hexdigest()}\n"


def plain_json(content: Any) -> bytes:
    """JSON with sorted keys and no spaces."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
