"""Reads a text out of what people have: plain text, Markdown, HTML and Word, in UTF-8, UTF-16 or GB18030.

`Document.text` is the text as decoded; `plain` is what is read of it (without tags and emphasis marks), and `raw` takes a
place in `plain` back to one in `text`. What cannot be read is refused in one sentence.
"""

import re
import zlib
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from panshi.reviews.checker import markup, unreadable
from panshi.reviews.checker.decoding import decoded
from panshi.reviews.checker.unreadable import Unreadable

__all__ = ["Document", "Unreadable", "decoded", "digest", "read_bytes", "read_file", "read_stream", "read_text"]

LARGEST = 20 * 2**20
"""Bytes a file may have."""
UNPACKED, XML_UNPACKED, PARTS = 200 * 2**20, 48 * 2**20, 4_000
"""Bytes a Word file may unpack to, its XML alone, and of how many parts."""
_ENCRYPTED_ENTRY = 0x1
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read. `places` tells where `plain` stands in `text` (None: they are the same); `word` is the Word file
    it came from.
    """

    name: str
    text: str
    plain: str
    places: markup.Places | None = None
    word: bytes | None = None

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in `text` of plain[start:end]."""
        return self.places.of(start, end) if self.places else (start, end)


def digest(text: str) -> str:
    """The text's SHA-256 in hexadecimal; unpaired surrogates are written as they are."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_file(path: Path) -> Document:
    """The document at `path`; refuses what is missing, empty, too large, binary or damaged."""
    if path.is_dir():
        raise Unreadable(file=path, why=unreadable.FOLDER)
    try:
        with path.open("rb") as file:
            return read_stream(file, name=path.name)
    except FileNotFoundError:
        raise Unreadable(file=path, why=unreadable.MISSING) from None
    except PermissionError:
        raise Unreadable(file=path, why=unreadable.FORBIDDEN) from None
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        raise Unreadable(file=path, why=getattr(error, "strerror", None) or error) from None


def read_stream(stream: BinaryIO, *, name: str) -> Document:
    """The document a stream gives; a stream without end is too large."""
    return read_bytes(stream.read(LARGEST + 1), name=name)


def read_bytes(content: bytes, *, name: str) -> Document:
    """The document in `content`; `name` tells HTML and Markdown from plain text."""
    if len(content) > LARGEST:
        raise Unreadable(file=name, why=unreadable.LARGE)
    if content.startswith(_ZIP):
        document = _word(content, name)
    elif (why := _other_format(content)) is not None:
        raise Unreadable(file=name, why=why)
    else:
        document = read_text(decoded(content, name=name), name=name)
    if not document.plain.strip():
        raise Unreadable(file=name, why=unreadable.NO_TEXT)
    return document


def read_text(text: str, *, name: str) -> Document:
    """The document in a decoded text."""
    suffix = Path(name).suffix.lower()
    if suffix in (".html", ".htm", ".xhtml") or re.match(r"\s*(?:<!doctype html|<html)", text, re.I):
        return Document(name, text, *markup.without_html(text))
    if suffix in (".md", ".markdown"):
        return Document(name, text, *markup.without_markdown(text))
    return Document(name, text, text)


def _other_format(content: bytes) -> object | None:
    """What the file is, when its first bytes say that it is no text."""
    if content.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        return unreadable.ENCRYPTED if encrypted else unreadable.OLD_WORD
    begun = content[:1024].lstrip()
    if begun.startswith(b"%PDF-"):
        return unreadable.PDF
    return unreadable.RTF if begun.startswith(b"{\\rtf") else None


def _word(content: bytes, name: str) -> Document:
    why = _why_no_word(content)
    if why is not None:
        raise Unreadable(file=name, why=why)
    from panshi.reviews.checker.word import text_of  # noqa: PLC0415 -- heavy: only a Word file needs python-docx

    try:
        text = text_of(content)
    except Exception:  # python-docx and lxml raise whatever the damage happens to break
        raise Unreadable(file=name, why=unreadable.BROKEN_WORD) from None
    return Document(name, text, text, word=content)


def _why_no_word(content: bytes) -> object | None:
    """Why the package is no Word file that can be opened safely; None when it is one."""
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if any(part.flag_bits & _ENCRYPTED_ENTRY for part in parts):
                return unreadable.ENCRYPTED
            if "word/document.xml" not in package.namelist():
                return unreadable.OTHER_PACKAGE
            xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
            if len(parts) > PARTS or xml > XML_UNPACKED or sum(part.file_size for part in parts) > UNPACKED:
                return unreadable.UNPACKS
            kinds = package.read("[Content_Types].xml")
    except (BadZipFile, KeyError, NotImplementedError, OSError, EOFError, ValueError, zlib.error):
        return unreadable.BROKEN_WORD
    return unreadable.MACROS if b"macroEnabled" in kinds or b"template.main+xml" in kinds else None
