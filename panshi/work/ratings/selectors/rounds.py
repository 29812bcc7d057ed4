"""Rounds: which one may see, who takes part, who is eligible, and how the subjects stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet

from panshi.kernel.refusals import NotFound
from panshi.org.choices import Level
from panshi.org.models import Person, Posting, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import holding, latest_posting, require, subtrees_with
from panshi.work.ratings.choices import Stage, Subject
from panshi.work.ratings.models import Candidate, Criterion, Mark, Round

KNOWN = (Stage.PUBLISHED, Stage.IN_FORCE)
"""Stages in which results are told to everybody; before, only to those who rate."""
NAMES = {Subject.CENTRE: "培验中心", Subject.STATION: "培验站室"}
LEVELS = {Subject.CENTRE: (Level.CITY, Level.COUNTY, Level.DIVISION), Subject.STATION: (Level.STATION,)}


@dataclass(frozen=True, slots=True)
class Eligible:
    """A unit, or a person in it, that can be rated, and the name it is rated under."""

    unit: Unit
    name: str
    person: Person | None = None


def rounds(scope: Scope) -> QuerySet[Round]:
    """The rounds that touch the scope's unit: its own, those of units above, and those of units below."""
    above = [scope.unit.path[:end] for end in range(Unit.steplen, len(scope.unit.path), Unit.steplen)]
    touched = Q(unit__path__startswith=scope.unit.path) | Q(unit__path__in=above)
    counted = Round.objects.filter(touched).select_related("unit", "standard")
    return counted.annotate(subjects=Count("candidates", filter=Q(candidates__left_out=""))).order_by("-made_at")


def round_(pk: int, *, person: Person) -> Round:
    """The round, to who may see ratings in its unit or takes part with a unit below."""
    found = Round.objects.select_related("unit", "standard").filter(pk=pk).first()
    paths = subtrees_with("ratings.view", person=person)
    if found is None or not any(_meet(path, found.unit.path) for path in paths):
        raise NotFound(what=pk)
    return found


def run_by(pk: int, *, person: Person, permission: str = "ratings.run") -> Round:
    """The round, to who has the permission in its unit."""
    found = round_(pk, person=person)
    require(person=person, permission=permission, unit=found.unit)
    return found


def candidates(found: Round, scope: Scope, *, stars: str = "", words: str = "") -> QuerySet[Candidate]:
    """Who takes part from the scope's unit and below: by points once they are known, then by unit and name."""
    shown = Candidate.objects.filter(round=found, unit__path__startswith=scope.unit.path).select_related("unit", "assessor")
    if stars.isdecimal():
        shown = shown.filter(stars=int(stars), left_out="")
    if words:
        shown = shown.filter(name__icontains=words)
    return shown.order_by(F("points").desc(nulls_last=True), "unit__path", "pk")


def candidate(pk: int) -> Candidate:
    """The candidate, or a refusal."""
    related = ("unit", "person", "assessor", "round__unit", "round__standard")
    found = Candidate.objects.select_related(*related).filter(pk=pk).first()
    if found is None:
        raise NotFound(what=pk)
    return found


def shown_candidate(pk: int, *, person: Person, permission: str = "ratings.view") -> Candidate:
    """The candidate, to who has the permission in its unit, is it, or was made its assessor."""
    found = candidate(pk)
    if person.pk in (found.person_id, found.assessor_id):
        return found
    if not found.unit.path.startswith(tuple(subtrees_with(permission, person=person)) or ("-",)):
        raise NotFound(what=pk)
    return found


def eligible(found: Round, *, on: date) -> list[Eligible]:
    """Every unit or person in the round's part of the tree that its standard can rate and that does not take part yet."""
    subject = Subject(found.standard.subject)
    taken = set(found.candidates.values_list("person" if subject.personal else "unit", flat=True))
    if subject.personal:
        there = Posting.objects.filter(holding(on), unit__path__startswith=found.unit.path, person__category=subject.category)
        once = {place.person_id: place for place in there.select_related("person", "unit").order_by("since", "pk")}
        return [
            Eligible(place.unit, designation(place.person), place.person)
            for place in once.values()
            if place.person_id not in taken
        ]
    open_units = Unit.objects.filter(path__startswith=found.unit.path, level__in=LEVELS[subject], opened_on__lte=on)
    open_units = open_units.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on)).order_by("path")
    return [Eligible(unit, f"{unit.name}{NAMES[subject]}") for unit in open_units if unit.pk not in taken]


def designation(person: Person) -> str:
    """How a person is named in a rating: name and staff number."""
    return f"{person.name}（{person.number}）"


def criteria_of(found: Round) -> list[Criterion]:
    """What the round's standard asks for, in its order."""
    return list(Criterion.objects.filter(standard_id=found.standard_id).order_by("place"))


def points_of(candidates: Iterable[Candidate]) -> dict[int, dict[int, Decimal | None]]:
    """The points of each candidate by criterion."""

    found: dict[int, dict[int, Decimal | None]] = {candidate.pk: {} for candidate in candidates}
    for candidate, criterion, points in Mark.objects.filter(candidate__in=list(found)).values_list(
        "candidate", "criterion", "points"
    ):
        found[candidate][criterion] = points
    return found


def home_of(person: Person, *, on: date) -> Unit | None:
    """Where the person serves on the day."""
    place = latest_posting(person, on=on)
    return place.unit if place else None


def _meet(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
