"""Standards: which are in force, and what keeps a draft from being adopted."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from django.db.models import Q, QuerySet

from panshi.figures.asking import is_personal
from panshi.figures.definitions import UnknownFigure
from panshi.figures.selectors import figure
from panshi.kernel.refusals import NotFound
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import subtrees_with
from panshi.work.ratings.choices import Method, Section, Subject
from panshi.work.ratings.models import Criterion, Standard

NO_CRITERIA = Words("还没有指标。", "There are no criteria in it yet.")
NOT_A_HUNDRED = Words("各项分值加起来是 {sum}，应为 100。", "The points add up to {sum}; they must be 100.")
NO_SECTION = Words("“{section}”一项指标也没有。", "There is no criterion on “{section}”.")
NO_FIGURE = Words("“{title}”由数字计分，却没有选数字。", "“{title}” takes its points from a figure, and has none.")
WRONG_FIGURE = Words("“{title}”：没有“{key}”这个数字。", "“{title}”: there is no figure “{key}”.")
NOT_PERSONAL = Words(
    "“{title}”：“{figure}”不是按人记的，不能用来评个人。",
    "“{title}”: “{figure}” is not kept by person and cannot rate one.",
)
NO_STEPS = Words("“{title}”没有写各档的分。", "“{title}” does not say what brings how many points.")
STEPS_ORDER = Words(
    "“{title}”各档的顺序不对：门槛和得分都要从低到高。", "The steps of “{title}” are out of order: both must rise."
)
STEPS_TOP = Words(
    "“{title}”最高一档是 {top} 分，应等于分值 {points}。", "The top step of “{title}” brings {top}, not its {points}."
)
CAP_WRONG = Words("“{title}”的否决分超过了它的分值。", "“{title}” is essential from more points than it has.")
STARS_WRONG = Words(
    "星级的分数线要从高到低，都在 0 到 100 之间。", "Points for stars must fall with the stars, within 0 and 100."
)


def standards(*, person: Person) -> QuerySet[Standard]:
    """The standards that hold where one may look, or below; drafts only for those who keep them."""
    paths = subtrees_with("ratings.view", person=person)
    above = {path[:end] for path in paths for end in range(Unit.steplen, len(path) + 1, Unit.steplen)}
    seen = Q(unit__path__in=above) | _below(paths)
    drafts = Q(since__isnull=False) | _below(subtrees_with("ratings.run", person=person))
    return Standard.objects.filter(seen, drafts).select_related("unit").order_by("subject", "-made_at", "-pk")


def standard(pk: int, *, person: Person) -> Standard:
    """The standard, or a refusal."""
    found = standards(person=person).filter(pk=pk).first()
    if found is None:
        raise NotFound(what=pk)
    return found


def in_force(subject: str, *, on: date) -> Standard | None:
    """The version by which rounds begin on the day."""
    running = Standard.objects.filter(subject=subject, since__lte=on)
    return running.filter(Q(until__isnull=True) | Q(until__gt=on)).order_by("-since").first()


def what_is_missing(standard: Standard) -> list[str]:
    """What keeps the draft from being adopted, in words."""
    criteria = list(standard.criteria.all())
    if not criteria:
        return [str(NO_CRITERIA)]
    found = [] if _falling(standard.stars) else [str(STARS_WRONG)]
    total = sum(criterion.points for criterion in criteria)
    if total != 100:
        found.append(NOT_A_HUNDRED.format(sum=f"{total:g}"))
    there = {criterion.section for criterion in criteria}
    found += [NO_SECTION.format(section=section.label) for section in Section if section not in there]
    for criterion in criteria:
        found += _wrong(criterion, Subject(standard.subject))
    return found


def _wrong(criterion: Criterion, subject: Subject) -> Iterator[str]:
    title = criterion.title
    if criterion.method == Method.AUTOMATIC:
        yield from _wrong_figure(criterion, subject)
    points = [_number(points) for _start, points in criterion.steps]
    starts = [_number(start) for start, _points in criterion.steps] if criterion.method == Method.AUTOMATIC else []
    if not points:
        yield NO_STEPS.format(title=title)
    elif None in points or None in starts or not (_rising(points) and _rising(starts)):
        yield STEPS_ORDER.format(title=title)
    elif points[-1] != criterion.points:
        yield STEPS_TOP.format(title=title, top=f"{points[-1]:g}", points=f"{criterion.points:g}")
    if criterion.essential_from is not None and criterion.essential_from > criterion.points:
        yield CAP_WRONG.format(title=title)


def _wrong_figure(criterion: Criterion, subject: Subject) -> Iterator[str]:
    if not criterion.figure:
        yield NO_FIGURE.format(title=criterion.title)
        return
    try:
        asked = figure(criterion.figure)
    except UnknownFigure:  # it is told among the rest of what is wrong
        yield WRONG_FIGURE.format(title=criterion.title, key=criterion.figure)
        return
    if subject.personal and not is_personal(asked):
        yield NOT_PERSONAL.format(title=criterion.title, figure=asked.label)


def _number(said: object) -> Decimal | None:
    try:
        found = Decimal(str(said))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _rising(numbers: list[Decimal | None]) -> bool:
    known = [number for number in numbers if number is not None]
    return all(low < high for low, high in pairwise(known))


def _falling(stars: list[list[int]]) -> bool:
    pairs = list(pairwise(stars))
    whole = all(0 <= start <= 100 and 1 <= count <= 5 for count, start in stars)
    return bool(stars) and whole and all(high[0] > low[0] and high[1] > low[1] for high, low in pairs)


def _below(paths: tuple[str, ...]) -> Q:
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(unit__path__startswith=path)
    return found
