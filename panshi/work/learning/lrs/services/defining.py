"""What statements say of activities, merged into what is known of them."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

import orjson
from django.db import transaction

from panshi.work.learning.lrs.rules import merging
from panshi.work.learning.lrs.rules.contexts import related
from panshi.work.learning.lrs.rules.mentions import ACTIVITY, key
from panshi.work.learning.lrs.selectors.looking import among
from panshi.work.learning.lrs.services.writing import insert

_REMEMBERED = 50_000
_merged: dict[bytes, bytes] = {}
"""The last definition of each activity that this process merged: most statements repeat it, and change nothing."""


def define(statements: Iterable[dict[str, Any]]) -> None:
    """Merges every definition in the statements; what was merged before costs nothing."""
    said: dict[str, dict[str, Any]] = {}
    for statement in statements:
        for activity in _defined(statement):
            known = said.get(activity["id"])
            new = activity["definition"]
            said[activity["id"]] = merging.definitions(known, new) if known else new
    news = {}
    for iri, definition in said.items():
        digest = blake2b(orjson.dumps(definition), digest_size=16).digest()
        if _merged.get(key(ACTIVITY, iri)) != digest:
            news[key(ACTIVITY, iri)] = (iri, definition, digest)
    if not news:
        return
    known_ones = {
        bytes(each): found for each, found in among("SELECT key, definition FROM lrs_activity", "key", "bytea", list(news))
    }
    rows = []
    for each in sorted(news):  # in one order, so that two writers never wait for each other
        iri, definition, _digest = news[each]
        known = orjson.loads(known_ones[each]) if each in known_ones else None
        merged = merging.definitions(known, definition) if known else definition
        if merged != known:
            rows.append((each, iri, orjson.dumps(merged)))
    insert("lrs_activity", rows, otherwise="(key) DO UPDATE SET definition = excluded.definition")
    transaction.on_commit(lambda: _remember({each: digest for each, (_iri, _definition, digest) in news.items()}))


def forget() -> None:
    """Forgets what was merged; for tests, whose databases come and go."""
    _merged.clear()


def _remember(digests: dict[bytes, bytes]) -> None:
    if len(_merged) > _REMEMBERED:
        _merged.clear()
    _merged.update(digests)


def _defined(statement: dict[str, Any]) -> list[dict[str, Any]]:
    """All activities in a statement that say what they are."""
    told = [statement, statement["object"]] if statement["object"].get("objectType") == "SubStatement" else [statement]
    found = [each for one in told for each in (one["object"], *related(one.get("context", {})))]
    return [each for each in found if "definition" in each]
