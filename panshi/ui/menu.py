"""The menu: each room adds its own entries when it is loaded (`AppConfig.ready`); the shell shows those a person may open."""

from dataclasses import dataclass
from enum import StrEnum

from panshi.kernel.words import Words


class Group(StrEnum):
    """Where in the menu an entry stands."""

    MAIN = "main"  # what everybody opens daily
    WORK = "work"  # the rooms
    TRUST = "trust"  # ledger, audit, administration


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry. `permission` (empty: none needed) is asked for in the scope's unit; `icon` is a lucide name.

    The first four of the main group stand in the bottom bar of a phone, in `order`.
    """

    label: Words
    url_name: str
    permission: str = ""
    order: int = 50
    group: Group = Group.WORK
    icon: str = "folder"


_items: dict[str, MenuItem] = {}


def add(item: MenuItem) -> None:
    """Puts an entry into the menu; one for the same page replaces the earlier."""
    _items[item.url_name] = item


def items() -> tuple[MenuItem, ...]:
    """All entries in the order of the menu."""
    places = list(Group)
    return tuple(sorted(_items.values(), key=lambda item: (places.index(Group(item.group)), item.order, item.url_name)))
