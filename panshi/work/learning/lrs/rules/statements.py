"""A whole statement (xAPI 1.0.3 Data 2; IEEE 9274.1.1 4.2): who did what with what, how it went, where it belongs."""

from typing import Any

from panshi.work.learning.lrs.rules import refusals as why
from panshi.work.learning.lrs.rules.activities import VOIDED, activity, verb
from panshi.work.learning.lrs.rules.actors import actor, agent, authority, group
from panshi.work.learning.lrs.rules.attachments import attachments
from panshi.work.learning.lrs.rules.contexts import context, reference
from panshi.work.learning.lrs.rules.editions import Edition
from panshi.work.learning.lrs.rules.refusals import Malformed
from panshi.work.learning.lrs.rules.results import result
from panshi.work.learning.lrs.rules.values import members, needed, text, timestamp, uuid

_SHARED = frozenset({"actor", "verb", "object", "result", "context", "timestamp", "attachments"})
_STATEMENT = _SHARED | {"id", "stored", "authority", "version"}
_SUB_STATEMENT = _SHARED | {"objectType"}


def statement(value: Any, edition: Edition, at: str = "") -> None:
    """Refuses what is no statement of the edition, naming the property; `at` says which of several it is."""
    found = members(value, at, _STATEMENT)
    dot = f"{at}." if at else ""
    if "id" in found:
        uuid(found["id"], f"{dot}id")
    _told(found, edition, dot)
    if found["verb"]["id"] == VOIDED and found["object"].get("objectType") != "StatementRef":
        raise Malformed(where=f"{dot}object", why=why.MUST_VOID)
    if "stored" in found:
        timestamp(found["stored"], f"{dot}stored", edition)
    if "authority" in found:
        authority(found["authority"], f"{dot}authority")
    if "version" in found and not edition.own_versions.fullmatch(text(found["version"], f"{dot}version")):
        raise Malformed(where=f"{dot}version", why=why.NOT_A_VERSION)


def _told(found: dict[str, Any], edition: Edition, dot: str, *, nested: bool = False) -> None:
    """What statements and sub-statements have in common."""
    at = dot.removesuffix(".")
    actor(needed(found, "actor", at), f"{dot}actor")
    verb(needed(found, "verb", at), f"{dot}verb")
    kind = _object(needed(found, "object", at), edition, f"{dot}object", nested=nested)
    if "result" in found:
        result(found["result"], f"{dot}result")
    if "context" in found:
        context(found["context"], f"{dot}context", edition, about_activity=kind == "Activity")
    if "timestamp" in found:
        timestamp(found["timestamp"], f"{dot}timestamp", edition)
    if "attachments" in found:
        attachments(found["attachments"], f"{dot}attachments")


def _object(value: Any, edition: Edition, at: str, *, nested: bool) -> str:
    """Checks the object by its type, which is returned; without one it is an activity."""
    if type(value) is not dict:
        raise Malformed(where=at, why=why.NOT_AN_OBJECT)
    kind = value.get("objectType", "Activity")
    if kind == "Activity":
        activity(value, at)
    elif kind == "Agent":
        agent(value, at)
    elif kind == "Group":
        group(value, at)
    elif kind == "StatementRef":
        reference(value, at)
    elif kind == "SubStatement":
        if nested:
            raise Malformed(where=f"{at}.objectType", why=why.NO_NESTING)
        _told(members(value, at, _SUB_STATEMENT), edition, f"{at}.", nested=True)
    else:
        raise Malformed(where=f"{at}.objectType", why=why.NOT_AN_OBJECT_TYPE)
    return str(kind)
