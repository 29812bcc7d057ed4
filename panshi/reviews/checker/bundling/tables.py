"""Reads tables of plain text: what the heading of a column says of its cells, and what brackets stand for.

指标 | 单位 | 2022 | 2023 | 增幅 gives each cell its year and its unit; 括号内为上年数 gives numbers alone in brackets the year
before and the figure of the number they stand behind.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from panshi.reviews.checker import columns
from panshi.reviews.checker.claims import Change, Claim, Relation
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.sorting import Type

_CELL = compiled(r"[|｜\t]")
_YEAR = compiled(r"(?:(20\d\d)\s?年?度?|(上年|去年)|(本年|今年))(?:数|同期数?|完成数?)?")
_RATE = compiled("(?:增幅|增速|增长率?|同比(?:增长|增减|增幅)?|变化|增减(?:率|幅度)?)(?:[(（]?[%％][)）]?)?")
_UNIT = compiled("(?:计量)?单位")
_BRACKETS = compiled(r"括号(?:内|中|里)(?:的?数字?|数据)?(?:均|皆)?(?:为|是|系)\s?(?:20\d\d\s?年|上一?年|去年)")
_ALONE = compiled(r"\s?[（(]\s?$"), compiled(r"\s?[）)]")
_SLASHES = compiled(r"/\s?后(?:面)?(?:的?数字?)?(?:均|皆)?(?:为|是|系)\s?(?:20\d\d\s?年|上一?年|去年)")
_NAMED = compiled("[\u4e00-\u9fff]{2}")
_COUNTED_IN = compiled("[(（]([\u4e00-\u9fff%]{1,3})[)）]$")
LINE = 400


def headed(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, cells with what their column says, numbers alone in brackets with what the text says of brackets."""
    found = list(claims)
    if _CELL.search(text):
        _columns(text, found)
    if _BRACKETS.search(text):
        _brackets(text, found)
    for index, claim in enumerate(found):
        if claim.type.statistic and not claim.unit and not claim.column:
            found[index] = _under_head(text, claim)
    if " / " in text:
        _pairs(text, found, noted=_SLASHES.search(text) is not None)
    return found


def _under_head(text: str, claim: Claim) -> Claim:
    """A number alone in a cell with the head of its column, when that names what is counted: 刊稿(篇)."""
    cell = columns.cell(text, claim.start, claim.end)
    if cell is None or not _NAMED.search(cell.head) or _YEAR.fullmatch(cell.head) or _RATE.fullmatch(cell.head):
        return claim
    counted = _COUNTED_IN.search(cell.head)
    unit = counted[1] if counted else cell.unit
    return replace(claim, column=cell.head, expression=replace(claim.expression, unit=unit))


def _pairs(text: str, found: list[Claim], *, noted: bool) -> None:
    """6 / 4: the other number is the year before's where the text says so, and nobody knows whose where it does not."""
    for index in range(1, len(found)):
        claim, before = found[index], found[index - 1]
        if not claim.level or not before.level or text[before.end : claim.start] != " / " or claim.unit:
            continue
        if noted:
            found[index] = replace(claim, earlier=True, year=None, again=index - 1)
        else:
            found[index] = replace(claim, change=Change(Relation.DIFFERENCE, judged=False), compared=True)


def _brackets(text: str, found: list[Claim]) -> None:
    for index in range(1, len(found)):
        claim, before = found[index], found[index - 1]
        opened = _ALONE[0].fullmatch(text[before.end : claim.start])
        if claim.level and before.level and opened and _ALONE[1].match(text, claim.end):
            found[index] = replace(claim, earlier=True, year=None, again=index - 1)


def _columns(text: str, found: list[Claim]) -> None:
    """Cells line by line: a line that names years in two cells heads the lines of as many cells that follow it."""
    position, heading, place = 0, list[str](), 0
    for line in text.splitlines(keepends=True):
        cells = _CELL.split(line) if len(line) <= LINE else []
        years = sum(bool(_YEAR.fullmatch(cell.strip())) for cell in cells)
        while place < len(found) and found[place].start < position:
            place += 1
        if years > 1:
            heading = [cell.strip() for cell in cells]
        elif len(cells) != len(heading):
            heading = []
        elif heading:
            _row(found, place, cells, heading, position)
        position += len(line)


def _row(found: list[Claim], place: int, cells: Sequence[str], heading: Sequence[str], begin: int) -> None:
    unit = next((cell.strip() for cell, head in zip(cells, heading, strict=True) if _UNIT.fullmatch(head)), "")
    levels: dict[int, int] = {}
    for cell, head in zip(cells, heading, strict=True):
        end = begin + len(cell)
        while place < len(found) and found[place].start < end:
            claim = found[place]
            if claim.type.statistic and (year := _YEAR.fullmatch(head)):
                found[place] = _of_year(claim, year, head, unit)
                levels[int(year[1] or (0 if year[2] else 9999))] = place
            elif claim.type is Type.PERCENT and _RATE.fullmatch(head) and levels and claim.change is None:
                change = Change(Relation.GROWTH, of=(levels[max(levels)],))
                found[place] = replace(claim, compared=True, change=change, column=head)
            place += 1
        begin = end + 1


def _of_year(claim: Claim, year: re.Match[str], head: str, unit: str) -> Claim:
    expression = claim.expression if claim.unit else replace(claim.expression, unit=unit)
    named = int(year[1]) if year[1] else None
    return replace(claim, expression=expression, year=named, earlier=bool(year[2]), column=head)
