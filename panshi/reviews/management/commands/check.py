"""`panshi check FILE…`: every number of a text held against the ledger.

It stands in for Django's own `check`, whose checks still run before every other command.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

from panshi.kernel.periods import Period
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.reviews.checker.documents import Document, Unreadable, read_file, read_stream
from panshi.reviews.checker.recorded import NoRecords, require_records

if TYPE_CHECKING:
    from panshi.org.scope import Scope

RIGHT, WRONG, UNREAD = 0, 1, 2
STANDARD_INPUT = Path("-")
ENDINGS = {"text": "txt", "json": "json", "html": "html", "docx": "docx"}


class NothingToWrite(Refusal):
    """A format that is a file was asked for without a place to put it."""

    words = Words("{form} 要写进文件：请加 --out。", "{form} goes into a file: add --out.")
    code = "nowhere-to-write"


class CannotWrite(Refusal):
    """The result could not be written."""

    words = Words("写不了“{file}”：{why}。", "“{file}” cannot be written: {why}.")
    code = "cannot-write"


class Command(BaseCommand):
    """Exit 0 when nothing is contradicted, 1 when something is, 2 when an input could not be read."""

    help = "Holds every number of texts against the ledger"
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declares the files, the scope and the format."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="texts, or - for standard input")
        parser.add_argument("--year", help="2023, 2023-05 or 2023-01-01..2023-06-30; each text's own year if not given")
        parser.add_argument("--unit", help="the unit's code; the whole tree if not given")
        parser.add_argument("--as-of", type=int, help="a ledger position; now if not given")
        parser.add_argument("--format", choices=tuple(ENDINGS), default="text")
        parser.add_argument("--out", type=Path, help="where to write, a folder for several files; the terminal if not given")
        parser.add_argument("--extract-only", action="store_true", help="only find and sort the numbers; needs no database")

    def handle(self, *args: Any, **options: Any) -> None:
        """Reads, checks and writes one file after the other, and says by its exit how they stand."""
        files, form, out = options["files"], options["format"], options["out"]
        if out is None and (form == "docx" or (form == "html" and len(files) > 1)):
            raise NothingToWrite(form=form)
        results = _Results(self, form, out, files)
        ended = RIGHT
        for file in files:
            try:
                content, wrong = _checked(_read(file), options, colour=out is None and sys.stdout.isatty())
            except (Unreadable, NoRecords) as refusal:  # the other files are still wanted
                results.refused(file, refusal)
                ended = UNREAD
            else:
                results.put(file, content)
                ended = max(ended, WRONG if wrong else RIGHT)
        if ended:
            sys.exit(ended)


class _Results:
    """Where results go: the terminal, one file, or a folder with a file for each text."""

    def __init__(self, command: BaseCommand, form: str, out: Path | None, files: list[Path]) -> None:
        self._command, self._form, self._out, self._several = command, form, out, len(files) > 1
        self._taken = {file.resolve() for file in files}

    def put(self, file: Path, content: str | bytes) -> None:
        """Writes one result; one object a line where they are JSON."""
        if self._out is None:
            said = content if isinstance(content, str) else content.decode()
            if self._several and self._form == "text":
                said = f"== {file}\n{said}"
            self._command.stdout.write(said)
            self._command.stdout.flush()
            return
        try:
            self._place(file).write_bytes(content.encode("utf-8", "replace") if isinstance(content, str) else content)
        except OSError as error:
            raise CannotWrite(file=error.filename or self._out, why=error.strerror or type(error).__name__) from None

    def refused(self, file: Path, refusal: Refusal) -> None:
        """Says on stderr what could not be checked, and in its place among objects."""
        problem = {"file": str(file), "error": str(refusal), "code": refusal.code}
        if self._form == "json" and self._out is None:
            self._command.stdout.write(json.dumps(problem, ensure_ascii=False))
            self._command.stdout.flush()
        self._command.stderr.write(f"panshi: {refusal if file.name in str(refusal) else f'{file}：{refusal}'}")

    def _place(self, file: Path) -> Path:
        """The file to write: in a folder, the text's name with the format's ending, never over a text or another result."""
        assert self._out is not None
        if not self._several and not self._out.is_dir():
            return self._out
        self._out.mkdir(parents=True, exist_ok=True)
        place = next(place for place in self._names(file) if place.resolve() not in self._taken)
        self._taken.add(place.resolve())
        return place

    def _names(self, file: Path) -> Iterator[Path]:
        assert self._out is not None
        stem, ending = ("stdin" if file == STANDARD_INPUT else file.stem), ENDINGS[self._form]
        yield self._out / f"{stem}.{ending}"
        number = 2
        while True:
            yield self._out / f"{stem}-{number}.{ending}"
            number += 1


def _read(file: Path) -> Document:
    return read_stream(sys.stdin.buffer, name=str(file)) if file == STANDARD_INPUT else read_file(file)


def _checked(document: Document, options: dict[str, Any], *, colour: bool) -> tuple[str | bytes, bool]:
    """The result in the format asked for, and whether anything in the text is untrue."""
    if options["extract_only"]:
        return _extracted(document, options["format"]), False
    from panshi.reviews.checker import marking  # noqa: PLC0415 -- finding numbers alone needs none of these
    from panshi.reviews.checker.checking import check  # noqa: PLC0415 -- as above

    checked = check(document.plain, scope=_scope(document, options))
    require_records(checked)
    match options["format"]:
        case "json":
            return marking.machine(document, checked), checked.contradicted
        case "html":
            return marking.page(checked, title=document.name), checked.contradicted
        case "docx":
            return marking.word_file(document, checked), checked.contradicted
    return marking.terminal(checked, colour=colour), checked.contradicted


def _scope(document: Document, options: dict[str, Any]) -> "Scope":
    from panshi.kernel.clock import today  # noqa: PLC0415 -- finding numbers alone needs none of these
    from panshi.org.scope import Scope  # noqa: PLC0415 -- as above
    from panshi.org.selectors import root, unit_by_code  # noqa: PLC0415 -- as above
    from panshi.reviews.checker.checking import main_year  # noqa: PLC0415 -- as above

    period = Period.parse(options["year"]) if options["year"] else Period.year(main_year(document.plain) or today().year)
    return Scope(unit_by_code(options["unit"]) if options["unit"] else root(), period, options["as_of"])


def _extracted(document: Document, form: str) -> str:
    from panshi.reviews.checker.bundling import extract  # noqa: PLC0415 -- after the settings are known to be good
    from panshi.reviews.checker.objects import machine_extracted  # noqa: PLC0415 -- as above

    claims = extract(document.plain)
    if form == "json":
        return machine_extracted(document, claims)
    return "\n".join(f"{claim.start}\t{claim.end}\t{claim.type.value}\t{claim.surface}\t{claim.value}" for claim in claims)
