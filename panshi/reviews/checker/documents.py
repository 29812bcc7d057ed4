"""Reads a text out of what people have: plain text, Markdown, HTML and Word, in UTF-8, UTF-16 or GB18030.

`Document.text` is the text as decoded; `plain` is what is read of it (without tags and emphasis marks), and `raw` takes a
place in `plain` back to one in `text`. What cannot be read is refused in one sentence.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words

LARGEST = 20 * 2**20
"""Bytes a file may have."""
UNPACKED = 200 * 2**20
"""Bytes a Word file may unpack to."""


class Unreadable(Refusal):
    """The file holds no text that can be checked."""

    words = Words("“{file}”读不了：{why}。", "“{file}” cannot be read: {why}.")
    code = "unreadable"


_MISSING = Words("没有这个文件", "there is no such file")
_FOLDER = Words("这是文件夹", "it is a folder")
_EMPTY = Words("里面没有文字", "it holds no text")
_BINARY = Words("它不是文本，也不是 Word（.docx）文件", "it is neither text nor a Word (.docx) file")
_OLD_WORD = Words(
    "它是加密的或旧版的 Word 文件，请另存为不加密的 .docx", "it is encrypted or an old Word file; save it as a plain .docx"
)
_BROKEN_WORD = Words("Word 文件已损坏", "the Word file is damaged")
_LARGE = Words("它大于 20 MB", "it is larger than 20 MB")


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read. `places` gives for each character of `plain` its offset in `text` (None: the same)."""

    name: str
    text: str
    plain: str
    places: tuple[int, ...] | None = None
    word: bytes | None = None

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in `text` of plain[start:end]."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]


def read_file(path: Path) -> Document:
    """The document at `path`; refuses what is missing, empty, too large, binary or damaged."""
    if path.is_dir():
        raise Unreadable(file=path.name, why=_FOLDER)
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(file=path.name, why=_LARGE)
        content = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(file=path, why=_MISSING) from None
    except OSError as error:
        raise Unreadable(file=path, why=error.strerror or type(error).__name__) from None
    return read_bytes(content, name=path.name)


def read_bytes(content: bytes, *, name: str) -> Document:
    """The document in `content`; `name` tells HTML and Markdown from plain text."""
    if len(content) > LARGEST:
        raise Unreadable(file=name, why=_LARGE)
    if content.startswith(b"PK\x03\x04"):
        document = _word(content, name)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(file=name, why=_OLD_WORD)
    else:
        document = read_text(decoded(content, name=name), name=name)
    if not document.plain.strip():
        raise Unreadable(file=name, why=_EMPTY)
    return document


def read_text(text: str, *, name: str) -> Document:
    """The document in a decoded text."""
    suffix = Path(name).suffix.lower()
    if suffix in (".html", ".htm", ".xhtml") or re.match(r"\s*(?:<!doctype html|<html)", text, re.I):
        return _without(text, name, _HTML, html_entities=True)
    if suffix in (".md", ".markdown"):
        return _without(text, name, _MARKDOWN, html_entities=False)
    return Document(name, text, text)


def decoded(content: bytes, *, name: str) -> str:
    """The text in UTF-8, UTF-16 (with its mark) or GB18030; refuses bytes that are none of them."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in content[:65536] or content.startswith(b"%PDF"):
        raise Unreadable(file=name, why=_BINARY)
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_written(text):
            return text
    raise Unreadable(file=name, why=_BINARY)


def _is_written(text: str) -> bool:
    """Whether the signs are those of writing: few controls, private or unassigned ones."""
    sample = text[:20_000]
    odd = sum(unicodedata.category(sign) in ("Cc", "Co", "Cn", "Cs") and sign not in "\n\r\t\f\x0b" for sign in sample)
    return odd * 50 <= len(sample)


_BLOCK = "p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|header|footer|title|blockquote|dd|dt|td|th"
_HTML = re.compile(
    r"<!--(?:[^-]|-(?!->))*+-->|(?s:<(?P<skip>script|style)\b[^>]*+>.*?</(?P=skip)\s*+>)|"
    rf"(?P<block></?(?:{_BLOCK})\b[^<>]*+>)|</?[A-Za-z!][^<>]*+>|(?P<entity>&(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z]{{2,24}});)",
    re.I,
)
_MARKDOWN = re.compile(
    r"\*\*|__|`|(?m:^[ \t]{0,3}#{1,6}[ \t])|(?m:^[ \t]{0,3}>[ \t]?)|\[(?=[^\[\]\n]{1,200}\]\()|\]\([^()\n]{0,500}\)"
)


def _without(text: str, name: str, marks: re.Pattern[str], *, html_entities: bool) -> Document:
    """The text with the marks taken out, and where each sign left stands."""
    plain: list[str] = []
    places: list[int] = []
    position = 0
    for mark in marks.finditer(text):
        plain.append(text[position : mark.start()])
        places.extend(range(position, mark.start()))
        instead = _instead(mark) if html_entities else ""
        plain.append(instead)
        places.extend([mark.start()] * len(instead))
        position = mark.end()
    plain.append(text[position:])
    places.extend(range(position, len(text)))
    return Document(name, text, "".join(plain), tuple(places))


def _instead(mark: re.Match[str]) -> str:
    if mark["entity"]:
        return html.unescape(mark["entity"])
    return "\n" if mark["block"] else ""


def _word(content: bytes, name: str) -> Document:
    try:
        with ZipFile(BytesIO(content)) as package:
            if sum(entry.file_size for entry in package.infolist()) > UNPACKED:
                raise Unreadable(file=name, why=_LARGE)
            if "word/document.xml" not in package.namelist():
                raise Unreadable(file=name, why=_BINARY)
    except BadZipFile:
        raise Unreadable(file=name, why=_BROKEN_WORD) from None
    from panshi.reviews.checker.word import text_of  # noqa: PLC0415 -- heavy: only a Word file needs python-docx

    try:
        text = text_of(content)
    except Exception:
        raise Unreadable(file=name, why=_BROKEN_WORD) from None
    return Document(name, text, text, word=content)
