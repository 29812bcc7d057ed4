"""Materials as trainers and those who study them see them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from panshi.kernel.refusals import NotFound
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.selectors import allowed, units_with
from panshi.work.learning.choices import Carrier, TaskState
from panshi.work.learning.models import Assignment, Material, Task, Theme

PACKAGES = (Carrier.WEB, Carrier.SCORM_12, Carrier.SCORM_2004, Carrier.CMI5)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of materials is narrowed by."""

    text: str = ""
    carrier: str = ""
    retired: bool = False


def materials_in(scope: Scope, wanted: Wanted, *, person: Person) -> QuerySet[Material]:
    """The materials of the scope's unit and below that the person looks after, the newest first; `uses`: in how many tasks."""
    units = units_with("learning.teach", person=person).filter(path__startswith=scope.unit.path)
    found = Material.objects.filter(unit__in=units.values("pk"), retired_at__isnull=not wanted.retired)
    if wanted.text:
        found = found.filter(Q(title__icontains=wanted.text) | Q(theme__title__icontains=wanted.text))
    if wanted.carrier in Carrier.values:
        found = found.filter(carrier=wanted.carrier)
    return found.select_related("theme", "unit").annotate(uses=Count("tasks")).order_by("-made_at", "-pk")


def taught(pk: int, *, person: Person) -> Material:
    """A material of a unit the person teaches in; else a refusal."""
    found = Material.objects.select_related("unit", "theme", "made_by").filter(pk=pk).first()
    if found is None or not allowed(person=person, permission="learning.teach", unit=found.unit):
        raise NotFound(what=pk)
    return found


def readable(pk: int, *, person: Person) -> Material:
    """A material that the person was given to study or teaches with; else a refusal."""
    found = Material.objects.select_related("unit").filter(pk=pk).first()
    given = Assignment.objects.filter(person=person, task__materials=pk, withdrawn=False)
    if found is None or not (given.exists() or _teaches_near(found, person)):
        raise NotFound(what=pk)
    return found


def tasks_with(material: Material) -> QuerySet[Task]:
    """The tasks that have it, the newest first."""
    return material.tasks.exclude(state=TaskState.WITHDRAWN).select_related("unit").order_by("-opens_on")


def themes_of(scope: Scope) -> QuerySet[Theme]:
    """The themes of the scope's unit, to choose from."""
    return Theme.objects.filter(unit=scope.unit).order_by("title")


def parts(material: Material, state: dict[str, Any], done: set[str]) -> Iterator[tuple[int, dict[str, Any], bool]]:
    """Each part of a package: its place, what the manifest says, whether it is done."""
    for place, part in enumerate(material.outline):
        yield place, part, part["id"] in done


def _teaches_near(material: Material, person: Person) -> bool:
    """Whether the person teaches in the material's unit, above it, or below it: tasks there may use it."""
    return any(
        material.unit.path.startswith(unit.path) or unit.path.startswith(material.unit.path)
        for unit in units_with("learning.teach", person=person).order_by("depth")[:50]
    )
