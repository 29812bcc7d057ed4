"""The years of a text: which of them are its period's own and become the template's, which are history and stay."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from panshi.kernel.numbers import from_chinese
from panshi.reviews.checker.checking import Finding
from panshi.reviews.checker.sorting import Type
from panshi.reviews.composing.wording import chinese_year

_WHOLE = re.compile(r"(?P<year>[0-9]{4}|[一二][〇零一二三四五六七八九]{3})(?: ?年(?:度|初|底|末|第?[一二三四]季度)?)?")
_UNTIL = re.compile(r"[到至]\s?$")


@dataclass(frozen=True, slots=True)
class YearWord:
    """A year in a text: where its digits stand, which year, whether in Chinese numerals."""

    start: int
    end: int
    year: int
    chinese: bool
    until: bool


def year_words(text: str, findings: Sequence[Finding]) -> Iterator[YearWord]:
    """The years that stand without month and day."""
    for finding in findings:
        claim = finding.claim
        found = _WHOLE.fullmatch(claim.surface) if claim.type is Type.DATE else None
        if found is None:
            continue
        chinese = not found["year"].isascii()
        year = from_chinese(found["year"]) if chinese else int(found["year"])
        if chinese and chinese_year(year) != found["year"]:
            continue
        until = bool(_UNTIL.search(text[: claim.start][-2:]))
        yield YearWord(claim.start, claim.start + len(found["year"]), year, chinese, until)


def reference(word: YearWord, *, year: int, spoken_of: frozenset[int]) -> str | None:
    """The year as the template's, seen from `year`: its own, the one after where the text looks ahead (2024年大幕新启, not
    到2024年), an earlier one only where a number is said of it (`spoken_of`); None where it stays as it is."""
    away = word.year - year
    if word.chinese:
        return "{{ year_chinese }}" if away == 0 else None
    if away == 0:
        return "{{ year }}"
    if away == 1 and not word.until:
        return "{{ year + 1 }}"
    return f"{{{{ year - {-away} }}}}" if away < 0 and word.start in spoken_of else None
