"""Answers taken one by one as they are given: each once, from one tab, until the server's clock says that time is up."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import NotFound, Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.work.learning.models import Answer, Attempt
from panshi.work.learning.selectors.questions.answers import as_given
from panshi.work.learning.services.sitting.handing_in import hand_in


class TimeIsUp(Refusal):
    """What comes after the end is not taken."""

    words = Words("时间到了，已按保存的答案交卷。", "Time is up; the paper was handed in with what was saved.")
    code = "time-is-up"
    status = 409


class HandedIn(Refusal):
    """A paper that was handed in takes no more answers."""

    words = Words("这份答卷已经交了。", "This paper has been handed in.")
    code = "handed-in"
    status = 409


class TakenOver(Refusal):
    """The attempt was opened in another tab, which answers from now on."""

    words = Words(
        "这份答卷已在另一个窗口打开，请在那里继续；要在这里继续，请刷新本页。",
        "This paper was opened in another window; go on there, or reload this page to go on here.",
    )
    code = "taken-over"
    status = 409


class NoAnswer(Refusal):
    """What came is no answer to the question."""

    words = Words("第 {place} 题的作答读不懂，没有保存。", "The answer to question {place} could not be read and was not saved.")
    code = "no-answer"


def open_in_tab(attempt: Attempt, *, by: Person) -> Attempt:
    """Gives the attempt to a tab just opened; the one before can answer no more. One whose time is up is handed in."""
    assert attempt.person_id == by.pk, "one's own attempt only"
    if attempt.handed_in_at:
        return attempt
    if attempt.ends_at and now() >= attempt.ends_at:
        return hand_in(attempt, by_time=True)
    attempt.tab = uuid4()
    Attempt.objects.filter(pk=attempt.pk, handed_in_at__isnull=True).update(tab=attempt.tab)
    return attempt


def answer(attempt: Attempt, *, place: int, given: Sequence[str], revision: int, tab: UUID | None) -> Answer:
    """Keeps what was given to the question at `place`, as its page sent it; an older or repeated revision changes nothing.

    Refuses after the end (`TimeIsUp`, having handed in), when handed in (`HandedIn`), and from a tab that was left (`TakenOver`).
    """
    if attempt.handed_in_at is None and attempt.ends_at and now() >= attempt.ends_at:
        hand_in(attempt, by_time=True)
        raise TimeIsUp
    with transaction.atomic():
        held = Attempt.objects.select_for_update(of=("self",)).get(pk=attempt.pk)
        if held.handed_in_at:
            raise TimeIsUp if held.by_time else HandedIn
        if held.tab != tab:
            raise TakenOver
        found = held.answers.select_related("version").filter(place=place).first()
        if found is None:
            raise NotFound(what=place)
        if revision <= found.revision:
            return found
        try:
            found.given = as_given(found.version.read(), found.order, given)
        except (ValueError, IndexError) as error:
            raise NoAnswer(place=place) from error
        found.revision, found.answered_at = revision, now()
        found.save(update_fields=["given", "revision", "answered_at"])
        return found
