"""The columns of a printed register: what stands in them, how wide they are, and how many lines a text takes there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from math import ceil
from unicodedata import east_asian_width

from django.utils.translation import gettext as _

from panshi.kernel.numbers import grouped
from panshi.ledger.kinds import Dimension, DimensionType, Kind
from panshi.work.registers.selectors.printed.lines import Line
from panshi.work.registers.selectors.taking_out.reading import Names

EM_IN_ALL = 87
"""How many characters of 9 pt an A4 page across takes between margins of 10 mm, rules and padding counted with the columns."""
PADDING_EM = 0.8
OWN_COLUMNS = 5
NARROWEST = 3
WORD_MAX = 9
CLOSING, OPENING = "、，。；：！？）》”’】…", "（《“‘【"
BOLD = 1.08
PEOPLE_NAMED = 60
LINES_MAX = 16
WEIGHTS = {
    DimensionType.CHOICE: 5,
    DimensionType.TEXT: 7,
    DimensionType.INTEGER: 4,
    DimensionType.BOOLEAN: 4,
    DimensionType.DATE: 6,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in characters (padding included), what stands in it; numbers stand to the right."""

    head: str
    width: int
    said: Callable[[Line], str]
    number: bool = False


def columns(kind: Kind, names: Names) -> tuple[Column, ...]:
    """The columns for a kind; they fill the page. What has no column of its own stands together, in words."""
    title = [each for each in kind.dimensions if each.key == kind.title]
    others = [each for each in kind.dimensions if each.key != kind.title]
    own, rest = others[:OWN_COLUMNS], others[OWN_COLUMNS:]
    middle = [Column(str(each.label), 14, _value(each)) for each in title]
    middle += [Column(str(each.label), _weight(each), _value(each), each.type is DimensionType.INTEGER) for each in own]
    middle += [Column(_("Other facts"), 12, _together(rest))] if rest else []
    middle += [Column(_("People"), 14, _people)] if kind.people else []
    before = [
        Column(_("No."), 4, lambda line: grouped(line.number), number=True),
        Column(_("Date"), 7, lambda line: f"{line.first.occurred_on:%Y-%m-%d}"),
        Column(_("Unit"), 9, lambda line: names.unit(line.unit)),
    ]
    counts = [Column(_("Number of people"), 4, lambda line: grouped(line.count), number=True)] if kind.people else []
    counts += [Column(str(kind.quantity), 6, lambda line: grouped(line.quantity), number=True)] if kind.quantity else []
    after = [
        *counts,
        Column(_("Proofs"), 3, lambda line: str(len(line.first.evidence) or "—"), number=True),
        Column(_("Verified by"), 4, lambda line: line.verified_by or "—"),
        Column(_("Entries in the ledger"), 7, lambda line: line.positions, number=True),
    ]
    before, after = [_roomy(each) for each in before], [_roomy(each) for each in after]
    return (*before, *_filling(middle, EM_IN_ALL - sum(each.width for each in (*before, *after))), *after)


def _weight(dimension: Dimension) -> int:
    """What a column for the dimension should have: no word of its choices is broken."""
    labels = [str(label) for label in dimension.choices.values()]
    return max([WEIGHTS[dimension.type], *(_needed(label) for label in labels)])


def _needed(text: str) -> int:
    """The width in which no word of the text is broken, up to a limit."""
    words = (word for word in text.split() if word.isascii())
    return min(WORD_MAX, max((ceil(sum(map(_wide, word)) * BOLD + PADDING_EM) for word in words), default=0))


def _roomy(column: Column) -> Column:
    return replace(column, width=max(column.width, _needed(column.head)))


def _filling(middle: Sequence[Column], room: int) -> list[Column]:
    """The columns as wide as their shares of the room, none narrower than its head's words need while others can give."""
    shares = sum(each.width for each in middle)
    widths = [max(each.width * room // shares, _needed(each.head), NARROWEST) for each in middle]
    while widths and sum(widths) != room:
        widths[widths.index(max(widths))] += 1 if sum(widths) < room else -1
    return [replace(each, width=width) for each, width in zip(middle, widths, strict=True)]


def _value(dimension: Dimension) -> Callable[[Line], str]:
    return lambda line: _in_words(dimension, line.first.dims.get(dimension.key))


def _in_words(dimension: Dimension, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if dimension.type is DimensionType.CHOICE:
        return str(dimension.choices.get(str(value), value))
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def _together(rest: Sequence[Dimension]) -> Callable[[Line], str]:
    def said(line: Line) -> str:
        told = ((each, _in_words(each, line.first.dims.get(each.key))) for each in rest)
        return "；".join(f"{each.label}：{value}" for each, value in told if value)

    return said


def _people(line: Line) -> str:
    """Those on the sheet; where they may not be named a dash, and of very many the first with how many there are."""
    if not line.people:
        return "—"
    named = "、".join(line.people[:PEOPLE_NAMED])
    more = len(line.people) > PEOPLE_NAMED
    return _("%(names)s … (%(n)s people in all)") % {"names": named, "n": grouped(len(line.people))} if more else named


@lru_cache(maxsize=4_096)
def _wide(sign: str) -> float:
    """The width of a sign as a share of a Chinese character's, rather more than less."""
    if east_asian_width(sign) in "WFA":
        return 1.0
    return 0.78 if sign.isupper() or sign in "mw@%—…" else 0.56


def lines_of(text: str, width: int) -> int:
    """How many lines the text takes in a column, words kept together where they fit."""
    room, taken, place = width - PADDING_EM, 1, 0.0
    if len(text) <= room:  # nothing is wider than a character
        return 1
    for word in chain.from_iterable(_words(text)):
        wide = sum(map(_wide, word))
        if place + wide > room and place:
            taken, place = taken + 1, 0.0
        if wide > room:
            taken += ceil(wide / room) - 1
            wide %= room
        place += wide
    return taken


def _words(text: str) -> "list[list[str]]":
    """The text in pieces that are not broken: Latin words with the space behind them, other signs one by one, no line beginning
    or ending with a mark that must not."""
    pieces: list[list[str]] = []
    for part in text.split(" "):
        found, held = [""], False
        for sign in part:
            if held or sign in CLOSING or (sign.isascii() and found[-1][-1:].isascii()):
                found[-1] += sign
            else:
                found.append(sign)
            held = sign in OPENING
        found[-1] += " "
        pieces.append(found)
    return pieces


def cut(text: str, width: int) -> str:
    """The text, shortened so that no cell is taller than half a page; the ledger holds it whole."""
    room = int((width - PADDING_EM) * LINES_MAX)
    return text if len(text) <= room and lines_of(text, width) <= LINES_MAX else text[: room * 3 // 4] + "…"
