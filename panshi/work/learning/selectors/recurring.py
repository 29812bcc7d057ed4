"""When a task that recurs comes again."""

from calendar import monthrange
from datetime import date

from panshi.work.learning.choices import Recurs
from panshi.work.learning.models import Task

MONTHS = {Recurs.MONTHLY: 1, Recurs.QUARTERLY: 3, Recurs.YEARLY: 12}


def next_days(task: Task) -> tuple[date, date] | None:
    """The days the next one opens and is due; None where it does not recur."""
    months = MONTHS.get(Recurs(task.recurs))
    return (later(task.opens_on, months), later(task.due_on, months)) if months else None


def later(day: date, months: int) -> date:
    """The day so many months later; a month's last day stays a month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))
