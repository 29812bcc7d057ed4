"""What a clerk of the demo hands in: a record, the day it is reported, and what becomes of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from panshi.demo.roster import Place
from panshi.ledger.kinds import Kind
from panshi.org.models import Person, Unit


class Fate(StrEnum):
    """What becomes of a reported record."""

    VERIFIED = "verified"
    REVERSED = "reversed"  # verified, found wrong and taken back for `reason`
    SENT_BACK = "sent_back"  # given back to be corrected, for `reason`
    LEFT = "left"  # still waiting to be verified


@dataclass(frozen=True, slots=True)
class Report:
    """A record as a clerk reports it on `reported_on`; `paper` is the text of a small file kept as its evidence."""

    kind: Kind
    unit: Unit
    occurred_on: date
    reported_on: date
    dims: Mapping[str, object]
    quantity: int = 1
    people: tuple[Person, ...] = ()
    note: str = ""
    paper: str = ""
    fate: Fate = Fate.VERIFIED
    reason: str = ""

    def taken_back(self, reason: str, **changes: object) -> "Report":
        """The same record reported once more, perhaps with changes, which will be verified and then reversed."""
        return replace(self, fate=Fate.REVERSED, reason=reason, **changes)  # type: ignore[arg-type]  # fields of our own

    def sent_back(self, reason: str, **changes: object) -> "Report":
        """The same record as it was first reported, with changes, and given back."""
        return replace(self, fate=Fate.SENT_BACK, reason=reason, **changes)  # type: ignore[arg-type]  # fields of our own

    def left(self, **changes: object) -> "Report":
        """A record like this one, with changes, that still waits."""
        return replace(self, fate=Fate.LEFT, **changes)  # type: ignore[arg-type]  # fields of our own


def sheets(report: Report, places: Iterable[Place], *, leaders: bool = False) -> Iterator[Report]:
    """The report as sign-in sheets of `places`: one for each category of person (and apart for leaders, when asked)."""
    groups: dict[tuple[str, bool], list[Person]] = {}
    for place in places:
        groups.setdefault((place.category, leaders and place.leader), []).append(place.person)
    for (category, leads), people in groups.items():
        dims: dict[str, object] = {**report.dims, "person_category": category}
        if leaders:
            dims["leader"] = leads
        yield replace(report, dims=dims, people=tuple(people))
