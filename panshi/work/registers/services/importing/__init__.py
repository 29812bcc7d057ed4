"""Books brought in: received, looked into, checked, taken over and, if need be, undone as a whole."""

from panshi.work.registers.services.importing.accepting import NotChecked, NothingGood, accept, begin_accept
from panshi.work.registers.services.importing.answering import BECAUSE_MAX, Answer, BecauseMissing, NotDoubtful
from panshi.work.registers.services.importing.checking import check, layout
from panshi.work.registers.services.importing.places import AT_WORK, next_waiting, one_is_free, place, queue
from panshi.work.registers.services.importing.reading import (
    AlreadyTaken,
    ColumnsMissing,
    ColumnTwice,
    begin_check,
    look,
    point_at_heads,
    set_columns,
)
from panshi.work.registers.services.importing.receiving import NothingPasted, receive
from panshi.work.registers.services.importing.running import go_on, stop, work
from panshi.work.registers.services.importing.undoing import NotTaken, NotUndoable, begin_undo, undo

__all__ = [
    "AT_WORK",
    "BECAUSE_MAX",
    "AlreadyTaken",
    "Answer",
    "BecauseMissing",
    "ColumnTwice",
    "ColumnsMissing",
    "NotChecked",
    "NotDoubtful",
    "NotTaken",
    "NotUndoable",
    "NothingGood",
    "NothingPasted",
    "accept",
    "begin_accept",
    "begin_check",
    "begin_undo",
    "check",
    "go_on",
    "layout",
    "look",
    "next_waiting",
    "one_is_free",
    "place",
    "point_at_heads",
    "queue",
    "receive",
    "set_columns",
    "stop",
    "undo",
    "work",
]
