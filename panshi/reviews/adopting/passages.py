"""The sentences of a composed text, and where each stands in its template."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from panshi.reviews.composing.claims import Claim, Composed

_STOP = re.compile(r"[。！？!?；;](?![^《\n]{0,80}》)[”’」』）)]*|\n")
_PIECE = re.compile(r"[^0-9〇一二三四五六七八九十\n{}\\]+")
_REFERENCE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """text[start:end] of a composed text; `begin`–`stop` is its place in the template and `line` its line there (from 1),
    all 0 where it cannot be found."""

    text: str
    start: int
    end: int
    claims: tuple[Claim, ...] = ()
    begin: int = 0
    stop: int = 0
    line: int = 0


def spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end, stops included, line ends and spaces around them left out."""
    found, done = [], 0
    for stop in _STOP.finditer(text):
        found.append((done, stop.end()))
        done = stop.end()
    found.append((done, len(text)))
    bare = (
        (start + len(text[start:end]) - len(text[start:end].lstrip()), start + len(text[start:end].rstrip()))
        for start, end in found
    )
    return [(start, end) for start, end in bare if start < end]


def sentences(composed: Composed, template: str) -> list[Sentence]:
    """The sentences of the composed text, in order, each with its place in the template."""
    places, cursor, found = _spans_of_template(template), 0, []
    starts = [start for start, _ in places]
    claims = list(composed.claims)
    for start, end in spans(composed.text):
        own = tuple(claim for claim in claims if start <= claim.start < end)
        sentence = Sentence(composed.text[start:end], start, end, own)
        at = _find(template, _longest(sentence), cursor)
        if at is not None and (index := bisect_right(starts, at) - 1) >= 0:
            begin, stop = places[index]
            cursor = max(cursor, begin)
            sentence = Sentence(sentence.text, start, end, own, begin, stop, template.count("\n", 0, begin) + 1)
        found.append(sentence)
    return found


def passage(template: str, at: int) -> str:
    """The sentence of the template around the sign at `at`."""
    return next((template[start:end] for start, end in _spans_of_template(template) if start <= at < end), "")


def _spans_of_template(template: str) -> list[tuple[int, int]]:
    """As `spans`, references being of one piece."""
    return spans(_REFERENCE.sub(lambda found: "＿" * len(found[0]), template))


def _longest(sentence: Sentence) -> str:
    """Its longest run of words without numbers: what the template has in the same words."""
    pieces, done = [], sentence.start
    for claim in (*sentence.claims, None):
        until = claim.start if claim else sentence.end
        pieces += _PIECE.findall(sentence.text[done - sentence.start : until - sentence.start])
        done = claim.end if claim else done
    return max(pieces, key=len, default="")


def _find(template: str, words: str, cursor: int) -> int | None:
    if not words.strip():
        return None
    at = template.find(words, cursor)
    at = template.find(words) if at < 0 else at
    return None if at < 0 else at + len(words) // 2


def uncovered(composed: Composed, spans_found: Sequence[tuple[int, int]]) -> list[bool]:
    """For each span of the composed text whether no claim of it lies there."""
    starts = [claim.start for claim in composed.claims]
    free = []
    for start, end in spans_found:
        index = bisect_right(starts, end - 1) - 1
        free.append(index < 0 or composed.claims[index].end <= start)
    return free
