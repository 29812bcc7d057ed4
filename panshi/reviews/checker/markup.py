"""HTML and Markdown without their marks, and the way back: each sign that is left knows where it stands in the file."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from panshi.reviews.checker.patterns import compiled

_BLOCK = "p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|header|footer|title|blockquote|dd|dt|td|th"
_HTML = compiled(
    r"(?i)<!--(?:[^-]|-(?!->))*+-->|(?s:<(?P<skip>script|style)\b[^>]*+>.*?</(?P=skip)\s*+>)|"
    rf"(?P<block></?(?:{_BLOCK})\b[^<>]*+>)|</?[A-Za-z!][^<>]*+>|(?P<entity>&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z]{{2,24}});)",
)
_MARKDOWN = compiled(
    r"\*\*|__|`|(?m:^[ \t]{0,3}#{1,6}[ \t])|(?m:^[ \t]{0,3}>[ \t]?)|\[(?=[^\[\]\n]{1,200}\]\()|\]\([^()\n]{0,500}\)"
)


@dataclass(frozen=True, slots=True)
class Places:
    """Where plain text stands in the file: stretches of it begin at `plain`, and at `raw` in the file.

    `raw_ends` is where a stretch ends in the file; one that is shorter or longer there (an entity) is taken whole.
    """

    plain: tuple[int, ...]
    raw: tuple[int, ...]
    raw_ends: tuple[int, ...]

    def of(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the file of plain[start:end]."""
        begin, _ = self._sign(start)
        return (begin, self._sign(end - 1)[1]) if end > start else (begin, begin)

    def _sign(self, at: int) -> tuple[int, int]:
        """Where the sign at `at` begins and ends in the file."""
        index = max(0, bisect_right(self.plain, at) - 1)
        begin, end = self.raw[index], self.raw_ends[index]
        following = self.plain[index + 1] if index + 1 < len(self.plain) else self.plain[index] + end - begin
        if following - self.plain[index] != end - begin:
            return begin, end
        place = begin + at - self.plain[index]
        return place, place + 1


def without_html(text: str) -> tuple[str, Places]:
    """The text without tags, scripts and comments, its entities read; blocks stand on lines of their own."""
    return _without(text, _HTML)


def without_markdown(text: str) -> tuple[str, Places]:
    """The text without emphasis, heading and quotation marks; links keep their words."""
    return _without(text, _MARKDOWN)


def _without(text: str, marks: re.Pattern[str]) -> tuple[str, Places]:
    pieces, stretches, length = [], [], 0
    for begin, end, words in _stretches(text, marks):
        if words:
            pieces.append(words)
            stretches.append((length, begin, end))
            length += len(words)
    columns = tuple(zip(*stretches, strict=True)) or ((), (), ())
    return "".join(pieces), Places(*columns)


def _stretches(text: str, marks: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    position = 0
    for mark in marks.finditer(text):
        yield position, mark.start(), text[position : mark.start()]
        yield mark.start(), mark.end(), _instead(mark)
        position = mark.end()
    yield position, len(text), text[position:]


def _instead(mark: re.Match[str]) -> str:
    found = mark.groupdict()
    if found.get("entity"):
        return html.unescape(mark[0])
    return "\n" if found.get("block") else ""
