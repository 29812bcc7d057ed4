"""A reference names an object in a room without importing the room: `registers.record:12`.

The room that owns a name says where it is shown: `resolve("registers.record", lambda key: "/registers/12/")`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

_NAME = re.compile(r"[a-z_]+\.[a-z_]+")
_pages: dict[str, Callable[[str], str]] = {}


@dataclass(frozen=True, slots=True)
class Reference:
    """`name` is room.noun; `key` tells which one, and may carry a part and a revision: `12/p7`, `12@2`."""

    name: str
    key: str

    def __post_init__(self) -> None:
        assert _NAME.fullmatch(self.name), f"{self.name!r} is not room.noun"

    def __str__(self) -> str:
        return f"{self.name}:{self.key}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The reference written as `room.noun:key`."""
        name, _, key = text.partition(":")
        return cls(name, key)

    def address(self) -> str | None:
        """The page that shows it, or None when its room shows none."""
        page = _pages.get(self.name)
        return page(self.key) if page else None


def show_at(name: str, page: Callable[[str], str]) -> None:
    """Registers where objects called `name` are shown; `page` takes the key and gives an address."""
    _pages[name] = page
