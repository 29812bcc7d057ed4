"""Who and where is meant: units by code, name or short name, people by staff number or name; the nearest are offered."""

import re
from collections import defaultdict
from functools import cached_property

from panshi.org.models import Person, Unit
from panshi.org.selectors import units_with
from panshi.work.registers.selectors.books.cells import Cell, plain, text_of
from panshi.work.registers.selectors.books.troubles import Trouble, trouble

PARTED = re.compile(r"[,，、;；/|\n]+")
_CODED = re.compile(r"(.+?)\s*\(([^()]+)\)")  # as `plain` leaves it
_TAILS = ("公安局", "公安分局", "分局", "县局", "市局", "区局", "局", "派出所", "所", "大队", "中队", "支队")
OFFERED = 3


class Directory:
    """The units of the tree and the people `viewer` may see by name, read once and asked many times."""

    def __init__(self, viewer: Person) -> None:
        self._viewer = viewer
        self._units: dict[str, Unit | Trouble] = {}
        self._sheets: dict[str, tuple[Person, ...] | Trouble] = {}

    def unit(self, cell: Cell) -> Unit | Trouble | None:
        """The unit meant; a Trouble offers the nearest three, or the several that share the name."""
        text = text_of(cell)
        if not text:
            return None
        if text not in self._units:
            self._units[text] = self._unit(text)
        return self._units[text]

    def learn(self, unit: Unit) -> None:
        """Makes a unit known that was opened meanwhile, or will be."""
        for name in (unit.code, unit.name):
            self._by_name[plain(name)] = [*self._by_name.get(plain(name), []), unit]
        self._units.clear()

    def people(self, cell: Cell) -> tuple[Person, ...] | Trouble | None:
        """The people meant, in order, one or several; a Trouble names who is unknown, or which namesakes need a number."""
        text = text_of(cell)
        if not text:
            return None
        if text not in self._sheets:
            self._sheets[text] = self._people(text)
        return self._sheets[text]

    def _unit(self, text: str) -> Unit | Trouble:
        asked = plain(text)
        found = self._by_name.get(asked) or self._by_both(asked) or self._by_short_name.get(_short(asked)) or self._holding(asked)
        if len(found) == 1:
            return found[0]
        if found:
            several = "、".join(f"{unit.name}（{unit.code}）" for unit in found[:OFFERED])
            return trouble(
                "叫“{text}”的单位不止一个：{several}；请写单位编号。",
                "Several units are called “{text}”: {several}; write the code.",
                text=text,
                several=several,
            )
        near = "、".join(f"{unit.name}（{unit.code}）" for unit in self._nearest(asked))
        return trouble(
            "没有“{text}”这个单位；是不是：{near}？",
            "There is no unit “{text}”; is it one of: {near}?",
            text=text,
            near=near or "—",
        )

    def _by_both(self, asked: str) -> list[Unit]:
        """By name and code together, as in 城关派出所（C01-02）, where several share the name."""
        found = _CODED.fullmatch(asked)
        return [unit for unit in self._by_name.get(found[2], []) if plain(unit.name) == found[1]] if found else []

    def _holding(self, asked: str) -> list[Unit]:
        """The units whose name holds the text: 滨江 for 云川市公安局滨江分局; and the other way round."""
        if len(asked) < 2:
            return []
        return [
            unit for unit in self._all if asked in plain(unit.name) or (len(unit.name) > 3 and asked.endswith(plain(unit.name)))
        ]

    def _nearest(self, asked: str) -> list[Unit]:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 -- heavy: only where books are read

        names = {unit.pk: plain(unit.name) for unit in self._all}
        units = {unit.pk: unit for unit in self._all}
        return [units[pk] for _name, _score, pk in process.extract(asked, names, scorer=fuzz.ratio, limit=OFFERED)]

    @cached_property
    def _all(self) -> list[Unit]:
        return list(Unit.objects.order_by("path"))

    @cached_property
    def _by_name(self) -> dict[str, list[Unit]]:
        found = defaultdict[str, list[Unit]](list)
        for unit in self._all:
            found[plain(unit.code)].append(unit)
            found[plain(unit.name)].append(unit)
        return dict(found)

    @cached_property
    def _by_short_name(self) -> dict[str, list[Unit]]:
        found = defaultdict[str, list[Unit]](list)
        for unit in self._all:
            if len(short := _short(plain(unit.name))) > 1:
                found[short].append(unit)
        return dict(found)

    def _people(self, text: str) -> tuple[Person, ...] | Trouble:
        found: list[Person] = []
        for word in dict.fromkeys(self._words(text)):
            meant = self._numbered(word) or self._called(word)
            if len(meant) != 1:
                return self._unclear(word, meant)
            found.append(meant[0])
        return tuple(found)

    def _words(self, text: str) -> list[str]:
        """The people one by one. Two-character names are often spread (王　伟): a space parts only what is no name."""
        words = list[str]()
        for part in PARTED.split(text):
            whole = "".join(part.split())
            words += [whole] if whole in self._by_own_name else part.split()
        return words

    def _numbered(self, word: str) -> list[Person]:
        """By staff number, also one that lost its leading zeros in a spreadsheet."""
        return self._by_number.get(plain(word)) or self._by_bare_number.get(plain(word), [])

    def _called(self, word: str) -> list[Person]:
        """By name; or by name and number together, as in 张三（0900001）."""
        together = re.fullmatch(r"(.+?)[(（](\w+)[)）]|(\D+?)(\w*\d\w*)", word)
        if word not in self._by_own_name and together:
            name, number = together[1] or together[3], together[2] or together[4]
            return [person for person in self._numbered(number) if person.name == name]
        return self._by_own_name.get(word, [])

    def _unclear(self, word: str, meant: list[Person]) -> Trouble:
        if meant:
            numbers = "、".join(person.number for person in meant[:5])
            return trouble(
                "叫“{name}”的有 {n} 人，请写警号：{numbers}。",
                "{n} people are called “{name}”; write the staff number: {numbers}.",
                name=word,
                n=len(meant),
                numbers=numbers,
            )
        return trouble(
            "“{name}”不在您能看到的人员里；请核对姓名或警号。",
            "“{name}” is not among the people you may see; check the name or staff number.",
            name=word,
        )

    @cached_property
    def _staff(self) -> list[Person]:
        units = units_with("org.view_people", person=self._viewer)
        return list(Person.objects.filter(postings__unit__in=units).distinct().order_by("number"))

    @cached_property
    def _by_number(self) -> dict[str, list[Person]]:
        return {plain(person.number): [person] for person in self._staff}

    @cached_property
    def _by_bare_number(self) -> dict[str, list[Person]]:
        found = defaultdict[str, list[Person]](list)
        for person in self._staff:
            found[plain(person.number).lstrip("0")].append(person)
        return dict(found)

    @cached_property
    def _by_own_name(self) -> dict[str, list[Person]]:
        found = defaultdict[str, list[Person]](list)
        for person in self._staff:
            found[person.name].append(person)
        return dict(found)


def _short(name: str) -> str:
    """滨江分局 → 滨江, 平溪县公安局 → 平溪县, 古镇派出所 → 古镇."""
    for tail in _TAILS:
        if name.endswith(tail) and len(name) > len(tail) + 1:
            return name.removesuffix(tail)
    return name
