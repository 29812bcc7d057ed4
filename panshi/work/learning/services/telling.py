"""What the record store is told of study: that a material was opened, how far it has come, and that it was studied."""

from typing import Any

from panshi.kernel.clock import now
from panshi.work.learning.choices import Carrier
from panshi.work.learning.models import Material, Progress
from panshi.work.learning.services import statements
from panshi.work.learning.services.statements import ADL, Verb, adl

LAUNCHED = adl("launched", "打开了")
PROGRESSED = adl("progressed", "学到了")
COMPLETED = adl("completed", "学完了")


def tell(progress: Progress, verb: Verb) -> None:
    """Records that the person did this with the material."""
    statements.tell(said(progress, verb), by=progress.assignment.person)


def said(progress: Progress, verb: Verb) -> dict[str, Any]:
    """The statement. Completing and opening for the first time happen once, and so have the same id however often told."""
    task = progress.assignment.task
    key = f"progress/{progress.pk}/{verb[0]}" + (f"/{progress.part}" if verb is PROGRESSED else "")
    told = statements.statement(progress.assignment.person, verb, activity(progress.material), key=key, at=now())
    told["context"]["contextActivities"] = {"grouping": [statements.activity(f"learning/tasks/{task.pk}", task.title)]}
    if verb is not LAUNCHED:
        part = "https://w3id.org/xapi/cmi5/result/extensions/progress"
        told["result"] = {"extensions": {part: progress.part}}
    if verb is COMPLETED:
        told["result"] |= {"completion": True, "duration": f"PT{progress.seconds}S"}
    return told


def activity(material: Material) -> dict[str, Any]:
    """The material as an activity."""
    media = material.carrier in (Carrier.TEXT, Carrier.FILE, Carrier.LINK)
    kind = f"{ADL}/activities/{'media' if media else 'lesson'}"
    if material.carrier == Carrier.VIDEO:
        kind = "https://w3id.org/xapi/video/activity-type/video"
    return statements.activity(f"learning/materials/{material.pk}", material.title, kind)
