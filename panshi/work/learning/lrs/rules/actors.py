"""Agents and groups (xAPI 1.0.3 Data 2.4.2; IEEE 9274.1.1 4.2.2): what they may be, and what makes two of them the same."""

from typing import Any

from panshi.work.learning.lrs.rules import refusals as why
from panshi.work.learning.lrs.rules.refusals import Malformed
from panshi.work.learning.lrs.rules.values import array, formatted, iri, members, needed, text

IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
_AGENT = frozenset({"objectType", "name", *IDENTIFIERS})
_GROUP = _AGENT | {"member"}
_ACCOUNT = frozenset({"homePage", "name"})


def agent(value: Any, at: str) -> None:
    """One person or thing, by exactly one identifier."""
    found = members(value, at, _AGENT)
    if found.get("objectType", "Agent") != "Agent":
        raise Malformed(where=f"{at}.objectType", why=why.NOT_AN_OBJECT_TYPE)
    if _identified(found, at) != 1:
        raise Malformed(where=at, why=why.NOT_ONE_IDENTIFIER)


def group(value: Any, at: str) -> None:
    """Several agents: identified by exactly one identifier, or anonymous and then by its members."""
    found = members(value, at, _GROUP)
    if found.get("objectType") != "Group":
        raise Malformed(where=f"{at}.objectType", why=why.NOT_AN_OBJECT_TYPE)
    known = _identified(found, at)
    if known > 1:
        raise Malformed(where=at, why=why.NOT_ONE_IDENTIFIER)
    if "member" in found:
        for place, each in enumerate(array(found["member"], f"{at}.member")):
            agent(each, f"{at}.member[{place}]")
    if not known and not found.get("member"):
        raise Malformed(where=f"{at}.member", why=why.MISSING)


def actor(value: Any, at: str) -> None:
    """An agent, or a group where it says so."""
    if type(value) is dict and value.get("objectType") == "Group":
        group(value, at)
    else:
        agent(value, at)


def identified(value: Any, at: str) -> None:
    """An agent or an identified group, as parameters want it."""
    actor(value, at)
    if not any(name in value for name in IDENTIFIERS):
        raise Malformed(where=at, why=why.NOT_ONE_IDENTIFIER)


def authority(value: Any, at: str) -> None:
    """An agent, or for three-legged OAuth an anonymous group of the program and its user."""
    actor(value, at)
    if value.get("objectType") == "Group":
        anonymous = not any(name in value for name in IDENTIFIERS)
        if not anonymous or len(value.get("member", ())) != 2:
            raise Malformed(where=at, why=why.NOT_AN_AUTHORITY)


def identity(value: dict[str, Any]) -> str | None:
    """What makes two agents or identified groups the same, as one string; None for an anonymous group."""
    if "mbox" in value:
        return "mbox " + str(value["mbox"])
    if "account" in value:
        return f"account {value['account']['homePage']} {value['account']['name']}"
    if "mbox_sha1sum" in value:
        return "sha1 " + str(value["mbox_sha1sum"]).lower()
    return "openid " + str(value["openid"]) if "openid" in value else None


def identities(value: dict[str, Any]) -> list[str]:
    """The identity of the agent or group and of each member."""
    found = [identity(value), *(identity(each) for each in value.get("member", ()))]
    return [each for each in found if each is not None]


def _identified(value: dict[str, Any], at: str) -> int:
    """Checks name and identifiers; how many of the latter there are."""
    known = 0
    if "name" in value:
        text(value["name"], f"{at}.name")
    if "mbox" in value:
        formatted(value["mbox"], f"{at}.mbox", "mailbox")
        known += 1
    if "account" in value:
        _account(value["account"], f"{at}.account")
        known += 1
    if "mbox_sha1sum" in value:
        formatted(value["mbox_sha1sum"], f"{at}.mbox_sha1sum", "sha1")
        known += 1
    if "openid" in value:
        iri(value["openid"], f"{at}.openid")
        known += 1
    return known


def _account(value: Any, at: str) -> None:
    found = members(value, at, _ACCOUNT)
    iri(needed(found, "homePage", at), f"{at}.homePage")
    text(needed(found, "name", at), f"{at}.name")
