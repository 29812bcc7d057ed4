"""The words around a book's rows: its sums, who signs it, and what it stands on."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panshi.kernel.clock import now
from panshi.kernel.numbers import grouped
from panshi.org.models import Person
from panshi.work.registers.selectors.printed.books import Book, Leaf


def sums(book: Book, leaf: Leaf) -> list[str]:
    """What stands under a leaf's rows: what they come to, and what all come to so far, at the end in all."""
    here = [_("This page: %(sum)s") % {"sum": leaf.sum.said(book.kind)}] if leaf.rows else []
    so_far = _("In all: %(sum)s") if leaf.last else _("Carried forward: %(sum)s")
    return [*here, so_far % {"sum": leaf.so_far.said(book.kind)}]


def signers() -> list[str]:
    """Who signs the last page, in their order."""
    return [_("Reported by"), _("Checked by"), _("Head of the unit")]


def colophon(book: Book, by: Person) -> list[str]:
    """What the book is made from, under which seal, and who printed it when."""
    told = {"n": grouped(book.position), "who": f"{by.name}（{by.number}）", "at": f"{localtime(now()):%Y-%m-%d %H:%M}"}
    return [
        _("Printed from the ledger as it stood at position %(n)s, by %(who)s at %(at)s.") % told,
        seal(book),
        _("Struck lines were taken back and do not count; they stay, with the reason. People stand here by name where whoever "
          "printed the book may see them."),
    ]  # fmt: skip


def seal(book: Book) -> str:
    """The seal it stands under, whole."""
    if book.checkpoint is None:
        return _("The ledger was not sealed yet when this was printed.")
    told = {"n": grouped(book.checkpoint.size), "root": book.checkpoint.root.hex()}
    said = _("Checkpoint over %(n)s entries, root %(root)s.") % told
    if book.sealed:
        return said
    since = book.position - book.checkpoint.size
    return " ".join([said, _("%(n)s entries posted since are not sealed yet.") % {"n": grouped(since)}])
