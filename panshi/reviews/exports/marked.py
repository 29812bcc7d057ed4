"""Markdown with its claims kept in sight: the tokens of the text, in which each number is marked with its claim."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from panshi.reviews.composing.claims import Claim, Composed

OPEN, NUMBERED, CLOSE = "\ue000", "\ue001", "\ue002"
MARKED = re.compile(f"{OPEN}(\\d+){NUMBERED}(.*?){CLOSE}", re.DOTALL)


def parser() -> MarkdownIt:
    """CommonMark with tables; HTML in the text stays text."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def marked(composed: Composed) -> str:
    """The text with every claim between marks that Markdown passes through untouched."""
    out, done = [], 0
    for number, claim in enumerate(composed.claims):
        out += [composed.text[done : claim.start], f"{OPEN}{number}{NUMBERED}{claim.surface}{CLOSE}"]
        done = claim.end
    return "".join(out) + composed.text[done:]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph in one style; `claim` when it is a number of the text."""

    text: str
    bold: bool = False
    italic: bool = False
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (`level` 1–6), paragraph, list item (`level` its depth), quotation or table (`rows` of cells)."""

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()

    @property
    def text(self) -> str:
        """Its plain text."""
        return "".join(run.text for run in self.runs)


def blocks(composed: Composed, *, language: str) -> Iterator[Block]:
    """The text as blocks, for exports that are no HTML."""
    tokens = parser().parse(marked(composed))
    inside: list[str] = []
    rows: list[list[tuple[Run, ...]]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield Block("table", rows=tuple(tuple(row) for row in rows))
            rows = []
        if token.type == "inline":
            runs = tuple(_runs(token, composed, language))
            if inside and inside[-1] in ("th", "td"):
                rows[-1].append(runs)
            else:
                yield _block(inside, runs, token)
        elif token.type in ("fence", "code_block"):
            yield Block("paragraph", (Run(token.content.strip()),))
        elif token.nesting == 1:
            inside.append(token.tag)
        elif token.nesting == -1:
            inside.pop()


def _block(inside: list[str], runs: tuple[Run, ...], token: Token) -> Block:
    if inside[-1][:1] == "h" and inside[-1][1:].isdigit():
        return Block("heading", runs, int(inside[-1][1:]))
    depth = sum(tag in ("ul", "ol") for tag in inside)
    if depth:
        return Block("item", runs, depth)
    return Block("quote" if "blockquote" in inside else "paragraph", runs)


def _runs(token: Token, composed: Composed, language: str) -> Iterator[Run]:
    bold = italic = 0
    claim: Claim | None = None
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case "softbreak":
                yield Run("" if language == "zh" else " ")
            case "hardbreak":
                yield Run("\n")
            case "text" | "code_inline" | "image":
                for piece in re.split(f"({OPEN}\\d+{NUMBERED}|{CLOSE})", child.content):
                    if piece.startswith(OPEN):
                        claim = composed.claims[int(piece[1:-1])]
                    elif piece == CLOSE:
                        claim = None
                    elif piece:
                        yield Run(piece, bool(bold), bool(italic), claim)
