"""Practice with spaced repetition: one tap after each card, and FSRS says when it comes again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import NotFound, Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.work.learning.models import Flashcard, Question
from panshi.work.learning.selectors.practice import practised

RATINGS = {
    1: Words("忘了", "Again"),
    2: Words("勉强", "Hard"),
    3: Words("记得", "Good"),
    4: Words("很熟", "Easy"),
}


class NoRating(Refusal):
    """A card is rated from 1 to 4."""

    words = Words("请选：忘了、勉强、记得、很熟。", "Choose one of: again, hard, good, easy.")
    code = "no-rating"


@dataclass(frozen=True, slots=True)
class Tap:
    """A button under a card: its rating, its word, and when the card would come again."""

    rating: int
    label: str
    again_in: timedelta

    @property
    def written(self) -> str:
        """When it would come again, as 10 min or 3 days."""
        seconds = self.again_in.total_seconds()
        if seconds < 3600:
            return str(Words("{n} 分钟", "{n} min").format(n=max(1, round(seconds / 60))))
        if seconds < 86400:
            return str(Words("{n} 小时", "{n} h").format(n=round(seconds / 3600)))
        return str(Words("{n} 天", "{n} d").format(n=round(seconds / 86400)))


def taps(card: Flashcard | None) -> list[Tap]:
    """The four buttons with what each would mean."""
    moment = now()
    held = _held(card, moment)
    return [
        Tap(rating, str(label), max(timedelta(0), _reviewed(held, rating, moment).due - moment))
        for rating, label in RATINGS.items()
    ]


@transaction.atomic
def recall(question: Question, *, rating: int, seen: int, by: Person) -> Flashcard:
    """Notes how well a question was remembered; `seen` is how often it had been recalled when the page was made, so that a tap
    sent twice counts once.
    """
    if rating not in RATINGS:
        raise NoRating
    if not practised(by).filter(pk=question.pk).exists():
        raise NotFound(what=question.pk)
    moment = now()
    card = Flashcard.objects.select_for_update().filter(person=by, question=question).first()
    if card is not None and card.recalls != seen:
        return card
    reviewed = _reviewed(_held(card, moment), rating, moment)
    card = card or Flashcard(person=by, question=question, begun_at=moment)
    card.state, card.due_at, card.recalled_at, card.recalls = reviewed.to_dict(), reviewed.due, moment, card.recalls + 1
    card.save()
    return card


def _held(card: Flashcard | None, moment: datetime) -> Any:
    from fsrs import Card  # noqa: PLC0415 -- only practice needs it

    return Card.from_dict(card.state) if card else Card(card_id=1, due=moment)


def _reviewed(held: Any, rating: int, moment: datetime) -> Any:
    from fsrs import Rating, Scheduler  # noqa: PLC0415 -- only practice needs it

    scheduler = Scheduler(enable_fuzzing=False)
    card, _log = scheduler.review_card(held, Rating(rating), review_datetime=moment)
    return card
