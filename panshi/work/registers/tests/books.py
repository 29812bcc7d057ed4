"""Books for the tests, made as people's programs make them: xlsx, ods and old xls."""

import struct
from io import BytesIO
from zipfile import ZipFile

import openpyxl

HEADS = ["序号", "单位", "日期", "形式", "主题", "活动层级"]


def line(title: str = "五月集中学习", *, day: object = "2023年5月3日", unit: str = "滨江分局", **changed: object) -> list[object]:
    """A good row under HEADS, with some of it changed."""
    facts = {"serial": 1, "unit": unit, "day": day, "form": "集中学习", "title": title, "level": "本单位"} | changed
    return list(facts.values())


def xlsx(*rows: list[object], name: str = "Sheet", merged: tuple[str, ...] = (), hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    if hidden:
        book.create_sheet(hidden).sheet_state = "hidden"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def csv(*rows: list[object], encoding: str = "utf-8") -> bytes:
    return "\r\n".join(",".join(str(cell) for cell in row) for row in rows).encode(encoding)


def ods(*rows: list[object]) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="一">{cells}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


def xls(*rows: list[object]) -> bytes:
    """Excel 97: a stream of BIFF8 records in a compound file."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def label(row: int, column: int, text: str) -> bytes:
        return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))

    name = "一".encode("utf-16-le")
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 6)) + record(0x0042, struct.pack("<H", 1200))
    length = len(start) + 4 + 6 + 2 + len(name) + 4
    globals_ = start + record(0x0085, struct.pack("<IBBBB", length, 0, 0, 1, 1) + name) + record(0x000A, b"")
    cells = b"".join(label(r, c, str(cell)) for r, row in enumerate(rows) for c, cell in enumerate(row))
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 6)) + cells + record(0x000A, b"")
    return compound("Workbook", globals_ + sheet)


def compound(name: str, stream: bytes) -> bytes:
    """A compound file with one stream: a header, the table of sectors, the directory, the stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + sectors), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHHHIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0).ljust(436, b"\xff")

    def entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
        text = title.encode("utf-16-le")
        links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
        body = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2 if text else 0, kind, 1) + links
        return body + b"\0" * 36 + struct.pack("<IQ", first, size)

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    return header + fat + (directory + entry("", 0, 0xFFFFFFFF, 0, 0) * 2) + stream
