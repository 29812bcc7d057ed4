"""What the first page tells a person about records: what waits for them to verify, what was sent back to them."""

from collections.abc import Iterator

from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.ui.address import address
from panshi.ui.notices import Notice, Tone
from panshi.work.registers.choices import State
from panshi.work.registers.models import Draft, Record
from panshi.work.registers.selectors.finding import among, within


def told(*, person: Person, scope: Scope) -> Iterator[Notice]:
    """Three counts, each with the page on which what it counts is listed."""
    units = units_with("records.verify", person=person).filter(path__startswith=scope.unit.path)
    number = Record.objects.filter(among(units, scope.unit), state=State.REPORTED).count()
    url = address("registers:verify_queue", scope=scope) or ""
    yield Notice(Words("待核实的记录", "Records to verify"), number, url, tag=Words("核实", "verify"))
    back = Record.objects.filter(
        within(scope.unit),
        state=State.SENT_BACK,
        reported_by=person,
        occurred_on__range=(scope.period.first, scope.period.last),
    )
    url = f"{address('registers:records', scope=scope)}&state={State.SENT_BACK}&mine"
    yield Notice(
        Words("退回给您的记录", "Records sent back to you"), back.count(), url, tag=Words("更正", "correct"), tone=Tone.BAD
    )
    url = address("registers:kinds", scope=scope) or ""
    yield Notice(
        Words("您的草稿", "Your drafts"),
        Draft.objects.filter(person=person).count(),
        url,
        tag=Words("草稿", "draft"),
        tone=Tone.BLUE,
    )
