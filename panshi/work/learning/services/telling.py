"""What the platform tells the record store of its own study, after the work itself is committed."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction

from panshi.kernel.clock import now
from panshi.work.learning.choices import Carrier
from panshi.work.learning.lrs.rules.agents import person_agent
from panshi.work.learning.lrs.services import record
from panshi.work.learning.models import Material, Progress

ADL = "http://adlnet.gov/expapi/verbs"
LAUNCHED = (f"{ADL}/launched", "打开了", "launched")
PROGRESSED = (f"{ADL}/progressed", "学到了", "progressed")
COMPLETED = (f"{ADL}/completed", "学完了", "completed")
Verb = tuple[str, str, str]


def tell(progress: Progress, verb: Verb) -> None:
    """Records that the person did this with the material, once the transaction is over; study never fails for want of it."""
    statement = said(progress, verb)
    by = progress.assignment.person
    transaction.on_commit(lambda: record([statement], by=by), robust=True)


def said(progress: Progress, verb: Verb) -> dict[str, Any]:
    """The statement. Completing and opening for the first time happen once, and so have the same id however often told."""
    person, material = progress.assignment.person, progress.material
    iri, zh, en = verb
    key = f"{_home()}/progress/{progress.pk}/{iri}" + (f"/{progress.part}" if verb is PROGRESSED else "")
    statement: dict[str, Any] = {
        "id": str(uuid5(NAMESPACE_URL, key)),
        "actor": person_agent(person.number, person.name),
        "verb": {"id": iri, "display": {"zh-Hans": zh, "en": en}},
        "object": activity(material),
        "context": {
            "contextActivities": {"grouping": [_task(progress)]},
            "platform": "Panshi",
        },
        "timestamp": now().isoformat(),
    }
    if verb is not LAUNCHED:
        part = "https://w3id.org/xapi/cmi5/result/extensions/progress"
        statement["result"] = {"extensions": {part: progress.part}}
    if verb is COMPLETED:
        statement["result"] |= {"completion": True, "duration": f"PT{progress.seconds}S"}
    return statement


def activity(material: Material) -> dict[str, Any]:
    """The material as an activity."""
    media = material.carrier in (Carrier.TEXT, Carrier.FILE, Carrier.LINK)
    kind = "http://adlnet.gov/expapi/activities/" + ("media" if media else "lesson")
    if material.carrier == Carrier.VIDEO:
        kind = "https://w3id.org/xapi/video/activity-type/video"
    return {
        "objectType": "Activity",
        "id": f"{_home()}/learning/materials/{material.pk}",
        "definition": {"name": {"zh-Hans": material.title}, "type": kind},
    }


def _task(progress: Progress) -> dict[str, Any]:
    task = progress.assignment.task
    return {
        "objectType": "Activity",
        "id": f"{_home()}/learning/tasks/{task.pk}",
        "definition": {"name": {"zh-Hans": task.title}},
    }


def _home() -> str:
    return f"https://{settings.ORIGIN}"
