"""The ledger's signing key: made when the first seal needs it, kept in the data folder, readable by its owner alone."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import notes

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class KeyMissing(Refusal):
    """Checkpoints are there, and the key that signed them is not."""

    words = Words(
        "找不到账本的签名密钥 {path}；请从备份恢复，不要另造一把。",
        "The ledger's signing key {path} is missing; restore it from a backup rather than making another.",
    )
    code = "key-missing"
    status = 503


class KeyUnreadable(Refusal):
    """The key file holds no Ed25519 key."""

    words = Words("签名密钥 {path} 读不出来；请从备份恢复。", "The signing key {path} cannot be read; restore it from a backup.")
    code = "key-unreadable"
    status = 503


def path() -> Path:
    """Where the key is kept."""
    return Path(settings.DATA) / "keys" / "ledger.pem"


def signing_key() -> "Ed25519PrivateKey":
    """The key; refuses a missing file or one that holds something else."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 -- heavy: only seals need it
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 -- as above

    try:
        key = load_pem_private_key(path().read_bytes(), None)
    except FileNotFoundError:
        raise KeyMissing(path=path()) from None
    except (ValueError, TypeError):
        raise KeyUnreadable(path=path()) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnreadable(path=path())
    return key


def make_signing_key() -> None:
    """Makes the key unless it is there: written aside and linked into place, so that it is whole or not there at all."""
    kept = path()
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if kept.exists():
        return
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 -- heavy: only seals need it
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat  # noqa: PLC0415 -- as above

    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    aside = kept.with_suffix(f".{os.getpid()}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, kept)
    except FileExistsError:  # another process was first: its key is the ledger's
        pass
    finally:
        aside.unlink()


def verifier() -> str:
    """The ledger's verifier key, for anyone who checks its checkpoints."""
    return notes.verifier(settings.ORIGIN, signing_key().public_key())
