"""Places for work on large books: so many processes at once on this machine, the other books wait their turn."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from panshi.kernel.clock import now
from panshi.work.registers.choices import ImportState
from panshi.work.registers.models import Import

AT_WORK = (ImportState.NEW, ImportState.CHECKING, ImportState.ACCEPTING, ImportState.UNDOING)


@contextmanager
def place() -> Iterator[bool]:
    """Takes one of the places, or gives False when none is free. However a process ends, the system frees its place."""
    folder = Path(settings.DATA, "places")
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(settings.IMPORTS_AT_ONCE):
        with (folder / f"import-{number}").open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield True
            return
    yield False


def one_is_free() -> bool:
    """Whether a process started now would find a place."""
    with place() as free:
        return free


def queue(book: Import) -> None:
    """Has the book wait for a place, behind those that wait already."""
    Import.objects.filter(pk=book.pk, state__in=AT_WORK, queued_at=None).update(queued_at=now())


def next_waiting() -> Import | None:
    """The book that has waited longest, which waits no longer; None when none waits."""
    waiting = Import.objects.filter(queued_at__isnull=False, state__in=AT_WORK, trouble_zh="").order_by("queued_at", "pk")
    for book in waiting[:10]:
        if Import.objects.filter(pk=book.pk, queued_at=book.queued_at).update(queued_at=None):
            return book
    return None
