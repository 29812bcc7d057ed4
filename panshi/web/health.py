"""Whether the site can answer: for watchers, without sign-in and without secrets."""

from importlib.metadata import version
from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from panshi.kernel.clock import now
from panshi.ledger import selectors as ledger


def state() -> dict[str, Any]:
    """`ok`, the version, the time, the ledger's position; what is wrong, by name, where something is."""
    said: dict[str, Any] = {"ok": True, "version": version("panshi"), "now": now().isoformat(timespec="seconds")}
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        said["ledger"] = ledger.head()
    except DatabaseError as problem:
        return said | {"ok": False, "problem": f"database: {type(problem).__name__}"}
    if waiting:
        return said | {"ok": False, "problem": f"{len(waiting)} migrations wait"}
    return said
