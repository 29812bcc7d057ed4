"""Pages of the registers."""

from panshi.work.registers.views.records import evidence, record, records, reverse, send_back, verify, verify_queue
from panshi.work.registers.views.reporting import correct, kinds, report, throw_draft

__all__ = [
    "correct",
    "evidence",
    "kinds",
    "record",
    "records",
    "report",
    "reverse",
    "send_back",
    "throw_draft",
    "verify",
    "verify_queue",
]
