"""Reading Moodle XML: https://docs.moodle.org/en/Moodle_XML_format, with embedded files and Cloze."""

import re
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import unquote

from panshi.kernel.words import Words
from panshi.work.learning.choices import Markup
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import WHOLE, Accepted, Choice, Content, Gap, Pair, Text
from panshi.work.learning.selectors.questions.showing import plain
from panshi.work.learning.services.questions.banking import Draft
from panshi.work.learning.services.questions.cloze import clozed
from panshi.work.learning.services.questions.items import Item, Unreadable, checked, refused
from panshi.work.learning.services.questions.pictures import WrongPicture, keep_picture
from panshi.work.learning.services.questions.xml import name, parsed

NOT_MOODLE = Words("根元素是 <{root}>，不是 <quiz>。", "Its root is <{root}>, not <quiz>.")
UNKNOWN = Words("题型“{kind}”不支持。", "Questions of the type “{kind}” are not taken.")
NO_NUMBER = Words("“{text}”不是数。", "“{text}” is no number.")
NUMBERED = Words("第 {number} 题", "question {number}")
_MARKUPS = {"html": Markup.HTML, "moodle_auto_format": Markup.MOODLE, "plain_text": Markup.PLAIN, "markdown": Markup.MARKDOWN}
_FILE = re.compile(r"@@PLUGINFILE@@/([^\"'\s<>?)]+)")


def read(content: bytes) -> Iterator[Item]:
    """Every question of the file, in order."""
    root = parsed(content)
    if name(root) != "quiz":
        raise Unreadable(Words(NOT_MOODLE.zh.format(root=name(root)[:40]), NOT_MOODLE.en.format(root=name(root)[:40])))
    category, number = "", 0
    for element in root.iter("question"):
        kind = element.get("type", "")
        if kind == "category":
            category = _said(element.find("category")).rpartition("/")[2][:60]
            continue
        number += 1
        place, called = NUMBERED.format(number=number), _said(element.find("name"))
        try:
            yield checked(Item(place, called, _draft(element, kind, called, category)))
        except Unreadable as why:
            yield refused(place, called, why)


def _draft(element: Any, kind: str, called: str, category: str) -> Draft:
    if kind not in _KINDS:
        raise Unreadable(Words(UNKNOWN.zh.format(kind=kind), UNKNOWN.en.format(kind=kind)))
    text = _text(element.find("questiontext"))
    content = replace(_KINDS[kind](element, text), feedback=_text(element.find("generalfeedback")))
    labels = [_said(tag) for tag in element.iterfind("tags/tag")] or ([category] if category else [])
    grade = element.findtext("defaultgrade") or "1"
    title = "" if called == plain(content.text)[: len(called)] else called
    return Draft(content, title[:200], _decimal(grade), tuple(labels))


def _choices(element: Any, text: Text) -> Content:
    single = (element.findtext("single") or "true").strip() in ("true", "1")
    fixed = (element.findtext("shuffleanswers") or "1").strip() in ("false", "0")
    choices = tuple(
        Choice(_text(answer), _share(answer), _text(answer.find("feedback"))) for answer in element.iterfind("answer")
    )
    return Content(Form.SINGLE if single else Form.MULTIPLE, text, choices, fixed=fixed)


def _truth(element: Any, text: Text) -> Content:
    held = {_said(answer).strip().lower(): answer for answer in element.iterfind("answer")}
    words = (("true", Words("对", "True")), ("false", Words("错", "False")))
    return Content(
        Form.TRUE_FALSE,
        text,
        tuple(
            Choice(Text(str(word)), _share(held[key]), _text(held[key].find("feedback"))) for key, word in words if key in held
        ),
    )


def _short(element: Any, text: Text) -> Content:
    exact = (element.findtext("usecase") or "0").strip() == "1"
    accepted = tuple(
        Accepted(_said(answer), _share(answer), _text(answer.find("feedback"))) for answer in element.iterfind("answer")
    )
    return Content(Form.FILL, text, gaps=(Gap(accepted, exact=exact),))


def _number(element: Any, text: Text) -> Content:
    accepted = []
    for answer in element.iterfind("answer"):
        said = _said(answer).strip()
        tolerance = None if said == "*" else _decimal(answer.findtext("tolerance") or "0")
        value = said if said == "*" else f"{_decimal(said):f}"
        accepted.append(Accepted(value, _share(answer), _text(answer.find("feedback")), tolerance))
    return Content(Form.NUMERICAL, text, gaps=(Gap(tuple(accepted)),))


def _matching(element: Any, text: Text) -> Content:
    pairs = tuple(Pair(_text(each), _said(each.find("answer"))) for each in element.iterfind("subquestion"))
    return Content(Form.MATCHING, text, pairs=pairs)


def _ordering(element: Any, text: Text) -> Content:
    answers = sorted(element.iterfind("answer"), key=lambda answer: _decimal(answer.get("fraction") or "0"))
    return Content(Form.ORDERING, text, tuple(Choice(_text(answer)) for answer in answers))


def _essay(element: Any, text: Text) -> Content:
    return Content(Form.WRITTEN, text, rubric=_text(element.find("graderinfo")))


def _gapselect(element: Any, text: Text) -> Content:
    """Words picked or dragged into the text: `[[n]]` is the nth of the options of its group."""
    options = [
        (_said(each), (each.findtext("group") or "1").strip())
        for each in (*element.iterfind("selectoption"), *element.iterfind("dragbox"))
    ]
    gaps: list[Gap] = []

    def gap(found: re.Match[str]) -> str:
        number = int(found[1]) - 1
        if not 0 <= number < len(options):
            return found[0]
        right, group = options[number]
        gaps.append(Gap((Accepted(right),), tuple(dict.fromkeys(word for word, own in options if own == group))))
        return f"[[{len(gaps)}]]"

    return Content(Form.FILL, replace(text, said=re.sub(r"\[\[(\d+)\]\]", gap, text.said)), gaps=tuple(gaps))


_KINDS: dict[str, Callable[[Any, Text], Content]] = {
    "multichoice": _choices,
    "truefalse": _truth,
    "shortanswer": _short,
    "numerical": _number,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "description": lambda _element, text: Content(Form.NOTE, text),
    "cloze": lambda _element, text: clozed(text),
    "gapselect": _gapselect,
    "ddwtos": _gapselect,
}


def _said(element: Any) -> str:
    """The element's <text> as plain words."""
    return (element.findtext("text") or "").strip() if element is not None else ""


def _text(element: Any) -> Text:
    """The element's <text> in its format, the files beside it kept as pictures."""
    if element is None:
        return Text()
    said = (element.findtext("text") or "").strip()
    if not said:
        return Text()
    given = element.get("format") or "html"
    files = {unquote(each.get("name", "")): each for each in element.iterfind("file")}
    return Text(_FILE.sub(lambda found: f"picture:{_kept(files, unquote(found[1]))}", said), _MARKUPS.get(given, Markup.HTML))


def _kept(files: dict[str, Any], called: str) -> str:
    file = files.get(called)
    if file is None:
        raise Unreadable(str(WrongPicture(name=called)))
    try:
        content = b64decode("".join((file.text or "").split()), validate=True)
        return keep_picture(content, name=called).digest
    except (NoBase64, WrongPicture) as error:
        raise Unreadable(str(WrongPicture(name=called))) from error


def _share(answer: Any) -> Decimal:
    return _decimal(answer.get("fraction") or "0").quantize(Decimal("0.00001")).normalize() + 0


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text.strip())
    except InvalidOperation as error:
        raise Unreadable(Words(NO_NUMBER.zh.format(text=text[:40]), NO_NUMBER.en.format(text=text[:40]))) from error
    if not value.is_finite():
        raise Unreadable(Words(NO_NUMBER.zh.format(text=text[:40]), NO_NUMBER.en.format(text=text[:40])))
    return WHOLE if value == WHOLE else value
