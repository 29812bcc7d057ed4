"""What a number expression can be: a statistic that records may bear out, or a date, name, ordinal and the like."""

from enum import StrEnum

from panshi.reviews.checker.finding import Expression


class Type(StrEnum):
    """What a number expression is."""

    COUNT = "count"
    PEOPLE = "people"
    SUM = "sum"
    PERCENT = "percent"
    RANK = "rank"
    DATE = "date"
    DURATION = "duration"
    ORDINAL = "ordinal"
    ISSUE_NO = "issue_no"
    NAME = "name"

    @property
    def statistic(self) -> bool:
        """Whether it claims something that records can bear out."""
        return self in _STATISTICS


_STATISTICS = frozenset((Type.COUNT, Type.PEOPLE, Type.SUM, Type.PERCENT, Type.RANK))
Sorted = tuple[Expression, Type]
"""An expression, at times with its bounds put right, and what it is."""
