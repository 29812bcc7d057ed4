"""The machine interface: JSON as the project has promised it; keep it stable."""

import json
from collections.abc import Sequence
from typing import Any

from panshi.kernel.numbers import plain
from panshi.reviews.checker.checking import Checked, Finding, digest
from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.documents import Document
from panshi.reviews.checker.explaining import reason
from panshi.reviews.checker.judging import Verdict
from panshi.reviews.checker.styling import StyleFinding


def machine(document: Document, checked: Checked) -> str:
    """One JSON object: the text's digest, as-of, period, unit's code and every claim with its verdict."""
    return _written(
        {
            "file": document.name,
            "text_sha256": digest(document.text),
            "as_of": checked.as_of,
            "period": str(checked.scope.period),
            "unit": checked.scope.unit.code,
            "claims": [_claim(document, finding.claim) | _standing(finding) for finding in checked.findings],
            "style": [_style(document, found) for found in checked.style],
        }
    )


def machine_extracted(document: Document, claims: Sequence[Claim]) -> str:
    """The same with the claims alone, for texts checked without a ledger."""
    nothing: dict[str, Any] = {"verdict": None, "figure": None, "ledger_value": None, "candidates": [], "explanation": ""}
    return _written(
        {
            "file": document.name,
            "text_sha256": digest(document.text),
            "as_of": None,
            "period": None,
            "unit": None,
            "claims": [_claim(document, claim) | nothing for claim in claims],
            "style": [],
        }
    )


def _claim(document: Document, claim: Claim) -> dict[str, Any]:
    start, end = document.raw(claim.start, claim.end)
    return {
        "start": start,
        "end": end,
        "surface": claim.surface,
        "value": claim.value,
        "approx": claim.expression.approx,
        "unit": claim.unit,
        "type": claim.type.value,
        "subject": claim.subject,
    }


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


def _written(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace").decode()
