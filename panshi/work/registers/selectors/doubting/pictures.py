"""Evidence used elsewhere: the same picture, one that looks nearly the same, or the same address of a page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.org.selectors import subtrees_with
from panshi.work.registers.choices import GONE
from panshi.work.registers.models import Evidence, Record
from panshi.work.registers.selectors.doubting.suspects import UNSEEN, Doubt, Sort, Suspect

BITS = 6
USES_MAX = 1000
NAMED = 2


class Use(NamedTuple):
    """A record that has the evidence."""

    evidence_id: int
    record_id: int
    record__kind: str
    record__unit_id: int
    record__unit__path: str
    record__unit__name: str
    record__occurred_on: date
    record__title: str


def used_elsewhere(suspects: Sequence[Suspect], *, viewer: Person) -> list[list[Doubt]]:
    """For each, what of its evidence other records have too; they are named where `viewer` may see them."""
    looked = {one.pk: one for suspect in suspects for one in suspect.evidence if one.is_picture or one.address}
    alike = _alike([one for one in looked.values() if one.print])
    uses: dict[int, list[Use]] = defaultdict(list)
    for use in _uses({pk for own in alike.values() for pk in own} | looked.keys()):
        uses[use.evidence_id].append(use)
    seen = subtrees_with("entries.view", person=viewer) if uses else ()
    return [
        [
            doubt
            for one in suspect.evidence
            if one.pk in looked
            for doubt in _doubts(suspect, one, alike.get(one.pk, {}), uses, seen)
        ]
        for suspect in suspects
    ]


def _alike(pictures: Sequence[Evidence]) -> dict[int, dict[int, int]]:
    """For each picture, those that look nearly the same and in how many bits they differ; no index finds what is near, so all
    are gone through."""
    if not pictures:
        return {}
    import numpy as np  # noqa: PLC0415 -- heavy: only where pictures are compared

    numbers, prints = _prints()
    found = {}
    for picture in pictures:
        own = np.frombuffer(bytes.fromhex(picture.print), dtype=np.uint64)[0]
        bits = np.bitwise_count(prints ^ own)
        near = np.flatnonzero(bits <= BITS)[:USES_MAX]
        found[picture.pk] = {int(numbers[place]): int(bits[place]) for place in near if numbers[place] != picture.pk}
    return found


_read: list[tuple[object, Any, Any]] = []


def _prints() -> tuple[Any, Any]:
    """(numbers, prints) of all pictures, read once and kept until another one is filed or given its print."""
    import numpy as np  # noqa: PLC0415 -- heavy: only where pictures are compared

    known = Evidence.objects.filter(print__gt="").order_by()
    # Evidence is never removed: the newest piece and the number of prints tell whether any was added.
    key = Evidence.objects.order_by("-pk").values_list("pk", "digest").first(), known.count()
    found = _read[0] if _read else None
    if found is None or found[0] != key:
        rows = list(known.values_list("pk", "print"))
        prints = np.frombuffer(bytes.fromhex("".join(text for _, text in rows)), dtype=np.uint64)
        found = key, np.array([pk for pk, _ in rows], dtype=np.int64), prints
        _read[:] = [found]
    return found[1:]


def _uses(evidence: Iterable[int]) -> Iterable[Use]:
    through = Record.evidence.through.objects.filter(evidence__in=list(evidence)).exclude(record__state__in=GONE)
    return (Use(*row) for row in through.order_by("record").values_list(*Use._fields)[:USES_MAX])


def _doubts(
    suspect: Suspect, one: Evidence, alike: Mapping[int, int], uses: Mapping[int, list[Use]], seen: tuple[str, ...]
) -> list[Doubt]:
    exact = [use for use in uses.get(one.pk, ()) if _elsewhere(suspect, use, same_kind=bool(one.address))]
    nearly = [use for pk in sorted(alike, key=lambda pk: alike[pk]) for use in uses.get(pk, ()) if _elsewhere(suspect, use)]
    sort = ("网址", "The address") if one.address else ("图片", "The picture")
    said = Words(f"{sort[0]}“{one.name}”已经是这条的证据：", f"{sort[1]} “{one.name}” is already evidence of")
    near_said = Words(f"图片“{one.name}”与这条的证据几乎一样：", f"The picture “{one.name}” looks nearly the same as evidence of")
    found = {use.record_id: _doubt(said, use, seen, asks=not one.address) for use in exact}
    found = {use.record_id: _doubt(near_said, use, seen) for use in nearly} | found
    return sorted(found.values(), key=lambda doubt: not doubt.asks)[:NAMED]


def _elsewhere(suspect: Suspect, use: Use, *, same_kind: bool = False) -> bool:
    if use.record_id == suspect.pk or (same_kind and use.record__kind != suspect.kind.key):
        return False
    same_happening = use.record__unit_id == suspect.unit.pk and use.record__occurred_on == suspect.occurred_on
    return not (same_happening and use.record__kind != suspect.kind.key)


def _doubt(said: Words, use: Use, seen: tuple[str, ...], *, asks: bool = False) -> Doubt:
    if not use.record__unit__path.startswith(seen):
        return Doubt(Sort.PICTURE, said, None, f"{UNSEEN} · {use.record__occurred_on}", asks)
    named = f"{use.record__title or use.record_id} · {use.record__occurred_on} · {use.record__unit__name}"
    return Doubt(Sort.PICTURE, said, use.record_id, named, asks)
