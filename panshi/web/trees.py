"""The units a person may look at, as a tree to choose from."""

from dataclasses import dataclass, field

from panshi.org.models import Person, Unit
from panshi.org.selectors import units_with
from panshi.web.periods import changed

MOST = 60
"""How many units a search shows."""


@dataclass(slots=True)
class Branch:
    """A unit as a link that comes back with it as the scope; `below` are its units, shown at once when `opened`."""

    unit: Unit
    url: str
    current: bool
    below: "list[Branch]" = field(default_factory=list)
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What was asked for, the tops of the tree found, and how many more were found than are shown."""

    asked: str
    tops: list[Branch]
    left_out: int


def choices(*, person: Person, asked: str, back: str) -> Choices:
    """The tree of all units the person may see; with `asked`, those whose name contains it or whose code it is. Two queries."""
    seen = units_with("figures.view", person=person).filter(closed_on__isnull=True).order_by("path")
    shown = _unit_of(back)
    if not asked:
        return Choices("", _grown(list(seen), back, shown), 0)
    fitting = list(seen.filter(name__icontains=asked) | seen.filter(code__iexact=asked))
    tops = [_branch(unit, back, shown) for unit in fitting[:MOST]]
    return Choices(asked, tops, max(0, len(fitting) - MOST))


def _grown(units: list[Unit], back: str, shown: str) -> list[Branch]:
    tops: list[Branch] = []
    above: list[Branch] = []
    for unit in units:
        branch = _branch(unit, back, shown)
        while above and not above[-1].unit.holds(unit):
            above.pop()
        (above[-1].below if above else tops).append(branch)
        above.append(branch)
        if branch.current:
            for holder in above:
                holder.opened = True
    for top in tops:
        top.opened = top.opened or len(tops) == 1
    return tops


def _branch(unit: Unit, back: str, shown: str) -> Branch:
    return Branch(unit, changed(back, unit=unit.code), unit.code == shown)


def _unit_of(back: str) -> str:
    from urllib.parse import parse_qs, urlsplit  # noqa: PLC0415 -- only here

    return parse_qs(urlsplit(back).query).get("unit", [""])[0]
