"""Work on tasks: at once where few people are concerned, in a process of its own where it would hold up other pages."""

from datetime import timedelta

from panshi.kernel import processes
from panshi.kernel.clock import now, today
from panshi.work.learning.choices import TaskState
from panshi.work.learning.models import Task
from panshi.work.learning.services.daily import go_on
from panshi.work.learning.services.publishing import CHUNK, day_of, members_of

STALE = timedelta(seconds=30)


def begin(task: Task) -> None:
    """Does what the task's state calls for: before it returns where it is for few people, else in a process of its own."""
    if task.state == TaskState.PUBLISHING and day_of(task) > today():
        return
    people = len(members_of(task, on=day_of(task))) if task.state == TaskState.PUBLISHING else task.given
    if people <= CHUNK // 4:
        go_on(task.pk)
    else:
        start(task)


def working(task: Task) -> bool:
    """Whether something is going on with the task, or should be."""
    given_out = task.state == TaskState.PUBLISHING and day_of(task) <= today()
    left = task.assignments.filter(withdrawn=False)
    taken_back = task.state == TaskState.WITHDRAWN and left.exists()
    behind = left.filter(completed_at__isnull=True, due_on__lt=task.due_on)
    return given_out or taken_back or (task.state in (TaskState.PUBLISHED, TaskState.STOPPED) and behind.exists())


def watch(task: Task) -> bool:
    """Whether the task is being worked on; a process that has said nothing for long is started anew: it was killed."""
    if not working(task):
        return False
    stale = task.beat_at is None or now() - task.beat_at > STALE
    if stale and Task.objects.filter(pk=task.pk, beat_at=task.beat_at).update(beat_at=now()):
        start(task)
    return True


def start(task: Task) -> None:
    """Starts `panshi tasks --continue` for the task; it outlives the page, and the site if need be."""
    Task.objects.filter(pk=task.pk).update(beat_at=now())
    processes.start("tasks", "--continue", str(task.pk))
