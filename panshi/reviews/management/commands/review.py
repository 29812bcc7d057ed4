"""`panshi review --year 2023 --out FILE`: composes a review and writes it as a file; the ending says which kind."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from panshi.kernel.periods import Period
from panshi.kernel.refusals import NotFound, Refusal
from panshi.kernel.words import Words
from panshi.ledger.selectors import checkpoint_covering, head
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.selectors import root, unit_by_code
from panshi.reviews.annual import annual_template, annual_title
from panshi.reviews.composing.compose import compose
from panshi.reviews.exports import Document, UnknownFormat, exported
from panshi.reviews.exports.files import FORMATS
from panshi.reviews.proofs.bundle import write_bundle
from panshi.reviews.selectors import document, document_of
from panshi.reviews.services import freeze_text, sealed_review


class TemplateUnreadable(Refusal):
    """The template file cannot be read as UTF-8 text."""

    words = Words("读不了模板文件“{file}”：{why}", "The template file “{file}” cannot be read: {why}")
    code = "template-unreadable"


class CannotWrite(Refusal):
    """The file cannot be written where it was asked for."""

    words = Words("写不了文件“{file}”：{why}", "The file “{file}” cannot be written: {why}")
    code = "cannot-write"


class NobodyFreezes(Refusal):
    """A frozen review says who froze it."""

    words = Words("定稿要写明由谁：--by 工号。", "Say who freezes the review: --by STAFF-NUMBER.")
    code = "nobody-freezes"


class Command(BaseCommand):
    help = "Composes a review as a file: .md, .html, .docx, .xlsx (one row per number) or .panshi (a proof bundle)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", "--period", dest="period", required=True, help="2023, 2023-05 or 2023-01-01..2023-06-30")
        parser.add_argument("--out", type=Path, required=True, help="the file to write; its ending says which kind")
        parser.add_argument("--unit", help="the unit's code (the whole organisation)")
        parser.add_argument("--template", type=Path, help="a template in Markdown (the annual review)")
        parser.add_argument("--title", help="what the review is called in the file's properties")
        parser.add_argument("--language", choices=("zh", "en"), default="zh")
        parser.add_argument("--layout", choices=("gbt9704", "plain"), default="gbt9704", help="of a .docx file")
        parser.add_argument("--as-of", type=int, help="a ledger position (the latest)")
        parser.add_argument("--freeze", action="store_true", help="keep the review for ever; needs --by")
        parser.add_argument("--by", help="staff number of who freezes it")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        ending = out.suffix.removeprefix(".").lower()
        if ending not in (*FORMATS, "panshi"):
            raise UnknownFormat(ending=ending, known="、".join((*FORMATS, "panshi")))
        unit = unit_by_code(options["unit"]) if options["unit"] else root()
        scope = Scope(unit, Period.parse(options["period"]), options["as_of"])
        text, title = _text(options), options["title"] or annual_title(unit, scope.period.first.year, options["language"])
        try:
            said = _write(text, title, scope, options)
        except OSError as error:
            if error.errno is not None and error.filename is None:
                raise
            raise CannotWrite(file=out, why=error.strerror) from None
        self.stdout.write(said)


def _write(text: str, title: str, scope: Scope, options: dict[str, Any]) -> str:
    out, language, frozen = options["out"], options["language"], None
    ending = out.suffix.removeprefix(".").lower()
    if options["freeze"]:
        frozen = freeze_text(text, title=title, scope=scope, language=language, by=_person(options["by"]))
    elif ending == "panshi":
        frozen = sealed_review(text, title=title, scope=scope, language=language)
    if frozen and ending == "panshi":
        bundled = write_bundle(frozen, out)
        words = Words(
            "{out}：{claims} 个数字，{entries} 条记录，检查点 {size}",
            "{out}: {claims} numbers, {entries} entries, checkpoint {size}",
        )
        return words.format(out=out, claims=bundled.claims, entries=bundled.entries, size=bundled.size)
    ready = document_of(frozen) if frozen else _unsealed(text, title, scope, language)
    aside = out.with_name(f".{out.name}.partial")
    aside.write_bytes(exported(ready, ending=ending, layout=options["layout"]))
    aside.replace(out)
    words = Words("{out}：{claims} 个数字，据账本前 {as_of} 条", "{out}: {claims} numbers as of entry {as_of}")
    return words.format(out=out, claims=len(ready.composed.claims), as_of=ready.composed.as_of)


def _unsealed(text: str, title: str, scope: Scope, language: str) -> Document:
    as_of = head() if scope.as_of is None else scope.as_of
    composed = compose(text, Scope(scope.unit, scope.period, as_of), language=language)
    covering = checkpoint_covering(as_of)
    note = covering.note if covering else ""
    return document(composed, scope.unit, title=title, language=language, period=str(scope.period), checkpoint=note)


def _text(options: dict[str, Any]) -> str:
    file: Path | None = options["template"]
    if file is None:
        return annual_template(options["language"])
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateUnreadable(file=file, why=error) from None


def _person(number: str | None) -> Person:
    if number is None:
        raise NobodyFreezes
    person = Person.objects.filter(number=number).first()
    if person is None:
        raise NotFound(what=number)
    return person
