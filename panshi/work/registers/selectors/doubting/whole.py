"""What is pointed out about the rows of a whole book: against each other, and against what stands in the register.

The same rules as for a few records, at the cost of reading each row and each record once.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise

from panshi.kernel.words import Words
from panshi.ledger.kinds import Kind
from panshi.org.models import Person
from panshi.org.selectors import subtrees_with
from panshi.work.registers.choices import State
from panshi.work.registers.models import Record
from panshi.work.registers.selectors.books.troubles import Trouble, trouble
from panshi.work.registers.selectors.doubting.blocks import Blocks
from panshi.work.registers.selectors.doubting.kin import Kin
from panshi.work.registers.selectors.doubting.lines import TOGETHER, Line, Seen, read_whole, standing
from panshi.work.registers.selectors.doubting.outlying import outlying
from panshi.work.registers.selectors.doubting.suspects import UNSEEN, Sort, Suspect
from panshi.work.registers.selectors.doubting.terms import has_terms, outside_terms
from panshi.work.registers.selectors.doubting.twins import DAYS

__all__ = ["ASKING", "Found", "doubts_of_rows", "has_terms", "terms_of_rows"]

ASKING = (Sort.TWIN, Sort.NEAR)
"""Sorts of doubt for which somebody says what becomes of the row."""
SAID_MAX = 2000
"""Of more than so many of one sort nobody reads the rest: they are counted."""


class Found(NamedTuple):
    """A row pointed out: why (None: one of too many to say), the record it is about where that may be opened, and whether
    somebody is asked about it.
    """

    row: int
    sort: Sort
    said: Trouble | None
    other: int | None = None
    asks: bool = False


def terms_of_rows(rows: Sequence[tuple[int, Record]], *, kind: Kind) -> list[Found]:
    """Which of these rows (number, record not written yet) have a date outside a term."""
    suspects = [
        Suspect(kind, record.unit, record.occurred_on, record.dims, record.quantity, tuple(record.people), record.title, ())
        for _number, record in rows
    ]
    return [
        Found(number, Sort.TERM, Trouble(doubt.said.zh, doubt.said.en, stops=False))
        for (number, _record), doubts in zip(rows, outside_terms(suspects), strict=True)
        for doubt in doubts
    ]


class _Pair(NamedTuple):
    """A row and what it looks like: an earlier row, or a record."""

    row: Line
    other: Line
    sort: Sort


def doubts_of_rows(rows: Sequence[Line], *, kind: Kind, viewer: Person) -> list[Found]:
    """What is pointed out about each row, twins first; records `viewer` may not see are named by their day alone."""
    if not rows:
        return []
    kin = Kin()
    twins, near = _likenesses(rows, kind, kin)
    said = [*twins[:SAID_MAX], *near[:SAID_MAX]]
    known = _named({pair.other.pk for pair in said if pair.other.pk})
    seen = subtrees_with("entries.view", person=viewer) if known else ()
    found = [_said(pair, known, kin, seen) for pair in said]
    found += [Found(pair.row.row, pair.sort, None, None, _asks(pair)) for pair in [*twins[SAID_MAX:], *near[SAID_MAX:]]]
    return [*found, *(Found(*each) for each in outlying(rows, kind=kind))]


def _asks(pair: "_Pair") -> bool:
    """As with one record, an answer is asked for within one unit only."""
    return pair.row.unit == pair.other.unit


def _likenesses(rows: Sequence[Line], kind: Kind, kin: Kin) -> tuple[list[_Pair], list[_Pair]]:
    blocks = Blocks(kind, kin)
    if kind.title:
        for line in rows:
            blocks.add(line)
    places = {(line.unit, line.day, line.title) for line in rows}
    family = kin.family({line.unit for line in rows})
    first, last = min(line.day for line in rows) - DAYS, max(line.day for line in rows) + DAYS

    def matters(seen: Seen) -> bool:
        return (seen.unit_id, seen.occurred_on.toordinal(), seen.title) in places or blocks.may_hold(seen)

    stand = list(read_whole(filter(matters, standing(kind, family, first, last)), kind))
    twins = list(_twins(rows, stand, kind))
    same = {pair.row.row for pair in twins}
    for line in stand:
        blocks.add(line)
    near = sorted((row.row, row, other) for row, other in blocks.near() if row.row not in same)
    return twins, [_Pair(row, other, Sort.NEAR) for _number, row, other in near]


def _twins(rows: Sequence[Line], stand: Sequence[Line], kind: Kind) -> Iterator[_Pair]:
    """Rows that are the same thing as an earlier row or as a record: with somebody on both where people are named."""
    if not kind.identity:
        return
    first: dict[int, Line] = {}
    for line in [*stand, *rows]:
        for person in line.people if kind.people else (0,):
            other = first.setdefault(hash((line.unit, line.day, line.same, person)), line)
            if other is not line and line.row:
                yield _Pair(line, other, Sort.TWIN)
                break


def _named(numbers: set[int]) -> Mapping[int, tuple[str, date, str, str, str]]:
    """Of each record what it is called by: title, day, name and path of the unit, state."""
    found: dict[int, tuple[str, date, str, str, str]] = {}
    wanted = sorted(numbers)
    for low in range(0, len(wanted), TOGETHER):
        here = Record.objects.filter(pk__in=wanted[low : low + TOGETHER])
        for pk, title, day, unit, path, state in here.values_list(
            "pk", "title", "occurred_on", "unit__name", "unit__path", "state"
        ):
            found[pk] = title, day, unit, path, state
    return found


def _said(
    pair: _Pair, known: Mapping[int, tuple[str, date, str, str, str]], kin: Kin, seen: tuple[str, ...]
) -> Found:  # fmt: skip
    row, other, sort = pair
    asks = _asks(pair)
    if other.row:
        place = Words("", "") if asks else Words(f"（{kin.places[other.unit].name}）", f" ({kin.places[other.unit].name})")
        zh, en = (
            ("和第 {first} 行像是同一件事。", "It looks like the same as row {first}.")
            if sort is Sort.TWIN
            else ("题目和第 {first} 行{place}几乎一样：“{title}”。", "Its title is nearly that of row {first}{place}: “{title}”.")
        )
        return Found(row.row, sort, trouble(zh, en, stops=False, first=other.row, place=place, title=other.title), None, asks)
    title, day, unit, path, state = known[other.pk]
    visible = path.startswith(seen)
    named: str | Words = UNSEEN
    label: str | Promise = State(state).label
    zh, en = (
        ("已有记录里有这件事：{named}", "The register has this already: {named}")
        if sort is Sort.TWIN
        else ("题目和已有记录几乎一样：{named}", "Its title is nearly that of one in the register: {named}")
    )
    if visible:
        zh, en, named = (
            f"{zh} · {{day}} · {{unit}} · {{state}}。",
            f"{en} · {{day}} · {{unit}} · {{state}}.",
            title or str(other.pk),
        )
    else:
        zh, en = f"{zh} · {{day}}。", f"{en} · {{day}}."
    said = trouble(zh, en, stops=False, named=named, day=day, unit=unit, state=label)
    return Found(row.row, sort, said, other.pk if visible else None, asks)
