"""Checks a proof bundle with nothing but the file: no database, no settings, no catalogue.

What it proves, given that the verifier key is the ledger's own (compare it with the one its keeper publishes, or pass it
as `key`): text, claims, definitions and unit tree are as signed when the bundle was made; every entry in the bundle lies,
unchanged, in the ledger under the signed checkpoint; counted again by the stated definitions, the entries give every
number; and each number stands in the text where the claim says, in the words that follow from its value.

What it does not prove: that the bundle holds every entry the definitions take. What is left out is known by hashes only,
so entries that would raise a number, or reversals that would lower it, could be missing; whoever holds the ledger can
settle that with `panshi verify` and `panshi figures --as-of`. When nothing is left out (`left_out` is 0) the set is
complete. Nor does it prove that an entry's fact happened, that the definitions say what their names promise, that the
unit tree was this one at the time, or that sentences without numbers are true.
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 -- an exception, named as one

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import notes
from panshi.ledger.merkle import leaf_hash
from panshi.reviews.composing.claims import Claim
from panshi.reviews.composing.wording import Facts, words_for
from panshi.reviews.proofs.counting import Count
from panshi.reviews.proofs.definitions import Definition
from panshi.reviews.proofs.format import (
    FORMAT,
    MEMBERS,
    VERSION,
    Statement,
    Unreadable,
    manifest_text,
    read_statement,
    records,
    small,
)
from panshi.reviews.proofs.multiproof import Root

_DAMAGE: tuple[type[Exception], ...] = (BadZipFile, ZlibError, EOFError, LookupError, TypeError, ValueError)
# A member said to be encrypted or packed in an unknown way is a RuntimeError to zipfile, a header cut short a struct error.
_UNREADABLE: tuple[type[Exception], ...] = (OSError, RuntimeError, struct.error, *_DAMAGE)
_DAMAGE += (AttributeError, ArithmeticError, RecursionError, Refusal)


@dataclass(frozen=True, slots=True)
class Proven:
    """One claim, counted again; `fault` says what is wrong, None when it is proven."""

    claim: Claim
    definition: Definition
    counted: Facts
    fault: Words | None


@dataclass
class Proof:
    """What checking a bundle found. `faults` concern the bundle as a whole."""

    title: str = ""
    origin: str = ""
    size: int = 0
    root: str = ""
    key: str = ""
    entries: int = 0
    left_out: int = 0
    claims: list[Proven] = field(default_factory=list)
    faults: list[Words] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether everything is proven."""
        return not self.faults and all(proven.fault is None for proven in self.claims)


def prove(path: Path, *, key: str | None = None) -> Proof:
    """Checks the bundle; `key` is the ledger's verifier key, where it is known from elsewhere than the bundle.

    Refuses with `Unreadable` a file that is no bundle of this version.
    """
    proof = Proof()
    try:
        with ZipFile(path) as file:
            manifest_bytes = small(file, "manifest.json")
            manifest = _manifest(manifest_bytes, path)
            _check_members(file, manifest, proof)
            try:
                _check(file, manifest, manifest_bytes, proof, key)
            except _DAMAGE as error:
                proof.faults.append(
                    Words(f"证明包内容残缺或被改动：{error}", f"The bundle is incomplete or was changed: {error}")
                )
    except _UNREADABLE as error:
        raise Unreadable(file=path.name, why=error) from None
    return proof


def _manifest(content: bytes, path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(content)
        known = (manifest["format"], manifest["version"]) == (FORMAT, VERSION)
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(file=path.name, why=error) from None
    if not known:
        raise Unreadable(file=path.name, why=f"{manifest['format']} {manifest['version']} ≠ {FORMAT} {VERSION}")
    return dict(manifest)


def _check_members(file: ZipFile, manifest: dict[str, Any], proof: Proof) -> None:
    for name in MEMBERS:
        try:
            digest = sha256()
            with file.open(name) as member:
                while chunk := member.read(1 << 20):
                    digest.update(chunk)
            whole = digest.hexdigest() == manifest["members"][name]
        except _DAMAGE:
            whole = False
        if not whole:
            proof.faults.append(Words(f"{name} 与清单不符", f"{name} differs from the manifest"))
    extra = set(file.namelist()) - {*MEMBERS, "manifest.json", "manifest.sig"}
    if extra or len(file.namelist()) != len(set(file.namelist())):
        proof.faults.append(Words("证明包里有清单之外的文件", "The bundle holds files the manifest does not name"))


def _check(file: ZipFile, manifest: dict[str, Any], manifest_bytes: bytes, proof: Proof, key: str | None) -> None:
    statement = read_statement(file, manifest)
    proof.title, proof.key = statement.title, small(file, "key").decode()
    if key is not None and key.strip() != proof.key:
        proof.faults.append(Words("证明包的密钥不是给定的密钥", "The bundle's key is not the key given"))
    trusted = (key or proof.key).strip()
    sealed = _sealed(statement, trusted, proof)
    _check_signature(small(file, "manifest.sig").decode(), manifest_text(sealed.origin, manifest_bytes), trusted, proof)
    if statement.as_of > sealed.size:
        proof.faults.append(Words("检查点没有盖住这个账本位置", "The checkpoint does not cover the position"))
    count = Count(statement.definitions, {unit.code: (unit.id, unit.path) for unit in statement.units})
    count.expect(statement.claims)
    _count_entries(file, statement, count, sealed, proof)
    for claim in statement.claims:
        facts = count.facts(claim)
        proof.claims.append(Proven(claim, statement.definitions[claim.figure], facts, _fault(claim, facts, statement)))


def _sealed(statement: Statement, key: str, proof: Proof) -> notes.Statement:
    _check_signature(statement.checkpoint, None, key, proof)
    sealed = notes.Statement.parse(statement.checkpoint)
    proof.origin, proof.size, proof.root = sealed.origin, sealed.size, statement.checkpoint.split("\n")[2]
    return sealed


def _check_signature(note: str, text: str | None, key: str, proof: Proof) -> None:
    try:
        opened = notes.opened(note, by=key)
    except notes.BadNote:  # one fault of possibly many, all of which are reported
        opened = ""
    if not opened or (text is not None and opened != text):
        what = Words("检查点", "the checkpoint") if text is None else Words("清单", "the manifest")
        proof.faults.append(Words(f"{what.zh}的签名不对", f"The signature of {what.en} does not hold"))


def _count_entries(file: ZipFile, statement: Statement, count: Count, sealed: notes.Statement, proof: Proof) -> None:
    with file.open("tree.bin") as hashes, file.open("entries.bin") as stream:
        root = Root(_chunks(hashes))
        for record in records(stream):
            fields = record.decode().split("\n")
            position = int(fields[1])
            root.leaf(position - 1, leaf_hash(record))
            if position <= statement.as_of:
                count.take(fields)
            proof.entries += 1
        if root.root(sealed.size) != sealed.root:
            proof.faults.append(Words("记录算不出检查点的根", "The entries do not give the checkpoint's root"))
        proof.left_out = root.left_out


def _chunks(stream: Any) -> Iterator[bytes]:
    while chunk := stream.read(32):
        yield chunk


def _fault(claim: Claim, facts: Facts, statement: Statement) -> Words | None:
    if claim.as_of != statement.as_of:
        return Words("账本位置与全文不一致", "stands at another position than the text")
    if statement.text[claim.start : claim.end] != claim.surface:
        return Words("文中该处不是这个数", "does not stand in the text where it is said to")
    if facts.as_json() != claim.facts.as_json():
        counted = facts.as_json()["value"] or "—"
        return Words(f"按记录重新计算得 {counted}", f"the entries give {counted}")
    surface, form = words_for(facts, claim.saying)
    if surface != claim.surface or form.value != claim.form:
        return Words(f"应写作“{surface}”", f"should read “{surface}”")
    return None
