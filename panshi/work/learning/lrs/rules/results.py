"""Results and scores (xAPI 1.0.3 Data 2.4.5)."""

from typing import Any

from panshi.work.learning.lrs.rules import refusals as why
from panshi.work.learning.lrs.rules.refusals import Malformed
from panshi.work.learning.lrs.rules.values import extensions, formatted, members, text

_RESULT = frozenset({"score", "success", "completion", "response", "duration", "extensions"})
_SCORE = frozenset({"scaled", "raw", "min", "max"})


def result(value: Any, at: str) -> None:
    """How it went."""
    found = members(value, at, _RESULT)
    for name in ("success", "completion"):
        if name in found and type(found[name]) is not bool:
            raise Malformed(where=f"{at}.{name}", why=why.NOT_A_BOOLEAN)
    if "score" in found:
        _score(found["score"], f"{at}.score")
    if "response" in found:
        text(found["response"], f"{at}.response")
    if "duration" in found:
        formatted(found["duration"], f"{at}.duration", "duration")
    if "extensions" in found:
        extensions(found["extensions"], f"{at}.extensions")


def _score(value: Any, at: str) -> None:
    found = members(value, at, _SCORE)
    for name, number in found.items():
        if type(number) not in (int, float):
            raise Malformed(where=f"{at}.{name}", why=why.NOT_A_NUMBER)
    if not -1 <= found.get("scaled", 0) <= 1:
        raise Malformed(where=f"{at}.scaled", why=why.NOT_IN_SCALE)
    low, high = found.get("min"), found.get("max")
    if low is not None and high is not None and low >= high:
        raise Malformed(where=f"{at}.min", why=why.NOT_BELOW_MAX)
    raw = found.get("raw")
    if raw is not None and ((low is not None and raw < low) or (high is not None and raw > high)):
        raise Malformed(where=f"{at}.raw", why=why.NOT_BETWEEN)
