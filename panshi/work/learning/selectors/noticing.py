"""What somebody's first page says of their study; read anew at every look, so that what is done is gone at once."""

from collections.abc import Iterator

from django.db.models import Count

from panshi.kernel.clock import today
from panshi.kernel.words import Words
from panshi.org.models import Person, Posting
from panshi.org.scope import Scope
from panshi.org.selectors import holding
from panshi.ui.address import address
from panshi.ui.notices import Notice, Tone
from panshi.work.learning.selectors.behind import NO_LONGER, still_open
from panshi.work.learning.selectors.today import waiting

STUDY = Words("学习", "study")


def told(*, person: Person, scope: Scope) -> Iterator[Notice]:
    """What is overdue and what is to be done; to who leads a unit, how many of its people are behind."""
    found, url = waiting(person), address("learning:today", scope=scope) or ""
    if found.overdue:
        note = Words(f"另有 {found.open - found.overdue} 项未到期", f"{found.open - found.overdue} more to do")
        yield Notice(Words("逾期的学习任务", "study tasks overdue"), found.overdue, url, note, STUDY, Tone.BAD)
    elif found.open:
        tone = Tone.WARM if found.soon else Tone.BLUE
        soon = Words(f"其中 {found.soon} 项三天内到期", f"{found.soon} due within three days") if found.soon else ""
        yield Notice(Words("待完成的学习任务", "study tasks to do"), found.open, url, soon, STUDY, tone)
    led = Posting.objects.filter(holding(today()), person=person, leader=True).values_list("unit__path", "unit__code")
    for path, code in led:
        late = still_open().filter(due_on__gte=today() - NO_LONGER, due_on__lt=today(), unit__path__startswith=path)
        behind = late.aggregate(people=Count("person", distinct=True))["people"]
        there = f"{address('learning:report_people', scope=scope, unit=code)}&who=all&which=overdue"
        yield Notice(Words("学习逾期的人", "people behind in study"), behind, there, "", STUDY, Tone.WARM)
