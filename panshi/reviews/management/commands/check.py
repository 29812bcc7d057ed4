"""`panshi check FILE`: every number of a text held against the ledger.

It stands in for Django's own `check`, whose checks still run before every other command.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from panshi.kernel.periods import Period
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.documents import Document, read_file


class NothingToWrite(Refusal):
    """A binary format was asked for without a place to put it."""

    words = Words("docx 要写进文件：请加 --out 文件名.docx。", "docx goes into a file: add --out NAME.docx.")
    code = "nowhere-to-write"


class CannotWrite(Refusal):
    """The result could not be written."""

    words = Words("写不了“{file}”：{why}。", "“{file}” cannot be written: {why}.")
    code = "cannot-write"


class Command(BaseCommand):
    """Exit 0 when nothing is contradicted, 1 when something is, 2 when the input could not be read."""

    help = "Holds every number of a text against the ledger"
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declares the file, the scope and the format."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", help="2023, 2023-05 or 2023-01-01..2023-06-30; the text's own year if not given")
        parser.add_argument("--unit", help="the unit's code; the whole tree if not given")
        parser.add_argument("--as-of", type=int, help="a ledger position; now if not given")
        parser.add_argument("--format", choices=("text", "json", "html", "docx"), default="text")
        parser.add_argument("--out", type=Path, help="where to write; the terminal if not given")
        parser.add_argument("--extract-only", action="store_true", help="only find and sort the numbers; needs no database")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reads, checks, writes, and says by its exit how the text stands."""
        if options["format"] == "docx" and not options["out"]:
            raise NothingToWrite
        document = read_file(options["file"])
        if options["extract_only"]:
            self._write(_extracted(document, options["format"]), options["out"])
            return
        content, wrong = _checked(document, options, colour=not options["out"] and sys.stdout.isatty())
        self._write(content, options["out"])
        if wrong:
            sys.exit(1)

    def _write(self, content: str | bytes, out: Path | None) -> None:
        if out is None:
            self.stdout.write(content if isinstance(content, str) else content.decode())
            return
        try:
            out.write_bytes(content.encode() if isinstance(content, str) else content)
        except OSError as error:
            raise CannotWrite(file=out, why=error.strerror or type(error).__name__) from None


def _extracted(document: Document, form: str) -> str:
    from panshi.reviews.checker.marking import machine_extracted  # noqa: PLC0415 -- after the settings are known to be good

    claims = extract(document.plain)
    if form == "json":
        return machine_extracted(document, claims)
    return "\n".join(f"{claim.start}\t{claim.end}\t{claim.type.value}\t{claim.surface}\t{claim.value}" for claim in claims)


def _checked(document: Document, options: dict[str, Any], *, colour: bool) -> tuple[str | bytes, bool]:
    from panshi.kernel.clock import today  # noqa: PLC0415 -- finding numbers alone needs none of these
    from panshi.org.scope import Scope  # noqa: PLC0415 -- as above
    from panshi.org.selectors import root, unit_by_code  # noqa: PLC0415 -- as above
    from panshi.reviews.checker import marking  # noqa: PLC0415 -- as above
    from panshi.reviews.checker.checking import check, main_year  # noqa: PLC0415 -- as above

    period = Period.parse(options["year"]) if options["year"] else Period.year(main_year(document.plain) or today().year)
    unit = unit_by_code(options["unit"]) if options["unit"] else root()
    checked = check(document.plain, scope=Scope(unit, period, options["as_of"]))
    match options["format"]:
        case "json":
            return marking.machine(document, checked), checked.contradicted
        case "html":
            return marking.page(checked, title=document.name), checked.contradicted
        case "docx":
            return marking.word_file(document, checked), checked.contradicted
    return marking.terminal(checked, colour=colour), checked.contradicted
