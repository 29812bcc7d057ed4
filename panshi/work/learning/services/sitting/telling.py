"""What the record store is told of exams: that one was begun, and passed or failed."""

from typing import Any

from panshi.work.learning.models import Attempt
from panshi.work.learning.services import statements
from panshi.work.learning.services.statements import ADL, Verb, adl

ATTEMPTED = adl("attempted", "参加了")
PASSED = adl("passed", "通过了")
FAILED = adl("failed", "没有通过")


def tell(attempt: Attempt, verb: Verb) -> None:
    """Records it."""
    statements.tell(said(attempt, verb), by=attempt.person)


def said(attempt: Attempt, verb: Verb) -> dict[str, Any]:
    """The statement; told again it has the same id."""
    moment = attempt.begun_at if verb is ATTEMPTED else attempt.handed_in_at
    assert moment is not None, "what is told has happened"
    exam = statements.activity(f"learning/exams/{attempt.exam_id}", attempt.exam.title, f"{ADL}/activities/assessment")
    key = f"attempts/{attempt.pk}/{verb[0]}/{attempt.points}"
    told = statements.statement(attempt.person, verb, exam, key=key, at=moment)
    if attempt.points is not None:
        most = float(attempt.points_max)
        told["result"] = {
            "success": bool(attempt.passed),
            "completion": True,
            "score": {"raw": float(attempt.points), "min": 0, "max": most}
            | ({"scaled": round(float(attempt.points) / most, 4)} if most else {}),
        }
    return told
