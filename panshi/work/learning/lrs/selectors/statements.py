"""Statements found by id, by filters (xAPI 1.0.3 Communication 2.1.3), by person.

Each filter is a key in the table of mentions, whose primary key (key, seq) already has its statements in order. The rarest filter
leads and the others are looked up for each of its rows: written as scalar subqueries, which no planner turns into a scan.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from itertools import groupby, islice
from typing import Any
from uuid import UUID

import orjson
from django.db import connection

from panshi.kernel.clock import now
from panshi.org.models import Person
from panshi.work.learning.lrs.models import Attachment, Statement
from panshi.work.learning.lrs.rules import mentions, places
from panshi.work.learning.lrs.rules.actors import identities
from panshi.work.learning.lrs.rules.agents import person_agent
from panshi.work.learning.lrs.selectors.looking import among

MOST = 250
"""Statements in one answer at most; what is left is behind `more`."""
WRITING_LOCK = 0x78415049  # "xAPI": the advisory lock that writers share on PostgreSQL while their transaction runs
_COUNTED = 2_000
_last: list[datetime] = []


@dataclass(frozen=True, slots=True)
class Sought:
    """Filters on statements. `agent` is a checked agent or identified group; `vouched_by` narrows to an authority's own.

    `after` is the place behind which a next page begins.
    """

    verb: str | None = None
    activity: str | None = None
    agent: dict[str, Any] | None = None
    registration: str | None = None
    related_activities: bool = False
    related_agents: bool = False
    since: datetime | None = None
    until: datetime | None = None
    limit: int = 0
    ascending: bool = False
    after: int | None = None
    vouched_by: dict[str, Any] | None = None

    def conditions(self) -> list[tuple[bytes, ...]]:
        """For each filter the keys of which a statement must have one."""
        found: list[tuple[bytes, ...]] = []
        if self.verb is not None:
            found.append((mentions.key(mentions.VERB, self.verb),))
        if self.activity is not None:
            kinds = (mentions.ACTIVITY, mentions.NEAR_ACTIVITY)[: 1 + self.related_activities]
            found.append(tuple(mentions.key(kind, self.activity) for kind in kinds))
        if self.agent is not None:
            kinds = (mentions.AGENT, mentions.NEAR_AGENT)[: 1 + self.related_agents]
            known = identities({name: value for name, value in self.agent.items() if name != "member"})
            found.append(tuple(mentions.key(kind, known[0]) for kind in kinds))
        if self.registration is not None:
            found.append((mentions.key(mentions.REGISTRATION, self.registration.lower()),))
        if self.vouched_by is not None:
            found.append((mentions.key(mentions.NEAR_AGENT, identities(self.vouched_by)[0]),))
        return found

    def bounds(self) -> tuple[int, int]:
        """The places between which statements lie: behind the first, up to the second."""
        low = places.last_place(self.since) if self.since else places.FIRST
        high = places.last_place(self.until) if self.until else places.LAST
        if self.after is not None:
            place = min(self.after, places.LAST)
            low, high = (max(low, place), high) if self.ascending else (low, min(high, place - 1))
        return low, high


@dataclass(frozen=True, slots=True)
class Page:
    """Statements in order as JSON texts, and the place after which the next ones come (None: these are all)."""

    bodies: tuple[bytes, ...]
    more_after: int | None


def page(sought: Sought) -> Page:
    """The statements that fit, newest first unless `ascending`; voided ones never do, those that refer to a fitting one do."""
    size = min(sought.limit or MOST, MOST)
    found = _places(sought, size + 1)
    shown = found[:size]
    bodies = dict(among("SELECT seq, body FROM lrs_statement", "seq", "bigint", shown))
    more = shown[-1] if len(found) > size else None
    return Page(tuple(bytes(bodies[seq]) for seq in shown if seq in bodies), more)


def one(statement_id: str, *, voided: bool = False) -> bytes | None:
    """The statement with this id: one that stands, or one that was voided."""
    found = Statement.objects.filter(statement_id=UUID(statement_id), voided=voided).values_list("body", flat=True).first()
    return bytes(found) if found is not None else None


def latest(sources: Sequence[Sought], size: int) -> list[dict[str, Any]]:
    """The newest statements that fit any of the given filters."""
    found = merge(*(_places(each, size) for each in sources), reverse=True)
    shown = [seq for seq, _same in islice(groupby(found), size)]
    bodies = dict(among("SELECT seq, body FROM lrs_statement", "seq", "bigint", shown))
    return [orjson.loads(bodies[seq]) for seq in shown if seq in bodies]


def statements_of(person: Person, *, verb: str | None = None, limit: int = 50) -> list[dict[str, Any]]:
    """A person's newest statements, whoever stored them."""
    found = page(Sought(agent=person_agent(person.number), verb=verb, limit=limit))
    return [orjson.loads(body) for body in found.bodies]


def known_activities(iris: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What is known of these activities, by IRI; those of which nothing is known are left out."""
    keys = [mentions.key(mentions.ACTIVITY, iri) for iri in set(iris)]
    found = among("SELECT iri, definition FROM lrs_activity", "key", "bytea", keys)
    return {iri: orjson.loads(definition) for iri, definition in found}


def attachments_of(bodies: Iterable[bytes]) -> list[Attachment]:
    """The files that belong to these statements."""
    named = {each["sha2"].lower() for body in bodies for each in _described(orjson.loads(body))}
    return list(Attachment.objects.filter(sha2__in=named).order_by("sha2"))


def consistent_through(*, lately: bool = False) -> datetime:
    """The moment up to which all that was or will be stored can be found: that of the oldest writer still at work, else now.

    What was true stays true: with `lately` an answer of the last second is given again.
    """
    moment = now()
    if connection.vendor != "postgresql":
        return moment
    if lately and _last and moment - _last[0] < timedelta(seconds=1):
        return _last[0]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(a.xact_start) FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
            "WHERE l.locktype = 'advisory' AND l.classid = 0 AND l.objid = %s AND l.granted AND a.pid <> pg_backend_pid()",
            [WRITING_LOCK],
        )
        [oldest] = cursor.fetchone() or [None]
    _last[:] = [min(oldest, moment) if oldest else moment]
    return _last[0]


def _places(sought: Sought, size: int) -> list[int]:
    conditions = sought.conditions()
    if not conditions:
        return _all_places(sought, size)
    leading, *others = _rarest_first(conditions)
    low, high = sought.bounds()
    order = "ASC" if sought.ascending else "DESC"
    wanted = "".join(
        f" AND (SELECT 1 FROM lrs_mention o WHERE o.key IN ({_marks(keys)}) AND o.seq = m.seq LIMIT 1) = 1"  # noqa: S608 -- placeholders
        for keys in others
    )
    asked = (
        f"SELECT m.seq FROM lrs_mention m WHERE m.key = %s AND m.seq > %s AND m.seq <= %s{wanted} "  # noqa: S608 -- placeholders
        f"ORDER BY m.seq {order} LIMIT %s"
    )
    rest = [key for keys in others for key in keys]
    scans = []
    with connection.cursor() as cursor:
        for key in leading:
            cursor.execute(asked, [key, low, high, *rest, size])
            scans.append([seq for (seq,) in cursor.fetchall()])
    found = merge(*scans, reverse=not sought.ascending)
    return [seq for seq, _same in islice(groupby(found), size)]


def _rarest_first(conditions: list[tuple[bytes, ...]]) -> list[tuple[bytes, ...]]:
    """The conditions by how many statements have their keys, counted no further than matters."""
    if len(conditions) == 1:
        return conditions
    counted = []
    with connection.cursor() as cursor:
        for place, keys in enumerate(conditions):
            cursor.execute(
                f"SELECT count(*) FROM (SELECT 1 FROM lrs_mention WHERE key IN ({_marks(keys)}) LIMIT {_COUNTED}) AS few",  # noqa: S608 -- placeholders
                list(keys),
            )
            counted.append((cursor.fetchone()[0], place, keys))
    return [keys for _number, _place, keys in sorted(counted)]


def _marks(keys: tuple[bytes, ...]) -> str:
    return ", ".join(["%s"] * len(keys))


def _all_places(sought: Sought, size: int) -> list[int]:
    low, high = sought.bounds()
    found = Statement.objects.filter(seq__gt=low, seq__lte=high, voided=False)
    return list(found.order_by("seq" if sought.ascending else "-seq").values_list("seq", flat=True)[:size])


def _described(statement: dict[str, Any]) -> list[dict[str, Any]]:
    nested = statement["object"].get("attachments", ()) if statement["object"].get("objectType") == "SubStatement" else ()
    return [*statement.get("attachments", ()), *nested]
