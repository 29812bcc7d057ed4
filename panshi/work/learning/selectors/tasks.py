"""Tasks as trainers see them: lists, what may go into one, what a line of an audience says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panshi.kernel.clock import today
from panshi.kernel.refusals import NotFound
from panshi.org.choices import Category
from panshi.org.models import Person, Posting, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import allowed, holding, units_with
from panshi.work.learning.choices import TaskState
from panshi.work.learning.models import Assignment, Channel, Circle, Clause, Exam, Material, Task, TaskMaterial

LISTS = {
    "running": Q(state__in=(TaskState.PUBLISHING, TaskState.STOPPED, TaskState.PUBLISHED)),
    "drafts": Q(state=TaskState.DRAFT),
    "ended": Q(state=TaskState.PUBLISHED),
    "withdrawn": Q(state=TaskState.WITHDRAWN),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A line of an audience and what it says."""

    clause: Clause
    words: str


def tasks_in(scope: Scope, *, person: Person, which: str = "running", text: str = "") -> QuerySet[Task]:
    """The tasks of the scope's unit and below that the person manages or reports on, what opened last coming first."""
    units = units_with("learning.report", person=person).filter(path__startswith=scope.unit.path)
    found = Task.objects.filter(LISTS.get(which, LISTS["running"]), unit__in=units.values("pk"))
    if which == "running":
        found = found.filter(due_on__gte=today())
    if which == "ended":
        found = found.filter(due_on__lt=today())
    if text:
        found = found.filter(title__icontains=text)
    return found.select_related("unit", "exam").order_by("-opens_on", "-pk")


def taught(pk: int, *, person: Person) -> Task:
    """The task, where the person manages tasks."""
    return _where("learning.teach", pk, person)


def reported(pk: int, *, person: Person, unit: Unit) -> Task:
    """The task, where the person may read reports in the unit and it may have been given there."""
    task = _task(pk)
    near = unit.holds(task.unit) or task.unit.holds(unit)
    if not near or not allowed(person=person, permission="learning.report", unit=unit):
        raise NotFound(what=pk)
    return task


def given_to(pk: int, *, person: Person) -> Assignment:
    """A task given to somebody, where the person manages tasks."""
    found = Assignment.objects.select_related("task", "person", "unit").filter(pk=pk).first()
    if found is None or not allowed(person=person, permission="learning.teach", unit=found.unit):
        raise NotFound(what=pk)
    return found


def choosable(task: Task, *, text: str = "") -> tuple[QuerySet[Material], QuerySet[Task]]:
    """What may be studied in the task, and the tasks it may come after: those of its unit, of units above and below."""
    near = _near(task.unit)
    materials = Material.objects.filter(near, retired_at__isnull=True).exclude(tasks=task).select_related("theme")
    if text:
        materials = materials.filter(Q(title__icontains=text) | Q(theme__title__icontains=text))
    before = Task.objects.filter(near, state=TaskState.PUBLISHED).exclude(pk=task.pk)
    return materials.order_by("-made_at", "title"), before.order_by("-opens_on")


def materials_of(task: Task) -> list[Material]:
    """What is studied in the task, in order."""
    lines = TaskMaterial.objects.filter(task=task).order_by("place").select_related("material__theme")
    return [line.material for line in lines]


def exams_for(unit: Unit) -> QuerySet[Exam]:
    """The exams a task of the unit may end with."""
    found = Exam.objects.filter(_near(unit), published_at__isnull=False, retired_at__isnull=True)
    return found.order_by("-published_at")


def circles_of(unit: Unit) -> QuerySet[Circle]:
    """The circles that tasks of the unit may be given to."""
    return Circle.objects.filter(_near(unit)).select_related("unit").order_by("name")


def counted_circles(unit: Unit) -> QuerySet[Circle]:
    """The same with how many people are in each, as `number`."""
    return circles_of(unit).annotate(number=Count("people"))


def circle(pk: int, *, person: Person) -> Circle:
    """The circle, where the person manages tasks."""
    found = Circle.objects.select_related("unit").filter(pk=pk).first()
    if found is None or not allowed(person=person, permission="learning.teach", unit=found.unit):
        raise NotFound(what=pk)
    return found


def numbered(numbers: Sequence[str], *, within: Unit) -> tuple[list[int], list[str]]:
    """The ids of those with these staff numbers who are or were posted in `within` or below, and the numbers nobody has."""
    held = Person.objects.filter(number__in=numbers, postings__unit__path__startswith=within.path)
    known = dict(held.values_list("number", "pk"))
    asked = list(dict.fromkeys(numbers))
    return [known[number] for number in asked if number in known], [number for number in asked if number not in known]


def channel(pk: int, *, person: Person) -> Channel:
    """The open chat, where the person manages tasks."""
    found = Channel.objects.select_related("unit").filter(pk=pk, closed_at__isnull=True).first()
    if found is None or not allowed(person=person, permission="learning.teach", unit=found.unit):
        raise NotFound(what=pk)
    return found


def posts_in(unit: Unit, *, on: date | None = None) -> list[str]:
    """The posts held in the unit and below."""
    held = Posting.objects.filter(holding(on or today()), unit__path__startswith=unit.path).exclude(post="")
    return sorted(set(held.values_list("post", flat=True).distinct()))


def lines_of(task: Task) -> list[Said]:
    """What the lines of the audience say."""
    return [Said(clause, _said(clause)) for clause in task.audience.select_related("unit", "circle").order_by("leaves_out", "pk")]


def line_of(task: Task, pk: int) -> Clause:
    """The line of the task's audience, or a refusal."""
    found = task.audience.select_related("task").filter(pk=pk).first()
    if found is None:
        raise NotFound(what=pk)
    return found


def _said(clause: Clause) -> str:
    parts = [
        _("%(unit)s and below") % {"unit": clause.unit.name} if clause.unit else "",
        str(Category(clause.category).label) if clause.category else "",
        clause.post,
        _("leading posts") if clause.leaders else "",
        _("circle “%(name)s”") % {"name": clause.circle.name} if clause.circle else "",
    ]
    if clause.people:
        parts.append(ngettext("%(n)s person named", "%(n)s people named", len(clause.people)) % {"n": len(clause.people)})
    return " · ".join(part for part in parts if part)


def _near(unit: Unit) -> Q:
    above = [unit.path[:length] for length in range(Unit.steplen, len(unit.path) + 1, Unit.steplen)]
    return Q(unit__path__in=above) | Q(unit__path__startswith=unit.path)


def _where(permission: str, pk: int, person: Person) -> Task:
    task = _task(pk)
    if not allowed(person=person, permission=permission, unit=task.unit):
        raise NotFound(what=pk)
    return task


def _task(pk: int) -> Task:
    found = Task.objects.select_related("unit", "exam", "made_by", "published_by").filter(pk=pk).first()
    if found is None:
        raise NotFound(what=pk)
    return found
