"""The two editions of the specification that the store speaks, and how a client names one."""

import re
from enum import StrEnum

HEADER = "X-Experience-API-Version"
_ONE = re.compile(r"1\.0(\.\d+)?")
_TWO = re.compile(r"2\.0(\.\d+)?")


class Edition(StrEnum):
    """An edition by its latest patch, which is what answers name."""

    ONE = "1.0.3"
    TWO = "2.0.0"

    @property
    def own_versions(self) -> re.Pattern[str]:
        """What a statement's `version` may say when it arrives under this edition."""
        return _ONE if self is Edition.ONE else _EITHER

    @property
    def stamp(self) -> str:
        """The `version` given to a statement that states none."""
        return "1.0.0" if self is Edition.ONE else "2.0.0"


_EITHER = re.compile(r"[12]\.0(\.\d+)?")


def edition(named: str) -> Edition | None:
    """The edition that a version header names: 1.0, 1.0.x, 2.0 or 2.0.x; None for anything else."""
    if _ONE.fullmatch(named):
        return Edition.ONE
    return Edition.TWO if _TWO.fullmatch(named) else None
