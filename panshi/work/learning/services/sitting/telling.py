"""What the record store is told of exams: that one was begun, and passed or failed, after the work itself is committed."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction

from panshi.work.learning.lrs.rules.agents import person_agent
from panshi.work.learning.lrs.services import record
from panshi.work.learning.models import Attempt

ADL = "http://adlnet.gov/expapi/verbs"
ATTEMPTED = (f"{ADL}/attempted", "参加了", "attempted")
PASSED = (f"{ADL}/passed", "通过了", "passed")
FAILED = (f"{ADL}/failed", "没有通过", "failed")
Verb = tuple[str, str, str]


def tell(attempt: Attempt, verb: Verb) -> None:
    """Records it once the transaction is over; sitting an exam never fails for want of it."""
    statement = said(attempt, verb)
    transaction.on_commit(lambda: record([statement], by=attempt.person), robust=True)


def said(attempt: Attempt, verb: Verb) -> dict[str, Any]:
    """The statement; told again it has the same id."""
    iri, zh, en = verb
    home = f"https://{settings.ORIGIN}"
    moment = attempt.begun_at if verb is ATTEMPTED else attempt.handed_in_at
    assert moment is not None, "what is told has happened"
    statement: dict[str, Any] = {
        "id": str(uuid5(NAMESPACE_URL, f"{home}/attempts/{attempt.pk}/{iri}/{attempt.points}")),
        "actor": person_agent(attempt.person.number, attempt.person.name),
        "verb": {"id": iri, "display": {"zh-Hans": zh, "en": en}},
        "object": {
            "objectType": "Activity",
            "id": f"{home}/learning/exams/{attempt.exam_id}",
            "definition": {"name": {"zh-Hans": attempt.exam.title}, "type": "http://adlnet.gov/expapi/activities/assessment"},
        },
        "context": {"platform": "Panshi"},
        "timestamp": moment.isoformat(),
    }
    if attempt.points is not None:
        most = float(attempt.points_max)
        statement["result"] = {
            "success": bool(attempt.passed),
            "completion": True,
            "score": {"raw": float(attempt.points), "min": 0, "max": most}
            | ({"scaled": round(float(attempt.points) / most, 4)} if most else {}),
        }
    return statement
