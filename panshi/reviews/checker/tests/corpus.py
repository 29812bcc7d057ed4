"""Invented sentences of many public bodies, each number marked {surface|type|value}."""

import re
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"\{([^{}|]+)\|([a-z_]+)(?:\|([^{}|]+))?\}")


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotated number."""

    start: int
    end: int
    surface: str
    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its numbers."""

    body: str
    text: str
    marks: tuple[Mark, ...]


def unmarked(body: str, line: str) -> Sentence:
    """The sentence with its marks taken out and kept aside."""
    text, marks, position = "", [], 0
    for found in _MARK.finditer(line):
        text += line[position : found.start()]
        marks.append(Mark(len(text), len(text) + len(found[1]), found[1], found[2], found[3]))
        text += found[1]
        position = found.end()
    return Sentence(body, text + line[position:], tuple(marks))


def sentences() -> list[Sentence]:
    """All of sentences.tsv."""
    lines = (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()[1:]
    return [unmarked(*line.split("\t")) for line in lines]
