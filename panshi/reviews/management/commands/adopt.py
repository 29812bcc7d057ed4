"""`panshi adopt FILE --year 2023 --out TEMPLATE.md`: a finished text becomes a template, with notes and next year's doubts."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from panshi.kernel.periods import Period
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.scope import Scope
from panshi.org.selectors import root, unit_by_code
from panshi.reviews.adopting.adopt import Adopted, adopt
from panshi.reviews.adopting.bindings import template_of
from panshi.reviews.adopting.selectors import pointed, remembered_in
from panshi.reviews.checker.checking import check
from panshi.reviews.checker.documents import read_file

_TIED = Words("绑定 {tied} 个数字，{notes} 条说明", "{tied} numbers tied, {notes} notes")
_LOOK = Words("{period}：{number} 句要看", "{period}: {number} sentences to look at")
_BROKEN = Words("{period}：模板读不了", "{period}: the template cannot be read")


class CannotKeep(Refusal):
    """The template cannot be written where it was asked for."""

    words = Words("写不了模板文件“{file}”：{why}", "The template file “{file}” cannot be written: {why}")
    code = "cannot-write"


class Command(BaseCommand):
    help = "Makes a template of a finished text: every number that is surely tied becomes a reference to its figure."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", "--period", dest="period", required=True, help="what the text is about: 2023, 2023-05 …")
        parser.add_argument("--unit", help="the unit's code (the whole organisation)")
        parser.add_argument("--out", type=Path, required=True, help="the template file to write")
        parser.add_argument("--next", dest="later", help="also name the sentences that make no sense in this period")

    def handle(self, *args: Any, **options: Any) -> None:
        unit = unit_by_code(options["unit"]) if options["unit"] else root()
        scope = Scope(unit, Period.parse(options["period"]))
        later = Period.parse(options["later"]) if options["later"] else None
        document = read_file(options["file"])
        adopted = adopt(check(document.plain, scope=scope), unit=unit, by=None)
        template = template_of(document, adopted.bounds)
        try:
            options["out"].write_text(template, "utf-8")
        except OSError as error:
            raise CannotKeep(file=options["out"], why=error.strerror) from None
        tied = sum(bound.figure is not None for bound in adopted.bounds)
        self.stdout.write(_TIED.format(tied=tied, notes=len(adopted.notes)))
        for note in adopted.notes:
            self.stdout.write(f"  {note.start}\t{note}")
        if later:
            self._looked_ahead(adopted, template, scope, later)

    def _looked_ahead(self, adopted: Adopted, template: str, scope: Scope, later: Period) -> None:
        remembered = remembered_in(adopted, template)
        found = pointed(template, scope=Scope(scope.unit, later), adopted_from=scope, remembered=remembered)
        if found is None:
            self.stdout.write(_BROKEN.format(period=later))
            return
        self.stdout.write(_LOOK.format(period=later, number=len(found)))
        for one in found:
            self.stdout.write(f"  {one.sentence.line}\t{_short(one.sentence.text)}")
            self.stdout.writelines(_reasons(one.doubts))


def _reasons(doubts: Any) -> Iterator[str]:
    return (f"\t· {doubt}\n" for doubt in doubts)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
