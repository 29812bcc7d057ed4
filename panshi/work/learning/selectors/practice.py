"""Practice: the cards due to a person today, and how they stand."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from panshi.kernel.clock import CHINA, now, today
from panshi.org.models import Person, Unit
from panshi.org.selectors import latest_posting
from panshi.work.learning.choices import QuestionForm
from panshi.work.learning.models import Bank, Flashcard, Question

NEW_A_DAY = 10
NOT_PRACTISED = (QuestionForm.NOTE,)


@dataclass(frozen=True, slots=True)
class Today:
    """What a person has before them: cards due, new ones still to come today, those done today."""

    due: int
    new: int
    done: int
    next_question: Question | None
    card: Flashcard | None

    @property
    def left(self) -> int:
        """How many cards are still to do today."""
        return self.due + self.new


def banks_to_practise(person: Person) -> QuerySet[Bank]:
    """The banks open to practice of the person's unit and of those above it."""
    posting = latest_posting(person, on=today())
    if posting is None:
        return Bank.objects.none()
    paths = [posting.unit.path[: end * Unit.steplen] for end in range(1, posting.unit.depth + 1)]
    return Bank.objects.filter(practised=True, retired_at__isnull=True, unit__path__in=paths)


def practised(person: Person) -> QuerySet[Question]:
    """The questions a person may practise with."""
    found = Question.objects.filter(bank__in=banks_to_practise(person), retired_at__isnull=True)
    return found.exclude(current__form__in=NOT_PRACTISED)


def today_of(person: Person) -> Today:
    """The day's cards: what is due first, then some new ones."""
    midnight = now().astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    questions = practised(person)
    cards = Flashcard.objects.filter(person=person, question__in=questions)
    due = cards.filter(due_at__lt=midnight + timedelta(days=1)).select_related("question__current", "question__bank")
    begun = cards.filter(begun_at__gte=midnight).count()
    fresh = questions.exclude(pk__in=Flashcard.objects.filter(person=person).values("question"))
    new = min(max(0, NEW_A_DAY - begun), fresh.count())
    card = due.filter(due_at__lte=now()).order_by("due_at").first()
    ahead = card.question if card else fresh.select_related("current", "bank").order_by("pk").first() if new else None
    if ahead is None:
        card = due.order_by("due_at").first()
        ahead = card.question if card else None
    return Today(due.count(), new, cards.filter(recalled_at__gte=midnight).count(), ahead, card)
