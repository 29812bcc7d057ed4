"""Reading GIFT: categories, comments, titles, formats, escapes, and every form of answer it knows.

Blocks are separated by blank lines. Escaped are ~ = # { } : and \\ by a backslash, and \\n is a line break. Beyond the format,
several blocks of answers in one text are several gaps, and comments `[tag:…]`, `[points:…]`, `[difficulty:…]` are kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from panshi.kernel.words import Words
from panshi.work.learning.choices import Difficulty, Markup
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import WHOLE, Accepted, Choice, Content, Gap, Pair, Text
from panshi.work.learning.services.questions.banking import Draft
from panshi.work.learning.services.questions.items import Item, Unreadable, at_line, checked, refused

NOT_CLOSED = Words("“{”没有配上“}”。", "A “{” is never closed by “}”.")
NOT_OPENED = Words("“}”前面没有“{”。", "A “}” closes nothing.")
MIXED = Words("一段文字里的几处答案要么都是填空。", "Several blocks of answers in one text must all be gaps to fill.")
NO_NUMBER = Words("“{text}”不是数。", "“{text}” is no number.")
NO_ARROW = Words("配对题的每个答案都要有 ->。", "Every answer of a matching question has an arrow ->.")
NO_SIGN = Words("答案“{text}”前面没有 = 或 ~。", "The answer “{text}” has neither = nor ~ before it.")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]\s?")
_WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
_TITLE = re.compile(r"\s*::((?:\\.|[^\\])*?)::", re.DOTALL)
_META = re.compile(r"\[(tag|points|difficulty|exact|fixed)(?::((?:[^\]\\]|\\.)*))?\]")
_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)")
_TRUE, _FALSE = {"T", "TRUE"}, {"F", "FALSE"}


@dataclass(slots=True)
class _Block:
    """The lines of one question, and what comments before it say."""

    line: int = 0
    lines: list[str] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)


def read(text: str) -> Iterator[Item]:
    """Every question of the text, in order."""
    category = ""
    for block in _blocks(text):
        body = "\n".join(block.lines).strip()
        if found := _CATEGORY.match(block.lines[0]):
            category = _label(found[1])
            continue
        title = _TITLE.match(body)
        name = _plain(title[1]) if title else ""
        try:
            item = Item(at_line(block.line), name, _draft(body[title.end() :] if title else body, name, category, block.meta))
        except Unreadable as why:
            yield refused(at_line(block.line), name or _plain(body)[:60], why)
        else:
            yield checked(item)


def _blocks(text: str) -> Iterator[_Block]:
    block = _Block()
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff").split("\n"), 1):
        if line.strip().startswith("//"):
            block.meta += [(found[1], _unescaped(found[2] or "")) for found in _META.finditer(line)]
        elif not line.strip() or _CATEGORY.match(line):
            if block.lines:
                yield block
                block = _Block()
            if line.strip():
                yield _Block(number, [line])
        else:
            block.line = block.line or number
            block.lines.append(line)
    if block.lines:
        yield block


def _draft(body: str, title: str, category: str, meta: list[tuple[str, str]]) -> Draft:
    said = dict(meta)
    content = _content(body)
    if "exact" in said:
        content = replace(content, gaps=tuple(replace(gap, exact=not gap.options) for gap in content.gaps))
    if "fixed" in said:
        content = replace(content, fixed=True)
    labels = [value for key, value in meta if key == "tag"] or ([category] if category else [])
    difficulty = said.get("difficulty", "0")
    return Draft(
        content=content,
        title=title,
        points=_number(said["points"]) if "points" in said else Decimal(1),
        labels=tuple(labels),
        difficulty=Difficulty(int(difficulty)) if difficulty in ("1", "2", "3") else Difficulty.UNSAID,
    )


def _content(body: str) -> Content:
    text, answers = _parted(body)
    markup, rest = _format(text[0], Markup.MOODLE)
    text[0] = rest
    if not answers:
        return Content(Form.NOTE, _text(text[0], markup))
    feedback, answers[-1] = _general(answers[-1], markup)
    if len(answers) > 1 or _is_gap(answers[0]):
        return replace(_gaps(text, answers, markup), feedback=feedback)
    whole = _text("_____".join(text) if text[1].strip() else text[0], markup)
    return replace(_answered(whole, answers[0].strip(), markup), feedback=feedback)


def _parted(body: str) -> tuple[list[str], list[str]]:
    """The text around the blocks of answers, and the blocks."""
    text, answers, start, opened = list[str](), list[str](), 0, False
    for sign in re.finditer(r"(?<!\\)((?:\\\\)*)([{}])", body):
        at = sign.end() - 1
        if sign[2] == "{":
            if opened:
                raise Unreadable(NOT_CLOSED)
            text.append(body[start:at])
        elif not opened:
            raise Unreadable(NOT_OPENED)
        else:
            answers.append(body[start:at])
        opened, start = sign[2] == "{", at + 1
    if opened:
        raise Unreadable(NOT_CLOSED)
    return [*text, body[start:]], answers


def _is_gap(answers: str) -> bool:
    """Whether only accepted answers stand there (or a number): something is to be typed."""
    said = answers.strip()
    return said.startswith("#") or (
        said.startswith("=") and {sign for sign, _alternative in _alternatives(said)} == {"="} and not _split(said, "->")[1:]
    )


def _gaps(text: list[str], answers: list[str], markup: Markup) -> Content:
    """Text with gaps: each block stands where its gap is, unless it comes last after a space."""
    gaps = tuple(_gap(answer.strip(), markup) for answer in answers)
    lone = len(answers) == 1
    below = lone and not text[1].strip() and text[0][-1:].isspace()
    if lone and (below or not text[1].strip()) and answers[0].strip().startswith("#"):
        return Content(Form.NUMERICAL, _text(text[0] if below or not text[0].strip() else f"{text[0]}[[1]]", markup), gaps=gaps)
    if below:
        return Content(Form.FILL, _text(text[0], markup), gaps=gaps)
    whole = "".join(f"{part}[[{number}]]" for number, part in enumerate(text[:-1], 1)) + text[-1]
    form = Form.NUMERICAL if lone and answers[0].strip().startswith("#") else Form.FILL
    return Content(form, _text(whole, markup), gaps=gaps)


def _gap(answers: str, markup: Markup) -> Gap:
    if answers.startswith("#"):
        return Gap(_numbers(answers[1:], markup))
    found = list(_alternatives(answers))
    if {sign for sign, _said in found} == {"="}:
        return Gap(tuple(_accepted(said, markup) for _sign, said in found))
    if not found:
        raise Unreadable(MIXED)
    options = tuple(_plain(_WEIGHT.sub("", _parts(said)[0], count=1)) for _sign, said in found)
    return Gap(tuple(_accepted(said, markup) for sign, said in found if sign == "="), options)


def _answered(text: Text, answers: str, markup: Markup) -> Content:
    if not answers:
        return Content(Form.WRITTEN, text)
    word, *rest = _split(answers, "#")
    if word.strip().upper() in _TRUE | _FALSE:
        return _true_or_false(text, word.strip().upper() in _TRUE, [_feedback(each, markup) for each in rest])
    found = list(_alternatives(answers))
    if {sign for sign, _said in found} == {"="} and any(_split(said, "->")[1:] for _sign, said in found):
        return Content(Form.MATCHING, text, pairs=tuple(_pair(said, markup) for _sign, said in found))
    choices = tuple(_choice(sign, said, markup) for sign, said in found)
    right = any(sign == "=" for sign, _said in found)
    return Content(Form.SINGLE if right else Form.MULTIPLE, text, choices)


def _true_or_false(text: Text, right: bool, feedback: list[Text]) -> Content:
    wrong_said, right_said = [*feedback, Text(), Text()][:2]
    words = ((Words("对", "True"), right), (Words("错", "False"), not right))
    return Content(
        Form.TRUE_FALSE,
        text,
        tuple(Choice(Text(str(word)), WHOLE if good else Decimal(0), right_said if good else wrong_said) for word, good in words),
    )


def _alternatives(answers: str) -> Iterator[tuple[str, str]]:
    """(= or ~, what follows) of each alternative; refuses words before the first sign."""
    pieces = re.split(r"(?<!\\)((?:\\\\)*)([=~])", answers)
    if pieces[0].strip():
        raise Unreadable(Words(NO_SIGN.zh.format(text=pieces[0].strip()[:40]), NO_SIGN.en.format(text=pieces[0].strip()[:40])))
    signs, said = pieces[2::3], pieces[3::3]
    kept = [*pieces[4::3], ""]  # backslashes before the next sign belong to what comes before it
    yield from zip(signs, (each + more for each, more in zip(said, kept, strict=False)), strict=True)


def _numbers(answers: str, markup: Markup) -> tuple[Accepted, ...]:
    if not re.match(r"\s*[=~]", answers):
        return (_accepted_number(answers, markup),)
    return tuple(
        _accepted_number(said, markup) if sign == "=" else Accepted("*", Decimal(0), _feedback_of(said, markup))
        for sign, said in _alternatives(answers)
    )


def _accepted_number(said: str, markup: Markup) -> Accepted:
    share, rest = _weight(said, WHOLE)
    value, feedback = _parts(rest)
    low, _dots, high = value.partition("..")
    if high:
        first, last = _number(low), _number(high)
        middle = (first + last) / 2
        return Accepted(f"{middle:f}", share, _feedback(feedback, markup), abs(last - first) / 2)
    number, _colon, tolerance = value.partition(":")
    number = number.strip()
    if number == "*":
        return Accepted("*", share, _feedback(feedback, markup))
    return Accepted(
        f"{_number(number):f}", share, _feedback(feedback, markup), _number(tolerance) if tolerance.strip() else Decimal(0)
    )


def _accepted(said: str, markup: Markup) -> Accepted:
    share, rest = _weight(said, WHOLE)
    text, feedback = _parts(rest)
    return Accepted(_plain(text), share, _feedback(feedback, markup))


def _choice(sign: str, said: str, markup: Markup) -> Choice:
    share, rest = _weight(said, WHOLE if sign == "=" else Decimal(0))
    text, feedback = _parts(rest)
    own, words = _format(text, markup)
    return Choice(_text(words, own), share, _feedback(feedback, markup))


def _pair(said: str, markup: Markup) -> Pair:
    left, *right = _split(_parts(said)[0], "->")
    if not right:
        raise Unreadable(NO_ARROW)
    own, words = _format(left, markup)
    return Pair(_text(words, own), _plain("->".join(right)))


def _general(answers: str, markup: Markup) -> tuple[Text, str]:
    """(the feedback to everybody, the answers without it)."""
    found = re.search(r"(?<!\\)(?:\\\\)*####", answers)
    if not found:
        return Text(), answers
    return _feedback(answers[found.end() :], markup), answers[: found.end() - 4]


def _parts(said: str) -> tuple[str, str]:
    """(answer, its feedback)."""
    answer, *feedback = _split(said, "#")
    return answer, "#".join(feedback)


def _feedback_of(said: str, markup: Markup) -> Text:
    return _feedback(_parts(said)[1], markup)


def _feedback(said: str, markup: Markup) -> Text:
    own, words = _format(said, markup)
    text = _text(words, own)
    return text if text else Text()


def _split(said: str, sign: str) -> list[str]:
    """Split at every `sign` that is not escaped."""
    pieces, start = list[str](), 0
    for found in re.finditer(r"(?<!\\)((?:\\\\)*)" + re.escape(sign), said):
        pieces.append(said[start : found.end() - len(sign)])
        start = found.end()
    return [*pieces, said[start:]]


def _weight(said: str, otherwise: Decimal) -> tuple[Decimal, str]:
    found = _WEIGHT.match(said)
    return (Decimal(found[1]), said[found.end() :]) if found else (otherwise, said)


def _format(said: str, otherwise: Markup) -> tuple[Markup, str]:
    found = _FORMAT.match(said)
    return (Markup(found[1]), said[found.end() :]) if found else (otherwise, said)


def _text(said: str, markup: Markup) -> Text:
    words = _plain(said)
    return Text(words, markup) if words else Text()


def _plain(said: str) -> str:
    return _unescaped(said.strip()).strip()


def _unescaped(said: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1] if found[1] in "~=#{}:\\>[]" else found[0], said)


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Unreadable(Words(NO_NUMBER.zh.format(text=text.strip()[:40]), NO_NUMBER.en.format(text=text.strip()[:40])))
    return number


def _label(path: str) -> str:
    """The last part of a category's path; the course itself is none."""
    parts = [part.strip() for part in re.split(r"(?<!/)/(?!/)", path) if part.strip()]
    last = parts[-1].replace("//", "/") if parts else ""
    return "" if last.startswith("$") or last.lower() == "top" else last[:60]
