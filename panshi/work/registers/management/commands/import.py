"""`panshi import FOLDER`: a folder of workbooks brought in one after another; run again, it goes on."""  # noqa: N999 -- the verb

import gc
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from panshi.kernel.numbers import grouped
from panshi.kernel.words import Words
from panshi.org.selectors import person_by_number, root, unit_by_code
from panshi.work.registers.models import Import
from panshi.work.registers.selectors import importing as shown
from panshi.work.registers.services import importing
from panshi.work.registers.services.importing.folders import Brought, bring_in, workbooks

MEMORY_MAX_BYTES = 4 * 1024**3


class Command(BaseCommand):
    help = "Brings in a folder of workbooks; their kinds are found from the names of files and sheets and from the headers."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", help="the folder, or one workbook")
        parser.add_argument("--unit", help="the unit of rows that name none, by its code (the unit on top of the tree)")
        parser.add_argument("--year", type=int, help="the year of dates that name none")
        parser.add_argument("--by", metavar="NUMBER", help="in whose name, by staff number (who may report there)")
        parser.add_argument("--accept", action="store_true", help="take over the good rows; without it they are only checked")
        parser.add_argument("--returned", metavar="FOLDER", help="where to put the rows with mistakes, a workbook for each book")
        parser.add_argument("--continue", type=int, dest="book", metavar="ID", help="go on with one import, as pages do")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["book"]:
            _limit_memory()
            # Records are made by the thousand and dropped whole: looking for cycles among them finds none and takes time.
            gc.freeze()
            gc.set_threshold(200_000, 20, 100)
            importing.work(Import.objects.get(pk=options["book"]))
            return
        unit = unit_by_code(options["unit"]) if options["unit"] else root()
        by = person_by_number(options["by"]) if options["by"] else None
        for path in workbooks(Path(options["folder"] or ".")):
            for brought in bring_in(path, unit=unit, by=by, year=options["year"], accept=options["accept"]):
                self.stdout.write(_line(brought))
                if options["returned"] and brought.book:
                    _return(brought.book, Path(options["returned"]))


def _line(brought: Brought) -> str:
    """One line of the summary."""
    book = brought.book
    if book is None:
        return f"✕ {brought.name}{Words('：', ': ')}{brought.said}"
    if book.trouble:
        return f"✕ {brought.name}{Words('：', ': ')}{book.trouble}"
    if not (book.good or book.bad or book.rows):
        said = Words("表头没有全部对上，请在网页上指明各列", "not every column could be matched; say what they hold on its page")
        return f"? {brought.name}{Words('：', ': ')}{shown.labels()[book.kind]}{Words('，', ', ')}{said}（#{book.pk}）"
    text = Words(
        "✓ {name}：{kind}，{unit}，可接收 {good} 行，有错 {bad} 行，跳过 {left} 行，已接收 {accepted} 行（#{pk}）",
        "✓ {name}: {kind}, {unit}, {good} good rows, {bad} bad, {left} left out, {accepted} taken over (#{pk})",
    )
    return text.format(
        name=brought.name,
        kind=shown.labels()[book.kind],
        unit=book.unit.name,
        good=grouped(book.good),
        bad=grouped(book.bad),
        left=grouped(sum(number for _why, number in shown.rows_left_out(book))),
        accepted=grouped(book.accepted),
        pk=book.pk,
    )


def _return(book: Import, folder: Path) -> None:
    for part in shown.parts_returned(book):
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{Path(book.name).stem}-{book.sheet or book.pk}{f'-{part}' if part > 1 else ''}.xlsx"
        (folder / name).write_bytes(shown.returned(book, part=part))


def _limit_memory() -> None:
    """A file made to swell takes this process with it and not the machine."""
    import resource  # noqa: PLC0415 -- not on every system

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
