"""Reminding people of their study: by letter, in chats, and heads of who is behind. Nobody who has finished is ever told.

Whether something is still to be done is asked again in the moment before a letter is sent. The same is said once a day at most,
and nothing in quiet hours: it is then said by the next run after them. On their own pages people see what is open at any time.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils.translation import override

from panshi.kernel.clock import CHINA, now, today
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.selectors import require
from panshi.work.learning.choices import Letter
from panshi.work.learning.models import Assignment, Channel, Reminder, Task
from panshi.work.learning.selectors import behind
from panshi.work.learning.services import channels
from panshi.work.learning.services.writing_letters import digest, due_letter, renewal_letter

log = logging.getLogger(__name__)


class QuietHours(Refusal):
    """Nobody is reminded at night."""

    words = Words("现在是“{unit}”的静默时段，不提醒；到点后再点。", "It is quiet in {unit} now; nobody is reminded. Try later.")
    code = "quiet-hours"
    status = 409


@dataclass(slots=True)
class Told:
    """What a round came to: people told on their pages, letters that went out, chats and heads told, and who waits for the
    end of quiet hours.
    """

    people: int = 0
    letters: int = 0
    chats: int = 0
    heads: int = 0
    waiting: int = 0


def remind_study(top: Unit) -> Told:
    """Tells whoever in the unit and below is to be told today; done again on the same day it tells nobody twice."""
    told, on, quiet, moment = Told(), today(), behind.Quiet(), now().astimezone(CHINA).time()
    for tasks in behind.to_remind(top, on=on).values():
        if quiet.at(tasks[0].unit.path, moment):
            told.waiting += 1
            continue
        _remind(tasks[0].person, tasks, Letter.DUE, told)
    for renewal in behind.to_renew(top, on=on):
        for assignment in behind.holders(renewal.task):
            if quiet.at(assignment.unit.path, moment):
                told.waiting += 1
            elif _once(Letter.RENEW, on, person=assignment.person) is not None:
                told.people += 1
                subject, text = renewal_letter(assignment.person, renewal)
                told.letters += _mailed(assignment.person, subject, text)
    _digest(top, on, quiet, told)
    return told


def remind_of(task: Task, *, by: Person) -> Told:
    """Reminds everybody who has not finished the task, at a trainer's wish."""
    require(person=by, permission="learning.teach", unit=task.unit)
    told, quiet = Told(), behind.Quiet()
    if quiet.at(task.unit.path, now().astimezone(CHINA).time()):
        raise QuietHours(unit=task.unit.name)
    for assignment in behind.still_open().filter(task=task).order_by("person_id"):
        _remind(assignment.person, [assignment], Letter.ASKED, told)
    return told


def _remind(person: Person, tasks: Sequence[Assignment], letter: Letter, told: Told) -> None:
    """One letter to one person, of what is still open now."""
    tasks = behind.not_done(tasks)
    if not tasks:
        return
    kept = _once(letter, today(), person=person, tasks=len(tasks))
    if kept is None:
        return
    told.people += 1
    account = person.account
    if account is None or not account.email or not settings.MAIL_FROM:
        return
    with override(account.language or "zh-hans"):
        subject, text = due_letter(person, tasks, on=today())
    if _mailed(person, subject, text):
        told.letters += 1
        kept.mailed = True
        kept.save(update_fields=["mailed"])


def _digest(top: Unit, on: date, quiet: behind.Quiet, told: Told) -> None:
    """Tells heads and chats who is behind, once a week at most; where nobody is, nothing is said."""
    late = behind.overdue(top, on=on)
    moment = now().astimezone(CHINA).time()
    people, chats = behind.told_lately(Letter.DIGEST, on=on)
    for head in behind.heads(top, on=on) if late else ():
        if head.person.pk in people or not quiet.digests(head.unit.path):
            continue
        theirs = _in(head.unit, late)
        if theirs and quiet.at(head.unit.path, moment):
            told.waiting += 1
        elif (theirs := behind.not_done(theirs)) and _once(Letter.DIGEST, on, person=head.person, tasks=len(theirs)):
            told.heads += 1
            subject, text = digest(head.unit, theirs, names=True)
            told.letters += _mailed(head.person, subject, text)
    for channel in behind.channels(top) if late else ():
        theirs = _in(channel.unit, late)
        if channel.pk in chats or not theirs:
            continue
        if quiet.at(channel.unit.path, moment):
            told.waiting += 1
        elif theirs := behind.not_done(theirs):
            told.chats += _said(channel, theirs, on)


def _said(channel: Channel, theirs: Sequence[Assignment], on: date) -> int:
    kept = _once(Letter.DIGEST, on, channel=channel, tasks=len(theirs))
    if kept is None:
        return 0
    title, text = digest(channel.unit, theirs, names=channel.names)
    if channels.say(channel, title=title, text=text):
        return 1
    kept.delete()  # the next run tries again
    return 0


def _in(unit: Unit, late: Iterable[Assignment]) -> list[Assignment]:
    return [each for each in late if each.unit.path.startswith(unit.path)]


def _once(
    letter: Letter, on: date, *, person: Person | None = None, channel: Channel | None = None, tasks: int = 1
) -> Reminder | None:
    """Writes down that it is being said; None where it was said on the day already, by this run or one beside it."""
    try:
        with transaction.atomic():
            return Reminder.objects.create(letter=letter, on=on, person=person, channel=channel, tasks=tasks)
    except IntegrityError:
        return None


def _mailed(person: Person, subject: str, text: str) -> bool:
    account = person.account
    if account is None or not account.email or not settings.MAIL_FROM:
        return False
    try:
        return bool(EmailMessage(subject, text, settings.MAIL_FROM, [account.email]).send())
    except OSError as problem:  # the post office is away: it stands on their pages all the same
        log.warning("letter to person %s not sent: %s", person.pk, problem)
        return False
