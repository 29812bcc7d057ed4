"""Answers taken one by one as they are given: each once, from one tab, until the server's clock says that time is up."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import NotFound, Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models import Answer, Attempt
from panshi.work.learning.models.contents import Content
from panshi.work.learning.services.sitting.handing_in import hand_in

WRITTEN_MAX = 20_000
GAP_MAX = 500


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


def as_given(content: Content, order: Sequence[int], said: Sequence[str]) -> Any:
    """What the page sent — places as shown, or words — in the version's own places; None when nothing was answered.

    Raises ValueError or IndexError where it is no answer to this question.
    """
    if content.form in (Form.SINGLE, Form.TRUE_FALSE, Form.MULTIPLE):
        return sorted({order[_place(each)] for each in said if each}) or None
    if content.form in (Form.FILL, Form.NUMERICAL):
        words = [each[:GAP_MAX] for each in said][: len(content.gaps)]
        return words if any(word.strip() for word in words) else None
    if content.form == Form.MATCHING:
        places = [order[_place(each)] if each else None for each in said][: len(content.lefts())]
        return places if any(place is not None for place in places) else None
    if content.form == Form.ORDERING:
        return _put_in_order(order, said)
    if content.form == Form.WRITTEN:
        return said[0][:WRITTEN_MAX] if said and said[0].strip() else None
    return None


def as_shown(content: Content, order: Sequence[int], given: Any) -> list[str]:
    """The other way round: what the page shows as answered."""
    if given is None:
        return []
    if content.form in (Form.SINGLE, Form.TRUE_FALSE, Form.MULTIPLE):
        return [str(list(order).index(each)) for each in given]
    if content.form == Form.MATCHING:
        return ["" if each is None else str(list(order).index(each)) for each in given]
    if content.form == Form.ORDERING:
        return ["" if given[own] is None else str(given[own] + 1) for own in order]
    return [given] if isinstance(given, str) else list(given)


def _put_in_order(order: Sequence[int], said: Sequence[str]) -> list[int | None] | None:
    """For each thing (in its own place) the place it was given, from 0; the page counts from 1 and lists things as shown."""
    given: list[int | None] = [None] * len(order)
    for shown, each in enumerate(said[: len(order)]):
        if each:
            place = int(each) - 1
            if not 0 <= place < len(order):
                raise ValueError(each)
            given[order[shown]] = place
    return given if any(place is not None for place in given) else None


def _place(text: str) -> int:
    place = int(text)
    if place < 0:
        raise IndexError(text)
    return place
