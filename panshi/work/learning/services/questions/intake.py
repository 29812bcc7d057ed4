"""Files of questions sent in: their format is found, every item read or refused by name, and taken over when somebody says so."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.db import transaction

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person
from panshi.org.selectors import require
from panshi.work.learning.choices import Difficulty
from panshi.work.learning.models import Bank, Intake, Question
from panshi.work.learning.models.contents import packed, unpacked
from panshi.work.learning.services.questions import aiken, excel, moodle, qti
from panshi.work.learning.services.questions.banking import Draft, keep_questions
from panshi.work.learning.services.questions.gift import reading as gift
from panshi.work.learning.services.questions.items import Item, NoQuestions, Unreadable

BYTES_MAX = 60 * 2**20
KINDS = {"gift": "GIFT", "moodle": "Moodle XML", "qti": "QTI", "aiken": "Aiken", "excel": "Excel"}
EMPTY = Words("文件里没有试题。", "there are no questions in it.")


class FileTooLarge(Refusal):
    """Beyond what is read at once."""

    words = Words("“{name}”超过 60 MB，请分成几个文件。", "“{name}” has more than 60 MB; send it in several files.")
    code = "file-too-large"
    status = 413


class TakenAlready(Refusal):
    """A file is taken over once."""

    words = Words("“{name}”里的试题已经收进题库。", "The questions of “{name}” are in the bank already.")
    code = "taken-already"
    status = 409


def receive(bank: Bank, content: bytes, *, name: str, kind: str = "", by: Person) -> Intake:
    """Reads the file and keeps what was found and what was refused; nothing is in the bank yet.

    Without a `kind` it is found from what the file holds. Refuses a file in which there is nothing to read.
    """
    require(person=by, permission="learning.teach", unit=bank.unit)
    if len(content) > BYTES_MAX:
        raise FileTooLarge(name=name)
    kind = kind or kind_of(content)
    try:
        items = list(read(content, kind))
    except Unreadable as why:
        raise NoQuestions(name=name, kind=KINDS[kind], why=why) from why
    if not items:
        raise NoQuestions(name=name, kind=KINDS[kind], why=EMPTY)
    return Intake.objects.create(
        bank=bank,
        name=name[:200],
        kind=kind,
        found=[_packed(item) for item in items if item.draft],
        refused=[[item.place, item.name, item.why] for item in items if not item.draft],
        by=by,
        at=now(),
    )


def read(content: bytes, kind: str) -> Iterable[Item]:
    """Every item of the file in that format."""
    if kind == "moodle":
        return moodle.read(content)
    if kind == "qti":
        return qti.read(content)
    if kind == "excel":
        return excel.read(content)
    return aiken.read(decoded(content)) if kind == "aiken" else gift.read(decoded(content))


def kind_of(content: bytes) -> str:
    """The format, by what the file holds and not by what it is called."""
    if content[:2] == b"PK":
        try:
            with ZipFile(BytesIO(content)) as archive:
                return "excel" if "xl/workbook.xml" in archive.namelist() else "qti"
        except BadZipFile:
            return "excel"
    if content[:4] == b"\xd0\xcf\x11\xe0":
        return "excel"
    start = content[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return "moodle" if b"<quiz" in start else "qti"
    text = decoded(content)
    return "aiken" if "{" not in text and ("ANSWER:" in text or "答案" in text) else "gift"


def decoded(content: bytes) -> str:
    """The text, in whatever of the usual encodings it is."""
    for encoding in ("utf-8-sig", *(("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ()), "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


@transaction.atomic
def take_over(intake: Intake, *, by: Person) -> Sequence[Question]:
    """Puts the questions that were read into the bank, all of them, once."""
    held = Intake.objects.select_for_update(of=("self",)).select_related("bank__unit").get(pk=intake.pk)
    if held.taken_at:
        raise TakenAlready(name=held.name)
    kept = keep_questions(held.bank, [draft_of(said) for said in held.found], by=by)
    held.taken_at = now()
    held.save(update_fields=["taken_at"])
    return kept


def draft_of(said: dict[str, Any]) -> Draft:
    """One of the questions found, as it was read."""
    return Draft(
        content=unpacked(said["content"]),
        title=said["title"],
        points=Decimal(said["points"]),
        labels=tuple(said["labels"]),
        difficulty=Difficulty(said["difficulty"]),
    )


def _packed(item: Item) -> dict[str, Any]:
    draft = item.draft
    assert draft is not None
    return {
        "place": item.place,
        "name": item.name,
        "content": packed(draft.content),
        "title": draft.title[:200],
        "points": f"{min(draft.points, Decimal(9999)):.2f}",
        "labels": list(draft.labels),
        "difficulty": int(draft.difficulty),
    }
