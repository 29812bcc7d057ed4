"""Statements about statements: references that make a statement found by what its target is found by, and voiding.

xAPI 1.0.3 Communication 2.1.3: a statement whose object is a StatementRef meets a filter that its target meets, through any
number of references; Data 2.3.2: a statement is voided by one that refers to it with the verb `voided`, unless it is voiding
itself. Either may arrive first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

import orjson

from panshi.work.learning.lrs.models import Mention, Statement
from panshi.work.learning.lrs.rules import mentions
from panshi.work.learning.lrs.rules.mentions import REFERS, Mentions, digest
from panshi.work.learning.lrs.selectors.looking import among
from panshi.work.learning.lrs.services.preparing import Prepared
from panshi.work.learning.lrs.services.writing import delete_mentions


@dataclass(slots=True)
class Links:
    """What new statements change: the `keys` of each new one, which of them are `voided`, and mentions `gained` by older ones."""

    keys: dict[UUID, set[bytes]] = field(default_factory=dict)
    voided: set[UUID] = field(default_factory=set)
    gained: list[tuple[bytes, int]] = field(default_factory=list)


def link(new: Mapping[UUID, Prepared]) -> Links:
    """Follows references between the new statements and those there already, in both directions; voids older targets."""
    found = Links()
    by_id = {str(statement_id): each.mentions for statement_id, each in new.items()}
    for statement_id, each in new.items():
        found.keys[statement_id] = _with_targets(each.mentions, by_id) if each.mentions.refers else set(each.mentions.keys)
    about = {digest(REFERS, name): name for name in by_id if new[UUID(name)].given}
    waiting: dict[str, list[int]] = {}
    for mentioned, seq in among("SELECT key, seq FROM lrs_mention", "key", "bytea", list(about)):
        waiting.setdefault(about[bytes(mentioned)], []).append(seq)
    for name, seqs in waiting.items():
        _tell(seqs, frozenset(found.keys[UUID(name)]), found, set())
        if by_id[name].voids is None and any(_voids(seq) for seq in seqs):
            found.voided.add(UUID(name))
    for each in new.values():
        if each.mentions.voids:
            _void(each.mentions.voids, by_id, found)
    return found


def rows(statement_id: UUID, seq: int, prepared: Prepared, links: Links) -> list[tuple[bytes, int]]:
    """The mentions to write of a new statement; of a voided one only what links it to others."""
    keys = set() if statement_id in links.voided else links.keys[statement_id]
    found = [(each, seq) for each in keys]
    return [*found, (digest(REFERS, prepared.mentions.refers), seq)] if prepared.mentions.refers else found


def _voids(seq: int) -> bool:
    """Whether the statement at this place is a voiding one."""
    body = Statement.objects.values_list("body", flat=True).get(seq=seq)
    return mentions.mentions(orjson.loads(body)).voids is not None


def _with_targets(of: Mentions, new: Mapping[str, Mentions]) -> set[bytes]:
    """The statement's own keys and those of all it refers to, however far."""
    found, seen, target = set(of.keys), set(), of.refers
    while target and target not in seen:
        seen.add(target)
        next_one = new.get(target) or _known(target)
        if next_one is None:
            break
        found |= next_one.keys
        target = next_one.refers
    return found


def _known(statement_id: str) -> Mentions | None:
    body = Statement.objects.filter(statement_id=UUID(statement_id)).values_list("body", flat=True).first()
    return mentions.mentions(orjson.loads(body)) if body is not None else None


def _tell(seqs: Iterable[int], keys: frozenset[bytes], found: Links, seen: set[int]) -> None:
    """Older statements that refer to a new one gain its keys, and so do those that refer to them."""
    fresh = set(seqs) - seen
    seen |= fresh
    for seq, statement_id, voided in Statement.objects.filter(seq__in=fresh).values_list("seq", "statement_id", "voided"):
        if not voided:
            found.gained.extend((each, seq) for each in keys)
        further = Mention.objects.filter(key=digest(REFERS, str(statement_id))).values_list("seq", flat=True)
        _tell(further, keys, found, seen)


def _void(target: str, new: Mapping[str, Mentions], found: Links) -> None:
    if target in new:
        if new[target].voids is None:
            found.voided.add(UUID(target))
        return
    known = Statement.objects.filter(statement_id=UUID(target), voided=False).first()
    if known is None:
        return
    of = mentions.mentions(orjson.loads(known.body))
    if of.voids is None:
        delete_mentions(known.seq, _with_targets(of, new))
        Statement.objects.filter(pk=known.pk).update(voided=True)
