"""Keys by which learning programs come in: made and revoked by people, asked for at every call."""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from secrets import token_hex, token_urlsafe
from time import monotonic

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.work.learning.lrs.choices import Power
from panshi.work.learning.lrs.models import Key


class BadKey(Refusal):
    """The name and secret belong to no key that holds."""

    words = Words(
        "用户名或密码不属于有效的学习记录密钥。", "The user name and password belong to no valid key of the record store."
    )
    code = "xapi-bad-key"
    status = 401


class KeyLacks(Refusal):
    """The key holds but does not give this power."""

    words = Words("这个密钥不能：{power}。", "This key does not allow one to {power}.")
    code = "xapi-key-lacks"
    status = 403


class BadKeyName(Refusal):
    """A key is known by its name."""

    words = Words("请给密钥起个名字，最多 60 字。", "Give the key a name of at most 60 characters.")
    code = "xapi-bad-key-name"


class NoPowers(Refusal):
    """A key lets a program do something."""

    words = Words("密钥至少要有一项权限。", "A key allows at least one thing.")
    code = "xapi-no-powers"


class ReadsTooMuch(Refusal):
    """Reading everything is for programs of the whole organisation."""

    words = Words(
        "“读取全部”只给最上级单位的密钥；本单位的程序请用“读取自己写入的”。",
        "To read everything is given only to keys of the topmost unit; let a program of this unit read what it stored itself.",
    )
    code = "xapi-reads-too-much"


SECONDS_KEPT = 3
_kept: dict[str, tuple[float, Key]] = {}
"""Keys that were asked for lately, and until when they need not be asked for again; names of no key are not kept."""


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key with its secret, which nobody can read again."""

    key: Key
    secret: str


@transaction.atomic
def make_key(*, unit: Unit, name: str, powers: Collection[Power], by: Person | None) -> MadeKey:
    """A key for a program of `unit`; `by` nobody is the machine's own administrator, at the command line."""
    if by is not None:
        require(person=by, permission="learning.keys", unit=unit)
    given = name.strip()
    if not given or len(given) > 60 or not given.isprintable():
        raise BadKeyName
    if not powers:
        raise NoPowers
    if Power.READ in powers and not unit.is_root():
        raise ReadsTooMuch
    secret = token_urlsafe(32)
    key = Key.objects.create(
        unit=unit,
        name=given,
        login=token_hex(8),
        digest=_digest(secret),
        hint=secret[-4:],
        powers=[power.value for power in Power if power in powers],
        made_by=by,
        made_at=now(),
    )
    return MadeKey(key, secret)


@transaction.atomic
def revoke_key(key: Key, *, by: Person) -> Key:
    """Ends the key at once; what came through it stays."""
    require(person=by, permission="learning.keys", unit=key.unit)
    if key.revoked_at is None:
        key.revoked_at, key.revoked_by = now(), by
        key.save(update_fields=["revoked_at", "revoked_by"])
        transaction.on_commit(forget_keys)
    return key


def enter(login: str, secret: str) -> Key:
    """The key with this name and secret; one that was revoked may still open for SECONDS_KEPT in another process."""
    kept = _kept.get(login)
    if kept is None or kept[0] < monotonic():
        found = list(Key.objects.filter(login=login, revoked_at=None)) if login.isprintable() else []
        if not found:
            raise BadKey
        kept = _kept[login] = (monotonic() + SECONDS_KEPT, found[0])
    if not compare_digest(kept[1].digest, _digest(secret)):
        raise BadKey
    return kept[1]


def forget_keys() -> None:
    """Asks the database anew about every key."""
    _kept.clear()


def _digest(secret: str) -> str:
    # A secret of 256 random bits needs no slow hash: there is nothing to guess.
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
