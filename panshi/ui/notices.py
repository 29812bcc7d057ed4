"""What needs a person: each room adds a callable that says, for a person and a scope, what waits and where.

notices.add(lambda *, person, scope: [Notice(Words("待核实", "to verify"), 12, "/registers/verify/")])
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from panshi.kernel.words import Words


class Tone(StrEnum):
    """How a notice is set: what needs a person is warm, what contradicts is bad, what merely comes is blue."""

    WARM = "warm"
    BAD = "bad"
    BLUE = "blue"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Notice:
    """`count` things wait under `label` and are listed at `url`; `note` says a little more, `tag` names the sort."""

    label: Words | str
    count: int
    url: str
    note: Words | str = ""
    tag: Words | str = ""
    tone: Tone = Tone.WARM


Teller = Callable[..., Iterable[Notice]]
_tellers: list[Teller] = []


def add(teller: Teller) -> None:
    """Registers `teller(person=…, scope=…)`; it is asked on every visit home, so it counts and does not list."""
    if teller not in _tellers:
        _tellers.append(teller)


def notices(*, person: Any, scope: Any) -> list[Notice]:
    """Everything that waits for the person in the scope, nothing with a count of zero."""
    return [notice for teller in _tellers for notice in teller(person=person, scope=scope) if notice.count]
