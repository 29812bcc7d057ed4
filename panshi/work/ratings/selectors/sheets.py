"""Criteria as they stand on a sheet: by section, with their figures and steps in words, and with the marks so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid4

from panshi.figures.definitions import Figure, UnknownFigure
from panshi.figures.selectors import figure
from panshi.work.ratings.choices import Method, Section
from panshi.work.ratings.models import Candidate, Criterion, Evidence, Mark
from panshi.work.ratings.selectors.rounds import criteria_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A criterion and, of an automatic one, its figure."""

    criterion: Criterion
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Block:
    """A section of a standard and the points it has."""

    section: Section
    points: Decimal
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An assessed criterion to be marked: what was said and filed so far, and a key for the next save."""

    criterion: Criterion
    mark: Mark | None
    own: str
    evidence: tuple[Evidence, ...]
    key: UUID


def sections(criteria: Iterable[Criterion]) -> list[Block]:
    """The criteria by section."""
    asked = list(criteria)
    found = []
    for section in Section:
        mine = tuple(Asked(each, _figure(each)) for each in asked if each.section == section)
        if mine:
            found.append(Block(section, sum((each.criterion.points for each in mine), Decimal(0)), mine))
    return found


def sheets(candidate: Candidate) -> list[Sheet]:
    """What is to be marked by hand, in order."""
    marks = {mark.criterion_id: mark for mark in candidate.marks.prefetch_related("evidence")}
    found = []
    for criterion in criteria_of(candidate.round):
        if criterion.method == Method.ASSESSED:
            mark = marks.get(criterion.pk)
            own = str(criterion.steps[mark.own_step][0]) if mark and mark.own_step is not None else ""
            found.append(Sheet(criterion, mark, own, tuple(mark.evidence.all()) if mark else (), uuid4()))
    return found


def _figure(criterion: Criterion) -> Figure | None:
    if criterion.method != Method.AUTOMATIC:
        return None
    try:
        return figure(criterion.figure)
    except UnknownFigure:  # of somebody's own that is gone
        return None
