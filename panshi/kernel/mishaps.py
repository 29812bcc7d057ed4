"""What the machine refuses, said in the user's words: a full disk, a database that is locked, missing or too new."""

import errno
from collections.abc import Iterable

from django.db import Error

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words


class DiskFull(Refusal):
    """Nothing more can be written."""

    words = Words(
        "磁盘满了，什么也没有写进去；请腾出空间后再做一次。",
        "The disk is full and nothing was written; make room and do it again.",
    )
    code = "disk-full"
    status = 507


class NotMigrated(Refusal):
    """The database lacks tables this program needs."""

    words = Words("数据库还没有准备好；请先运行 panshi migrate。", "The database is not set up yet; run panshi migrate first.")
    code = "not-migrated"
    status = 503


class Busy(Refusal):
    """Another writer held the database for too long."""

    words = Words("数据库正忙，这一步没有做；请稍后再试。", "The database is busy and nothing was done; try again in a moment.")
    code = "busy"
    status = 503


class Unreachable(Refusal):
    """The database cannot be opened."""

    words = Words("打不开数据库：{why}", "The database cannot be opened: {why}")
    code = "unreachable"
    status = 503


class TooNew(Refusal):
    """A newer version of the program has written this database."""

    words = Words(
        "这个数据库由更新的磐石写成（{migration}）；请先更新程序，以免损坏数据。",
        "This database was written by a newer Panshi ({migration}); update the program first, so that nothing is damaged.",
    )
    code = "too-new"
    status = 503


def in_words(error: BaseException) -> Refusal | None:
    """The refusal that says what went wrong, or None when `error` is a bug and not the machine's doing."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return DiskFull()
    if not isinstance(error, Error):
        return None
    said = str(error).lower()
    signs: Iterable[tuple[tuple[str, ...], Refusal]] = (
        (("disk is full", "no space left", "disk full"), DiskFull()),
        (("no such table", "no such column"), NotMigrated()),
        (("database is locked", "deadlock", "lock timeout"), Busy()),
        (("unable to open", "could not connect", "connection refused", "not a database", "malformed"), Unreachable(why=error)),
    )
    return next((refusal for words, refusal in signs if any(word in said for word in words)), None)
