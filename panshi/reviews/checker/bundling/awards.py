"""Finds how many a prize was given to: the titles of its clause, the number beside it, one of several grades each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.layout import Layout
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.sorting import Type

_WORK = compiled(r"《([^《》\n]{1,80})》")
_NEXT_WORK = compiled(r"[、和]?《([^《》\n]{1,80})》")
_WORKS_LEAD = compiled(r"的?(?:作品)?(?:分别是|分别为|有|为|是)?[：:]?")
_WON = r"(?:分别|双双|同|均|都|也)?(?:荣获|获得|斩获|夺得|摘得|摘取|拿下|被评为|获评|评为|荣立|获|得|捧回)"
_QUOTED = compiled(rf"((?:[、和]?“[^”\n]{{1,40}}”)+){_WON}[^“”，,。；;]{{0,24}}$")
_EACH = compiled("各|分别(?:为|是|有)?")
_NUMBER_WON = compiled(rf"[^，,、中里。；;]{{0,14}}{_WON}[^，,。；;]{{0,24}}$")
_PEOPLE = compiled(rf"(?:^|[，,。；;：:])((?:[\u4e00-\u9fff]{{2,4}}、)+[\u4e00-\u9fff]{{2,4}}){_WON}[^，,。；;]{{0,24}}$")
_COUNTS = (Type.COUNT, Type.PEOPLE)
_BETWEEN_GRADES = compiled(r"[、和及与，,]?(?:以及)?")
_DIVIDING = compiled(r"[，,。；;]")
_WINDOW = 240


def awarded(text: str, layout: Layout, claims: Sequence[Claim], index: int) -> Claim:
    """The prize with the works that won it, and how many: None when the text does not say."""
    claim = claims[index]
    previous = claims[index - 1] if index else None
    floor = previous.end if previous is not None and previous.type is Type.RANK else max(0, claim.start - _WINDOW)
    begin = layout.titled_clause(claim.start, floor)
    if "、" in claim.surface:
        return claim
    lead = text[begin : claim.start]
    works = tuple(work[1] for work in _WORK.finditer(lead)) or tuple(_titles_behind(text, claim.end))
    if not works and (quoted := _QUOTED.search(lead)):
        works = tuple(part for part in re.split("[“”]", quoted[1]) if part.strip("、和"))
    if works:
        return replace(claim, works=works, counted=Decimal(len(works)))
    number = _number_beside(text, claims, index, begin)
    if number is None and (people := _PEOPLE.search(lead)):
        number = Decimal(people[1].count("、") + 1)
    return replace(claim, counted=number)


def dealt_grades(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """《甲》《乙》分别获一等奖、二等奖: one each; as many grades as works, else nothing is said of how many."""
    found = list(claims)
    index = 0
    while index < len(found):
        end = index + 1
        while end < len(found) and _follows(text, found, end):
            end += 1
        first = found[index]
        if first.type is Type.RANK and end - index > 1 and "分" in text[max(0, first.start - 12) : first.start] and first.works:
            _deal(found, index, end)
        index = end
    return found


def counted(text: str, layout: Layout, claims: Sequence[Claim]) -> list[Claim]:
    """2件作品获二等奖: the number counts this prize, so that the prize says nothing more; 一、二、三等奖各12项、24项、37项
    count one grade each.
    """
    found = list(claims)
    for index, claim in enumerate(found):
        if claim.type is not Type.RANK or claim.works:
            continue
        place = _place_beside(text, found, index, layout.titled_clause(claim.start, max(0, claim.start - _WINDOW)))
        if place == index + 1 and claim.unit == "等奖":
            found[index] = replace(claim, counted_beside=True)
        if place is not None and place < index and not found[place].prize and claim.unit == "等奖":
            found[place] = replace(found[place], prize=claim.surface)
            found[index] = replace(claim, counted_beside=True)
    for index, claim in enumerate(found):
        _deal_numbers(text, found, index, claim)
    return found


def _deal_numbers(text: str, found: list[Claim], index: int, last: Claim) -> None:
    """As many numbers behind 各 as there are grades before it."""
    begin = index
    while begin and _follows(text, found, begin):
        begin -= 1
    grades, each = index - begin + 1, _EACH.match(text, last.end)
    numbers = found[index + 1 : index + 1 + grades]
    if last.type is not Type.RANK or each is None or grades < 2 or len(numbers) < grades or numbers[0].start != each.end():
        return
    joined = all(_BETWEEN_GRADES.fullmatch(text[one.end : other.start]) for one, other in pairwise(numbers))
    if not joined or any(number.type not in _COUNTS for number in numbers):
        return
    for turn in range(grades):
        name = found[begin + turn].surface
        name += last.surface[1:] if len(name) == 1 else ""
        found[index + 1 + turn] = replace(found[index + 1 + turn], prize=name)
        found[begin + turn] = replace(found[begin + turn], counted_beside=True)


def _deal(found: list[Claim], index: int, end: int) -> None:
    works = found[index].works
    for place in range(index, end):
        mine = works[place - index : place - index + 1] if len(works) == end - index else ()
        found[place] = replace(found[place], works=mine, counted=Decimal(1) if mine else None)


def _follows(text: str, claims: Sequence[Claim], index: int) -> bool:
    both = claims[index].type is Type.RANK and claims[index - 1].type is Type.RANK
    return both and bool(_BETWEEN_GRADES.fullmatch(text[claims[index - 1].end : claims[index].start]))


def _titles_behind(text: str, end: int) -> Iterator[str]:
    """The titles that follow a prize at once: 二等奖：《甲》《乙》; 获三等奖的有《丙》."""
    lead = _WORKS_LEAD.match(text, end)
    position = lead.end() if lead else end
    while work := _NEXT_WORK.match(text, position):
        yield work[1]
        position = work.end()


def _number_beside(text: str, claims: Sequence[Claim], index: int, begin: int) -> Decimal | None:
    place = _place_beside(text, claims, index, begin)
    return claims[place].expression.value if place is not None and claims[place].expression.upper is None else None


def _place_beside(text: str, claims: Sequence[Claim], index: int, begin: int) -> int | None:
    """The number right behind the grade (二等奖2件), the one that won it (2件作品获二等奖), or one before it (捧回两个二等奖)."""
    claim = claims[index]
    before = claims[index - 1] if index else None
    if before is not None and before.type in _COUNTS and before.start >= begin:
        between = text[before.end : claim.start]
        if between in ("", "的") or _NUMBER_WON.match(between):
            return index - 1
    behind = claims[index + 1] if index + 1 < len(claims) else None
    if behind is not None and behind.type in _COUNTS and behind.start <= claim.end + 2:
        between = text[claim.end : behind.start]
        return index + 1 if not _DIVIDING.search(between) else None
    return None
