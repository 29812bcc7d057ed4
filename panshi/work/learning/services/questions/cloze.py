"""Moodle's embedded answers (Cloze): {1:SHORTANSWER:=yes#right~%50%si}. https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type"""

import re
from decimal import Decimal, InvalidOperation
from html import unescape

from panshi.kernel.words import Words
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import WHOLE, Accepted, Content, Gap, Text
from panshi.work.learning.services.questions.items import Unreadable

UNKNOWN = Words("Cloze 空的类型“{kind}”不支持。", "Gaps of the type “{kind}” are not taken.")
NO_NUMBER = Words("“{text}”不是数。", "“{text}” is no number.")
UNEVEN = Words("各空的分值不同，不能照样保留。", "Its gaps weigh differently, which cannot be kept.")
_GAP = re.compile(r"(?<!\\)\{(\d*):([A-Z_]+):((?:\\.|[^\\}])*)\}", re.DOTALL)
_ALTERNATIVE = re.compile(r"(=)?(?:%(-?\d+(?:\.\d+)?)%)?((?:\\.|[^\\#])*)(?:#(.*))?", re.DOTALL)
_TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_PICKED = {"MULTICHOICE", "MC", "MULTICHOICE_S", "MCS", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH",
           "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"}  # fmt: skip
_NUMBERS = {"NUMERICAL", "NM"}


def clozed(text: Text) -> Content:
    """The text with its gaps marked, and what each takes."""
    gaps, weights = list[Gap](), set[str]()

    def gap(found: re.Match[str]) -> str:
        weights.add(found[1] or "1")
        gaps.append(_gap(found[2], unescape(found[3])))
        return f"[[{len(gaps)}]]"

    said = _GAP.sub(gap, text.said)
    if len(weights) > 1:
        raise Unreadable(UNEVEN)
    return Content(Form.FILL, Text(said, text.markup), gaps=tuple(gaps))


def _gap(kind: str, answers: str) -> Gap:
    if kind not in _TYPED | _PICKED | _NUMBERS:
        raise Unreadable(Words(UNKNOWN.zh.format(kind=kind), UNKNOWN.en.format(kind=kind)))
    found = [_alternative(each, number=kind in _NUMBERS) for each in re.split(r"(?<!\\)~", answers) if each.strip()]
    if kind in _PICKED:
        return Gap(tuple(each for each in found if each.share > 0), tuple(dict.fromkeys(each.text for each in found)))
    return Gap(tuple(found), exact=kind in {"SHORTANSWER_C", "SAC", "MWC"})


def _alternative(said: str, *, number: bool) -> Accepted:
    found = _ALTERNATIVE.fullmatch(said.strip())
    assert found is not None, "the pattern takes any text"
    share = Decimal(found[2]) if found[2] else WHOLE if found[1] else Decimal(0)
    text, feedback = _plain(found[3]), Text(_plain(found[4] or ""))
    if not number or text == "*":
        return Accepted(text, share, feedback)
    value, _colon, tolerance = text.partition(":")
    try:
        return Accepted(f"{Decimal(value.strip()):f}", share, feedback, Decimal(tolerance.strip() or 0))
    except InvalidOperation as error:
        raise Unreadable(Words(NO_NUMBER.zh.format(text=text[:40]), NO_NUMBER.en.format(text=text[:40]))) from error


def _plain(said: str) -> str:
    return re.sub(r"\\(.)", r"\1", said).strip()
