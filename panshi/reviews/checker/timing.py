"""Which days a number speaks of: its year, or the month, quarter or half-year that its clause or sentence names."""

import re
from calendar import monthrange
from collections import Counter
from datetime import date

from panshi.kernel.numbers import from_chinese
from panshi.kernel.periods import Period
from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.patterns import compiled

_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_TO = r"[至到—\-~－～]"
_NO_DAY = r"(?:份)?(?!\d|[底末初]|[一二三]?十?[一二三四五六七八九]?[日号])"
_ALONE = compiled(rf"(?<!{_TO}){_MONTH}月{_NO_DAY}")
"""At the head of a sentence a month alone says when something was done, not what was counted."""
_PART = compiled(
    r"(?:(?P<year>20\d\d)年)?"
    r"(?:(?P<half>[上下])半年|(?P<three>前[三3]季度)|第?(?P<quarter>[一二三四1-4])季度"
    rf"|(?P<from>{_MONTH})月?{_TO}(?P<to>{_MONTH})月(?!\d{{1,2}}日)"
    rf"|(?<!{_TO})(?P<month>{_MONTH})月{_NO_DAY})"
    r"|(?P<whole>全年|一年来|整年|过去一年)"
    rf"|截[至止](?:到)?(?:(?P<until_year>20\d\d)年)?(?P<until>{_MONTH})月(?:底|末|(?P<until_day>\d{{1,2}})日)"
)
_TIME = compiled("[月季半全一整过]")
"""A sign that every part of a year has."""
_HEADED_YEAR = compiled(r"(20\d\d)年")
_STOP = compiled(r"[，,。；;\n（(]")


def period_of(claim: Claim, clause: str, lead: str, period: Period) -> Period:
    """The days a claim speaks of, in a text about `period`: its clause up to it decides, then what led to that clause.

    Only a text about a whole year is read for other years and for parts of years.
    """
    year = period.last.year
    if period != Period.year(year):
        return period.year_before() if claim.earlier else period
    said = (claim.year or year - 1) if claim.earlier else _year(claim, year)
    return part_of(clause, said) or part_of(_ALONE.sub("", _head(lead)), said) or Period.year(said)


def _year(claim: Claim, year: int) -> int:
    """The year its sentence names, else the one its heading begins with, else the text's."""
    if claim.year is not None:
        return claim.year if 1950 <= claim.year <= 2100 else year
    headed = [found for piece in claim.section.split() if piece not in claim.sentence and (found := _HEADED_YEAR.match(piece))]
    return int(headed[-1][1]) if headed else year


def _head(lead: str) -> str:
    """The first and the last clause of what led to the claim's: there time is set."""
    clauses = [clause for clause in _STOP.split(lead) if clause]
    return "，".join(dict.fromkeys((clauses[0], clauses[-1]))) if clauses else ""


def part_of(words: str, year: int) -> Period | None:
    """The part of the year that the words name last; None when they name none."""
    named = list(_PART.finditer(words)) if _TIME.search(words) else []
    if not named:
        return None
    last = named[-1]
    year = int(last["year"] or last["until_year"] or year)
    if last["until"]:
        month, day = _number(last["until"]), last["until_day"]
        end = monthrange(year, month)[1]
        return Period(date(year, 1, 1), date(year, month, min(int(day or end), end)))
    first, final = _span(last)
    return Period(date(year, first, 1), date(year, final, monthrange(year, final)[1]))


def _span(named: re.Match[str]) -> tuple[int, int]:
    """The first and the last month of a part of the year."""
    if named["half"]:
        return (1, 6) if named["half"] == "上" else (7, 12)
    if named["three"]:
        return 1, 9
    if named["quarter"]:
        last = 3 * _number(named["quarter"])
        return last - 2, last
    if named["from"] or named["month"]:
        first = _number(named["from"] or named["month"])
        return first, max(first, _number(named["to"] or named["month"]))
    return 1, 12


def _number(said: str) -> int:
    return int(said) if said.isdigit() else from_chinese(said)


def main_year(text: str) -> int | None:
    """The year the text speaks of most, None when it names none."""
    years = Counter(claim.value[:4] for claim in extract(text) if claim.type == "date" and claim.value[:2] in ("19", "20"))
    return int(years.most_common(1)[0][0]) if years else None
