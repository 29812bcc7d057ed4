"""What tasks given and completed are in the ledger."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from panshi.kernel.references import Reference
from panshi.ledger import selectors as ledger
from panshi.ledger.entries import Entry
from panshi.ledger.postings import Posting
from panshi.org.models import Person, Unit
from panshi.work.learning.kinds import ASSIGNMENT, COMPLETION
from panshi.work.learning.models import Assignment, Task


def source_of(assignment: Assignment) -> Reference:
    """Under what name the task given stands in the ledger now."""
    key = str(assignment.pk) if assignment.revision == 1 else f"{assignment.pk}@{assignment.revision}"
    return Reference("learning.assignment", key)


def completion_source(assignment: Assignment) -> Reference:
    """Under what name its completion stands."""
    return Reference("learning.completion", str(assignment.pk))


class Postings:
    """Postings of one task; equal dimensions are one object, which the ledger checks once."""

    def __init__(self, task: Task, units: dict[int, Unit]) -> None:
        self._task, self._units = task, units
        self._dims: dict[tuple[object, ...], dict[str, object]] = {}

    def given(self, assignment: Assignment) -> Posting:
        """The task given to somebody."""
        key = ("given", assignment.category, assignment.due_on, assignment.excused)
        dims = self._dims.get(key) or self._dims.setdefault(key, self._given(assignment))
        return Posting(
            ASSIGNMENT,
            self._units[assignment.unit_id],
            assignment.given_on,
            source_of(assignment),
            dims,
            person=_person(assignment.person_id),
        )

    def completed(self, assignment: Assignment, *, on: date) -> Posting:
        """The task done by somebody, worth its hours."""
        key = ("completed", assignment.category, assignment.late)
        dims = self._dims.get(key) or self._dims.setdefault(key, self._completed(assignment))
        return Posting(
            COMPLETION,
            self._units[assignment.unit_id],
            on,
            completion_source(assignment),
            dims,
            quantity=self._task.hours,
            person=_person(assignment.person_id),
        )

    def _given(self, assignment: Assignment) -> dict[str, object]:
        dims: dict[str, object] = {
            "category": self._task.category,
            "task": self._task.title,
            "person_category": assignment.category,
            "due_on": assignment.due_on,
        }
        return dims | {"excused": assignment.excused} if assignment.excused else dims

    def _completed(self, assignment: Assignment) -> dict[str, object]:
        return {
            "category": self._task.category,
            "task": self._task.title,
            "person_category": assignment.category,
            "timeliness": "late" if assignment.late else "on_time",
        }


def units_of(assignments: Iterable[Assignment]) -> dict[int, Unit]:
    """The units of these, each one object."""
    return Unit.objects.in_bulk({assignment.unit_id for assignment in assignments})


def standing(references: Sequence[Reference]) -> list[Entry]:
    """The entries under these names that have not been taken back."""
    found = ledger.by_sources(references)
    gone = {entry.reverses for entry in found if entry.sign < 0}
    return [entry for entry in found if entry.sign > 0 and entry.seq not in gone]


@lru_cache(maxsize=20_000)
def _person(pk: int) -> Person:
    """A handle by which the ledger names somebody; nothing but the key is set, and nothing is ever written to it."""
    return Person(pk=pk)
