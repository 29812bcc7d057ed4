"""The machine interface: JSON as the project has promised it; keep it stable."""

from typing import Any

from panshi.kernel.numbers import plain
from panshi.reviews.checker.checking import Checked, Finding
from panshi.reviews.checker.documents import Document, digest
from panshi.reviews.checker.explaining import reason
from panshi.reviews.checker.judging import Verdict
from panshi.reviews.checker.objects import claim_object, written
from panshi.reviews.checker.styling import StyleFinding


def machine(document: Document, checked: Checked) -> str:
    """One JSON object: the text's digest, as-of, period, unit's code and every claim with its verdict."""
    return written(
        {
            "file": document.name,
            "text_sha256": digest(document.text),
            "as_of": checked.as_of,
            "period": str(checked.scope.period),
            "unit": checked.scope.unit.code,
            "claims": [claim_object(document, finding.claim) | _standing(finding) for finding in checked.findings],
            "style": [_style(document, found) for found in checked.style],
        }
    )


def _standing(finding: Finding) -> dict[str, Any]:
    tied = finding.link
    shown = finding.verdict not in (None, Verdict.NOT_IN_LEDGER, Verdict.AMBIGUOUS)
    return {
        "verdict": finding.verdict.value if finding.verdict else None,
        "figure": finding.figure.key if finding.figure and shown else None,
        "ledger_value": plain(finding.truth) if finding.truth is not None else None,
        "candidates": [
            {"figure": candidate.figure.key, "score": round(candidate.score, 2)}
            for candidate in tied.candidates
            if finding.verdict
        ],
        "explanation": reason(finding),
    }


def _style(document: Document, found: StyleFinding) -> dict[str, Any]:
    start, end = document.raw(found.start, found.end)
    return {"start": start, "end": end, "code": found.code, "words": str(found.words)}
