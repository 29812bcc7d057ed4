"""Rooms are found by being there: a folder in `panshi/work` is a room, and brings its kinds, figures and routes along."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

WORK = Path(__file__).resolve().parents[1] / "work"


def rooms() -> list[str]:
    """The module paths of all rooms, by name."""
    return [f"panshi.work.{module.name}" for module in iter_modules([str(WORK)]) if module.ispkg]


def apps() -> list[str]:
    """The rooms, and the subjects inside them that are apps of their own."""
    found = []
    for room in rooms():
        inside = WORK / room.rpartition(".")[2]
        subjects = [module.name for module in iter_modules([str(inside)]) if (inside / module.name / "apps.py").exists()]
        found += [room, *(f"{room}.{name}" for name in subjects)]
    return found


def declare_all() -> None:
    """Makes every room's kinds, figures and rule tables known to the ledger and the catalogue."""
    from panshi.figures import definitions, rule_tables  # noqa: PLC0415 -- after the apps are ready
    from panshi.ledger import kinds  # noqa: PLC0415 -- after the apps are ready

    for room in rooms():
        if module := _part(room, "kinds"):
            kinds.declare(module.KINDS)
        if module := _part(room, "figures"):
            definitions.declare(module.FIGURES)
            rule_tables.declare(getattr(module, "RULE_TABLES", ()))


def routes() -> "list[URLPattern | URLResolver]":
    """Each room's own routes under its name."""
    from django.urls import include, path  # noqa: PLC0415 -- heavy: settings need only the rooms

    return [path(f"{room.rpartition('.')[2]}/", include(f"{room}.urls")) for room in rooms() if _part(room, "urls")]


def api_routers() -> list[tuple[str, Any]]:
    """(name, router) of each part of the API: of the ledger, the figures, and every room that has one."""
    found = [(home.rpartition(".")[2], _part(home, "api")) for home in (*rooms(), "panshi.figures", "panshi.ledger")]
    return [(name, router) for name, module in found if module for router in module.ROUTERS]


def _part(room: str, name: str) -> ModuleType | None:
    return import_module(f"{room}.{name}") if find_spec(f"{room}.{name}") else None
