"""`panshi glossary [--write]`: what the rooms declare, in both languages."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from panshi.config import glossary


class Command(BaseCommand):
    help = "Prints the declared kinds, dimensions, figures and permissions; --write puts them into docs/glossary.md."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/glossary.md")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["write"]:
            glossary.write()
        else:
            self.stdout.write(glossary.declared())
