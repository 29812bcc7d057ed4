"""Where the postings of a kind stand: positions by unit and days, for whoever reads them entry by entry."""

from array import array
from collections.abc import Sequence

from django.db.models import Count, QuerySet

from panshi.kernel.periods import Period
from panshi.ledger.models import EntryRow
from panshi.org.models import Unit


def positions(kind: str, *, unit: Unit, period: Period, up_to: int, own: bool = False) -> "array[int]":
    """The positions, at most `up_to`, of what was posted of the kind about the unit and those below it (of `own`, about no
    other) in these days: by day, then by position; taken back or not. Eight bytes each."""
    found = _postings(unit=unit, period=period, up_to=up_to, own=own).filter(kind=kind).order_by("occurred_on", "seq")
    return array("q", found.values_list("seq", flat=True).iterator(chunk_size=20_000))


def numbers(*, unit: Unit, period: Period, up_to: int, own: bool = False) -> dict[str, int]:
    """How many positions there are by kind, of kinds that have any."""
    found = _postings(unit=unit, period=period, up_to=up_to, own=own).order_by()
    return dict(found.values_list("kind").annotate(Count("seq")))


def _postings(*, unit: Unit, period: Period, up_to: int, own: bool) -> QuerySet[EntryRow]:
    found = EntryRow.objects.filter(sign=1, seq__lte=up_to, occurred_on__range=(period.first, period.last))
    if own:
        return found.filter(unit=unit)
    # The whole tree needs no looking at units.
    return found if unit.depth == 1 and Unit.objects.filter(depth=1).count() == 1 else found.filter(unit__in=_below(unit))


def _below(unit: Unit) -> Sequence[int]:
    return list(Unit.objects.filter(path__startswith=unit.path).values_list("pk", flat=True))
