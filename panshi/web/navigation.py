"""Which entries of the menu a person sees: those whose page is there and whose permission they hold in the scope."""

from collections.abc import Iterable
from dataclasses import dataclass

from panshi.kernel.words import Words
from panshi.org.models import Grant
from panshi.org.permissions import LABELS, roles_with
from panshi.org.scope import Scope
from panshi.ui import menu
from panshi.ui.address import address
from panshi.ui.menu import Group, MenuItem

BAR = 4
"""How many entries stand in a phone's bottom bar; the fifth place opens the rest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A menu entry as shown."""

    label: str
    url: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a heading; the main group has none."""

    label: str
    entries: tuple[Entry, ...]


def add_pages() -> None:
    """The entries of what spans the rooms. They are shown once their pages are there."""
    main = (
        MenuItem(Words("今天", "Today"), "web:home", "", 10, Group.MAIN, "sun"),
        MenuItem(Words("数字", "Figures"), "figures:catalogue", "figures.view", 20, Group.MAIN, "chart-no-axes-column"),
        MenuItem(Words("综述", "Reviews"), "reviews:list", "reviews.view", 30, Group.MAIN, "file-text"),
        MenuItem(Words("台账", "Records"), "registers:records", "entries.view", 40, Group.MAIN, "notebook-pen"),
        MenuItem(Words("核对文章", "Check a text"), "reviews:check", "reviews.check", 50, Group.MAIN, "list-checks"),
        MenuItem(Words("账本与封存", "Ledger and seals"), "ledger:home", "entries.view", 10, Group.TRUST, "book-lock"),
    )
    for item in main:
        if item.url_name not in {known.url_name for known in menu.items()}:
            menu.add(item)


def holds(permission: str, *, grants: Iterable[Grant], scope: Scope) -> bool:
    """Whether one of the grants gives `permission` in the scope's unit; naming none needs none."""
    if not permission:
        return True
    if permission not in LABELS:
        return False
    roles = roles_with(permission)
    return any(grant.role in roles and grant.unit.holds(scope.unit) for grant in grants)


def sections(*, grants: Iterable[Grant], scope: Scope, path: str) -> tuple[Section, ...]:
    """The menu for holders of these grants, the entry of the page at `path` marked as current."""
    granted = tuple(grants)
    shown: dict[Group, list[tuple[str, MenuItem]]] = {group: [] for group in Group}
    for item in menu.items():
        url = address(item.url_name, scope=scope)
        if url is not None and holds(item.permission, grants=granted, scope=scope):
            shown[Group(item.group)].append((url, item))
    current = _current([url for pairs in shown.values() for url, _item in pairs], path)
    headings = {Group.MAIN: "", Group.WORK: str(Words("做的事", "Work")), Group.TRUST: str(Words("信任", "Trust"))}
    return tuple(
        Section(headings[group], tuple(Entry(str(item.label), url, item.icon, url == current) for url, item in pairs))
        for group, pairs in shown.items()
        if pairs
    )


def _current(urls: Iterable[str], path: str) -> str | None:
    """The longest address that `path` starts with; the home page only when it is exactly that."""
    fitting = [url for url in urls if path == url.partition("?")[0] or (_bare(url) != "/" and path.startswith(_bare(url)))]
    return max(fitting, key=lambda url: len(_bare(url)), default=None)


def _bare(url: str) -> str:
    return url.partition("?")[0]
