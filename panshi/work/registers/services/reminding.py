"""Reminding units of what they owe: once a day at most for each duty, unit and span, and never where nothing is lacking.

Where letters go out at all is said by the settings; without an address of one's own one reads it on one's pages alone.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import override

from panshi.kernel.clock import today
from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.work.registers.models import Duty, Reminder
from panshi.work.registers.selectors.duties import Answering, Owed, answering, owed
from panshi.work.registers.services.permitting import Permit

log = logging.getLogger(__name__)

BEFORE = timedelta(days=3)
AGAIN = timedelta(days=7)
NO_LONGER = timedelta(days=60)
LOOKED_BACK = timedelta(days=500)


@dataclass(frozen=True, slots=True)
class Sent:
    """What one round of reminding came to. `already` had been reminded on the same day; `done` lacked nothing."""

    reminders: tuple[Reminder, ...] = ()
    already: int = 0
    done: int = 0
    mails: bool = False

    @property
    def told(self) -> int:
        """How many people see one of them on their pages (counted once for each unit)."""
        return sum({each.unit_id: each.told for each in self.reminders}.values())

    @property
    def mailed(self) -> int:
        """How many letters went out."""
        return sum(each.mailed for each in self.reminders)

    @property
    def units(self) -> int:
        """How many units were reminded."""
        return len({each.unit_id for each in self.reminders})


def mail_from() -> str:
    """The address letters come from; "" where the installation sends none."""
    return str(getattr(settings, "MAIL_FROM", ""))


def mails() -> bool:
    """Whether letters are sent: only where an installation names the address they come from."""
    return bool(mail_from())


def remind(lacking: Iterable[Owed], *, by: Person | None) -> Sent:
    """Reminds the units of these; `by` needs records.set_duties in each unit reminded.

    The same one again on the same day does nothing. Once the reminders stand, letters go to those who report and have an address.
    """
    found = list(lacking)
    short = [each for each in found if each.short]
    if by is not None:
        permit = Permit("records.set_duties", by)
        for each in short:
            permit.require(each.unit)
    made, people = _keep(short, by)
    if mails():
        _send(made, people)
    reminders = tuple(reminder for _each, reminder in made)
    return Sent(reminders, len(short) - len(made), len(found) - len(short), mails())


def remind_due(top: Unit, *, by: Person | None = None) -> Sent:
    """Reminds whoever is due to be: once within three days before the due day, then once a week for sixty days after it."""
    on = today()
    lacking = owed(top, within_days=Period(on - LOOKED_BACK, on), on=on)
    return remind([each for each in lacking if each.short and is_due(each)], by=by)


def is_due(each: Owed) -> bool:
    """Whether the command reminds of it on its day."""
    due, last = each.span.due_on, each.reminded_on
    if due - BEFORE <= each.on <= due:
        return last is None or last < due - BEFORE
    if due < each.on <= due + NO_LONGER:
        return last is None or last <= due or each.on - last >= AGAIN
    return False


Made: TypeAlias = list[tuple[Owed, Reminder]]


@transaction.atomic
def _keep(short: Sequence[Owed], by: Person | None) -> tuple[Made, dict[int, Answering]]:
    """Writes those not reminded of today yet, and says who answers for their units."""
    on, duties = today(), {each.duty.pk for each in short}
    # Whoever reminds of the same duty at the same moment waits here, and then finds it done.
    list(Duty.objects.select_for_update().filter(pk__in=duties).order_by("pk"))
    before = set(Reminder.objects.filter(on=on, duty__in=duties).values_list("duty_id", "unit_id", "span"))
    fresh = [each for each in short if (each.duty.pk, each.unit.pk, each.span.first) not in before]
    people = answering(list({each.unit.pk: each.unit for each in fresh}.values())) if fresh else {}
    made = [
        Reminder(duty=each.duty, unit=each.unit, span=each.span.first, on=on, by=by, told=len(people[each.unit.pk]))
        for each in fresh
    ]
    Reminder.objects.bulk_create(made)
    return list(zip(fresh, made, strict=True)), people


def _send(made: Made, people: dict[int, Answering]) -> None:
    """One letter for each reporter with an address, naming all that is lacking; what could not be sent is not counted."""
    letters: dict[int, tuple[Person, Made]] = {}
    for each, reminder in made:
        for person in people[each.unit.pk].reporters:
            if person.account and person.account.email:
                letters.setdefault(person.pk, (person, []))[1].append((each, reminder))
    for person, lines in letters.values():
        if _sent(person, [each for each, _reminder in lines]):
            for _each, reminder in lines:
                reminder.mailed += 1
    Reminder.objects.bulk_update([reminder for _each, reminder in made if reminder.mailed], ["mailed"])


def _sent(person: Person, lines: Sequence[Owed]) -> bool:
    account = person.account
    assert account is not None, "only those with an address are written to"
    with override(account.language or "zh-hans"):
        subject = Words("催报：还有 {number} 项未报", "Reminder: {number} still to report").format(number=len(lines))
        text = "\n".join([f"{person.name}{Words('：', ',')}", "", *map(_line, lines)])
    try:
        return bool(EmailMessage(subject, text, mail_from(), [account.email]).send())
    except (
        OSError
    ) as problem:  # the post office is away, or takes no such letter: the reminder stands on their pages all the same
        log.warning("letter to person %s not sent: %s", person.pk, problem)
        return False


def _line(each: Owed) -> str:
    said = Words(
        "{unit}：{span}的“{kind}”还差 {missing} 条，{due} 截止。", "{unit}: {missing} of “{kind}” lacking for {span}, due {due}."
    )
    return said.format(unit=each.unit.name, span=each.span.label, kind=each.label, missing=each.missing, due=each.span.due_on)
