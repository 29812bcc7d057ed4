"""Records in sight of a person, what waits, one record with all that belongs to it, and evidence for those who may see it."""

from panshi.work.registers.selectors.doubting import RULES, Doubt, Sort, Suspect, doubts, suspects_of
from panshi.work.registers.selectors.drafting import Begun, draft, drafts, last_record
from panshi.work.registers.selectors.finding import (
    Sought,
    as_seen,
    evidence,
    numbers,
    numbers_by_unit,
    own,
    people_on,
    posted,
    record,
    records,
    standing,
    units_for,
    visible_evidence,
    waiting,
)
from panshi.work.registers.selectors.noticing import told
from panshi.work.registers.selectors.showing import Event, Fact, Line, Sheet, facts, sheet

__all__ = [
    "RULES",
    "Begun",
    "Doubt",
    "Event",
    "Fact",
    "Line",
    "Sheet",
    "Sort",
    "Sought",
    "Suspect",
    "as_seen",
    "doubts",
    "draft",
    "drafts",
    "evidence",
    "facts",
    "last_record",
    "numbers",
    "numbers_by_unit",
    "own",
    "people_on",
    "posted",
    "record",
    "records",
    "sheet",
    "standing",
    "suspects_of",
    "told",
    "units_for",
    "visible_evidence",
    "waiting",
]
