"""What reading a file of questions gives: each item with the place it stands at, taken or refused by name."""

from dataclasses import dataclass, replace

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.learning.selectors.questions.checking import problems
from panshi.work.learning.selectors.questions.showing import plain
from panshi.work.learning.services.questions.banking import Draft


class Unreadable(Exception):
    """Why one item is not taken, in the words of `said`; caught where the next item begins."""

    def __init__(self, said: Words | str) -> None:
        super().__init__(str(said))


class NoQuestions(Refusal):
    """The file holds nothing that looks like its format."""

    words = Words("“{name}”里没有找到试题（按 {kind} 读）：{why}", "No question was found in “{name}”, read as {kind}: {why}")
    code = "no-questions"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a file: where it stands (`place`), what it is called, and the question or why it is refused."""

    place: str
    name: str
    draft: Draft | None = None
    why: str = ""


def checked(item: Item) -> Item:
    """The item, refused where nobody could answer it."""
    if item.draft is None:
        return item
    wrong = problems(item.draft.content)
    named = item if item.name else replace(item, name=plain(item.draft.content.text)[:60])
    return replace(named, draft=None, why=str(wrong[0])) if wrong else named


def refused(place: str, name: str, why: object) -> Item:
    """An item that is not taken."""
    return Item(place, name[:200], None, str(why))


LINE = Words("第 {line} 行", "line {line}")


def at_line(number: int) -> str:
    """Where something stands in a text."""
    return LINE.format(line=number)
