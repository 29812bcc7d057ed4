"""The next step of a book, whatever it is: opened, checked, taken over or undone; called again, it goes on where it was."""

from django.db.models import F

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.work.registers.choices import ImportState
from panshi.work.registers.models import Import
from panshi.work.registers.selectors.books.troubles import of_refusal, trouble
from panshi.work.registers.services.importing.accepting import accept
from panshi.work.registers.services.importing.checking import check
from panshi.work.registers.services.importing.places import AT_WORK, next_waiting, place, queue
from panshi.work.registers.services.importing.reading import look
from panshi.work.registers.services.importing.undoing import undo

TRIES_MAX = 3
GIVEN_UP = trouble(
    "这个文件试了三次都没有读完，可能太大或有问题；请另存为 xlsx 或分成几个文件再上传。",
    "This file could not be read to its end in three tries; save it anew as xlsx or split it, and upload that.",
)


def go_on(pk: int) -> Import:
    """Does what the book's state calls for, and what follows from it, until it waits for somebody again."""
    book = _book(pk)
    while book.state in AT_WORK and not book.trouble:
        before = book.state
        if not _begun(book):
            return _book(pk)
        try:
            _step(book)
        except Refusal as refusal:  # the process has nobody to tell: the page does when it is looked at next
            _hold(book, refusal)
        book = _book(pk)
        if book.state == before:
            break
    for other in Import.objects.filter(digest=book.digest, kind=book.kind, unit=book.unit, state=ImportState.CHECKING):
        if other.pk > book.pk and not other.trouble_zh:
            go_on(other.pk)
    return book


def work(book: Import) -> None:
    """What a process of its own does: goes on with the book and then with those that wait, as long as it has a place."""
    left: Import | None = book
    while left is not None:
        with place() as free:
            if not free:
                queue(left)
                return
            while left is not None:
                go_on(left.pk)
                left = next_waiting()
        # Once more without the place: a book that found it taken and came to wait meanwhile would wait for ever.
        left = next_waiting()


def stop(book: Import) -> None:
    """Stops what is going on; what has been taken over stays, and the rest can be gone on with."""
    Import.objects.filter(pk=book.pk, state=ImportState.CHECKING).update(state=ImportState.READ, done_rows=0, queued_at=None)
    Import.objects.filter(pk=book.pk, state=ImportState.ACCEPTING).update(state=ImportState.CHECKED, queued_at=None)


def _step(book: Import) -> None:
    match book.state:
        case ImportState.NEW:
            look(book)
        case ImportState.CHECKING:
            check(book, by=book.by)
        case ImportState.ACCEPTING:
            accept(book, by=book.by)
        case ImportState.UNDOING:
            undo(book)


def _begun(book: Import) -> bool:
    """Counts the try; a file that breaks whatever opens it is given up after three."""
    if book.tries >= TRIES_MAX and book.state in (ImportState.NEW, ImportState.CHECKING):
        Import.objects.filter(pk=book.pk).update(trouble_zh=GIVEN_UP.zh, trouble_en=GIVEN_UP.en)
        return False
    return bool(Import.objects.filter(pk=book.pk, state=book.state).update(tries=F("tries") + 1, beat_at=now(), queued_at=None))


def _hold(book: Import, refusal: Refusal) -> None:
    said = of_refusal(refusal)
    Import.objects.filter(pk=book.pk).update(trouble_zh=said.zh, trouble_en=said.en)
    stop(book)


def _book(pk: int) -> Import:
    return Import.objects.select_related("unit", "by", "undone_by").get(pk=pk)
