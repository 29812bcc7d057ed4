"""The lines of a printed register: one for each posting of a record, its people together, struck where it was taken back."""

import re
from array import array
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from panshi.kernel.numbers import grouped
from panshi.ledger import selectors as ledger
from panshi.ledger.entries import Entry
from panshi.ledger.kinds import Kind
from panshi.org.models import Unit
from panshi.work.registers.selectors.taking_out.reading import AT_ONCE, Names

PART = re.compile(r"/p\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """One posting of a record: `first` is its entry, or the first of the people's on it, `last` the position of the last one.

    `people` are those who may be named to the reader, `count` how many entries there are. `reversal` takes it back: it is
    struck, and does not count.
    """

    number: int
    first: Entry
    last: int
    unit: Unit
    people: tuple[str, ...]
    count: int
    quantity: int
    reversal: Entry | None
    verified_by: str

    @property
    def positions(self) -> str:
        """`1,204`, or `1,204–1,260` of a sheet."""
        first = grouped(self.first.seq)
        return first if self.last == self.first.seq else f"{first}–{grouped(self.last)}"

    @property
    def why(self) -> str:
        """By what and why it is struck; nothing where it counts."""
        if self.reversal is None:
            return ""
        told = {
            "position": grouped(self.reversal.seq),
            "day": f"{localtime(self.reversal.posted_at):%Y-%m-%d}",
            "reason": self.reversal.reason,
        }
        return _("Taken back by entry %(position)s on %(day)s: %(reason)s") % told


@dataclass(frozen=True, slots=True)
class Sum:
    """How much some lines come to: `entries` and `quantity` of those that count, in `lines` lines; `struck` do not."""

    lines: int = 0
    entries: int = 0
    quantity: int = 0
    struck: int = 0

    def with_line(self, line: Line) -> "Sum":
        """The sum with one more line."""
        if line.reversal:
            return Sum(self.lines, self.entries, self.quantity, self.struck + 1)
        return Sum(self.lines + 1, self.entries + line.count, self.quantity + line.quantity, self.struck)

    def said(self, kind: Kind) -> str:
        """The sum in words."""
        parts = [_("%(n)s lines") % {"n": grouped(self.lines)}] if kind.people else []
        parts.append(f"{grouped(self.entries)} {kind.unit_of_count}")
        if kind.quantity:
            parts.append(f"{kind.quantity} {grouped(self.quantity)}")
        if self.struck:
            parts.append(_("%(n)s struck, not counted") % {"n": grouped(self.struck)})
        return " · ".join(parts)


def lines(positions: "array[int]", *, up_to: int, names: Names) -> Iterator[Line]:
    """The lines of what is posted at these positions, as the ledger stood at `up_to`, numbered from 1; read as asked for."""
    together = groupby(_read(positions, up_to=up_to, names=names), key=_sheet)
    for number, (_key, each) in enumerate(together, 1):
        yield _line(number, list(each), names)


def _read(positions: "array[int]", *, up_to: int, names: Names) -> Iterator[tuple[Entry, Entry | None]]:
    for start in range(0, len(positions), AT_ONCE):
        entries = ledger.entries(list(positions[start : start + AT_ONCE]))
        reversals = ledger.reversals_of([entry.seq for entry in entries])
        names.know(_named(entries, names))
        for entry in entries:
            found = reversals.get(entry.seq)
            yield entry, found if found and found.seq <= up_to else None


def _named(entries: Sequence[Entry], names: Names) -> set[int]:
    seen = [entry for entry in entries if names.shows(names.units[entry.unit_id])]
    return {pk for entry in seen for pk in (entry.person_id, entry.posted_by_id) if pk}


def _sheet(read: tuple[Entry, Entry | None]) -> Hashable:
    """What the entries of one posting have in common."""
    entry, reversal = read
    source = PART.sub("", str(entry.source))
    return source, entry.unit_id, entry.occurred_on, tuple(sorted(entry.dims.items())), reversal and reversal.reason


def _line(number: int, read: list[tuple[Entry, Entry | None]], names: Names) -> Line:
    [(first, reversal), *_rest] = read
    unit = names.units[first.unit_id]
    people = (names.person(entry.person_id, unit) for entry, _reversal in read)
    return Line(
        number=number,
        first=first,
        last=read[-1][0].seq,
        unit=unit,
        people=tuple(name for name in people if name),
        count=len(read),
        quantity=sum(entry.quantity for entry, _reversal in read),
        reversal=reversal,
        verified_by=names.person(first.posted_by_id, unit),
    )
