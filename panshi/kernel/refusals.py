"""A refusal is a rule speaking in the user's words; a bug is an assert.

Nobody catches a refusal on the way: middleware turns it into a page, a fragment or an API problem (RFC 9457),
and the console script into one line on stderr and exit code 2.
"""

from dataclasses import dataclass
from typing import ClassVar

from panshi.kernel.words import Words


@dataclass(frozen=True, slots=True)
class Fault:
    """One of several things that are wrong: in which of the things sent (0 the first, None: in none), in which field, and why."""

    index: int | None
    field: str
    code: str
    detail: str


class Refusal(Exception):
    """Base of all refusals. A subclass states its `words` (with `{facts}`), `code` and HTTP `status`.

    `faults` are named one by one where a program sent many things and several are wrong.

    `raise UnknownKind(kind="sport.game")` reads, in the active language, the class's words with the fact filled in.
    """

    words: ClassVar[Words] = Words("这一步不能做。", "This cannot be done.")
    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 422
    exit_code: ClassVar[int] = 2
    faults: tuple[Fault, ...] = ()

    def __init__(self, **facts: object) -> None:
        super().__init__()
        self.facts = facts

    def __str__(self) -> str:
        return self.words.format(**self.facts)


class NotAllowed(Refusal):
    """The person lacks the permission in this part of the tree."""

    words = Words(
        "您在“{unit}”没有“{permission}”的权限；请向该单位的管理员申请。",
        "You may not “{permission}” in {unit}; ask that unit's administrator for the role.",
    )
    code = "not-allowed"
    status = 403


class NotFound(Refusal):
    """Nothing visible to the person stands under that name."""

    words = Words("没有找到“{what}”，或它不在您能看到的范围内。", "“{what}” was not found, or lies outside what you may see.")
    code = "not-found"
    status = 404
