"""Deals a list of subjects out to a list of numbers: 民警、辅警学习率分别达98%、97% gives each number its own subject."""

from collections.abc import Sequence
from dataclasses import replace

from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.layout import Layout
from panshi.reviews.checker.lexicon import VERBS, either
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.sorting import Type

_BETWEEN = compiled(r"(?:以及|[、，,和及与])?\s?(?:[（(][^（()）]*[）)])?")
_JOINED = compiled(r"\s?(?:以及|[、，,和及与])\s?")
_MEMBERS = compiled(r"、|以及|[和及与]")
_DEALT = compiled(r"分别|依次|各自")
_VERB = compiled(rf"^(?:{either(VERBS)}|为|达|是|有|到)+")
_LEAD = compiled(r"^(?:其中|全年|今年以来|今年|截至年底|目前|年末|同时|此外|另外|共)+[，,]?")
_STOPPED = compiled("[。；;！？\n]")
_WINDOW, _HEAD = 120, 24


def dealt(text: str, layout: Layout, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those of a 分别 list each with the member it counts."""
    found = list(claims)
    for run in _runs(text, found):
        names = _names(text, layout, found[run[0]], len(run)) or _counted_before(text, found, run)
        for index, (subject, before) in zip(run, names, strict=False):
            found[index] = replace(found[index], subject=subject, before=before)
    return found


def _runs(text: str, claims: Sequence[Claim]) -> list[list[int]]:
    """Numbers that follow one another with nothing but 、 and 和 between them; 分别 stands somewhere before."""
    runs: list[list[int]] = []
    for index, claim in enumerate(claims):
        if not claim.type.statistic or claim.type is Type.RANK or claim.compared:
            continue
        last = runs[-1][-1] if runs else -2
        if last == index - 1 and _JOINED.fullmatch(text[claims[last].end : claim.start]):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [run for run in runs if len(run) > 1]


def _names(text: str, layout: Layout, first: Claim, wanted: int) -> list[tuple[str, str]]:
    """Each member with its head (民警学习率) and the words the number stands behind; nothing when they do not match."""
    clause = text[layout.enumeration(first.start, max(0, first.start - _WINDOW)) : first.start]
    marks = list(_DEALT.finditer(clause))
    if not marks:
        return []
    before, behind = clause[: marks[-1].start()], clause[marks[-1].end() :]
    members = _members(before, wanted)
    if members:
        return [(member, f"{member}{clause[marks[-1].start() :]}") for member in members]
    verb = _VERB.match(behind)
    members = _members(behind[verb.end() :] if verb else behind, wanted)
    return [(member, f"{before}{verb[0] if verb else ''}{member}") for member in members]


def _counted_before(text: str, claims: Sequence[Claim], run: Sequence[int]) -> list[tuple[str, str]]:
    """党课118场次、党日236场次，参加人次分别为…: the members of the list right before, each with what is dealt."""
    before = list(range(run[0] - len(run), run[0]))
    if not before or before[0] < 0 or any(not claims[index].level for index in before):
        return []
    lead = text[claims[before[-1]].end : claims[run[0]].start]
    joined = all(_JOINED.fullmatch(text[claims[one].end : claims[one + 1].start][:1]) for one in before[:-1])
    mark = _DEALT.search(lead)
    if mark is None or not joined or len(lead) > _HEAD or _STOPPED.search(lead):
        return []
    head = lead[: mark.start()].strip("，, ")
    return [(claims[index].subject + head, claims[index].subject + head) for index in before]


def _members(listed: str, wanted: int) -> list[str]:
    members = [member.strip("“”《》 ") for member in _MEMBERS.split(_LEAD.sub("", listed))]
    if len(members) != wanted or not all(members):
        return []
    return _completed(members)


def _completed(members: list[str]) -> list[str]:
    """The head that only the last has goes to all (民警、辅警学习率), and what only the first begins with (五星级民警、辅警)."""
    longest = max(len(member) for member in members[:-1])
    head = members[-1][longest:] if len(members[-1]) - longest > 1 else ""
    if head:
        return [*(member + head for member in members[:-1]), members[-1]]
    shortest = max(len(member) for member in members[1:])
    first = members[0]
    lead = first[: len(first) - shortest] if len(first) - shortest > 1 else ""
    alike = any(first[-2:] == member[-2:] and len(member) > 2 for member in members[1:])
    return [first, *(lead + member for member in members[1:])] if lead and not alike else members
