"""Merging: of JSON documents, one level deep, and of what is known of an activity."""

from typing import Any


def documents(known: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """The known document with each property of the new one in place of its own (xAPI 1.0.3 Communication 2.2)."""
    return known | new


def definitions(known: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What is known of an activity once a statement defined it: names, descriptions, extensions add up, the rest is replaced."""
    found = known | new
    for name in ("name", "description", "extensions"):
        if name in known and name in new:
            found[name] = known[name] | new[name]
    return found
