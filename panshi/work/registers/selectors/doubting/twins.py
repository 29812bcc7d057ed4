"""The same thing twice: by the dimensions that tell such things apart, or by titles that are nearly the same."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q

from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.org.selectors import subtrees_with
from panshi.work.registers.choices import GONE, State
from panshi.work.registers.models import Record
from panshi.work.registers.selectors.doubting.kin import Kin
from panshi.work.registers.selectors.doubting.suspects import UNSEEN, Doubt, Sort, Suspect

DAYS = 7
ALIKE = 90
CANDIDATES_MAX = 5000  # looked through for one page; far more than a week of one unit's records of a kind
NAMED = 3
_NUMERALS = re.compile(r"\d+|[〇零一二三四五六七八九十百千]+")


class Row(NamedTuple):
    """What is compared first of a record."""

    pk: int
    kind: str
    unit_id: int
    occurred_on: date
    title: str
    state: str


class Rest(NamedTuple):
    """What is compared of those that are left: reading it takes longer."""

    dims: Mapping[str, object]
    people: Sequence[int]


def twins(suspects: Sequence[Suspect], *, viewer: Person) -> list[list[Doubt]]:
    """For each, the records that look like the same thing, the likest first; those out of sight are named by their day alone."""
    kin = Kin()
    lines = {key: kin.of(key[1], suspect.kind) for suspect in suspects for key in [(suspect.kind.key, suspect.unit.pk)]}
    by_kind: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in _candidates(suspects, lines):
        by_kind[row.kind, row.unit_id].append(row)
    left = [
        [
            row
            for unit in lines[suspect.kind.key, suspect.unit.pk]
            for row in by_kind.get((suspect.kind.key, unit), ())
            if _close(suspect, row)
        ]
        for suspect in suspects
    ]
    # Number 0 is nobody's: with it the question is asked even where none is left, and a page always takes as many.
    found = Record.objects.filter(pk__in={0, *(row.pk for rows in left for row in rows)}).values_list("pk", "dims", "people")
    rest = {pk: Rest(dims, people) for pk, dims, people in found}
    seen = subtrees_with("entries.view", person=viewer)
    names = {pk: place.name if place.path.startswith(seen) else "" for pk, place in kin.places.items()}
    return [_among(suspect, rows, rest, names) for suspect, rows in zip(suspects, left, strict=True)]


def near(one: str, other: str) -> bool:
    """Whether two titles are nine tenths alike and hold the same numbers: the third issue is not the fourth."""
    from rapidfuzz import fuzz  # noqa: PLC0415 -- heavy: only where titles are compared

    (first, counted), (second, also) = folded(one), folded(other)
    return counted == also and fuzz.ratio(first, second, score_cutoff=ALIKE) >= ALIKE


def plain(title: str) -> str:
    """The title without width, case, spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return "".join(filter(str.isalnum, folded))


@lru_cache(maxsize=CANDIDATES_MAX)
def folded(title: str) -> tuple[str, tuple[str, ...]]:
    """The plain title, and the numbers in it."""
    said = plain(title)
    return said, tuple(_NUMERALS.findall(said))


def _candidates(suspects: Sequence[Suspect], lines: Mapping[tuple[str, int], list[int]]) -> Iterable[Row]:
    days: dict[tuple[str, int], set[date]] = defaultdict(set)
    for suspect in suspects:
        days[suspect.kind.key, suspect.unit.pk].add(suspect.occurred_on)
    wanted = Q(pk__in=[])
    for (kind, unit), around in days.items():
        for first, last in _spans(sorted(around)):
            wanted |= Q(kind=kind, unit__in=lines[kind, unit], occurred_on__range=(first, last))
    found = Record.objects.filter(wanted).exclude(state__in=GONE).order_by()
    return (Row(*row) for row in found.values_list(*Row._fields)[:CANDIDATES_MAX])


def _spans(days: Sequence[date]) -> list[tuple[date, date]]:
    """The days with a week around each, overlapping ones as one."""
    spans: list[tuple[date, date]] = []
    week = timedelta(days=DAYS)
    for day in days:
        if spans and day - week <= spans[-1][1]:
            spans[-1] = (spans[-1][0], day + week)
        else:
            spans.append((day - week, day + week))
    return spans


def _close(suspect: Suspect, row: Row) -> bool:
    """Whether it may be the same thing, by what is read first."""
    if row.pk == suspect.pk or abs((row.occurred_on - suspect.occurred_on).days) > DAYS:
        return False
    return _same_place(suspect, row) or (bool(suspect.kind.title and suspect.title) and near(suspect.title, row.title))


def _same_place(suspect: Suspect, row: Row) -> bool:
    return row.unit_id == suspect.unit.pk and row.occurred_on == suspect.occurred_on


def _among(suspect: Suspect, rows: Iterable[Row], rest: Mapping[int, Rest], names: Mapping[int, str]) -> list[Doubt]:
    said = Words("与这条是同一件事：", "The same thing as")
    near_said = Words("与这条的题目几乎一样：", "Nearly the same title as")
    same, alike = [], []
    for row in rows:
        if row.pk not in rest or (suspect.kind.people and not set(rest[row.pk].people) & set(suspect.people)):
            continue
        unlike = {key for key in suspect.kind.identity if rest[row.pk].dims.get(key) != suspect.dims.get(key)}
        if suspect.kind.identity and not unlike and _same_place(suspect, row):
            same.append(_doubt(Sort.TWIN, said, row, suspect, names))
        elif suspect.kind.title and unlike <= {suspect.kind.title} and near(suspect.title, row.title):
            alike.append(_doubt(Sort.NEAR, near_said, row, suspect, names))
    return [*same, *alike][:NAMED]


def _doubt(sort: Sort, said: Words, row: Row, suspect: Suspect, names: Mapping[int, str]) -> Doubt:
    if not names[row.unit_id]:
        return Doubt(sort, said, None, f"{UNSEEN} · {row.occurred_on}")
    named = f"{row.title or row.pk} · {row.occurred_on} · {names[row.unit_id]} · {State(row.state).label}"
    # A county's own session of the same name as its station's is usual: an answer is asked for within one unit only.
    return Doubt(sort, said, row.pk, named, asks=row.unit_id == suspect.unit.pk)
