"""Lists as they leave: tables of any length, read a thousand rows at a time while they are written."""

from panshi.work.registers.selectors.taking_out.tables import NothingToTake, Table, imports_table, records_table, waiting_table

__all__ = ["NothingToTake", "Table", "imports_table", "records_table", "waiting_table"]
