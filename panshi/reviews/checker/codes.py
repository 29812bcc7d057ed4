"""Runs of digits that are no quantities: numbers of documents and issues, telephones, roads, models, addresses on the web."""

import re
import unicodedata
from dataclasses import dataclass

from panshi.reviews.checker.measures import COUNT
from panshi.reviews.checker.numerals import D

_BRACKET_YEAR = re.compile(rf"(?:19|20){D}{{2}}[〕）)\]】][^\s，。；,;〔（(]{{0,14}}?{D}{{1,6}}号")
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"0{D}{{2,3}}[-—]{D}{{7,8}}(?!{D})",
        rf"1[3-9]{D}{{9}}(?!{D})",
        rf"[48]00[-—]{D}{{3,4}}[-—]?{D}{{3,4}}(?!{D})",
        rf"{D}{{15,18}}[Xx]?(?!{D})",
        rf"{D}{{1,3}}(?:\.{D}{{1,3}}){{2,3}}(?![.{D[1:-1]}])",
        rf"{D}{{1,2}}[·•・]{D}{{1,2}}(?!{D})",
        rf"{D}{{1,2}}[∶:：]{D}{{1,2}}(?![:：]?{D})",
        rf"{D}{{1,2}}[×xX]{D}{{1,3}}小时",
        rf"{D}{{1,2}}(?:[+＋][0-9A-Za-z]{{1,3}}){{1,4}}+",
    )
)
_LATIN = re.compile(rf"[A-Za-z{D[1:-1]}][A-Za-z{D[1:-1]}.\-/_]*+级?")
_WIDTH = re.compile(r"(?:km|kg|cm|mm|GB|MB|TB|m²|m2|kW|MW|W|V|G|M|K|k|m|t|h)(?![A-Za-z])")
_TIME = re.compile(rf"{D}{{1,2}}[:：]{D}{{2}}(?![:：]?{D})")
_LETTER = re.compile(r"[A-Za-z]")
_ADDRESS = re.compile(r"[A-Za-z0-9@:/._%?=&#~+-]")


@dataclass(frozen=True, slots=True)
class Code:
    """A run that names something; `issue` when it numbers a document."""

    start: int
    end: int
    value: str
    unit: str = ""
    issue: bool = False


def match(text: str, at: int, floor: int) -> Code | None:
    """The code that begins at the digit `at`, or None when the run may be a quantity or a date."""
    before = text[at - 1] if at > floor else ""
    if before and before in "〔（([【" and (found := _BRACKET_YEAR.match(text, at)):
        return _code(text, at - 1, found.end(), unit="号" if found[0].endswith("号") else "", issue=True)
    for form in _FORMS:
        if (found := form.match(text, at)) and not (_TIME.fullmatch(found[0]) and int(found[0][:2].strip(":：")) < 24):
            if found[0].isdigit() and COUNT.match(text, found.end()):
                continue
            return _code(text, at, found.end())
    if before and before.isascii() and (before.isalpha() or (before in "-_/" and _LETTER.search(text[max(floor, at - 6) : at]))):
        return _after_letters(text, at, floor)
    run = re.compile(rf"{D}++").match(text, at)
    if run and (letter := _LETTER.match(text, run.end())) and not _WIDTH.match(text, run.end()):
        found = _LATIN.match(text, at)
        assert found, letter
        return _code(text, at, found.end())
    if run and _WIDTH.match(text, run.end()) and text[run.end()] in "GgKkMm" and not COUNT.match(text, run.end()):
        return _code(text, at, run.end() + 1)
    return None


def _after_letters(text: str, at: int, floor: int) -> Code | None:
    start = at
    while start > floor and start > at - 40 and _ADDRESS.match(text[start - 1]):
        start -= 1
    found = _LATIN.match(text, at)
    end = found.end() if found else at + 1
    measured = COUNT.match(text, end)
    if measured and measured[0] not in ("级", "号", "区", "栋", "楼") and text[at:end].isdigit() and text[start:at].isalpha():
        return None
    return _code(text, start, end)


def _code(text: str, start: int, end: int, *, unit: str = "", issue: bool = False) -> Code:
    return Code(start, end, unicodedata.normalize("NFKC", text[start:end]), unit, issue)
