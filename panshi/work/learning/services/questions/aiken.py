"""Reading Aiken: a question, its choices lettered from A, and ANSWER: with a letter. https://docs.moodle.org/en/Aiken_format"""

import re
from collections.abc import Iterator

from panshi.kernel.words import Words
from panshi.work.learning.choices import Markup
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import WHOLE, Choice, Content, Text
from panshi.work.learning.services.questions.banking import Draft
from panshi.work.learning.services.questions.items import Item, at_line, checked, refused

_CHOICE = re.compile(r"\s*([A-Z])[.)、．]\s*(.+)")
_ANSWER = re.compile(r"\s*(?:ANSWER|答案)\s*[:：]\s*([A-Z](?:\s*[,，、]?\s*[A-Z])*)\s*$")
NO_ANSWER = Words("没有 ANSWER: 一行。", "There is no line ANSWER:.")
NO_CHOICES = Words("ANSWER: 前面没有选项。", "No choices stand before ANSWER:.")
NOT_A_CHOICE = Words("答案 {letter} 不在选项里。", "The answer {letter} is none of the choices.")


def read(text: str) -> Iterator[Item]:
    """Every question; several letters after ANSWER: are several right choices."""
    question: list[str] = []
    choices: list[tuple[str, str]] = []
    begun = 1
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if answer := _ANSWER.match(line):
            yield _item(begun, question, choices, re.findall("[A-Z]", answer[1]))
            question, choices = [], []
        elif (choice := _CHOICE.match(line)) and question:
            choices.append((choice[1], choice[2].strip()))
        elif line.strip():
            if choices:  # the one before never said its answer
                yield refused(at_line(begun), question[0], NO_ANSWER)
                question, choices = [], []
            begun = begun if question else number
            question.append(line.strip())
    if question:
        yield refused(at_line(begun), question[0], NO_ANSWER)


def _item(line: int, question: list[str], choices: list[tuple[str, str]], right: list[str]) -> Item:
    place, called = at_line(line), question[0] if question else ""
    if not choices:
        return refused(place, called, NO_CHOICES)
    letters = [letter for letter, _text in choices]
    if missing := [letter for letter in right if letter not in letters]:
        return refused(place, called, NOT_A_CHOICE.format(letter=missing[0]))
    share = (WHOLE / len(set(right))).quantize(WHOLE / 10_000_000).normalize() + 0
    content = Content(
        Form.SINGLE if len(set(right)) == 1 else Form.MULTIPLE,
        Text("\n".join(question), Markup.PLAIN),
        tuple(Choice(Text(text), share if letter in right else WHOLE * 0) for letter, text in choices),
    )
    return checked(Item(place, called, Draft(content)))
