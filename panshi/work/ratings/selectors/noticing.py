"""What somebody's first page says of stars: checks to make, self-assessments owed, ratings that run out soon."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet

from panshi.kernel.clock import today
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.selectors import subtrees_with
from panshi.ui.address import address
from panshi.ui.notices import Notice, Tone
from panshi.work.ratings.choices import Stage
from panshi.work.ratings.models import Candidate

STARS = Words("星级", "stars")
POINTED_OUT = (90, 60, 30, 7)
"""Days before the end at which a holder is told that a rating runs out, ever more plainly."""


def told(*, person: Person, scope: Scope) -> Iterator[Notice]:
    """Checks that wait for the assessor, self-assessments that wait for the subject, ratings about to run out."""
    url = address("ratings:to_do", scope=scope) or ""
    yield Notice(Words("待现场考评", "on-site checks to make"), to_check(person).count(), url, "", STARS, Tone.WARM)
    yield Notice(Words("待自评", "self-assessments to hand in"), to_say(person).count(), url, "", STARS, Tone.WARM)
    running_out = expiring(person).order_by("until")
    if first := running_out.first():
        assert first.until is not None
        days = (first.until - today()).days
        step = min(step for step in POINTED_OUT if days <= step)
        note = Words(f"最早的还有 {days} 天", f"the first in {days} days")
        tone = Tone.BAD if step == POINTED_OUT[-1] else Tone.WARM if step <= 30 else Tone.BLUE
        label = Words(f"{step} 天内到期的星级", f"stars that run out within {step} days")
        within = running_out.filter(until__lte=today() + timedelta(days=step)).count()
        yield Notice(label, within, url, note, STARS, tone)


def to_check(person: Person) -> QuerySet[Candidate]:
    """The subjects the person was sent to and has not checked."""
    sent = Candidate.objects.filter(assessor=person, round__stage=Stage.CHECK, left_out="", checked_at__isnull=True)
    return sent.select_related("unit", "round__standard").order_by("unit__path", "pk")


def to_say(person: Person) -> QuerySet[Candidate]:
    """The self-assessments the person may hand in and nobody has."""
    open_ones = held_by(person).filter(round__stage=Stage.SELF, left_out="", said_at__isnull=True)
    return open_ones.select_related("unit", "round__standard").order_by("unit__path", "pk")


def expiring(person: Person) -> QuerySet[Candidate]:
    """The person's own ratings, and those of places they speak for, that run out within 90 days."""
    last = today() + timedelta(days=POINTED_OUT[0])
    running = held_by(person).filter(stars__gt=0, until__gt=today(), until__lte=last)
    return running.select_related("unit", "round__standard")


def held_by(person: Person) -> QuerySet[Candidate]:
    """Everything the person speaks for: themselves, and places where they may."""
    mine = Q(person=person)
    for path in subtrees_with("ratings.say", person=person):
        mine |= Q(person__isnull=True, unit__path__startswith=path)
    return Candidate.objects.filter(mine)
