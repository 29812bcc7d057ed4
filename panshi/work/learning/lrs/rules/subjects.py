"""What a document is about, as one short key: an activity, an agent, or both."""

from typing import Any

from panshi.work.learning.lrs.rules.actors import identity
from panshi.work.learning.lrs.rules.mentions import key

STATE, ACTIVITY_PROFILE, AGENT_PROFILE = b"state", b"activity profile", b"agent profile"


def subject(kind: bytes, activity: str | None, agent: dict[str, Any] | None) -> bytes:
    """The key of documents of this kind about this activity and agent."""
    return key(kind, f"{activity or ''}\n{identity(agent) if agent else ''}")


def named(name: str) -> bytes:
    """The key of a document's name."""
    return key(b"document", name)
