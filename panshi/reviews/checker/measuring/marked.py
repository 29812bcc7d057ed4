"""Annotated texts: every number stands in braces, {surface|type|value|figure}, and comes out with its place.

A figure may say what the number is about: `key@last` the year before, `key@growth` the change against it, `key@name` one
unit below. `corpus/README.md` says how texts are annotated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"
_MARK = re.compile(r"\{([^{}|]+)\|([a-z_]+)(?:\|([^{}|]*))?(?:\|([^{}|]+))?\}")


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotated number; `figure` is the key that bears it out ("" for none), `about` what stands behind its @."""

    start: int
    end: int
    surface: str
    type: str
    value: str
    figure: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its numbers: `body` names its catalogue, `year` and `unit` what it speaks of where it says nothing else."""

    body: str
    name: str
    text: str
    marks: tuple[Mark, ...]
    year: int = 0
    unit: str = ""


def unmarked(line: str) -> tuple[str, tuple[Mark, ...]]:
    """The text with its marks taken out, and these."""
    text, marks, position = "", [], 0
    for found in _MARK.finditer(line):
        text += line[position : found.start()]
        figure, _, about = (found[4] or "").partition("@")
        marks.append(Mark(len(text), len(text) + len(found[1]), found[1], found[2], found[3] or "", figure, about))
        text += found[1]
        position = found.end()
    return text + line[position:], tuple(marks)


def texts() -> Iterator[Marked]:
    """Every whole text of the corpus, by folder and name."""
    for path in sorted(CORPUS.glob("*/*.txt")):
        head, _, written = path.read_text("utf-8").partition("\n")
        parts = [part.strip() for part in head.lstrip("# ").split("|")]
        text, marks = unmarked(written)
        yield Marked(path.parent.name, path.stem, text, marks, int(parts[1][:4]), parts[2])


def sentences(path: Path) -> Iterator[Marked]:
    """The sentences of a table with the columns body and sentence."""
    for number, line in enumerate(path.read_text("utf-8").splitlines()[1:], 2):
        body, _, written = line.partition("\t")
        text, marks = unmarked(written)
        yield Marked(body, f"{path.stem}:{number}", text, marks)
