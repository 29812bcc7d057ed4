"""What is pointed out about a record before it counts: the same thing twice, a picture used elsewhere, a doubtful date or size.

Nothing here refuses: a person answers, or looks. Any number of records is asked about in the same few queries.
"""

from collections.abc import Sequence

from panshi.org.models import Person
from panshi.work.registers.selectors.doubting.outliers import outliers
from panshi.work.registers.selectors.doubting.pictures import used_elsewhere
from panshi.work.registers.selectors.doubting.suspects import RULES, Doubt, Sort, Suspect, evidence_of, suspects_of
from panshi.work.registers.selectors.doubting.terms import outside_terms
from panshi.work.registers.selectors.doubting.twins import twins

__all__ = ["RULES", "Doubt", "Sort", "Suspect", "doubts", "evidence_of", "suspects_of"]


def doubts(suspects: Sequence[Suspect], *, viewer: Person) -> list[tuple[Doubt, ...]]:
    """What is pointed out about each, in their order; records `viewer` may not see are named by their day alone."""
    if not suspects:
        return []
    same, pictures = twins(suspects, viewer=viewer), used_elsewhere(suspects, viewer=viewer)
    rest = zip(outside_terms(suspects), outliers(suspects), strict=True)
    return [
        (*alike, *_others(shown, alike), *terms, *odd) for alike, shown, (terms, odd) in zip(same, pictures, rest, strict=True)
    ]


def _others(pictures: Sequence[Doubt], alike: Sequence[Doubt]) -> list[Doubt]:
    """What is said of pictures, without the records that are pointed out as the same thing already."""
    said = {doubt.record for doubt in alike}
    return [doubt for doubt in pictures if doubt.record is None or doubt.record not in said]
