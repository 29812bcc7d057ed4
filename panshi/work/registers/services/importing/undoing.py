"""A whole import taken back: what waits is withdrawn, what counts is reversed in the ledger, with the reason."""

from itertools import islice

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger import services as ledger
from panshi.ledger.checks import checked_reason
from panshi.org.models import Person
from panshi.org.selectors import require
from panshi.work.registers.choices import Act, ImportState, State
from panshi.work.registers.models import Import, Record
from panshi.work.registers.selectors.books import fields
from panshi.work.registers.selectors.finding import standing
from panshi.work.registers.services.permitting import Permit
from panshi.work.registers.services.writing import insert_steps

CHUNK = 500


class NotUndoable(Refusal):
    """People and units are not taken back in one go."""

    words = Words(
        "“{book}”导入的是{what}，不能整本撤销；请在“单位与人员”里逐个处理。",
        "“{book}” brought in a {what} and cannot be undone as a whole; see to each under “Units and people”.",
    )
    code = "not-undoable"


class NotTaken(Refusal):
    """There is nothing to undo."""

    words = Words("“{book}”还没有接收过，不用撤销。", "“{book}” has not been taken over; there is nothing to undo.")
    code = "not-taken"
    status = 409


@transaction.atomic
def begin_undo(book: Import, *, reason: str, by: Person) -> Import:
    """Sets the book to be undone: `by` needs records.report in its unit, and records.reverse where some of it counts."""
    said = checked_reason(reason)
    found = Import.objects.select_for_update(of=("self",)).select_related("unit").get(pk=book.pk)
    form = fields.form(found.kind)
    require(person=by, permission=form.permission, unit=found.unit)
    if form.kind is None:
        raise NotUndoable(book=found, what=form.label)
    if found.state in (ImportState.UNDOING, ImportState.UNDONE):
        return found
    if found.accepted == 0:
        raise NotTaken(book=found)
    permit = Permit("records.reverse", by)
    for record in _counting(found):
        permit.require(record.unit)
    found.state, found.reason, found.undone_by, found.tries = ImportState.UNDOING, said, by, 0
    found.save(update_fields=["state", "reason", "undone_by", "tries"])
    return found


def _counting(book: Import) -> list[Record]:
    """One verified record of the book for each unit that has any."""
    units: dict[int, int] = dict(book.records.filter(state=State.VERIFIED).order_by().values_list("unit_id", "pk"))
    return list(Record.objects.filter(pk__in=list(units.values())).select_related("unit"))


def undo(book: Import) -> None:
    """Takes back what the book brought in, five hundred in a transaction; broken off, it goes on with the rest."""
    assert book.undone_by is not None
    waiting = book.records.filter(state__in=(State.REPORTED, State.SENT_BACK)).order_by("pk")
    while chunk := list(islice(waiting.all(), CHUNK)):
        _withdraw(book, chunk, book.undone_by)
    counting = book.records.filter(state=State.VERIFIED).order_by("pk")
    while chunk := list(islice(counting.all(), CHUNK)):
        _reverse(book, chunk, book.undone_by)
    Import.objects.filter(pk=book.pk, state=ImportState.UNDOING).update(state=ImportState.UNDONE, beat_at=now())


@transaction.atomic
def _withdraw(book: Import, records: list[Record], by: Person) -> None:
    waiting = Record.objects.select_for_update().filter(
        pk__in=[record.pk for record in records], state__in=(State.REPORTED, State.SENT_BACK)
    )
    rows = list(waiting.values_list("pk", "revision"))
    Record.objects.filter(pk__in=[pk for pk, _ in rows]).update(state=State.WITHDRAWN, reason=book.reason)
    _say(rows, Act.WITHDRAWN, book, by)


@transaction.atomic
def _reverse(book: Import, records: list[Record], by: Person) -> None:
    counting = list(Record.objects.select_for_update().filter(pk__in=[record.pk for record in records], state=State.VERIFIED))
    ledger.reverse_many(standing(*counting), reason=book.reason, by=by)
    Record.objects.filter(pk__in=[record.pk for record in counting]).update(state=State.REVERSED, reason=book.reason)
    _say([(record.pk, record.revision) for record in counting], Act.REVERSED, book, by)


def _say(rows: list[tuple[int, int]], act: Act, book: Import, by: Person) -> None:
    at = now()
    insert_steps(rows, act=act, by=by, at=at, reason=book.reason)
    Import.objects.filter(pk=book.pk).update(beat_at=at, tries=0)
