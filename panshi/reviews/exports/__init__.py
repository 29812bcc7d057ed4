"""A composed review as a file: Markdown, HTML, Word and an Excel appendix with one row per number."""

from panshi.reviews.exports.document import Document
from panshi.reviews.exports.files import FORMATS, UnknownFormat, UnknownLayout, exported

__all__ = ["FORMATS", "Document", "UnknownFormat", "UnknownLayout", "exported"]
