"""What the registers keep: records with their evidence and steps, drafts, imports, and what units owe."""

from panshi.work.registers.models.drafts import Draft
from panshi.work.registers.models.duties import Duty, Reminder
from panshi.work.registers.models.imports import Column, Import, Problem
from panshi.work.registers.models.records import Evidence, Record, Step, sources, stored

__all__ = ["Column", "Draft", "Duty", "Evidence", "Import", "Problem", "Record", "Reminder", "Step", "sources", "stored"]
