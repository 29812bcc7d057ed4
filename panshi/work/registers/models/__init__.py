"""What the registers keep: records with their evidence and steps, drafts, imports, what units owe, and what they state."""

from panshi.work.registers.models.agreeing import Explanation, StatedSum
from panshi.work.registers.models.drafts import Draft
from panshi.work.registers.models.duties import Duty, Nothing, Reminder
from panshi.work.registers.models.imports import Column, Import, Problem
from panshi.work.registers.models.records import Evidence, Record, Step, sources, stored

__all__ = [
    "Column",
    "Draft",
    "Duty",
    "Evidence",
    "Explanation",
    "Import",
    "Nothing",
    "Problem",
    "Record",
    "Reminder",
    "StatedSum",
    "Step",
    "sources",
    "stored",
]
