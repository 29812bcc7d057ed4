"""The registers for programs: kinds, records and evidence."""

from panshi.work.registers.api import evidence, kinds, records

ROUTERS = (kinds.router, records.router, evidence.router)
