"""Standards written, adopted and followed by the next version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.work.ratings.choices import Method, Section, Subject
from panshi.work.ratings.models import Criterion, Standard
from panshi.work.ratings.models.standards import STARS
from panshi.work.ratings.selectors.standards import what_is_missing


class StandardFixed(Refusal):
    """A version that has been adopted stays as it is."""

    words = Words(
        "“{standard}”已经施行，不能再改；要改请另起一个版本。",
        "“{standard}” is in force and stays as it is; write another version to change it.",
    )
    code = "standard-fixed"
    status = 409


class StandardNotReady(Refusal):
    """A draft by which nothing could be rated."""

    words = Words("“{standard}”还不能施行：{why}", "“{standard}” cannot be adopted yet: {why}")
    code = "standard-not-ready"


class VersionTaken(Refusal):
    """Two versions of one standard under one name."""

    words = Words(
        "这类对象已经有“{version}”了；请换一个版本名。", "There is a version “{version}” already; give it another name."
    )
    code = "version-taken"
    status = 409


class BeforeTheLast(Refusal):
    """A version that would begin before the one it follows."""

    words = Words(
        "现行版本自 {since} 起施行；新版本要晚于这一天。", "The version in force began on {since}; the next one begins later."
    )
    code = "before-the-last"


@dataclass(frozen=True, slots=True)
class Outline:
    """What a version is called and how its points become stars; see `Standard`."""

    version: str
    said: str = ""
    months: int = 12
    stars: tuple[tuple[int, int], ...] = tuple((count, start) for count, start in STARS)


@dataclass(frozen=True, slots=True)
class NewCriterion:
    """A criterion as it is written; see `Criterion`."""

    section: Section
    title: str
    points: Decimal
    steps: tuple[tuple[str, str], ...]
    method: Method = Method.ASSESSED
    figure: str = ""
    proof: bool = False
    essential_from: Decimal | None = None
    cap: int = 0


@transaction.atomic
def draft_standard(*, unit: Unit, subject: Subject, outline: Outline, by: Person) -> Standard:
    """A new version, in which nothing is asked for yet."""
    require(person=by, permission="ratings.run", unit=unit)
    _refuse_taken(subject, outline.version)
    return _set(Standard(unit=unit, subject=subject, made_by=by, made_at=now()), outline)


@transaction.atomic
def set_outline(standard: Standard, outline: Outline, *, by: Person) -> Standard:
    """Changes a draft's name, words and points for stars."""
    held = _draft(standard, by=by)
    if outline.version != held.version:
        _refuse_taken(Subject(held.subject), outline.version)
    return _set(held, outline)


@transaction.atomic
def add_criteria(standard: Standard, criteria: Sequence[NewCriterion], *, by: Person) -> Standard:
    """Adds criteria to a draft, behind those it has."""
    held = _draft(standard, by=by)
    last = held.criteria.aggregate(last=Max("place"))["last"] or 0
    Criterion.objects.bulk_create(_criterion(held, place, new) for place, new in enumerate(criteria, last + 1))
    return held


@transaction.atomic
def set_criterion(criterion: Criterion, new: NewCriterion, *, by: Person) -> Criterion:
    """Writes a draft's criterion anew."""
    held = _criterion(_draft(criterion.standard, by=by), criterion.place, new)
    held.pk = criterion.pk
    held.save(force_update=True)
    return held


@transaction.atomic
def remove_criterion(criterion: Criterion, *, by: Person) -> None:
    """Takes it out of a draft."""
    _draft(criterion.standard, by=by)
    criterion.delete()


@transaction.atomic
def copy_standard(standard: Standard, *, version: str, by: Person) -> Standard:
    """The next version as a draft, asking for the same."""
    require(person=by, permission="ratings.run", unit=standard.unit)
    _refuse_taken(Subject(standard.subject), version)
    criteria = list(standard.criteria.all())
    made = Standard.objects.create(
        unit=standard.unit,
        subject=standard.subject,
        version=version,
        said=standard.said,
        stars=standard.stars,
        months=standard.months,
        made_by=by,
        made_at=now(),
    )
    for criterion in criteria:
        criterion.pk, criterion.standard = None, made
    Criterion.objects.bulk_create(criteria)
    return made


@transaction.atomic
def adopt(standard: Standard, *, since: date, by: Person) -> Standard:
    """From the day on, rounds begin by this version, and no more by the one before; those that run go on by theirs."""
    held = _draft(standard, by=by)
    if wrong := what_is_missing(held):
        raise StandardNotReady(standard=held, why=" ".join(wrong[:3]))
    earlier = Standard.objects.filter(subject=held.subject, since__isnull=False).order_by("-since").first()
    if earlier is not None and earlier.since is not None and earlier.since >= since:
        raise BeforeTheLast(since=earlier.since)
    if earlier is not None:
        earlier.until = since
        earlier.save(update_fields=["until"])
    held.since, held.adopted_by, held.adopted_at = since, by, now()
    held.save(update_fields=["since", "adopted_by", "adopted_at"])
    return held


def _draft(standard: Standard, *, by: Person) -> Standard:
    held = Standard.objects.select_for_update(of=("self",)).select_related("unit").get(pk=standard.pk)
    require(person=by, permission="ratings.run", unit=held.unit)
    if held.since is not None:
        raise StandardFixed(standard=held)
    return held


def _set(standard: Standard, outline: Outline) -> Standard:
    standard.version, standard.said, standard.months = outline.version, outline.said, outline.months
    standard.stars = [list(pair) for pair in outline.stars]
    standard.save()
    return standard


def _refuse_taken(subject: Subject, version: str) -> None:
    if Standard.objects.filter(subject=subject, version=version).exists():
        raise VersionTaken(version=version)


def _criterion(standard: Standard, place: int, new: NewCriterion) -> Criterion:
    return Criterion(
        standard=standard,
        place=place,
        section=new.section,
        title=new.title,
        method=new.method,
        points=new.points,
        figure=new.figure if new.method == Method.AUTOMATIC else "",
        steps=[list(step) for step in new.steps],
        proof=new.proof,
        essential_from=new.essential_from,
        cap=new.cap,
    )
