"""Places of statements: the moment of storing, in microseconds since 1970, times 1024, plus what makes it unique."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

SHIFT = 10
FIRST, LAST = -(2**63), 2**63 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def place(moment: datetime, extra: int = 0) -> int:
    """The place of something stored at `moment`; `extra` beyond 1023 runs on into the next microsecond."""
    return (((moment - _EPOCH) // _MICROSECOND) << SHIFT) + extra


def last_place(moment: datetime) -> int:
    """The last place that belongs to `moment`, within what a database can hold."""
    return max(FIRST, min(LAST, place(moment, (1 << SHIFT) - 1)))


def stored(seq: int) -> datetime:
    """When the statement at this place was stored."""
    return _EPOCH + (seq >> SHIFT) * _MICROSECOND


def stored_text(seq: int) -> str:
    """The same as statements say it."""
    return _text(seq >> SHIFT)


@lru_cache(maxsize=16)
def _text(microsecond: int) -> str:
    # A whole batch is stored in one microsecond or two.
    return stored(microsecond << SHIFT).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
