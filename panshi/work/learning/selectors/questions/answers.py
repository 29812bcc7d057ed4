"""Answers as a page sends and shows them, and as they are kept: in places as shown, and in the version's own places."""

from collections.abc import Sequence
from typing import Any

from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import Content

WRITTEN_MAX = 20_000
GAP_MAX = 500


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
