"""Good rows taken over, two thousand in a transaction with how far the book has come: broken off anywhere, nothing is twice."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.org.selectors import require
from panshi.work.registers.choices import ImportState
from panshi.work.registers.models import Import, Problem
from panshi.work.registers.selectors.books import fields
from panshi.work.registers.selectors.books.rows import Row, Skipped
from panshi.work.registers.selectors.importing import left_out
from panshi.work.registers.services.importing.answering import Answer, keep_answers, reasons
from panshi.work.registers.services.importing.checking import Made, chunks
from panshi.work.registers.services.importing.making import Maker
from panshi.work.registers.services.importing.reading import begin_check


class NotChecked(Refusal):
    """Only a checked book is taken over."""

    words = Words("“{book}”现在是“{state}”，不能接收。", "“{book}” is “{state}” and cannot be taken over.")
    code = "not-checked"
    status = 409


class NothingGood(Refusal):
    """There is no good row."""

    words = Words("“{book}”里没有可以接收的行。", "There is no row in “{book}” to be taken over.")
    code = "nothing-good"


class _Known(NamedTuple):
    """Rows that stay out because they were taken over before or look like something twice, rows found bad, by number; and why
    rows that look like something twice are others.
    """

    out: frozenset[int]
    bad: frozenset[int]
    because: Mapping[int, str]


@transaction.atomic
def begin_accept(book: Import, *, by: Person, answers: Mapping[str, Answer] | None = None) -> Import:
    """Sets a checked book to be taken over in the name of `by`; checked again first where another book came in meanwhile.

    `answers` say by sort of doubt which doubtful rows to take over as well, and why; without one they are left out.
    """
    found = Import.objects.select_for_update(of=("self",)).select_related("unit").get(pk=book.pk)
    require(person=by, permission=fields.form(found.kind).permission, unit=found.unit)
    if found.state in (ImportState.ACCEPTING, ImportState.ACCEPTED):
        return found
    if found.state != ImportState.CHECKED:
        raise NotChecked(book=found, state=found.get_state_display())
    if not found.done_rows:  # what was said when it began holds to its end
        keep_answers(found, answers or {})
    if found.good <= sum(map(len, left_out(found).values())):
        raise NothingGood(book=found)
    found.by, found.tries = by, 0
    others = Import.objects.filter(kind=found.kind, unit=found.unit).exclude(pk=found.pk)
    if others.filter(state=ImportState.ACCEPTING).exists() or others.filter(accepted_at__gte=found.beat_at or found.at).exists():
        begin_check(found)
    else:
        found.state = ImportState.ACCEPTING
        found.save(update_fields=["state", "by", "tries", "answers"])
    return found


def accept(book: Import, *, by: Person) -> None:
    """Takes over the good rows behind those done. Stops when the book is set to something else, or another process is at it."""
    out = [*book.skipped.get("already", ()), *(row for rows in left_out(book).values() for row in rows)]
    bad = Problem.objects.filter(book=book, stops=True).values_list("row", flat=True)
    known = _Known(frozenset(out), frozenset(bad), reasons(book))
    done = book.done_rows
    for makes, made in chunks(book, by=by, after=done):
        if not _take(book, makes, made, done, known):
            return
        done += len(made)
    Import.objects.filter(pk=book.pk, state=ImportState.ACCEPTING).update(state=ImportState.ACCEPTED, accepted_at=now())


@transaction.atomic
def _take(book: Import, makes: Maker, made: list[Made], done: int, known: _Known) -> bool:
    """One transaction: how far the book has come, and what it brought."""
    here = Import.objects.filter(pk=book.pk, state=ImportState.ACCEPTING, done_rows=done)
    # First of all, so that of two processes only one goes on from here.
    if not here.update(done_rows=done + len(made), beat_at=now(), tries=0):
        return False
    good = [(row, record) for row, record in made if row.good and row.number not in known.out]
    for row, record in good:
        if record is not None and row.number in known.because:
            record.distinct_because = known.because[row.number]
    failed = makes.take([row for row, _record in good], [record for _row, record in good])
    # What was good when it was checked and no longer is: a person has left, a unit was closed.
    fresh = [row for row, _record in made if row.skipped is None and not row.good and row.number not in known.bad]
    late = {row.number: row for row in [*failed, *fresh]}
    Problem.objects.bulk_create(_problems(book, list(late.values())), batch_size=500)
    Import.objects.filter(pk=book.pk).update(
        accepted=F("accepted") + len(good) - len(failed), good=F("good") - len(late), bad=F("bad") + len(late)
    )
    return True


def _problems(book: Import, rows: list[Row]) -> list[Problem]:
    return [
        Problem(book=book, row=row.number, column=column, said_zh=each.zh, said_en=each.en)
        for row in rows
        for column, each in row.troubles
        if each.stops and row.skipped is not Skipped.ALREADY
    ]
