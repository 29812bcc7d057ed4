"""One number said of several things (五星级、四星级培验中心均为6个): it is true only when each of them is as many."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from panshi.figures.definitions import Figure
from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.judging import Verdict, in_base_units, judge
from panshi.reviews.checker.linking import link
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.sorting import Type

if TYPE_CHECKING:
    from panshi.org.scope import Scope
    from panshi.reviews.checker.checking import Answer, Finding

_SHARED = compiled("^(?P<listed>[^，。；：:《》“”]{2,40}?)(?:均|都|各自?|同)(?:为|是|有|达|设有?|建有|获评|评定|建成)?$")
_MEMBERS = compiled("、|以及|[和与及]")
_LEAD = compiled("^(?:其中|全年|目前|年末|截至年底|评定|评出|建成|全市|[^、]{0,6}共有)+")


def shared(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those said of several things with the first as their subject and the others in `each`."""
    return [_shared(claim) if claim.type in (Type.COUNT, Type.PEOPLE) and claim.level else claim for claim in claims]


def _shared(claim: Claim) -> Claim:
    found = _SHARED.match(claim.before)
    members = _completed(_MEMBERS.split(_LEAD.sub("", found["listed"]))) if found else []
    if len(members) < 2 or any(len(member) < 2 for member in members):
        return claim
    return replace(claim, subject=members[0], before=members[0], each=tuple(members[1:]))


def _completed(members: list[str]) -> list[str]:
    """五星级、四星级培验中心 and 培验中心五星级、四星级: what only one member says goes to all."""
    longest = max(members, key=len, default="")
    for member in {len(member): member for member in members if len(member) < len(longest)}.values():
        if longest == members[0] and longest[-2:] == member[-2:]:
            head = longest[: len(longest) - len(member)]
            return [longest, *(head + other if len(other) < len(longest) else other for other in members[1:])]
        if longest == members[-1]:
            tail = longest[len(member) :]
            return [*(other + tail if len(other) < len(longest) else other for other in members[:-1]), longest]
    return members


def held_for_each(
    found: "Finding", figures: Sequence[Figure], ask: "Callable[[Sequence[Figure], Scope], dict[str, Answer]]"
) -> "Finding":
    """The finding held against the figure of every thing it is said of; the first that is another number decides."""
    if not found.claim.each or not found.true or found.scope is None:
        return found
    for member in found.claim.each:
        other = replace(found.claim, subject=member, before=member, each=())
        tied = link([other], figures)[0]
        if not tied.sure or tied.figure is None or tied.figure is found.figure:
            continue
        answer = ask((tied.figure,), found.scope).get(tied.figure.key)
        truth = None if answer is None or answer.value is None else in_base_units(answer.value, tied.figure.unit.zh)
        if truth is not None and not judge(other, truth).true:
            return replace(found, link=tied, verdict=Verdict.CONTRADICTED, truth=truth)
    return found
