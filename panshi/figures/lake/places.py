"""Where the lake of a database lies, and the lock that lets one sync at a time write it."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection

from panshi.figures.lake import manifest
from panshi.figures.lake.refusals import LakeBusy

LOCK_SECONDS_MAX = 120
_own = threading.local()


def shared() -> Path:
    """The folder of the lake that all processes on this database share."""
    said = connection.settings_dict
    name = "|".join(str(said.get(part) or "") for part in ("ENGINE", "HOST", "PORT", "NAME"))
    return Path(settings.DATA) / "lake" / sha256(name.encode()).hexdigest()[:12]


def present() -> Path:
    """The folder to read and write now: the shared one, or one of this thread's own inside a transaction.

    What a transaction sees may yet be rolled back, so it must never reach the shared lake.
    """
    if not connection.in_atomic_block:
        return shared()
    folder = getattr(_own, "folder", None)
    if folder is None or not Path(folder.name).exists():
        folder = _own.folder = TemporaryDirectory(prefix="panshi-lake-")
    return Path(folder.name)


def borrow(folder: Path, from_: Path) -> None:
    """Starts the lake in `folder` from another one: its files by name, no bytes are copied."""
    there = manifest.read(from_)
    for path in there.files():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        target.symlink_to(from_ / path)
    manifest.replace_with(folder, there)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds off other syncs of this lake; the lock goes with the process, however it ends."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = time.monotonic() + LOCK_SECONDS_MAX
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise LakeBusy from None
                time.sleep(0.02)
        yield
    finally:
        os.close(handle)
