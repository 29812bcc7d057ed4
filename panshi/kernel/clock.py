"""The one place that asks what time it is, so that tests and the demo can answer instead."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
_fixed: ContextVar[datetime | None] = ContextVar("panshi_fixed_now", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _fixed.get() or datetime.now(UTC)


def today() -> date:
    """The present day in China, where every fact's own date is meant."""
    return now().astimezone(CHINA).date()


@contextmanager
def fixed(moment: datetime) -> Iterator[None]:
    """Within the block it is `moment`: for tests and for records generated about the past."""
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)
