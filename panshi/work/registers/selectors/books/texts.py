"""Text as rows of cells: csv, tsv and what is pasted from a spreadsheet, in UTF-8, UTF-16 or GB18030."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO

from panshi.ui.files import FORMULA_SIGNS
from panshi.work.registers.selectors.books.cells import Cell

SEPARATORS = "\t,;，|"


def decoded(content: bytes) -> str:
    """The text: by its mark of order, as UTF-8, or as GB18030, which takes whatever Chinese Excel writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def rows_of_text(content: bytes) -> Callable[[], Iterator[list[Cell]]]:
    """Gives the rows, anew at each call."""
    text = decoded(content)
    separator = _separator(text)

    def rows() -> Iterator[list[Cell]]:
        # A cell of a book is short; the limit is against a quote that is never closed.
        csv.field_size_limit(1_000_000)
        source = StringIO(text.replace("\0", ""), newline="")
        try:
            for row in csv.reader(source, delimiter=separator):
                yield [_as_meant(cell) for cell in row]
        except csv.Error:
            source.seek(0)
            for line in source:
                yield list(line.rstrip("\r\n").split(separator))

    return rows


def _as_meant(cell: str) -> str:
    """Without the apostrophe by which a text that begins like a formula leaves as CSV."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS) else cell


def _separator(text: str) -> str:
    """The one that stands most often, at the same number, in the first lines."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]

    def firmness(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        most = max(counts, default=0)
        return (counts.count(most) if most else 0) * min(most, 3), -SEPARATORS.index(sign)

    return max(SEPARATORS, key=firmness)
