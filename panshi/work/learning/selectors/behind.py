"""Who is to be told what: people with tasks due soon or overdue, tasks to be done anew, units whose people are behind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Max, Q, QuerySet

from panshi.org.models import Person, Posting, Unit
from panshi.org.selectors import holding
from panshi.work.learning.choices import Letter, Recurs, TaskState
from panshi.work.learning.models import Assignment, Channel, Reminder, StudyRules, Task
from panshi.work.learning.selectors.burden import QUIET_FROM, QUIET_UNTIL
from panshi.work.learning.selectors.recurring import next_days

BEFORE = timedelta(days=3)
AGAIN = timedelta(days=7)
NO_LONGER = timedelta(days=60)
RENEWED_AT = {Recurs.QUARTERLY: (60, 30, 7), Recurs.YEARLY: (90, 60, 30, 7)}
"""Days before the next one is due on which those who did the last are told."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """A task that comes again, and the day by which it is to be done anew."""

    task: Task
    due_on: date


@dataclass(frozen=True, slots=True)
class Head:
    """Somebody who leads a unit."""

    person: Person
    unit: Unit


class Quiet:
    """The quiet hours of every unit, read once."""

    def __init__(self) -> None:
        held = StudyRules.objects.values_list("unit__path", "quiet_from", "quiet_until", "digests")
        self._rules = {path: (since, until, digests) for path, since, until, digests in held}

    def at(self, path: str, moment: time) -> bool:
        """Whether nothing is sent in the unit at the time of day, in China."""
        since, until, _digests = self._of(path)
        return since <= moment < until if since <= until else moment >= since or moment < until

    def digests(self, path: str) -> bool:
        """Whether the heads of the unit are told who is behind."""
        return self._of(path)[2]

    def _of(self, path: str) -> tuple[time, time, bool]:
        for length in range(len(path), 0, -Unit.steplen):
            if path[:length] in self._rules:
                return self._rules[path[:length]]
        return QUIET_FROM, QUIET_UNTIL, True


def still_open() -> QuerySet[Assignment]:
    """The tasks that are due from somebody and not done, of tasks that are given out."""
    running = (TaskState.PUBLISHING, TaskState.STOPPED, TaskState.PUBLISHED)
    found = Assignment.objects.filter(completed_at__isnull=True, withdrawn=False, excused="", task__state__in=running)
    return found.select_related("task", "unit", "person__account")


def to_remind(top: Unit, *, on: date) -> dict[int, list[Assignment]]:
    """By person, the tasks due within three days or overdue for at most sixty, of those who are to be told today.

    They are told three days before, on the day and the day after, and else once a week.
    """
    span = (on - NO_LONGER, on + BEFORE)
    near = still_open().filter(due_on__range=span, task__opens_on__lte=on, unit__path__startswith=top.path)
    found: dict[int, list[Assignment]] = {}
    for assignment in near.order_by("person_id", "due_on", "pk"):
        found.setdefault(assignment.person_id, []).append(assignment)
    told = _last_told(Letter.DUE)
    marks = {on + BEFORE, on, on - timedelta(days=1)}
    return {
        person: tasks
        for person, tasks in found.items()
        if (last := told.get(person)) is None or on - last >= AGAIN or (last < on and any(each.due_on in marks for each in tasks))
    }


def to_renew(top: Unit, *, on: date) -> list[Renewal]:
    """The tasks that come again whose next day due is 90, 60, 30 or 7 days away."""
    running = Task.objects.filter(
        state=TaskState.PUBLISHED, recurs__in=[*RENEWED_AT], next__isnull=True, unit__path__startswith=top.path
    )
    found = []
    for task in running:
        days = next_days(task)
        if days is not None and (days[1] - on).days in RENEWED_AT[Recurs(task.recurs)]:
            found.append(Renewal(task, days[1]))
    return found


def holders(task: Task) -> QuerySet[Assignment]:
    """Those who were given the task, were not excused, and are still on strength."""
    found = Assignment.objects.filter(task=task, withdrawn=False, excused="")
    return found.select_related("person__account", "unit").order_by("person_id")


def overdue(top: Unit, *, on: date) -> list[Assignment]:
    """The tasks overdue in the unit and below, by unit and person."""
    late = still_open().filter(due_on__lt=on, due_on__gte=on - NO_LONGER, unit__path__startswith=top.path)
    return list(late.order_by("unit__path", "person__number", "due_on", "pk"))


def heads(top: Unit, *, on: date) -> list[Head]:
    """Those in leading posts of the unit and of those below, who have an address."""
    held = Posting.objects.filter(holding(on), leader=True, unit__path__startswith=top.path)
    held = held.exclude(Q(person__account__isnull=True) | Q(person__account__email=""))
    return [Head(each.person, each.unit) for each in held.select_related("person__account", "unit").order_by("unit__path", "pk")]


def channels(top: Unit) -> QuerySet[Channel]:
    """The chats of the unit and of those below that are open."""
    return Channel.objects.filter(closed_at__isnull=True, unit__path__startswith=top.path).select_related("unit").order_by("pk")


def told_lately(letter: Letter, *, on: date) -> tuple[frozenset[int], frozenset[int]]:
    """The people and the channels told such a thing in the last week."""
    lately = Reminder.objects.filter(letter=letter, on__gt=on - AGAIN)
    pairs = list(lately.values_list("person_id", "channel_id"))
    return frozenset(person for person, _ in pairs if person), frozenset(channel for _, channel in pairs if channel)


def not_done(assignments: Iterable[Assignment]) -> list[Assignment]:
    """Those of these that are still not done, asked at this very moment."""
    several = list(assignments)
    still = _still(several)
    return [each for each in several if each.pk in still]


def _still(several: Sequence[Assignment]) -> set[int]:
    asked = [each.pk for each in several]
    found: set[int] = set()
    for low in range(0, len(asked), 500):
        found.update(still_open().filter(pk__in=asked[low : low + 500]).values_list("pk", flat=True))
    return found


def _last_told(letter: Letter) -> dict[int, date]:
    told = Reminder.objects.filter(letter=letter, person__isnull=False).values_list("person_id").annotate(Max("on"))
    return dict(told)
