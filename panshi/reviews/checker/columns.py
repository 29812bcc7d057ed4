"""What a number alone in a cell of a table is: its column's head, its line's unit of count.

Lines are those of Markdown (|), of cells apart by tabs, of comma-separated values, and of words set apart by spaces. Every look
is a fixed number of lines and signs.
"""

from dataclasses import dataclass

from panshi.reviews.checker.patterns import compiled

LINE, LINES = 400, 40
_BARS = compiled(r"[|｜\t]")
_VALUES = compiled(r"[^,，\n|]{2,24}(?:,[ ]?-?[0-9]+(?:\.[0-9]+)?%?)+")
"""A line of comma-separated values: a name, then nothing but numbers."""
_UNIT_HEAD = compiled("(?:计量)?单位")
_UNIT = compiled("人次|人|名|位|%|％|万?元|亿元")
_SPACED = compiled(r"(?:^|[\s])(?P<unit>人次|人|名|位|%|％|万元|亿元|元)[ \u3000]+(?:[0-9][0-9.,]*[ \u3000]+){0,3}$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's column head and the unit of count that its line names; each may be empty."""

    head: str
    unit: str


def cell(text: str, start: int, end: int) -> Cell | None:
    """The cell that a number fills; None when it stands in no table."""
    begin, stop = _line(text, start)
    line = text[begin:stop]
    if len(line) > LINE:
        return None
    if spaced := _SPACED.search(text[begin:start]):
        return Cell("", spaced["unit"])
    values = _VALUES.fullmatch(line) is not None
    if not values and len(_BARS.findall(line)) < 2:
        return None
    cells = _cells(line, values=values)
    place = len(_cells(line[: start - begin], values=values)) - 1
    if cells[place].strip().rstrip("%％") != text[start:end].strip().rstrip("%％"):
        return None
    heads = _heads(text, begin, len(cells), values=values)
    named = [one.strip() for one, head in zip(cells, heads, strict=False) if _UNIT_HEAD.fullmatch(head.strip())]
    unit = next((one for one in named if _UNIT.fullmatch(one)), "")
    return Cell(heads[place].strip() if place < len(heads) else "", unit)


def in_values(text: str, start: int) -> bool:
    """Whether a number stands in a line of comma-separated values, where a comma parts numbers and groups none."""
    begin, stop = _line(text, start)
    return stop - begin <= LINE and _VALUES.fullmatch(text, begin, stop) is not None


def _line(text: str, at: int) -> tuple[int, int]:
    begin = text.rfind("\n", max(0, at - LINE), at) + 1
    stop = text.find("\n", at, at + LINE)
    return (begin or max(0, at - LINE)), (stop if stop >= 0 else min(len(text), at + LINE))


def _cells(line: str, *, values: bool) -> list[str]:
    return line.split(",") if values else _BARS.split(line)


def _heads(text: str, begin: int, width: int, *, values: bool) -> list[str]:
    """The cells of the line on top of the table."""
    heads: list[str] = []
    for _ in range(LINES):
        if begin <= 0:
            break
        above = text.rfind("\n", max(0, begin - 1 - LINE), begin - 1) + 1
        line = text[above : begin - 1]
        cells = line.split(",") if values else _BARS.split(line)
        if len(cells) != width or len(line) >= LINE:
            break
        heads, begin = cells, above
    return heads
