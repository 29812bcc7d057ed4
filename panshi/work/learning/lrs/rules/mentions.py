"""What a statement can be found by: one short key for each verb, activity, agent, registration and statement it mentions.

A key is a BLAKE2b of 16 bytes over what is mentioned, under the kind of mention. Direct and merely related mentions have keys
of different kinds, so that a filter is one lookup, or two.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from panshi.work.learning.lrs.rules.activities import VOIDED
from panshi.work.learning.lrs.rules.actors import identities
from panshi.work.learning.lrs.rules.contexts import related

VERB, ACTIVITY, NEAR_ACTIVITY, AGENT, NEAR_AGENT = b"verb", b"activity", b"near activity", b"agent", b"near agent"
REGISTRATION, REFERS = b"registration", b"refers"


@dataclass(frozen=True, slots=True)
class Mentions:
    """`keys` are those of filters; `refers` is the statement that the object is, `voids` the one taken back."""

    keys: frozenset[bytes]
    refers: str | None
    voids: str | None


@lru_cache(maxsize=65_536)
def key(kind: bytes, value: str) -> bytes:
    """The key of one mention; most are asked for again and again."""
    return digest(kind, value)


def digest(kind: bytes, value: str) -> bytes:
    """The same of something that is hardly asked for twice."""
    return blake2b(value.encode("utf-8", "surrogatepass"), digest_size=16, person=kind).digest()


def mentions(statement: dict[str, Any]) -> Mentions:
    """The mentions of a checked statement with its authority."""
    keys = {key(VERB, statement["verb"]["id"])}
    keys.update(key(AGENT, each) for each in identities(statement["actor"]))
    target = statement["object"]
    kind = target.get("objectType", "Activity")
    refers = None
    if kind == "Activity":
        keys.add(key(ACTIVITY, target["id"]))
    elif kind in ("Agent", "Group"):
        keys.update(key(AGENT, each) for each in identities(target))
    elif kind == "StatementRef":
        refers = target["id"].lower()
    else:
        _near(target, keys)
        keys.update(key(NEAR_AGENT, each) for each in identities(target["actor"]))
        _near_object(target["object"], keys)
    _near(statement, keys)
    if "authority" in statement:
        keys.update(key(NEAR_AGENT, each) for each in identities(statement["authority"]))
    if registration := statement.get("context", {}).get("registration"):
        keys.add(key(REGISTRATION, registration.lower()))
    voids = refers if statement["verb"]["id"] == VOIDED else None
    return Mentions(frozenset(keys), refers, voids)


def _near(told: dict[str, Any], keys: set[bytes]) -> None:
    """What the context of a statement or sub-statement brings in."""
    around = told.get("context")
    if not around:
        return
    keys.update(key(NEAR_ACTIVITY, each["id"]) for each in related(around))
    for name in ("instructor", "team"):
        if name in around:
            keys.update(key(NEAR_AGENT, each) for each in identities(around[name]))
    for name, whom in (("contextAgents", "agent"), ("contextGroups", "group")):
        for part in around.get(name, ()):
            keys.update(key(NEAR_AGENT, each) for each in identities(part[whom]))


def _near_object(target: dict[str, Any], keys: set[bytes]) -> None:
    """The object of a sub-statement."""
    kind = target.get("objectType", "Activity")
    if kind == "Activity":
        keys.add(key(NEAR_ACTIVITY, target["id"]))
    elif kind in ("Agent", "Group"):
        keys.update(key(NEAR_AGENT, each) for each in identities(target))
