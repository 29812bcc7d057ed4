"""What a page on a draft's contents said: materials added, moved, taken out; tasks that come before."""

from typing import Any

from panshi.org.models import Person
from panshi.work.learning.models import Material, Task
from panshi.work.learning.selectors.tasks import choosable, materials_of
from panshi.work.learning.services import planning


def keep_contents(task: Task, given: Any, *, by: Person) -> None:
    """Does what one button of the page says: `add`, `out`, `up`, `down` with a material's id; `after` are tasks' ids."""
    choice, before = choosable(task)
    held = [each for each in materials_of(task) if str(each.pk) != given.get("out")]
    if (added := _among(choice, given.get("add"))) is not None:
        held.append(added)
    for word, step in (("up", -1), ("down", 1)):
        place = next((place for place, each in enumerate(held) if str(each.pk) == given.get(word)), None)
        if place is not None and 0 <= place + step < len(held):
            held[place], held[place + step] = held[place + step], held[place]
    if held != materials_of(task):
        planning.set_materials(task, held, by=by)
    if "after_said" in given:
        asked = [int(each) for each in given.getlist("after") if each.isdecimal()]
        planning.set_prerequisites(task, list(before.filter(pk__in=asked)), by=by)


def _among(choice: Any, pk: str | None) -> Material | None:
    found: Material | None = choice.filter(pk=int(pk)).first() if pk and pk.isdecimal() else None
    return found
