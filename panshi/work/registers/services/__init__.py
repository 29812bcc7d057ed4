"""What people do with records: report, verify, send back, correct and report again, take back; and file evidence."""

from panshi.work.registers.services.filing import (
    EvidenceFixed,
    FileTooLarge,
    WrongAddress,
    WrongFile,
    attach,
    link,
    store,
)
from panshi.work.registers.services.reporting import (
    BadText,
    NamedTwice,
    NewRecord,
    OtherKind,
    StillCounts,
    check,
    report,
    report_many,
    resubmit,
)
from panshi.work.registers.services.verifying import (
    ChangedMeanwhile,
    NotVerified,
    NotWaiting,
    OwnReport,
    reverse_record,
    send_back,
    verify,
    verify_many,
)

__all__ = [
    "BadText",
    "ChangedMeanwhile",
    "EvidenceFixed",
    "FileTooLarge",
    "NamedTwice",
    "NewRecord",
    "NotVerified",
    "NotWaiting",
    "OtherKind",
    "OwnReport",
    "StillCounts",
    "WrongAddress",
    "WrongFile",
    "attach",
    "check",
    "link",
    "report",
    "report_many",
    "resubmit",
    "reverse_record",
    "send_back",
    "store",
    "verify",
    "verify_many",
]
