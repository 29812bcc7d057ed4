"""`panshi import FOLDER`: a folder of workbooks brought in one after another; run again, it goes on."""  # noqa: N999 -- the verb

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from panshi.work.registers.services import importing

MEMORY_MAX_BYTES = 4 * 1024**3


class Command(BaseCommand):
    help = "Brings in a folder of workbooks; their kinds are found from the names of files and sheets and from the headers."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", help="the folder, or one workbook")
        parser.add_argument("--continue", type=int, dest="book", metavar="ID", help="go on with one import, as pages do")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["book"]:
            _limit_memory()
            importing.go_on(options["book"])


def _limit_memory() -> None:
    """A file made to swell takes this process with it and not the machine."""
    import resource  # noqa: PLC0415 -- not on every system

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
