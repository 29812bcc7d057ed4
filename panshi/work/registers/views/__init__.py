"""Pages of the registers."""

from panshi.work.registers.views.evidence import evidence
from panshi.work.registers.views.records import record, records, reverse
from panshi.work.registers.views.reporting import correct, kinds, report, throw_draft
from panshi.work.registers.views.verifying import sample, send_back, verify, verify_queue

__all__ = [
    "correct",
    "evidence",
    "kinds",
    "record",
    "records",
    "report",
    "reverse",
    "sample",
    "send_back",
    "throw_draft",
    "verify",
    "verify_queue",
]
