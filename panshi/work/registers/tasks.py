"""Work on a book: at once where it is small, in a process of its own where it would hold up other pages."""

from zipfile import BadZipFile, ZipFile

from panshi.kernel import processes
from panshi.kernel.clock import now
from panshi.work.registers.models import Import
from panshi.work.registers.selectors import importing as shown
from panshi.work.registers.services import importing

SMALL_BYTES = 200 * 1024
SMALL_UNPACKED_BYTES = 4 * 1024 * 1024


def begin(book: Import) -> None:
    """Does what the book's state calls for: before it returns where the book is small, else in a process of its own."""
    if small(book):
        importing.go_on(book.pk)
    else:
        start(book)


def watch(book: Import) -> None:
    """Starts anew a process that has said nothing for long (it was killed, or the machine was), and one for the book that has
    waited longest where there is a place again.
    """
    longest = importing.next_waiting() if book.queued_at is not None and importing.one_is_free() else None
    if longest is not None:
        start(longest)
    elif shown.progress(book).stale and Import.objects.filter(pk=book.pk, beat_at=book.beat_at).update(beat_at=now()):
        start(book)


def small(book: Import) -> bool:
    """Whether the file is read in less time than it takes to start a process."""
    if book.file.stat().st_size > SMALL_BYTES or book.rows > 5000:
        return False
    with book.file.open("rb") as file:
        if file.read(2) != b"PK":
            return True
    try:
        with ZipFile(book.file) as archive:
            names = archive.namelist()
            unpacked = sum(part.file_size for part in archive.infolist())
    except (BadZipFile, OSError):
        return False
    # Only of an xlsx is it known beforehand how far its cells reach.
    return "xl/workbook.xml" in names and unpacked <= SMALL_UNPACKED_BYTES


def start(book: Import) -> None:
    """Starts `panshi import --continue` for the book; it outlives the page, and the site if need be. Where all places are taken
    the book waits, and whoever is at work goes on with it.
    """
    if not importing.one_is_free():
        importing.queue(book)
        return
    Import.objects.filter(pk=book.pk).update(beat_at=now())
    processes.start("import", "--continue", str(book.pk))
