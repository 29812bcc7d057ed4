"""The context of a statement (xAPI 1.0.3 Data 2.4.6; contextAgents and contextGroups are new in IEEE 9274.1.1)."""

from collections.abc import Callable
from typing import Any

from panshi.work.learning.lrs.rules import refusals as why
from panshi.work.learning.lrs.rules.activities import activity
from panshi.work.learning.lrs.rules.actors import actor, agent, group
from panshi.work.learning.lrs.rules.editions import Edition
from panshi.work.learning.lrs.rules.refusals import Malformed
from panshi.work.learning.lrs.rules.values import array, extensions, formatted, iri, members, needed, text, uuid

RELATIONS = ("parent", "grouping", "category", "other")
_RELATIONS = frozenset(RELATIONS)
_REFERENCE = frozenset({"objectType", "id"})
_ONE = frozenset(
    {
        "registration",
        "instructor",
        "team",
        "contextActivities",
        "revision",
        "platform",
        "language",
        "statement",
        "extensions",
    }
)
_ALLOWED = {Edition.ONE: _ONE, Edition.TWO: _ONE | {"contextAgents", "contextGroups"}}
_TAKING_PART: dict[str, tuple[str, str, Callable[[Any, str], None]]] = {
    "contextAgents": ("contextAgent", "agent", agent),
    "contextGroups": ("contextGroup", "group", group),
}


def context(value: Any, at: str, edition: Edition, *, about_activity: bool) -> None:
    """Where a statement belongs; revision and platform only of an activity."""
    found = members(value, at, _ALLOWED[edition])
    if "registration" in found:
        uuid(found["registration"], f"{at}.registration")
    if "instructor" in found:
        actor(found["instructor"], f"{at}.instructor")
    if "team" in found:
        group(found["team"], f"{at}.team")
    if "contextActivities" in found:
        _activities(found["contextActivities"], f"{at}.contextActivities")
    for name in ("revision", "platform"):
        if name in found:
            text(found[name], f"{at}.{name}")
            if not about_activity:
                raise Malformed(where=f"{at}.{name}", why=why.ONLY_ACTIVITIES)
    if "language" in found:
        formatted(found["language"], f"{at}.language", "language")
    if "statement" in found:
        reference(found["statement"], f"{at}.statement")
    if "extensions" in found:
        extensions(found["extensions"], f"{at}.extensions")
    for name, what in _TAKING_PART.items():
        if name in found:
            _taking_part(found[name], f"{at}.{name}", *what)


def reference(value: Any, at: str) -> str:
    """A StatementRef; the id it names."""
    found = members(value, at, _REFERENCE)
    if found.get("objectType") != "StatementRef":
        raise Malformed(where=f"{at}.objectType", why=why.NOT_AN_OBJECT_TYPE)
    return uuid(needed(found, "id", at), f"{at}.id")


def related(value: dict[str, Any]) -> list[dict[str, Any]]:
    """All activities of a checked context."""
    named = value.get("contextActivities", {})
    return [each for some in named.values() for each in (some if isinstance(some, list) else [some])]


def _activities(value: Any, at: str) -> None:
    for name, some in members(value, at, _RELATIONS).items():
        if type(some) is list:
            for place, each in enumerate(some):
                activity(each, f"{at}.{name}[{place}]")
        else:
            activity(some, f"{at}.{name}")


def _taking_part(value: Any, at: str, kind: str, whom: str, check: Callable[[Any, str], None]) -> None:
    """Agents or groups that had a part in it, and as what (IRIs of activity types)."""
    for place, each in enumerate(array(value, at)):
        here = f"{at}[{place}]"
        found = members(each, here, frozenset({"objectType", "relevantTypes", whom}))
        if needed(found, "objectType", here) != kind:
            raise Malformed(where=f"{here}.objectType", why=why.NOT_AN_OBJECT_TYPE)
        check(needed(found, whom, here), f"{here}.{whom}")
        if "relevantTypes" in found:
            if not array(found["relevantTypes"], f"{here}.relevantTypes"):
                raise Malformed(where=f"{here}.relevantTypes", why=why.EMPTY)
            for number, kind_of in enumerate(found["relevantTypes"]):
                iri(kind_of, f"{here}.relevantTypes[{number}]")
