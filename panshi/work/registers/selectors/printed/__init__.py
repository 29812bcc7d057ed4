"""The register of a kind as a book to print and sign: its lines as the ledger has them, set out page by page."""

from panshi.work.registers.selectors.printed.books import Book, Leaf, TooLongToPrint, book, shelf
from panshi.work.registers.selectors.printed.columns import Column
from panshi.work.registers.selectors.printed.lines import Line, Sum
from panshi.work.registers.selectors.printed.wording import colophon, signers, sums

__all__ = ["Book", "Column", "Leaf", "Line", "Sum", "TooLongToPrint", "book", "colophon", "shelf", "signers", "sums"]
