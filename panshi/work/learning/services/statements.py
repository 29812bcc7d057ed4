"""What the platform says of its own people to the record store, after the work itself is committed."""

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction

from panshi.org.models import Person
from panshi.work.learning.lrs.rules.agents import person_agent
from panshi.work.learning.lrs.services import record

ADL = "http://adlnet.gov/expapi"
Verb = tuple[str, str, str]
"""Its IRI, and how it is shown in Chinese and in English."""


def adl(name: str, zh: str) -> Verb:
    """A verb of ADL's list, which is shown in English by its name."""
    return f"{ADL}/verbs/{name}", zh, name


def activity(page: str, title: str, kind: str = "") -> dict[str, Any]:
    """What has a `page` of the site ("learning/tasks/7") as an activity, of the type `kind`."""
    told = {"name": {"zh-Hans": title}} | ({"type": kind} if kind else {})
    return {"objectType": "Activity", "id": f"https://{settings.ORIGIN}/{page}", "definition": told}


def statement(person: Person, verb: Verb, thing: dict[str, Any], *, key: str, at: datetime) -> dict[str, Any]:
    """That the person did this; what is told again under the same `key` has the same id, and so is told once."""
    iri, zh, en = verb
    return {
        "id": str(uuid5(NAMESPACE_URL, f"https://{settings.ORIGIN}/{key}")),
        "actor": person_agent(person.number, person.name),
        "verb": {"id": iri, "display": {"zh-Hans": zh, "en": en}},
        "object": thing,
        "context": {"platform": "Panshi"},
        "timestamp": at.isoformat(),
    }


def tell(told: dict[str, Any], *, by: Person) -> None:
    """Records the statement once the transaction is over; no work fails for want of it."""
    transaction.on_commit(lambda: record([told], by=by), robust=True)
