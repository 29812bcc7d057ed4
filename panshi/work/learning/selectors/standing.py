"""Where somebody stands in a task: what is studied, what is still to do, what locks it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from panshi.kernel.clock import CHINA
from panshi.work.learning.models import Assignment, Attempt, Material, Progress, Task, TaskMaterial

SWIFT_PERCENT = 20
"""Less than this share of the material's length is far under it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One material of a task and how far it has come; `enough`: another carrier of its theme is studied already."""

    material: Material
    part: int
    done: bool
    enough: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """The steps of a task in order, the seconds spent, the minutes of what was studied, whether its exam is passed (True where
    it has none), and when the last of what is done was done.
    """

    steps: tuple[Step, ...]
    seconds: int
    minutes: int
    passed: bool
    at: datetime | None

    @property
    def studied(self) -> bool:
        """Whether every theme is studied."""
        return all(step.done or step.enough for step in self.steps)

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do."""
        return self.studied and self.passed

    @property
    def swift(self) -> bool:
        """Whether it was open for less than a fifth of the length of what was studied."""
        return self.seconds * 100 < self.minutes * 60 * SWIFT_PERCENT

    @property
    def next(self) -> Material | None:
        """What to go on with; None when all is studied."""
        return next((step.material for step in self.steps if not (step.done or step.enough)), None)


def whole(assignment: Assignment) -> Whole:
    """Everything the person has done in the task, as it is now."""
    lines = TaskMaterial.objects.filter(task=assignment.task_id).select_related("material").order_by("place")
    held = {each.material_id: each for each in Progress.objects.filter(assignment=assignment)}
    materials = [line.material for line in lines]
    done = {material.pk for material in materials if material.pk in held and held[material.pk].completed_at is not None}
    themes = {material.theme_id for material in materials if material.pk in done and material.theme_id is not None}
    steps = tuple(
        Step(
            material,
            held[material.pk].part if material.pk in held else 0,
            material.pk in done,
            material.pk not in done and material.theme_id in themes,
        )
        for material in materials
    )
    sat_at = _passed_at(assignment)
    moments = [held[pk].completed_at for pk in done] + [sat_at]
    return Whole(
        steps,
        seconds=sum(each.seconds for each in held.values()),
        minutes=sum(material.minutes for material in materials if material.pk in done),
        passed=assignment.task.exam_id is None or sat_at is not None,
        at=max((moment for moment in moments if moment is not None), default=None),
    )


def locked_by(assignment: Assignment) -> tuple[Task, ...]:
    """The tasks to be completed before this one: those it comes after that were given to the person and are still due."""
    return locks([assignment]).get(assignment.pk, ())


def locks(assignments: Iterable[Assignment]) -> dict[int, tuple[Task, ...]]:
    """The same for several of one person, in two queries."""
    several = list(assignments)
    if not several:
        return {}
    pairs = Task.after.through.objects.filter(from_task__in={each.task_id for each in several})
    after: dict[int, list[int]] = {}
    for task, before in pairs.values_list("from_task_id", "to_task_id"):
        after.setdefault(task, []).append(before)
    wanted = {before for many in after.values() for before in many}
    if not wanted:
        return {}
    still = Assignment.objects.filter(
        person=several[0].person_id, task__in=wanted, completed_at__isnull=True, withdrawn=False, excused=""
    ).select_related("task")
    open_tasks = {each.task_id: each.task for each in still}
    found = {
        each.pk: tuple(open_tasks[before] for before in after.get(each.task_id, ()) if before in open_tasks) for each in several
    }
    return {pk: tasks for pk, tasks in found.items() if tasks}


def _passed_at(assignment: Assignment) -> datetime | None:
    """When the task's exam was handed in and passed for the first time, in an attempt begun since the task was given."""
    exam = assignment.task.exam_id
    if exam is None:
        return None
    since = datetime.combine(assignment.given_on, time(0), CHINA)
    passed = Attempt.objects.filter(exam=exam, person=assignment.person_id, passed=True, begun_at__gte=since)
    return passed.order_by("handed_in_at").values_list("handed_in_at", flat=True).first()
