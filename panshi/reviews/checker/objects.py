"""Claims as objects of the machine interface: of a text's numbers alone no app, no model and no ledger need be loaded."""

import json
from collections.abc import Sequence
from typing import Any

from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.documents import Document, digest


def machine_extracted(document: Document, claims: Sequence[Claim]) -> str:
    """One JSON object as `marking.machine` gives it, with the claims alone, for texts checked without a ledger."""
    nothing: dict[str, Any] = {"verdict": None, "figure": None, "ledger_value": None, "candidates": [], "explanation": ""}
    return written(
        {
            "file": document.name,
            "text_sha256": digest(document.text),
            "as_of": None,
            "period": None,
            "unit": None,
            "claims": [claim_object(document, claim) | nothing for claim in claims],
            "style": [],
        }
    )


def claim_object(document: Document, claim: Claim) -> dict[str, Any]:
    """What every claim has, whether or not it was held against anything."""
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


def written(content: dict[str, Any]) -> str:
    """The object as one line of JSON."""
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace").decode()
