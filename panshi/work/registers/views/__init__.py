"""Pages of the registers."""

from panshi.work.registers.views.records import (
    correct,
    evidence,
    kinds,
    record,
    records,
    report,
    reverse,
    send_back,
    verify,
    verify_queue,
)

__all__ = [
    "correct",
    "evidence",
    "kinds",
    "record",
    "records",
    "report",
    "reverse",
    "send_back",
    "verify",
    "verify_queue",
]
