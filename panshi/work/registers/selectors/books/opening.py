"""A file opened as sheets of cells: xlsx, xls, ods, csv and tsv, told apart by what they hold; what cannot be read is said."""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.registers.selectors.books.cells import Cell
from panshi.work.registers.selectors.books.scanning import Extent, scan
from panshi.work.registers.selectors.books.texts import rows_of_text

SIZE_MAX_BYTES = 60 * 1024 * 1024
UNPACKED_MAX_BYTES = 1024 * 1024 * 1024
CELLS_MAX = 12_000_000
ROWS_MAX = 400_000
PARTS_MAX = 2_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"


class BookTooLarge(Refusal):
    """The file is beyond the limit."""

    words = Words(
        "“{name}”有 {size} MB，超过了 60 MB；请按年或按单位分成几个文件。",
        "“{name}” has {size} MB, more than the 60 MB allowed; split it by year or unit.",
    )
    code = "book-too-large"
    status = 413


class BookSwells(Refusal):
    """Unpacked the file would be far larger than any book."""

    words = Words(
        "“{name}”解开后超过 1 GB，不像是台账，没有打开；请删去图片和多余的内容再上传。",
        "“{name}” would unpack to over 1 GB, more than any book, and was not opened; remove pictures and what is not needed.",
    )
    code = "book-swells"
    status = 413


class BookEncrypted(Refusal):
    """The file has a password."""

    words = Words(
        "“{name}”加了密码，打不开；请在 Excel 里取消密码后再上传。",
        "“{name}” is protected by a password; take the password off in Excel and upload it again.",
    )
    code = "book-encrypted"


class BookDamaged(Refusal):
    """The file is cut short or broken."""

    words = Words(
        "“{name}”已损坏或没有传完；请在 Excel 里打开另存后再上传。",
        "“{name}” is damaged or incomplete; open it in Excel, save it anew and upload that.",
    )
    code = "book-damaged"


class NotABook(Refusal):
    """The file is something else."""

    words = Words(
        "“{name}”是{what}，不是台账；可用的是 xlsx、xls、ods、csv。",
        "“{name}” is {what}, not a book; xlsx, xls, ods and csv are read.",
    )
    code = "not-a-book"


class BookEmpty(Refusal):
    """There is no cell with anything in it."""

    words = Words("“{name}”里没有内容。", "There is nothing in “{name}”.")
    code = "book-empty"


class BookSpreads(Refusal):
    """A stray cell far out makes the sheet too wide or too long to read."""

    words = Words(
        "“{name}”的工作表“{sheet}”铺到了第 {rows} 行、第 {columns} 列；请删去多余的行列（最多 40 万行），再上传。",
        "Sheet “{sheet}” of “{name}” reaches row {rows} and column {columns}; "
        "remove the rows and columns not needed (400,000 rows at most) and upload it again.",
    )
    code = "book-spreads"


class SheetGone(Refusal):
    """The sheet is not in the file."""

    words = Words("“{name}”里没有工作表“{sheet}”。", "“{name}” has no sheet “{sheet}”.")
    code = "sheet-gone"


@dataclass
class Table:
    """One sheet: `rows` gives (number from 1, cells) of every row. `merged` are (first row, first column, last row, last
    column), all from 0. `errors` are cells whose formula failed, by (row, column) from 0. `shift` columns come before `source`'s.
    `height` is the number of the last row, 0 where that is not known beforehand.
    """

    name: str
    hidden: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    source: Callable[[], Iterator[list[Cell]]] = lambda: iter(())
    shift: int = 0
    height: int = 0

    @property
    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Every row in order, from the first of the sheet; may be asked for again."""
        # The library leaves out the columns before the first with anything in it, but not the rows.
        left: list[Cell] = [""] * self.shift
        return enumerate((left + row for row in self.source()) if left else self.source(), 1)


class Workbook:
    """The sheets of one file. Opening checks sizes first and reads no cell that is not asked for."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        self._content = _checked(path, name)

    @cached_property
    def sheets(self) -> list[tuple[str, bool]]:
        """(name, hidden) of every sheet with cells."""
        if self._book is None:
            return [("", False)]
        from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 -- heavy: only where books are read

        found = [each for each in self._book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        return [(each.name, each.visible != SheetVisibleEnum.Visible) for each in found]

    def table(self, sheet: str) -> Table:
        """The sheet's cells; refuses one that would not fit into memory."""
        if self._book is None:
            return Table("", source=rows_of_text(self._content))
        if sheet not in dict(self.sheets):
            raise SheetGone(name=self.name, sheet=sheet)
        extent = self._extent(sheet)
        with _said(self.name):
            found = self._book.get_sheet_by_name(sheet)
            merged = [(low[0], low[1], high[0], high[1]) for low, high in found.merged_cell_ranges or ()]
        shift, height = (found.start[1], found.end[0] + 1) if found.start and found.end else (0, 0)
        return Table(sheet, dict(self.sheets)[sheet], merged, extent.errors if extent else {}, found.iter_rows, shift, height)

    def _extent(self, sheet: str) -> Extent | None:
        """What a first pass over the sheet's XML says: how far it reaches, and the cells whose formulas failed."""
        if not self._content.startswith(ZIP):
            return None
        try:
            extent = scan(self._content, sheet)
        except (BadZipFile, EOFError, OSError, zlib.error):
            raise BookDamaged(name=self.name) from None
        if extent and (extent.rows > ROWS_MAX or extent.rows * extent.columns > CELLS_MAX):
            raise BookSpreads(name=self.name, sheet=sheet, rows=extent.rows, columns=extent.columns)
        return extent

    @cached_property
    def _book(self) -> Any:
        if not self._content.startswith((OLE, ZIP)):
            return None
        from python_calamine import load_workbook  # noqa: PLC0415 -- heavy: only where books are read

        with _said(self.name):
            return load_workbook(BytesIO(self._content))


class _said:  # noqa: N801 -- reads as a word after `with`
    """Turns what the reading library raises, its panics included, into a refusal."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None or isinstance(error, Refusal | KeyboardInterrupt | SystemExit | MemoryError):
            return
        if "assword" in f"{type(error).__name__} {error}":
            raise BookEncrypted(name=self._name) from None
        raise BookDamaged(name=self._name) from None


def _checked(path: Path, name: str) -> bytes:
    size = path.stat().st_size
    if size > SIZE_MAX_BYTES:
        raise BookTooLarge(name=name, size=-(-size // 1024**2))
    content = path.read_bytes()
    if not content.strip(b"\0\t\r\n ,"):
        raise BookEmpty(name=name)
    if content.startswith(OLE):
        _refuse_other_ole(content, name)
    elif content.startswith(b"PK"):
        _refuse_other_zip(content, name)
    else:
        _refuse_other_text(content, name)
    return content


def _refuse_other_ole(content: bytes, name: str) -> None:
    """Word, encrypted xlsx and old Excel share a container; its directory names what is inside."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise BookEncrypted(name=name)
    if "WordDocument".encode("utf-16-le") in content:
        raise NotABook(name=name, what=Words("Word 文档", "a Word document"))
    if "PowerPoint Document".encode("utf-16-le") in content:
        raise NotABook(name=name, what=Words("演示文稿", "a presentation"))
    if "Workbook".encode("utf-16-le") not in content and "Book".encode("utf-16-le") not in content:
        raise BookDamaged(name=name)


def _refuse_other_zip(content: bytes, name: str) -> None:
    """Looks at the list of parts only: what they would unpack to, and whether there is a book among them."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, EOFError, OSError):
        raise BookDamaged(name=name) from None
    if sum(part.file_size for part in parts) > UNPACKED_MAX_BYTES or len(parts) > PARTS_MAX:
        raise BookSwells(name=name)
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise BookEncrypted(name=name)
    if "word/document.xml" in names:
        raise NotABook(name=name, what=Words("Word 文档", "a Word document"))
    if not ({"xl/workbook.xml", "content.xml"} & names):
        raise NotABook(name=name, what=Words("压缩包或别的文件", "an archive or another file"))


def _refuse_other_text(content: bytes, name: str) -> None:
    start = content[:2000].lstrip().lower()
    for sign, what in (
        (b"%pdf", Words("PDF 文件", "a PDF file")),
        (b"<!doctype html", Words("网页（后缀是 xls 也一样）", "a web page, whatever its ending")),
        (b"<html", Words("网页（后缀是 xls 也一样）", "a web page, whatever its ending")),
        (b"<?xml", Words("XML 文件", "an XML file")),
        (b"\xff\xd8\xff", Words("图片", "a picture")),
        (b"\x89png", Words("图片", "a picture")),
        (b"rar!", Words("压缩包", "an archive")),
        (b"7z\xbc\xaf", Words("压缩包", "an archive")),
        (b"{\\rtf", Words("文档", "a text document")),
    ):
        if start.startswith(sign):
            raise NotABook(name=name, what=what)
    if b"\0" in content[:4000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotABook(name=name, what=Words("别的文件", "another file"))
