"""Where a text names units: in full or as they are called for short, the whole tree, a bureau's own divisions.

石泉县公安局 is 石泉县局 and 石泉县公安 too; a district's 分局 is named with or without 公安. 全市 and the root bureau's name mean
the whole tree, 市局机关 the root bureau without the counties, 我局 and 全局 the unit the text speaks for.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from panshi.org.choices import Level
from panshi.org.models import Unit
from panshi.reviews.checker.lexicon import either
from panshi.reviews.checker.patterns import compiled


class Place(StrEnum):
    """What kind of place a text names."""

    UNIT = "unit"
    WHOLE = "whole"
    OWN = "own"
    BUREAU = "bureau"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named at start–end; `unit` is the primary key of a UNIT. BUREAU is 市局 without more, which may mean either."""

    start: int
    end: int
    place: Place
    unit: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A unit as the tree has it."""

    pk: int
    name: str
    path: str
    level: str


_WORDS = {
    Place.WHOLE: "全市公安机关 全市公安 全市各级公安机关 市县两级公安机关 市县两级 全市",
    Place.OWN: "市局机关 市局本级 市局各支队 市局各部门 市局直属 市直公安 市局机关本级 局机关",
    Place.BUREAU: "市局",
    Place.HERE: "全县公安机关 全县 我局 本局 全局 县局机关 县局 我县 分局机关",
}
_NEVER = compiled(
    r"市局(?=.?(?:党委|领导|统一|部署|要求|矩阵|融媒体|新媒体|账号|政治部|下发|印发|通报|考核|表彰|评选|[\u4e00-\u9fff]{1,4}支队))"
)
_COUNTY = compiled(r"([\u4e00-\u9fff]+[县市区旗])公安局")
_DISTRICT = compiled(r"(?:[\u4e00-\u9fff]+公安局)?([\u4e00-\u9fff]{2,})分局")
_DIVISION = compiled(r"(?:支队|大队|新闻宣传中心)$")
_LISTED = r"(?:(?<![\u4e00-\u9fff])|(?<=[和及与]))(?:{0})(?=\s?(?:[0-9、和及与|｜(（:：]|[两三四五六七八九十]+[县市区]))"
"""Where a name without 县 or 局 can only be the unit: in a list or a table, alone before its number."""
_WHOLE_WORDS = frozenset(("城关", "中心", "机关", "全部"))
_GENERIC = frozenset(("各县", "各市", "城区", "全县", "全市", "县区"))


def rows(root: Unit) -> tuple[Row, ...]:
    """The units of the tree under `root`."""
    found = Unit.objects.filter(path__startswith=root.path).order_by("path").values_list("pk", "name", "path", "level")
    return tuple(Row(*row) for row in found)


def called(row: Row) -> Iterable[str]:
    """What writers call a unit."""
    yield row.name
    if row.level == Level.COUNTY:
        if county := _COUNTY.fullmatch(row.name):
            yield from (county[1] + end for end in ("局", "公安机关", "公安", "公安分局"))
            if county[1] not in _GENERIC:
                yield county[1]
        elif district := _DISTRICT.fullmatch(row.name):
            yield from (f"{district[1]}分局", f"{district[1]}公安分局")


def stem(row: Row) -> str:
    """What lists and tables call a county or district, its 县 left out too."""
    county, district = _COUNTY.fullmatch(row.name), _DISTRICT.fullmatch(row.name)
    if row.level != Level.COUNTY or not (county or district):
        return ""
    name = county[1][:-1] if county else district[1] if district else ""
    return name if len(name) > 1 and name not in _GENERIC and name not in _WHOLE_WORDS else ""


class Gazetteer:
    """The names of a tree, for one unit that a text speaks for."""

    def __init__(self, units: Sequence[Row], here: str) -> None:
        self._places: dict[str, tuple[Place, int]] = {
            word: (place, 0) for place, words in _WORDS.items() for word in words.split()
        }
        named: dict[str, list[Row]] = {}
        for row in units:
            if row.level == Level.DIVISION and not _DIVISION.search(row.name):
                continue
            for name in dict.fromkeys(called(row)):
                named.setdefault(name, []).append(row)
        top = min((len(row.path) for row in units), default=0)
        for name, holders in named.items():
            near = [row for row in holders if row.path.startswith(here)] if len(holders) > 1 else holders
            if len(near) == 1:
                self._places[name] = (Place.WHOLE, 0) if len(near[0].path) == top else (Place.UNIT, near[0].pk)
        listed = tuple(self._places)
        stems: dict[str, int] = {name: row.pk for row in units if (name := stem(row)) and name not in self._places}
        self._places.update({name: (Place.UNIT, unit) for name, unit in stems.items()})
        bare = [_LISTED.format("|".join(re.escape(name) for name in stems))] if stems else []
        self._pattern = re.compile("|".join([either(tuple(re.escape(name) for name in listed)), *bare]))

    def mentions(self, text: str) -> "Mentions":
        """Every place the text names, in order."""
        silent = {found.start() for found in _NEVER.finditer(text)}
        found = [
            Mention(one.start(), one.end(), *self._places[one[0]])
            for one in self._pattern.finditer(text)
            if one.start() not in silent or self._places[one[0]][0] is not Place.BUREAU
        ]
        return Mentions(found)


class Mentions:
    """The places a text names, asked by stretch."""

    def __init__(self, found: list[Mention]) -> None:
        self._found = found
        self._starts = [mention.start for mention in found]

    def within(self, begin: int, end: int) -> list[Mention]:
        """Those that begin in the stretch."""
        return self._found[bisect_left(self._starts, begin) : bisect_left(self._starts, end)]


@lru_cache(maxsize=16)
def gazetteer(units: tuple[Row, ...], here: str) -> Gazetteer:
    """The names of a tree, kept for the next text."""
    return Gazetteer(units, here)
