"""What was taken back in a month, for those who audit."""

from dataclasses import dataclass
from datetime import datetime, time

from django.core.paginator import Page, Paginator
from django.utils.timezone import make_aware

from panshi.kernel.clock import today
from panshi.kernel.periods import Period
from panshi.ledger import selectors as ledger
from panshi.ledger.entries import Entry
from panshi.ledger.kinds import kinds
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import units_with

AT_ONCE = 500
ROWS_ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Line:
    """A reversal, what kind of thing it took back and whose that was."""

    entry: Entry
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a month's reversals, newest first."""

    month: Period
    lines: tuple[Line, ...]
    page: Page[Entry]


def month_of(scope: Scope) -> Period:
    """This month, or the last of the scope's days where those are over."""
    day = min(today(), scope.period.last)
    return Period.month(day.year, day.month)


def in_month(*, person: Person, scope: Scope) -> list[Entry]:
    """The reversals posted in the month, of the scope's units that the person may see, newest first."""
    month, seen = month_of(scope), units_with("entries.view", person=person).filter(path__startswith=scope.unit.path)
    units = list(seen.values_list("pk", flat=True))
    begins, ends = (make_aware(datetime.combine(day, at)) for day, at in ((month.first, time.min), (month.last, time.max)))
    found: list[Entry] = []
    before = scope.as_of + 1 if scope.as_of else None
    while units:
        batch = ledger.reversals(limit=AT_ONCE, before=before, units=units)
        found += [entry for entry in batch if begins <= entry.posted_at <= ends]
        if len(batch) < AT_ONCE or batch[-1].posted_at < begins:
            break
        before = batch[-1].seq
    return found


def listed(*, person: Person, scope: Scope, page: str) -> Listed:
    """A page of the month's reversals, in words."""
    links = Paginator(in_month(person=person, scope=scope), ROWS_ON_A_PAGE).get_page(page)
    units = Unit.objects.in_bulk({entry.unit_id for entry in links})
    labels = {kind.key: str(kind.label) for kind in kinds()}
    lines = (Line(entry, labels.get(entry.kind, entry.kind), units[entry.unit_id].name) for entry in links)
    return Listed(month_of(scope), tuple(lines), links)
