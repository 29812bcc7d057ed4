"""Finds the lesson that fits a claim: the same unit of count, and the same subject or clause in other words at most."""

from collections.abc import Sequence

from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.lessons import Lesson, context_of
from panshi.reviews.checker.synonyms import pairs, telling

ALIKE = 0.7
"""The share of character pairs that a lesson's words and a claim's must have in common."""


def lesson_for(claim: Claim, lessons: Sequence[Lesson]) -> Lesson | None:
    """The lesson that speaks of this claim most plainly; the later of equals, since readers learn too."""
    fitting = [(score, place) for place, lesson in enumerate(lessons) if (score := _alike(claim, lesson)) >= ALIKE]
    return lessons[max(fitting)[1]] if fitting else None


def _alike(claim: Claim, lesson: Lesson) -> float:
    if claim.unit != lesson.unit:
        return 0.0
    context = _shared(context_of(claim), lesson.context)
    return 0.4 * _shared(claim.subject, lesson.subject) + 0.6 * context


def _shared(one: str, other: str) -> float:
    mine, theirs = pairs(telling(one)) or pairs(one), pairs(telling(other)) or pairs(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 1.0
