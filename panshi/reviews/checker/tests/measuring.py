"""How well extraction does on annotated text: counts that tests compare as equalities."""

from collections.abc import Iterable
from dataclasses import dataclass

from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.tests.corpus import Sentence


@dataclass(frozen=True, slots=True)
class Score:
    """`found` overlaps an annotation, `exact` has its very span, `typed` its type, `valued` its value; `extra` has none."""

    annotated: int
    found: int
    exact: int
    typed: int
    valued: int
    extra: int


def measured(sentences: Iterable[Sentence]) -> Score:
    """The extraction of all sentences held against their annotations."""
    counts = dict.fromkeys(("annotated", "found", "exact", "typed", "valued", "extra"), 0)
    for sentence in sentences:
        claims = {(claim.start, claim.end): claim for claim in extract(sentence.text)}
        for mark in sentence.marks:
            claim = claims.pop((mark.start, mark.end), None)
            counts["annotated"] += 1
            counts["found"] += claim is not None or any(s < mark.end and mark.start < e for s, e in claims)
            counts["exact"] += claim is not None
            counts["typed"] += claim is not None and claim.type == mark.type
            counts["valued"] += claim is not None and mark.value in (None, claim.value)
        counts["extra"] += len(claims)
    return Score(**counts)
