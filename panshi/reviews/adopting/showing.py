"""An adopted text as its page shows it: lines cut into words, bound passages and passages with a note."""

from bisect import bisect_left
from dataclasses import dataclass

from panshi.reviews.adopting.adopt import Adopted, Note
from panshi.reviews.adopting.bindings import Bound
from panshi.reviews.adopting.reasons import Reason

_MARKS = {Reason.CONTRADICTED: "no", Reason.LIST: "no", Reason.UNSURE: "ask"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; `number` is that of its note in the list (0: none)."""

    text: str
    bound: Bound | None = None
    note: Note | None = None
    number: int = 0

    @property
    def mark(self) -> str:
        """Its class: bound, wrong, unsure or left as it was."""
        return _MARKS.get(self.note.reason, "open") if self.note else "ok"

    @property
    def title(self) -> str:
        """What a reader sees when pointing at it."""
        said = str(self.bound.figure.label) if self.bound and self.bound.figure else ""
        return " · ".join(filter(None, (said, str(self.note) if self.note else "")))


def lines(text: str, adopted: Adopted) -> list[list[Piece]]:
    """The lines of the text that say something."""
    found: list[list[Piece]] = [[]]
    done = 0
    for start, end, piece in (*_passages(text, adopted), (len(text), len(text), None)):
        for index, words in enumerate(text[done:start].split("\n")):
            if index:
                found.append([])
            found[-1].append(Piece(words))
        if piece:
            found[-1].append(piece)
        done = end
    return [line for line in found if any(piece.text.strip() for piece in line)]


def _passages(text: str, adopted: Adopted) -> list[tuple[int, int, Piece]]:
    """Bound passages and those with a note, in order; a note within a bound passage goes with it."""
    noted: dict[int, tuple[int, Note]] = {}
    for number, note in enumerate(adopted.notes, 1):
        noted.setdefault(note.start, (number, note))
    starts = sorted(noted)
    found = []
    for bound in adopted.bounds:
        at = bisect_left(starts, bound.start)
        inside = at < len(starts) and starts[at] < bound.end
        number, of = noted.pop(starts[at], (0, None)) if inside else (0, None)
        found.append((bound.start, bound.end, Piece(text[bound.start : bound.end], bound, of, number)))
    for number, note in noted.values():
        found.append((note.start, note.end, Piece(text[note.start : note.end], None, note, number)))
    return sorted(found, key=lambda passage: passage[0])
