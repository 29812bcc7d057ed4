"""The forms in which statements are given out: identifiers only, or canonical, with one language each."""

from collections.abc import Callable, Sequence
from typing import Any

from panshi.work.learning.lrs.rules.activities import COMPONENTS
from panshi.work.learning.lrs.rules.actors import IDENTIFIERS

Change = Callable[[dict[str, Any]], dict[str, Any]]


def ids(statement: dict[str, Any]) -> dict[str, Any]:
    """The statement with no more of agents, activities and verbs than identifies them."""
    return _changed(statement, actor=_identifiers, activity=_bare, verb=lambda verb: {"id": verb["id"]})


def canonical(statement: dict[str, Any], definitions: dict[str, dict[str, Any]], languages: Sequence[str]) -> dict[str, Any]:
    """The statement with activities as the store knows them (`definitions` by IRI) and each language map in one language."""

    def activity(value: dict[str, Any]) -> dict[str, Any]:
        known = definitions.get(value["id"], value.get("definition"))
        return {**value, "definition": in_one_language(known, languages)} if known is not None else value

    def verb(value: dict[str, Any]) -> dict[str, Any]:
        return {**value, "display": chosen(value["display"], languages)} if "display" in value else value

    return _changed(statement, actor=lambda value: value, activity=activity, verb=verb)


def in_one_language(definition: dict[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """A definition with one language of each name and description."""
    found = dict(definition)
    for name in ("name", "description"):
        if name in found:
            found[name] = chosen(found[name], languages)
    for name in COMPONENTS:
        if name in found:
            found[name] = [
                {**each, "description": chosen(each["description"], languages)} if "description" in each else each
                for each in found[name]
            ]
    return found


def chosen(words: dict[str, str], languages: Sequence[str]) -> dict[str, str]:
    """The one entry that suits best: by the languages in order, exactly, then by their first part, else the first there is."""
    for wanted in languages:
        for tag, text in words.items():
            if tag.lower() == wanted.lower():
                return {tag: text}
        for tag, text in words.items():
            if tag.lower().partition("-")[0] == wanted.lower().partition("-")[0]:
                return {tag: text}
    return dict(list(words.items())[:1])


def preferred(header: str) -> list[str]:
    """The languages of an Accept-Language header, best first."""
    weighed = []
    for place, part in enumerate(header.split(",")):
        tag, _, weight = part.strip().partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            quality = 0.0
        if tag and tag != "*" and quality > 0:
            weighed.append((-quality, place, tag))
    return [tag for _quality, _place, tag in sorted(weighed)]


def activities(statement: dict[str, Any]) -> list[str]:
    """The IRIs of all activities in a statement."""
    found: list[str] = []

    def seen(value: dict[str, Any]) -> dict[str, Any]:
        found.append(value["id"])
        return value

    _changed(statement, actor=lambda value: value, activity=seen, verb=lambda value: value)
    return found


def _changed(told: dict[str, Any], *, actor: Change, activity: Change, verb: Change) -> dict[str, Any]:
    """A statement or sub-statement with each actor, activity and verb changed."""
    found = dict(told)
    found["actor"], found["verb"] = actor(told["actor"]), verb(told["verb"])
    kind = told["object"].get("objectType", "Activity")
    if kind == "Activity":
        found["object"] = activity(told["object"])
    elif kind in ("Agent", "Group"):
        found["object"] = actor(told["object"])
    elif kind == "SubStatement":
        found["object"] = _changed(told["object"], actor=actor, activity=activity, verb=verb)
    if "authority" in told:
        found["authority"] = actor(told["authority"])
    if "context" in told:
        found["context"] = _context(told["context"], actor=actor, activity=activity)
    return found


def _context(told: dict[str, Any], *, actor: Change, activity: Change) -> dict[str, Any]:
    found = dict(told)
    for name in ("instructor", "team"):
        if name in told:
            found[name] = actor(told[name])
    for name, whom in (("contextAgents", "agent"), ("contextGroups", "group")):
        if name in told:
            found[name] = [{**part, whom: actor(part[whom])} for part in told[name]]
    if "contextActivities" in told:
        found["contextActivities"] = {
            relation: [activity(each) for each in some] for relation, some in told["contextActivities"].items()
        }
    return found


def _identifiers(actor: dict[str, Any]) -> dict[str, Any]:
    known = {name: actor[name] for name in ("objectType", *IDENTIFIERS) if name in actor}
    if "member" in actor and not any(name in actor for name in IDENTIFIERS):
        known["member"] = [_identifiers(each) for each in actor["member"]]
    return known


def _bare(activity: dict[str, Any]) -> dict[str, Any]:
    return {name: activity[name] for name in ("objectType", "id") if name in activity}
