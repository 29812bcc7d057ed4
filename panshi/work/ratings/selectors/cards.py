"""The star card: why a subject has its stars, criterion by criterion, and what is missing for the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from panshi.figures.definitions import UnknownFigure
from panshi.figures.selectors import figure
from panshi.figures.values import Value
from panshi.kernel.clock import today
from panshi.kernel.periods import Period
from panshi.kernel.references import Reference
from panshi.ledger import selectors as ledger
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.selectors import subtrees_with
from panshi.work.ratings.choices import Method, Section
from panshi.work.ratings.models import Appeal, Candidate, Criterion, Evidence, Mark
from panshi.work.ratings.selectors.rounds import KNOWN, criteria_of
from panshi.work.ratings.selectors.scoring import Way, way_up


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion on a card: its mark (None: not marked yet), the step reached in words, the figure's number, the evidence."""

    criterion: Criterion
    mark: Mark | None
    step: str
    value: Value | None
    personal_value: Decimal | None
    unit_of_count: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the five standardisations: points it brought of those it has."""

    section: Section
    points: Decimal
    points_max: Decimal
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that stands on a star card. `told`: the result may be shown; `entry` is its position in the ledger."""

    candidate: Candidate
    parts: tuple[Part, ...]
    way: Way | None
    told: bool
    valid: bool
    entry: int | None
    appeals: tuple[Appeal, ...]


def card(candidate: Candidate, *, viewer: Person, as_assessor: bool = False) -> Card:
    """The card as `viewer` may see it: before publication points are shown only to those who rate."""
    found = candidate.round
    told = found.stage in KNOWN or as_assessor or rates(candidate, viewer)
    criteria = criteria_of(found)
    marks = {mark.criterion_id: mark for mark in candidate.marks.select_related("by").prefetch_related("evidence")}
    points = {key: mark.points for key, mark in marks.items()}
    lines = [_line(criterion, marks.get(criterion.pk), candidate) for criterion in criteria]
    way = way_up(criteria, points, found.standard.stars) if told and candidate.points is not None else None
    appeals = candidate.appeals.select_related("criterion", "made_by", "answered_by").order_by("pk")
    return Card(candidate, _parts(lines), way, told, is_valid(candidate, on=today()), _entry(candidate), tuple(appeals))


def rates(candidate: Candidate, viewer: Person) -> bool:
    """Whether the viewer keeps the round or was sent to this subject."""
    kept = (*subtrees_with("ratings.run", person=viewer), *subtrees_with("ratings.publish", person=viewer))
    return viewer.pk == candidate.assessor_id or candidate.round.unit.path.startswith(kept or ("-",))


def is_valid(candidate: Candidate, *, on: date) -> bool:
    """Whether the stars count on the day."""
    return candidate.stars > 0 and candidate.until is not None and candidate.until > on


def days_left(candidate: Candidate, *, on: date) -> int:
    """Days before the rating runs out."""
    return (candidate.until - on).days if candidate.until else 0


def _line(criterion: Criterion, mark: Mark | None, candidate: Candidate) -> Line:
    step, value, personal, unit = "", None, None, ""
    if criterion.method == Method.AUTOMATIC:
        try:
            asked = figure(criterion.figure)
        except UnknownFigure:  # a figure of somebody's own that is gone: the number stays, its page does not
            asked = None
        if asked is not None and mark is not None and candidate.round.as_of:
            scope = Scope(candidate.unit, Period(candidate.round.first, candidate.round.last), candidate.round.as_of)
            unit = str(asked.unit)
            personal = mark.value if candidate.person_id else None
            value = None if candidate.person_id else Value(asked, scope, candidate.round.as_of, mark.value)
    elif mark is not None and mark.step is not None:
        step = str(criterion.steps[mark.step][0])
    return Line(criterion, mark, step, value, personal, unit, tuple(mark.evidence.all()) if mark else ())


def _parts(lines: Sequence[Line]) -> tuple[Part, ...]:
    found = []
    for section in Section:
        mine = tuple(line for line in lines if line.criterion.section == section)
        points = sum((line.mark.points for line in mine if line.mark and line.mark.points is not None), Decimal(0))
        found.append(Part(section, points, sum((line.criterion.points for line in mine), Decimal(0)), mine))
    return tuple(part for part in found if part.lines)


def _entry(candidate: Candidate) -> int | None:
    if candidate.until is None:
        return None
    key = str(candidate.pk) if candidate.revision == 1 else f"{candidate.pk}@{candidate.revision}"
    return max((entry.seq for entry in ledger.by_source(Reference("ratings.candidate", key))), default=None)
