"""The tree as pages show it: units under units, each with how many people are on strength there and below."""

from dataclasses import dataclass, field
from datetime import date

from panshi.org.models import Person, Unit
from panshi.org.selectors import strengths, top_units

LEVELS_SHOWN = 2


@dataclass(slots=True)
class Branch:
    """A unit, the people on strength in it and below, and its branches; `more`: units lie deeper than those shown."""

    unit: Unit
    people: int = 0
    more: bool = False
    branches: list["Branch"] = field(default_factory=list)


def trees_for(person: Person, *, on: date) -> list[Branch]:
    """The units `person` may see, from their highest down by two levels, each with its people on the day."""
    return [tree_under(top, on=on) for top in top_units("figures.view", person=person).order_by("path")]


def tree_under(top: Unit, *, on: date, levels: int = LEVELS_SHOWN) -> Branch:
    """`top` and the units below it by `levels`, in two queries whatever their number."""
    deepest = top.depth + levels
    shown: dict[str, Branch] = {}
    for unit in Unit.objects.filter(path__startswith=top.path, depth__lte=deepest).order_by("path"):
        branch = shown[unit.path] = Branch(unit, more=unit.depth == deepest and unit.numchild > 0)
        if unit.path != top.path:
            shown[unit.path[: -Unit.steplen]].branches.append(branch)
    for path, people in strengths(on=on, within=top.path).items():
        for depth in range(top.depth, min(len(path) // Unit.steplen, deepest) + 1):
            shown[path[: depth * Unit.steplen]].people += people
    return shown[top.path]
