"""The ledger held against what units below state of their own books."""

from panshi.work.registers.selectors.agreeing.comparing import (
    Amount,
    Compared,
    Comparison,
    Line,
    PeriodTooLong,
    amount,
    compared,
    comparison,
)
from panshi.work.registers.selectors.agreeing.listing import Detail, Ours, Theirs, detail
from panshi.work.registers.selectors.agreeing.reading import SumsWrong, read_sums

__all__ = [
    "Amount",
    "Compared",
    "Comparison",
    "Detail",
    "Line",
    "Ours",
    "PeriodTooLong",
    "SumsWrong",
    "Theirs",
    "amount",
    "compared",
    "comparison",
    "detail",
    "read_sums",
]
