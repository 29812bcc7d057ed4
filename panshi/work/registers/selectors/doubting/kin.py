"""Which units may report the same story: those above and below, and the stations of one county among themselves."""

from collections.abc import Iterable
from typing import NamedTuple

from panshi.ledger.kinds import Kind
from panshi.org.choices import Level
from panshi.org.models import Unit


class Place(NamedTuple):
    """Where a unit stands: its path in the tree, the path of the county it belongs to (its own where none), its name."""

    path: str
    county: str
    name: str


class Kin:
    """All units, read in one query and asked about many times."""

    def __init__(self) -> None:
        found = list(Unit.objects.order_by("path").values_list("pk", "path", "name", "level"))
        counties = {path for _pk, path, _name, level in found if level == Level.COUNTY}
        self.places = {pk: Place(path, _county(path, counties), name) for pk, path, name, _level in found}

    def related(self, one: int, other: int, kind: Kind) -> bool:
        """Whether the two may have reported the same thing of this kind."""
        first, second = self.places[one], self.places[other]
        if first.path.startswith(second.path) or second.path.startswith(first.path):
            return True
        return not kind.everywhere and first.county == second.county

    def of(self, unit: int, kind: Kind) -> list[int]:
        """The units that may have reported the same thing, itself among them."""
        return [pk for pk in self.places if self.related(unit, pk, kind)]

    def family(self, units: Iterable[int]) -> list[int]:
        """All units with which any of these may share a story, whatever the kind."""
        places = [self.places[unit] for unit in set(units)]
        within = tuple({place.county for place in places})
        above = {path for county in within for path in _above(county)}
        return [pk for pk, place in self.places.items() if place.path in above or place.path.startswith(within)]


def _above(path: str) -> list[str]:
    return [path[:end] for end in range(Unit.steplen, len(path), Unit.steplen)]


def _county(path: str, counties: set[str]) -> str:
    return next((each for each in (*_above(path), path) if each in counties), path)
