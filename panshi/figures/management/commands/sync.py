"""`panshi sync`: brings the figures' store up to the ledger."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from panshi.figures.lake.places import present
from panshi.figures.lake.source import Ledger
from panshi.figures.lake.sync import sync
from panshi.kernel.words import Words


class Command(BaseCommand):
    help = "Brings the figures' store up to the ledger's last entry; it may be stopped at any moment and run again."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="throw the store away and read the whole ledger again")

    def handle(self, *args: Any, **options: Any) -> None:
        started = monotonic()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(str(Words("同步", "syncing")), total=None)
            done = sync(
                present(),
                Ledger(),
                rebuild=options["rebuild"],
                progress=lambda done, wanted: bar.update(task, completed=done, total=wanted),
            )
        said = Words(
            "数字库已同步到第 {mark} 条，用时 {seconds} 秒。", "The figures' store is at entry {mark}; it took {seconds} seconds."
        )
        self.stdout.write(said.format(mark=done.mark, seconds=f"{monotonic() - started:.1f}"))
