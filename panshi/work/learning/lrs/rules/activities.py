"""Verbs and activities with their definitions and interactions (xAPI 1.0.3 Data 2.4.3, 2.4.4.1)."""

from typing import Any

from panshi.work.learning.lrs.rules import refusals as why
from panshi.work.learning.lrs.rules.refusals import Malformed
from panshi.work.learning.lrs.rules.values import array, extensions, iri, language_map, members, needed, text

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
INTERACTIONS = frozenset(
    {
        "true-false",
        "choice",
        "fill-in",
        "long-fill-in",
        "matching",
        "performance",
        "sequencing",
        "likert",
        "numeric",
        "other",
    }
)
COMPONENTS = ("choices", "scale", "source", "target", "steps")
_VERB = frozenset({"id", "display"})
_ACTIVITY = frozenset({"objectType", "id", "definition"})
_COMPONENT = frozenset({"id", "description"})
_DEFINITION = frozenset(
    {
        "name",
        "description",
        "type",
        "moreInfo",
        "extensions",
        "interactionType",
        "correctResponsesPattern",
        *COMPONENTS,
    }
)


def verb(value: Any, at: str) -> None:
    """What was done: an IRI, and words for it."""
    found = members(value, at, _VERB)
    iri(needed(found, "id", at), f"{at}.id")
    if "display" in found:
        language_map(found["display"], f"{at}.display")


def activity(value: Any, at: str) -> None:
    """What it was done with: an IRI, and what that is."""
    found = members(value, at, _ACTIVITY)
    if found.get("objectType", "Activity") != "Activity":
        raise Malformed(where=f"{at}.objectType", why=why.NOT_AN_OBJECT_TYPE)
    iri(needed(found, "id", at), f"{at}.id")
    if "definition" in found:
        definition(found["definition"], f"{at}.definition")


def definition(value: Any, at: str) -> None:
    """Name, description and type of an activity; of a question also how it is answered."""
    found = members(value, at, _DEFINITION)
    for name in ("name", "description"):
        if name in found:
            language_map(found[name], f"{at}.{name}")
    for name in ("type", "moreInfo"):
        if name in found:
            iri(found[name], f"{at}.{name}")
    if "extensions" in found:
        extensions(found["extensions"], f"{at}.extensions")
    if "interactionType" in found and text(found["interactionType"], f"{at}.interactionType") not in INTERACTIONS:
        raise Malformed(where=f"{at}.interactionType", why=why.NOT_AN_INTERACTION)
    if "correctResponsesPattern" in found:
        _interacts(found, "correctResponsesPattern", at)
        for place, each in enumerate(array(found["correctResponsesPattern"], f"{at}.correctResponsesPattern")):
            text(each, f"{at}.correctResponsesPattern[{place}]")
    for name in COMPONENTS:
        if name in found:
            _interacts(found, name, at)
            _components(found[name], f"{at}.{name}")


def _interacts(found: dict[str, Any], name: str, at: str) -> None:
    if "interactionType" not in found:
        raise Malformed(where=f"{at}.{name}", why=why.NEEDS_INTERACTION)


def _components(value: Any, at: str) -> None:
    seen: set[str] = set()
    for place, each in enumerate(array(value, at)):
        found = members(each, f"{at}[{place}]", _COMPONENT)
        name = text(needed(found, "id", f"{at}[{place}]"), f"{at}[{place}].id")
        if name in seen:
            raise Malformed(where=f"{at}[{place}].id", why=why.TWICE)
        seen.add(name)
        if "description" in found:
            language_map(found["description"], f"{at}[{place}].description")
