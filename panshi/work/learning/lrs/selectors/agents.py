"""What is known of an agent, as a Person object (xAPI 1.0.3 Communication 2.4)."""

from typing import Any

import orjson

from panshi.work.learning.lrs.rules.actors import IDENTIFIERS, identity
from panshi.work.learning.lrs.selectors.statements import Sought, page

LOOKED_AT = 100


def person_known_as(agent: dict[str, Any]) -> dict[str, Any]:
    """The agent's identifier and every name it goes by in its newest statements."""
    names = {agent["name"]: None} if "name" in agent else {}
    for body in page(Sought(agent=agent, related_agents=True, limit=LOOKED_AT)).bodies:
        names.update(dict.fromkeys(_names(orjson.loads(body), identity(agent))))
    known = {name: [agent[name]] for name in IDENTIFIERS if name in agent}
    return {"objectType": "Person", **({"name": list(names)} if names else {}), **known}


def _names(value: Any, wanted: str | None) -> list[str]:
    """The names that agents of this identity have anywhere in a statement."""
    if isinstance(value, list):
        return [name for each in value for name in _names(each, wanted)]
    if not isinstance(value, dict):
        return []
    own = [value["name"]] if _is_agent(value) and isinstance(value.get("name"), str) and identity(value) == wanted else []
    return own + [name for part, each in value.items() if part != "extensions" for name in _names(each, wanted)]


def _is_agent(value: dict[str, Any]) -> bool:
    return any(name in value for name in IDENTIFIERS)
