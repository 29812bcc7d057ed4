"""`panshi bench`: speed and memory, each beside its limit in the same run."""

from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.table import Table

SUBJECTS = ("ledger", "figures", "checker", "registers", "xapi", "cold", "learning")


class Command(BaseCommand):
    help = "Measures speed and memory of every subject side by side with their limits, as ratios."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("subjects", nargs="*", choices=[*SUBJECTS, []], help="what to measure (all)")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(width=None if self.stdout.isatty() else 140)
        table = Table("what", "value", "limit", "ratio", "wanted", title="panshi bench")
        for subject in options["subjects"] or SUBJECTS:
            with console.status(f"measuring {subject}"):
                rows = import_module(f"panshi.bench.{subject}").measure()
            for row in rows:
                table.add_row(row.what, row.value, row.limit, f"{row.ratio:.2f}", row.wanted)
        console.print(table)
