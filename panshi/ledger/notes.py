"""Signed notes and checkpoints as C2SP defines them (c2sp.org/signed-note, c2sp.org/tlog-checkpoint), with Ed25519.

A checkpoint's text is three lines: the ledger's origin, the size of the tree, its root in base64. Signed, it is followed
by an empty line and a signature line. Whoever holds the verifier key (`vkey`) can check it with no database.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
_DASH = "\u2014"


class BadNote(Refusal):
    """The note is not one signed by this key."""

    words = Words("这份检查点不是由密钥“{key}”签署的。", "This checkpoint is not signed by the key “{key}”.")
    code = "bad-note"


class BadCheckpoint(Refusal):
    """The text is not a checkpoint."""

    words = Words("这段文字不是检查点。", "This text is no checkpoint.")
    code = "bad-checkpoint"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a checkpoint says: the ledger called `origin` holds `size` entries whose tree has this root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "Statement":
        """The statement a checkpoint's text makes; lines after the third are extensions and pass."""
        try:
            origin, size, root, *_ = text.split("\n")
            statement = cls(origin, int(size), b64decode(root, validate=True))
        except (ValueError, NotBase64):
            raise BadCheckpoint from None
        if not origin or size != str(statement.size) or len(statement.root) != 32:
            raise BadCheckpoint
        return statement


def verifier(name: str, key: "Ed25519PublicKey") -> str:
    """The verifier key: name, key's hash and public key in one line, as other tools take it."""
    public = ED25519 + key.public_bytes_raw()
    return f"{name}+{_key_hash(name, public).hex()}+{b64encode(public).decode()}"


def sign(text: str, *, name: str, key: "Ed25519PrivateKey") -> str:
    """The note: the text, an empty line, and the signature of `key` under `name`."""
    assert text.endswith("\n"), "a note's text ends its last line"
    public = ED25519 + key.public_key().public_bytes_raw()
    signature = b64encode(_key_hash(name, public) + key.sign(text.encode())).decode()
    return f"{text}\n{_DASH} {name} {signature}\n"


def opened(note: str, *, by: str) -> str:
    """The text of a note signed by the verifier key `by`; signatures of others (witnesses) pass; else refuses `BadNote`."""
    try:
        name, key_hash, encoded = by.split("+", 2)
        public = b64decode(encoded, validate=True)
    except ValueError:
        raise BadNote(key=by) from None
    text, _, signatures = note.rpartition("\n\n")
    for line in signatures.splitlines():
        dash, _, rest = line.partition(" ")
        signer, _, encoded = rest.partition(" ")
        if dash == _DASH and signer == name and _signed(f"{text}\n", encoded, bytes.fromhex(key_hash), public):
            return f"{text}\n"
    raise BadNote(key=name)


def _key_hash(name: str, public: bytes) -> bytes:
    return sha256(f"{name}\n".encode() + public).digest()[:4]


def _signed(text: str, encoded: str, key_hash: bytes, public: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 -- heavy: only seals need it
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 -- as above

    try:
        signature = b64decode(encoded, validate=True)
        if signature[:4] != key_hash or public[:1] != ED25519:
            return False
        Ed25519PublicKey.from_public_bytes(public[1:]).verify(signature[4:], text.encode())
    except (ValueError, InvalidSignature):
        return False
    return True
