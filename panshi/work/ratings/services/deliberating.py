"""Deliberation: figures asked, points added up, quotas applied, ties told and decided by people."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction

from panshi.figures import asking
from panshi.kernel.clock import now, today
from panshi.kernel.periods import Period
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Posting
from panshi.org.selectors import holding, require
from panshi.work.ratings.choices import Method, Stage, Subject
from panshi.work.ratings.models import Candidate, Criterion, Mark, Round
from panshi.work.ratings.selectors.rounds import criteria_of, points_of
from panshi.work.ratings.selectors.scoring import points_by_figure, result

CLOSED = Words("单位已撤销", "the unit was closed")
GONE = Words("已不在岗", "no longer on strength")
OTHER_CATEGORY = Words("人员类别已变", "now of another category of staff")
BEYOND_QUOTA = Words("{stars} 星名额 {count} 个已满", "the {count} places for {stars} stars are taken")
TIED = Words(
    "与 {count} 个对象同为 {points} 分，{stars} 星名额只剩 {left} 个，须评议决定",
    "{count} subjects tie at {points} points for {left} places of {stars} stars: to be decided",
)


class OverQuota(Refusal):
    """More subjects with so many stars than the round allows."""

    words = Words("{stars} 星有 {count} 个，名额只有 {quota} 个。", "{count} have {stars} stars, and the quota is {quota}.")
    code = "over-quota"
    status = 409


class MoreThanEarned(Refusal):
    """Stars that the points do not bring."""

    words = Words("“{name}”按得分最多 {earned} 星。", "The points of “{name}” bring {earned} stars at most.")
    code = "more-than-earned"


class NoReason(Refusal):
    """Stars taken away by hand without saying why."""

    words = Words("请写明理由。", "Say why.")
    code = "no-reason"


def deliberate(held: Round) -> None:
    """Marks automatic criteria and gives every subject points and stars; who moved is rated where they are now."""
    rated = list(held.candidates.filter(left_out="").select_related("unit", "person").order_by("pk"))
    _follow(rated, Subject(held.standard.subject))
    rated = [candidate for candidate in rated if not candidate.left_out]
    criteria = criteria_of(held)
    mark_automatic(held, rated, criteria)
    add_up(held, rated, criteria)
    apply_quota(held, rated)
    _keep(rated)


def mark_automatic(held: Round, rated: Sequence[Candidate], criteria: Sequence[Criterion]) -> None:
    """Asks the figures at the ledger's present position and keeps their numbers and points as marks."""
    automatic = [criterion for criterion in criteria if criterion.method == Method.AUTOMATIC]
    keys, period = [criterion.figure for criterion in automatic], Period(held.first, held.last)
    if Subject(held.standard.subject).personal:
        answers = asking.of_people(keys, [each.person for each in rated if each.person], period)
    else:
        answers = asking.of_units(keys, [each.unit for each in rated], period)
    held.as_of = answers.as_of
    held.save(update_fields=["as_of"])
    Mark.objects.filter(candidate__round=held, criterion__in=automatic).delete()
    marks = []
    for criterion in automatic:
        values = answers.values[criterion.figure]
        for each in rated:
            value = values.get(each.person_id or each.unit_id)
            points = points_by_figure(criterion.steps, value)
            marks.append(Mark(candidate=each, criterion=criterion, value=value, points=points, at=now()))
    Mark.objects.bulk_create(marks, batch_size=500)


def add_up(held: Round, rated: Sequence[Candidate], criteria: Sequence[Criterion]) -> None:
    """Points, and the stars they bring; not saved."""
    points = points_of(rated)
    for each in rated:
        found = result(criteria, points[each.pk], held.standard.stars)
        each.points, each.earned, each.stars, each.why_fewer = found.points, found.stars, found.stars, found.why_fewer


def apply_quota(held: Round, rated: Sequence[Candidate]) -> None:
    """Where more earn so many stars than there are places, those with fewer points get one step less; not saved.

    Those who tie for the last places all get less until somebody decides.
    """
    steps = sorted((count for count, _start in held.standard.stars), reverse=True)
    for stars, lower in zip(steps, [*steps[1:], 0], strict=True):
        places = held.quota.get(str(stars))
        there = sorted((each for each in rated if each.stars == stars), key=lambda each: -(each.points or Decimal(0)))
        if places is None or len(there) <= places:
            continue
        last = there[places].points
        tied = [each for each in there if each.points == last]
        left = places - sum(each.points > last for each in there)
        for each in there:
            if each.points <= last:
                each.stars = lower
                beyond = each not in tied or left == 0
                why = BEYOND_QUOTA.format(stars=stars, count=places) if beyond else _tie(tied, stars, left)
                each.why_fewer = why[:300]


@transaction.atomic
def decide(candidate: Candidate, *, stars: int, reason: str, by: Person) -> Candidate:
    """In deliberation: so many stars for this subject, at most those it earned, for a reason that stands on its card."""
    held = Round.objects.select_for_update(of=("self",)).select_related("unit", "standard").get(pk=candidate.round_id)
    require(person=by, permission="ratings.publish", unit=held.unit)
    if held.stage != Stage.DELIBERATION or not 0 <= stars <= candidate.earned:
        raise MoreThanEarned(name=candidate.name, earned=candidate.earned)
    if not reason.strip():
        raise NoReason
    candidate.stars, candidate.why_fewer = stars, reason.strip()[:300]
    candidate.save(update_fields=["stars", "why_fewer"])
    return candidate


def refuse_over_quota(held: Round) -> None:
    """Refuses where more subjects have so many stars than the round has places."""
    given = Counter(held.candidates.filter(left_out="").values_list("stars", flat=True))
    for stars, places in held.quota.items():
        if given[int(stars)] > places:
            raise OverQuota(stars=stars, count=given[int(stars)], quota=places)


def _keep(rated: Sequence[Candidate]) -> None:
    """Saves what was reckoned, all with the same result together: a statement for each subject would take many times as long."""
    alike: dict[tuple[Decimal | None, int, int, str], list[int]] = {}
    for each in rated:
        alike.setdefault((each.points, each.earned, each.stars, each.why_fewer), []).append(each.pk)
    for (points, earned, stars, why), found in alike.items():
        Candidate.objects.filter(pk__in=found).update(points=points, earned=earned, stars=stars, why_fewer=why)


def _tie(tied: Sequence[Candidate], stars: int, left: int) -> str:
    return TIED.format(count=len(tied), points=f"{tied[0].points:g}", stars=stars, left=left)


def _follow(rated: Sequence[Candidate], subject: Subject) -> None:
    """Leaves out closed units and people who left, and takes who moved to where they are now."""
    on = today()
    homes = {}
    if subject.personal:
        people = [each.person_id for each in rated]
        there = Posting.objects.filter(holding(on), person__in=people).select_related("unit", "person").order_by("since", "pk")
        homes = {place.person_id: place for place in there}
    for each in rated:
        if each.person_id is None:
            if each.unit.closed_on is not None and each.unit.closed_on <= on:
                each.left_out = str(CLOSED)
        elif (place := homes.get(each.person_id)) is None:
            each.left_out = str(GONE)
        elif place.person.category != subject.category:
            each.left_out = str(OTHER_CATEGORY)
        elif place.unit_id != each.unit_id:
            each.unit = place.unit
            each.save(update_fields=["unit"])
    gone = [each for each in rated if each.left_out]
    Candidate.objects.bulk_update(gone, ["left_out"], batch_size=500)
