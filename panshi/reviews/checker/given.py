"""What a reader gave to be checked: one or several texts, read; and how a page carries them to the next request.

Nothing is stored: each page of results holds the texts it is about in hidden fields, and sends them back.
"""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest

from django.http import QueryDict

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.reviews.checker import unreadable
from panshi.reviews.checker.documents import Document, Unreadable, read_bytes, read_text

TEXT_LONGEST = 200_000
WORD_CARRIED = 2 * 2**20
"""Bytes of Word files that a page of results carries along, so that they can be given back with comments."""


class TooLong(Refusal):
    """Texts small enough to upload but too long for one page."""

    words = Words(
        "一共 {signs} 字，网页一次核对 200,000 字以内；请分几次，或者用命令 panshi check。",
        "{signs} characters in all; a page checks 200,000 at a time: check in parts, or with the command panshi check.",
    )
    code = "text-too-long"


@dataclass(frozen=True, slots=True)
class Carried:
    """One text as hidden fields: the words, or the Word file in base64."""

    name: str
    text: str
    word: str


@dataclass(frozen=True, slots=True)
class Given:
    """The texts that could be read, what is said of those that could not, and which text is looked at."""

    documents: tuple[Document, ...]
    refused: tuple[str, ...] = ()
    shown: int = 0

    def __post_init__(self) -> None:
        signs = sum(len(document.plain) for document in self.documents)
        if signs > TEXT_LONGEST:
            raise TooLong(signs=f"{signs:,}")

    @property
    def document(self) -> Document:
        """The text looked at."""
        return self.documents[self.shown]

    @property
    def carried(self) -> list[Carried]:
        """The texts as fields; Word files too large to go along go as their text."""
        left, fields = WORD_CARRIED, []
        for document in self.documents:
            if document.word is not None and len(document.word) <= left:
                left -= len(document.word)
                fields.append(Carried(document.name, "", b64encode(document.word).decode()))
            else:
                fields.append(Carried(document.name, document.text, ""))
        return fields

    @property
    def again(self) -> dict[str, str]:
        """The fields of the text looked at."""
        return asdict(self.carried[self.shown])

    @property
    def word_left_behind(self) -> bool:
        """Whether the text looked at came as a Word file too large to be carried."""
        return self.document.word is not None and not self.carried[self.shown].word


def read_again(sent: QueryDict) -> Given:
    """The texts a page of results carried."""
    fields = zip_longest(*(sent.getlist(name) for name in ("name", "text", "word")), fillvalue="")
    documents = tuple(_document(Carried(*one)) for one in fields)
    asked = sent.get("tab", sent.get("shown", "0"))
    shown = int(asked) if asked.isascii() and asked.isdigit() else 0
    return Given(documents, shown=min(shown, len(documents) - 1))


def _document(carried: Carried) -> Document:
    if not carried.word:
        return read_text(carried.text.replace("\r\n", "\n"), name=carried.name)
    try:
        content = b64decode(carried.word, validate=True)
    except (Error, ValueError):
        raise Unreadable(file=carried.name, why=unreadable.BROKEN_WORD) from None
    return read_bytes(content, name=carried.name)


def read_files(files: Sequence[tuple[str, bytes]]) -> tuple[list[Document], list[str]]:
    """The files that hold a text, and a sentence for each that does not: one bad file does not keep the others back."""
    documents, refused = [], []
    for name, content in files:
        try:
            documents.append(read_bytes(content, name=name))
        except Unreadable as refusal:
            refused.append(str(refusal))
    return documents, refused
