"""Passages of a text bound to references, and the template written from both: all else word for word."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from panshi.figures.definitions import Figure
from panshi.reviews.checker.checking import Finding
from panshi.reviews.checker.documents import Document

_SYNTAX = re.compile(r"\{(?=[{%#]|$)")
_BLANK_LINES = re.compile(r"\n{3,}")
_SPACES = " \t\r\f\v"


@dataclass(frozen=True, slots=True)
class Bound:
    """text[start:end] that becomes `reference`; `figure` is None for years, `finding` the claim it came from."""

    start: int
    end: int
    reference: str
    figure: Figure | None = None
    finding: Finding | None = None


def literal(text: str) -> str:
    """The text so that the template language takes no sign of it for its own."""
    return _SYNTAX.sub('{{ "{" }}', text)


def written(text: str, bounds: Iterable[Bound]) -> str:
    """The template: the text with each bound passage replaced; bounds come in order and do not overlap."""
    out, done = [], 0
    for bound in bounds:
        out += [literal(text[done : bound.start]), bound.reference]
        done = bound.end
    rest = text[done:]
    return "".join(out) + (literal(rest[:-1]) + rest[-1] if rest.endswith("{") else literal(rest))


def as_composed(text: str) -> str:
    """The text as composing gives it back when nothing in it is bound: its line ends and blank lines made even."""
    even = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ue000", "").replace("\ue001", "")
    return _BLANK_LINES.sub("\n\n", even).strip() + "\n"


def template_of(document: Document, bounds: Iterable[Bound]) -> str:
    """The template as it is kept: Markdown keeps its marks; any other text's lines become paragraphs."""
    if document.places is not None and document.plain != document.text and document.name.lower().endswith((".md", ".markdown")):
        return written(document.text, _moved(bounds, document.raw))
    lines = (line.strip(_SPACES) for line in written(document.plain, bounds).split("\n"))
    return "\n\n".join(line for line in lines if line) + "\n"


def _moved(bounds: Iterable[Bound], place: Callable[[int, int], tuple[int, int]]) -> Iterable[Bound]:
    for bound in bounds:
        start, end = place(bound.start, bound.end)
        yield replace(bound, start=start, end=end)
