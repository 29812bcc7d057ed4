"""A first pass over a sheet's XML: how far it reaches before it is read into memory, and the formulas that failed.

The reading library gives an empty cell where a formula failed or has no value; here they are found and named.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from zipfile import ZipFile

UNCOUNTED = "="
"""Stands among the errors for a formula that was never calculated; the others are Excel's own signs, such as #N/A."""
PIECE = 4 * 1024 * 1024
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>/]*?>(?!</c>)')
_FAR = re.compile(rb'<c r="([A-Z]{2,3})\d{1,7}"[^>/]*?>(?!</c>)')
_ROW = re.compile(rb'<row [^>]*?r="(\d{1,7})"')
_FAILED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*? t="e"[^>]*>.*?<v>([^<]{1,20})</v>')
_UNCOUNTED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*><f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<Relationship\s[^>]*>")
_PAIR = re.compile(r'([\w:]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Extent:
    """`rows` and `columns` reached by cells with something in them; `errors` by (row, column) from 0."""

    rows: int
    columns: int
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def scan(content: bytes, sheet: str) -> Extent | None:
    """What the sheet's XML says; None where there is none (ods). Raises what zipfile raises where the file is damaged."""
    with ZipFile(BytesIO(content)) as archive:
        part = _part(archive, sheet)
        if part is None:
            return None
        rows, columns, errors = 0, 1, dict[tuple[int, int], str]()
        for piece in _pieces(archive, part):
            rows = max(rows, _last_row(piece))
            columns = max([columns, *(number(letters) for letters in set(_FAR.findall(piece)))])
            if b' t="e"' in piece:
                errors |= {_place(m): m[3].decode() for m in _FAILED.finditer(piece)}
            if b"<f" in piece:
                errors |= {_place(m): UNCOUNTED for m in _UNCOUNTED.finditer(piece)}
    return Extent(rows, columns if columns > 1 else 26, errors)


def _last_row(piece: bytes) -> int:
    """The last row that has a value in it: rows that are only coloured cost nothing and do not count."""
    end = max(piece.rfind(b"<v>"), piece.rfind(b"<is>"))
    start = piece.rfind(b"<row ", 0, end) if end > 0 else -1
    found = _ROW.match(piece, start) if start >= 0 else None
    return int(found[1]) if found else 0


def number(letters: bytes | str) -> int:
    """A → 1, Z → 26, AA → 27."""
    total = 0
    for letter in letters if isinstance(letters, bytes) else letters.encode():
        total = total * 26 + letter - 64
    return total


def letters(place: int) -> str:
    """1 → A, 27 → AA: the name of a column as a spreadsheet shows it."""
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _place(found: re.Match[bytes]) -> tuple[int, int]:
    return int(found[2]) - 1, number(found[1]) - 1


def _pieces(archive: ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces of whole rows. zipfile reads no more than the size the file admits to, and checks the sum."""
    rest = b""
    with archive.open(part) as source:
        while read := source.read(PIECE):
            rest += read
            cut = rest.rfind(b"</row>")
            if cut >= 0:
                yield rest[: cut + 6]
                rest = rest[cut + 6 :]
            elif len(rest) > 16 * PIECE:  # a row of 64 MB is none
                yield rest
                rest = b""
    yield rest


def _part(archive: ZipFile, sheet: str) -> str | None:
    """Where the sheet's XML is in an xlsx."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return None
    relations = dict[str, str]()
    for found in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")):
        pairs = dict(_PAIR.findall(found))
        relations[pairs.get("Id", "")] = pairs.get("Target", "")
    for found in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace")):
        pairs = dict(_PAIR.findall(found))
        if unescape(pairs.get("name", "")) == sheet:
            target = relations.get(pairs.get("r:id", ""), "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return path if path in names else None
    return None
