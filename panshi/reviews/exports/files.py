"""Which export a file's ending asks for."""

from collections.abc import Callable

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.reviews.exports.document import Document
from panshi.reviews.exports.excel import excel
from panshi.reviews.exports.html import page
from panshi.reviews.exports.word import LAYOUTS, word

FORMATS = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The content type of each format, by file ending."""


class UnknownFormat(Refusal):
    """No export writes files that end like this."""

    words = Words("不会写“{ending}”文件；可写：{known}。", "There is no export to “{ending}”; there is: {known}.")
    code = "unknown-format"


class UnknownLayout(Refusal):
    """Word has no such layout."""

    words = Words("没有“{layout}”版式；可选：{known}。", "There is no layout “{layout}”; there is: {known}.")
    code = "unknown-layout"


def exported(document: Document, *, ending: str, layout: str = "gbt9704") -> bytes:
    """The document as a file of this ending (without the dot); refuses an unknown ending or layout."""
    if ending not in FORMATS:
        raise UnknownFormat(ending=ending, known="、".join((*FORMATS, "panshi")))
    if layout not in LAYOUTS:
        raise UnknownLayout(layout=layout, known="、".join(LAYOUTS))
    writers: dict[str, Callable[[], bytes]] = {
        "md": document.composed.text.encode,
        "html": lambda: page(document).encode(),
        "docx": lambda: word(document, LAYOUTS[layout]),
        "xlsx": lambda: excel(document),
    }
    return writers[ending]()
