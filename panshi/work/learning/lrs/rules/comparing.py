"""When two statements are the same: xAPI 1.0.3 Data 2.3.1, IEEE 9274.1.1 4.2.1 (what a statement says never changes).

What the store sets, words for people, definitions of activities, attachments, and the order of members do not count; of a
duration nothing beyond hundredths of a second does.
"""

import re
from typing import Any

from panshi.work.learning.lrs.rules.actors import identities, identity

_SECONDS = re.compile(r"(\d+)[.,](\d{1,2})\d*S\Z")
_ACTORS = ("actor", "instructor", "team", "agent", "group")


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether both say the same."""
    return said(one) == said(other)


def said(statement: dict[str, Any]) -> dict[str, Any]:
    """What of a checked statement counts, in one form."""
    found: dict[str, Any] = {
        "actor": _actor(statement["actor"]),
        "verb": statement["verb"]["id"],
        "object": _object(statement["object"]),
    }
    if result := statement.get("result"):
        found["result"] = {name: _duration(value) if name == "duration" else value for name, value in result.items()}
    if context := statement.get("context"):
        found["context"] = {name: _context(name, value) for name, value in context.items()}
    return found


def _actor(value: dict[str, Any]) -> Any:
    members = sorted(identities({"member": value["member"]})) if "member" in value else None
    return value.get("objectType", "Agent"), identity(value), members


def _object(value: dict[str, Any]) -> Any:
    kind = value.get("objectType", "Activity")
    if kind in ("Agent", "Group"):
        return _actor(value)
    if kind == "SubStatement":
        return said(value)
    return kind, value["id"].lower() if kind == "StatementRef" else value["id"]


def _context(name: str, value: Any) -> Any:
    if name in _ACTORS:
        return _actor(value)
    if name == "registration":
        return value.lower()
    if name == "statement":
        return value["id"].lower()
    if name == "contextActivities":
        listed = {relation: some if isinstance(some, list) else [some] for relation, some in value.items()}
        return {relation: sorted(each["id"] for each in some) for relation, some in listed.items() if some}
    if name in ("contextAgents", "contextGroups"):
        return [({**part, "agent": None, "group": None}, _actor(part.get("agent") or part["group"])) for part in value]
    return value


def _duration(value: str) -> str:
    return _SECONDS.sub(lambda found: f"{found[1]}.{found[2].ljust(2, '0')}S", value)
