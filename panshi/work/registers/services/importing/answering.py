"""What becomes of the rows of a book that look like something twice: left out, or taken over because they are others."""

from collections.abc import Mapping
from dataclasses import dataclass

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.registers.models import Import
from panshi.work.registers.services.reporting import BadText

BECAUSE_MAX = 300


class BecauseMissing(Refusal):
    """Rows that look like something twice are taken over only with the reason why they are others."""

    words = Words(
        "要接收看起来重复的行，请写明为什么它们是另外的事。",
        "To take over rows that look like something twice, say why they are others.",
    )
    code = "because-missing"


class NotDoubtful(Refusal):
    """A row that was named is none of those asked about."""

    words = Words("第 {rows} 行不在被指出的行里。", "Row {rows} is none of those pointed out.")
    code = "not-doubtful"


@dataclass(frozen=True, slots=True)
class Answer:
    """Which of the rows with one sort of doubt to take over (None: all of them), and why they are others."""

    rows: frozenset[int] | None = frozenset()
    because: str = ""


def keep_answers(book: Import, answers: Mapping[str, Answer]) -> None:
    """Puts the answers on the book, to be saved with it; doubtful rows nobody spoke of are left out."""
    kept = {}
    for sort, rows in book.doubtful.items():
        answer = answers.get(sort, Answer())
        taken = rows if answer.rows is None else sorted(answer.rows)
        if strange := sorted(set(taken) - set(rows)):
            raise NotDoubtful(rows="、".join(map(str, strange[:5])))
        because = answer.because.strip()
        if taken and not because:
            raise BecauseMissing
        if len(because) > BECAUSE_MAX or not because.isprintable():
            raise BadText(field=Words("为什么是另外的事", "why they are others"), most=BECAUSE_MAX)
        kept[sort] = {"rows": taken, "because": because if taken else ""}
    book.answers = kept


def reasons(book: Import) -> dict[int, str]:
    """Why each doubtful row that is taken over is another one."""
    return {row: answer["because"] for answer in book.answers.values() for row in answer["rows"]}
