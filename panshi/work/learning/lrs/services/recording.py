"""Statements recorded: all of a batch or none, each once, durable when it returns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha224, sha256, sha384, sha512
from secrets import randbelow
from typing import Any
from uuid import UUID

import orjson
from django.db import IntegrityError, transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.work.learning.lrs.rules import places
from panshi.work.learning.lrs.rules.agents import person_agent
from panshi.work.learning.lrs.rules.comparing import same
from panshi.work.learning.lrs.rules.editions import Edition
from panshi.work.learning.lrs.selectors.looking import among
from panshi.work.learning.lrs.services import referring
from panshi.work.learning.lrs.services.defining import define
from panshi.work.learning.lrs.services.preparing import Prepared, Upload, prepare
from panshi.work.learning.lrs.services.writing import insert, lock_writing

TRIES = 5
_DIGESTS = {56: sha224, 64: sha256, 96: sha384, 128: sha512}


class OtherStatement(Refusal):
    """A statement of that id is there and says something else; statements never change."""

    words = Words(
        "编号为 {id} 的陈述已存在且内容不同；陈述不可更改。",
        "A statement with the id {id} is there and says something else; statements never change.",
    )
    code = "xapi-other-statement"
    status = 409


@dataclass(frozen=True, slots=True)
class Recorded:
    """The ids of all statements given, in order, and how many of them were not there before."""

    ids: tuple[str, ...]
    new: int


def record(statements: Sequence[dict[str, Any]], *, by: Person) -> Recorded:
    """The platform's own statements, which `by` vouches for. With an id of one's own the same statement is stored once."""
    authority = person_agent(by.number, by.name)
    return store(statements, authority=authority, edition=Edition.TWO)


def store(
    statements: Sequence[Any],
    *,
    authority: dict[str, Any],
    edition: Edition,
    uploads: Mapping[str, Upload] | None = None,
) -> Recorded:
    """Checks and writes the statements in one transaction; refuses them all where one is wrong or is another one's id."""
    files = uploads or {}
    ready = prepare(statements, authority=authority, edition=edition, uploads=files)
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                return _write(ready, files, looked=attempt > 0)
        except IntegrityError:  # an id or a place is taken: only now look which statements are there
            if attempt == TRIES - 1:
                raise
    raise AssertionError("the last try raises or returns")


def _write(ready: Sequence[Prepared], uploads: Mapping[str, Upload], *, looked: bool) -> Recorded:
    lock_writing(alone=any(each.mentions.refers for each in ready))
    known = _known([each for each in ready if each.given]) if looked else set()
    new = {each.statement_id: each for each in ready if each.statement_id not in known}
    links = referring.link(new)
    first = places.place(now(), randbelow(1 << places.SHIFT))
    statements, mentioned = [], links.gained
    for seq, (statement_id, each) in enumerate(new.items(), first):
        statements.append((seq, statement_id, statement_id in links.voided, each.body(seq)))
        mentioned += referring.rows(statement_id, seq, each, links)
    insert("lrs_statement", statements)
    insert("lrs_mention", mentioned, otherwise="DO NOTHING")
    define(each.said for each in new.values())
    _keep(uploads)
    return Recorded(tuple(str(each.statement_id) for each in ready), len(new))


def _known(given: Sequence[Prepared]) -> set[UUID]:
    """Those that are there already, saying the same; refused where one says something else."""
    if not given:
        return set()
    ids = [each.statement_id for each in given]
    rows = among("SELECT statement_id, body FROM lrs_statement", "statement_id", "uuid", ids)
    found = {UUID(str(statement_id)): body for statement_id, body in rows}
    for each in given:
        body = found.get(each.statement_id)
        if body is not None and not same(orjson.loads(body), each.said):
            raise OtherStatement(id=each.statement_id)
    return set(found)


def _keep(uploads: Mapping[str, Upload]) -> None:
    """Keeps the files. One that has the hash it claims replaces one that had not: nobody can take a hash away from its file."""
    right: list[tuple[str, str, bytes]] = []
    wrong: list[tuple[str, str, bytes]] = []
    for sha2, each in uploads.items():
        honest = _DIGESTS[len(sha2)](each.content).hexdigest() == sha2 if len(sha2) in _DIGESTS else False
        (right if honest else wrong).append((sha2, each.content_type, each.content))
    insert("lrs_attachment", wrong, otherwise="DO NOTHING")
    insert("lrs_attachment", right, otherwise="(sha2) DO UPDATE SET content = excluded.content")
