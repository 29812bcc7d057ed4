"""Parameters as the values that they stand for, checked like the same values in statements (xAPI 1.0.3 Data 2.2)."""

from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from panshi.work.learning.lrs.rules import refusals as why
from panshi.work.learning.lrs.rules.actors import identified
from panshi.work.learning.lrs.rules.editions import Edition
from panshi.work.learning.lrs.rules.refusals import Malformed
from panshi.work.learning.lrs.rules.values import iri, moment, uuid
from panshi.work.learning.lrs.views.calls import Call


def loaded(content: bytes | str, where: str) -> Any:
    """JSON read."""
    try:
        return orjson.loads(content)
    except ValueError:
        raise Malformed(where=where, why=why.NOT_JSON) from None


def agent_of(call: Call) -> dict[str, Any]:
    """The parameter `agent`."""
    value = loaded(call.parameter("agent"), "agent")
    identified(value, "agent")
    return dict(value)


def activity_of(call: Call) -> str:
    """The parameter `activityId`."""
    return iri(call.parameter("activityId"), "activityId")


def registration_of(call: Call) -> UUID | None:
    """The parameter `registration`, if it is there."""
    given = call.parameters.get("registration")
    return UUID(uuid(given, "registration")) if given is not None else None


def moment_of(call: Call, name: str) -> datetime | None:
    """A timestamp, if it is there; a plus that an address turned into a space is read as one."""
    given = call.parameters.get(name)
    if given is None:
        return None
    head, _, tail = given.rpartition(" ")
    return moment(f"{head}+{tail}" if ":" in head and "T" in head else given, name, Edition.ONE)


def flag_of(call: Call, name: str) -> bool:
    """true or false; false where it is not there."""
    given = call.parameters.get(name, "false")
    if given not in ("true", "false"):
        raise Malformed(where=name, why=why.NOT_A_BOOLEAN)
    return given == "true"


def number_of(call: Call, name: str) -> int:
    """A whole number; 0 where it is not there."""
    given = call.parameters.get(name, "0")
    if not (given.isascii() and given.isdigit()) or len(given) > 19:
        raise Malformed(where=name, why=why.NOT_A_WHOLE_NUMBER)
    return int(given)
