"""What the first page says of exams: papers to mark, an exam begun and not handed in."""

from collections.abc import Iterator

from panshi.kernel.clock import now
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.ui.address import address
from panshi.ui.notices import Notice, Tone
from panshi.work.learning.models import Attempt

EXAMS = Words("考试", "exams")


def told(*, person: Person, scope: Scope) -> Iterator[Notice]:
    """Papers that wait for a mark, to who gives exams; one's own paper that is still open."""
    open_one = Attempt.objects.filter(person=person, handed_in_at__isnull=True, ends_at__gt=now()).order_by("ends_at").first()
    if open_one is not None:
        url = address("learning:exam", open_one.exam_id, scope=scope) or ""
        yield Notice(Words("没有交的答卷", "paper not handed in"), 1, url, "", EXAMS, Tone.BAD)
    units = units_with("learning.teach", person=person).filter(path__startswith=scope.unit.path)
    waiting = Attempt.objects.filter(exam__unit__in=units, handed_in_at__isnull=False, passed__isnull=True)
    url = address("learning:exams", scope=scope) or ""
    yield Notice(Words("待阅的答卷", "papers to mark"), waiting.exclude(person=person).count(), url, "", EXAMS, Tone.WARM)
