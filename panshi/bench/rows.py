"""One line of the table that `panshi bench` prints."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """`what` was measured, its `value` and the `limit` it stands beside (both with units), their `ratio`,
    and what is `wanted` of it.
    """

    what: str
    value: str
    limit: str
    ratio: float
    wanted: str
