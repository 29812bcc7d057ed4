"""What a package's part is told when it is opened: who studies, what it kept, what its manifest demands."""

from datetime import UTC
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.contrib.staticfiles import finders

from panshi.work.learning.choices import Carrier
from panshi.work.learning.models import Material, Progress, Sitting

RUNTIMES = {Carrier.SCORM_12.value: "npm/scorm12.min.js", Carrier.SCORM_2004.value: "npm/scorm2004.min.js"}


def runtime_there(carrier: str) -> bool:
    """Whether the runtime for packages of this kind is installed, where they need one."""
    return carrier not in RUNTIMES or finders.find(RUNTIMES[carrier]) is not None


def registration_of(progress: Progress) -> UUID:
    """The id under which all that is said of this study in the record store stands together."""
    return uuid5(NAMESPACE_URL, f"https://{settings.ORIGIN}/progress/{progress.pk}/registration")


def activity_of(material: Material, place: int) -> str:
    """The id of a unit of a cmi5 package as this platform launches it."""
    return f"https://{settings.ORIGIN}/learning/materials/{material.pk}/units/{place}"


def launch_data(material: Material, place: int, sitting: Sitting | None) -> dict[str, Any]:
    """What the runtime of a SCORM package begins with: `cmi` to be loaded, the item's id, the turn it goes on from."""
    part = material.outline[place]
    kept: dict[str, Any] = {}
    name = number = "preview"
    if sitting is not None:
        person = sitting.progress.assignment.person
        name, number = person.name, person.number
        kept = sitting.progress.state.get("items", {}).get(part["id"], {})
    newer = material.carrier == Carrier.SCORM_2004
    cmi = _cmi_2004(part, kept.get("cmi", {}), name, number) if newer else _cmi_12(part, kept.get("cmi", {}), name, number)
    begun = sitting.begun_at.astimezone(UTC).isoformat(timespec="microseconds") if sitting else ""
    at = kept.get("at", ["", 0])
    asset = part.get("scorm") == "asset"
    return {
        "carrier": str(material.carrier), "item": part["id"], "cmi": cmi, "turn": at[1] if at[0] == begun else 0, "asset": asset,
        "mastery": part.get("mastery", ""),
    }  # fmt: skip


def _cmi_12(part: dict[str, Any], kept: dict[str, Any], name: str, number: str) -> dict[str, Any]:
    core = dict(kept.get("core", {}))
    core = {word: core[word] for word in ("lesson_location", "lesson_status", "score", "total_time") if core.get(word)}
    core |= {"student_id": number, "student_name": name, "credit": "credit", "lesson_mode": "normal"}
    core["entry"] = _entry(kept, kept.get("core", {}).get("exit", ""))
    data = {"mastery_score": part.get("mastery"), "max_time_allowed": part.get("max_time")}
    data["time_limit_action"] = part.get("time_limit_action")
    told = {"core": core, "student_data": {word: value for word, value in data.items() if value}}
    told |= {word: kept[word] for word in ("suspend_data", "objectives", "student_preference", "comments") if kept.get(word)}
    return told | ({"launch_data": part["data"]} if part.get("data") else {})


def _cmi_2004(part: dict[str, Any], kept: dict[str, Any], name: str, number: str) -> dict[str, Any]:
    words = (
        "location", "suspend_data", "completion_status", "success_status", "score", "progress_measure", "total_time",
        "objectives", "interactions", "learner_preference", "comments_from_learner",
    )  # fmt: skip
    told: dict[str, Any] = {word: kept[word] for word in words if kept.get(word)}
    told |= {"learner_id": number, "learner_name": name, "credit": "credit", "mode": "normal"}
    told["entry"] = _entry(kept, kept.get("exit", ""))
    wanted = {
        "scaled_passing_score": part.get("mastery"), "completion_threshold": part.get("threshold"),
        "launch_data": part.get("data"), "max_time_allowed": part.get("max_time"),
        "time_limit_action": part.get("time_limit_action"),
    }  # fmt: skip
    return told | {word: value for word, value in wanted.items() if value}


def _entry(kept: dict[str, Any], left: str) -> str:
    """Begun anew, gone on with, or neither where it was finished. One that was cut off is gone on with."""
    return "ab-initio" if not kept else "" if left in ("normal", "logout") else "resume"
