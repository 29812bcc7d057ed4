"""What the runtime's state of a package says: which parts are done, and how well."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from panshi.work.learning.choices import Carrier
from panshi.work.learning.models import Material


def done_items(material: Material, state: Mapping[str, Any]) -> set[str]:
    """The ids of the parts that count as done."""
    items = state.get("items", {})
    done = {
        Carrier.SCORM_12.value: _done_12,
        Carrier.SCORM_2004.value: _done_2004,
        Carrier.CMI5.value: _done_cmi5,
    }[material.carrier]
    return {part["id"] for part in material.outline if part["id"] in items and done(part, items[part["id"]])}


def score_of(material: Material, state: Mapping[str, Any]) -> Decimal | None:
    """The score in per cent over the parts that have one; None where none has."""
    found = [score for each in state.get("items", {}).values() if (score := _score(each)) is not None]
    return (sum(found, Decimal(0)) / len(found)).quantize(Decimal("0.01")) if found else None


def _done_12(part: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    if part.get("scorm") == "asset":
        return bool(item.get("opened"))
    return _at(item, "cmi", "core", "lesson_status") in ("completed", "passed")


def _done_2004(part: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    if part.get("scorm") == "asset":
        return bool(item.get("opened"))
    success, completion = _at(item, "cmi", "success_status"), _at(item, "cmi", "completion_status")
    return success == "passed" or (completion == "completed" and success != "failed")


def _done_cmi5(part: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    passed, completed = bool(item.get("passed")), bool(item.get("completed"))
    return {
        "Passed": passed,
        "Completed": completed,
        "CompletedAndPassed": passed and completed,
        "CompletedOrPassed": passed or completed,
        "NotApplicable": bool(item.get("opened")),
    }[part["move_on"]]


def _score(item: Mapping[str, Any]) -> Decimal | None:
    scaled = _at(item, "cmi", "score", "scaled") or item.get("scaled")
    raw = _at(item, "cmi", "core", "score", "raw") or _at(item, "cmi", "score", "raw")
    most = _at(item, "cmi", "core", "score", "max") or _at(item, "cmi", "score", "max")
    try:
        score = Decimal(str(scaled)) * 100 if scaled not in (None, "") else _ratio(raw, most)
    except (InvalidOperation, ZeroDivisionError):
        return None
    return max(Decimal(0), min(Decimal(100), score)) if score is not None and score.is_finite() else None


def _ratio(raw: Any, most: Any) -> Decimal | None:
    if raw in (None, ""):
        return None
    return Decimal(str(raw)) * 100 / (Decimal(str(most)) if most not in (None, "") else Decimal(100))


def _at(item: Mapping[str, Any], *path: str) -> Any:
    found: Any = item
    for word in path:
        found = found.get(word) if isinstance(found, Mapping) else None
    return found
