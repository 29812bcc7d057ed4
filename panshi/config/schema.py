"""A database written by a newer program is left alone: seen at the first connection, before anything is read."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from panshi.kernel.mishaps import TooNew


def known_migrations() -> set[tuple[str, str]]:
    """(app, migration) of everything this program can read."""
    return {
        (app.label, path.stem)
        for app in apps.get_app_configs()
        if app.name.startswith("panshi.")
        for path in Path(app.path, "migrations").glob("[0-9]*.py")
    }


def refuse_newer(connection: BaseDatabaseWrapper, **signal: Any) -> None:
    """Refuses a connection to a database in which a migration unknown to this program has been applied."""
    with connection.cursor() as cursor:
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = set(cursor.fetchall())
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("panshi.")}
    newer = sorted(place for place in applied - known_migrations() if place[0] in ours)
    if newer:
        connection.close()
        raise TooNew(migration=".".join(newer[0]))
