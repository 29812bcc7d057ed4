"""Text laid out in lines of a terminal: how wide signs are, where a line may break, colours."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from unicodedata import combining, east_asian_width

GAP = "  "
LAST_LEAST = 24
"""Signs the last column of a table has at least."""
_STYLES = {"bold": "1", "dim": "2", "underline": "4", "red": "31", "green": "32", "yellow": "33"}
_UNBROKEN = re.compile(r"[!-~]+ *|.", re.DOTALL)
"""A Latin word or a number with the space behind it; any other sign alone."""

Stretch = tuple[int, int, str]
"""From where to where a style is meant."""


def width(text: str) -> int:
    """How many places of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_places, text))


@cache
def _places(sign: str) -> int:
    return 2 if east_asian_width(sign) in "WF" else 0 if combining(sign) or sign == "\u200b" else 1


def styled(text: str, style: str) -> str:
    """The text in a style of words such as "bold red"; plain when the style is empty."""
    codes = ";".join(_STYLES[word] for word in style.split())
    return f"\x1b[{codes}m{text}\x1b[0m" if codes and text else text


def folded(text: str, columns: int) -> Iterator[tuple[int, int]]:
    """Where each line of the text begins and ends when none is wider than `columns`."""
    for line in re.finditer(r"[^\n]*\n?", text):
        if line.end() == line.start():
            return
        start, stop = line.start(), line.end() - line[0].endswith("\n")
        taken, at = 0, start
        for piece in _UNBROKEN.finditer(text, start, stop):
            place, sign = piece.start(), piece[0]
            wide = _places(sign) if len(sign) == 1 else width(sign)
            spaces = len(sign) - len(sign.rstrip(" "))
            if taken + wide - spaces > columns and place > at:
                yield at, place
                taken, at = 0, place
            taken += wide
            while at + columns < piece.end() - spaces:  # a word longer than a line
                yield at, at + columns
                at, taken = at + columns, taken - columns
        yield at, stop


def wrapped(text: str, stretches: Sequence[Stretch], columns: int) -> Iterator[str]:
    """The lines of a text with some of its stretches in a style; stretches are in order and never overlap."""
    next_one = 0
    for begin, end in folded(text, columns):
        line, at = "", begin
        while next_one < len(stretches) and stretches[next_one][0] < end:
            start, stop, style = stretches[next_one]
            first, last = max(start, begin), min(stop, end)
            line += text[at:first] + styled(text[first:last], style)
            at = last
            if stop > end:  # it goes on in the next line
                break
            next_one += 1
        yield (line + text[at:end]).rstrip(" ")


def table(rows: Sequence[Sequence[str]], styles: Sequence[Sequence[str]], columns: int) -> Iterator[str]:
    """The rows in columns as wide as their widest cell; the last takes what is left, and folds."""
    widths = [max(map(width, cells)) for cells in zip(*rows, strict=True)]
    room = columns - sum(widths[:-1]) - len(GAP) * (len(widths) - 1)
    while room < LAST_LEAST and max(widths[:-1]) > LAST_LEAST // 2:
        widest = widths.index(max(widths[:-1]))
        widths[widest] -= 1
        room += 1
    widths[-1] = max(room, LAST_LEAST)
    for cells, looks in zip(rows, styles, strict=True):
        parts = [
            [cell[start:stop] for start, stop in folded(cell, wide)] or [""] for cell, wide in zip(cells, widths, strict=True)
        ]
        for number in range(max(map(len, parts))):
            said = [part[number].rstrip(" ") if number < len(part) else "" for part in parts]
            padded = [styled(one, look) + " " * (wide - width(one)) for one, look, wide in zip(said, looks, widths, strict=True)]
            yield GAP.join(padded).rstrip(" ")
