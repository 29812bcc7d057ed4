"""Questions in a workbook: one row a question, in the columns of our own template. The same columns are read and written."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from panshi.kernel.words import Words
from panshi.work.learning.choices import Difficulty
from panshi.work.learning.choices import QuestionForm as Form
from panshi.work.learning.models.contents import WHOLE, Accepted, Choice, Content, Gap, Pair, Text
from panshi.work.learning.selectors.questions.laying_out import LETTERS
from panshi.work.learning.services.questions.banking import Draft
from panshi.work.learning.services.questions.items import Item, Unreadable, at_line, checked, refused

UNPACKED_MAX = 100 * 2**20
ROWS_MAX = 5000
CHOICES = 8
FORM, TEXT, RIGHT, POINTS, HARD, LABELS, SAID = ("题型", "题干", "正确答案", "分值", "难度", "标签", "解析")
HEADS = (FORM, TEXT, RIGHT, *(f"选项{number}" for number in range(1, CHOICES + 1)), POINTS, HARD, LABELS, SAID)
FORMS = {
    "单选": Form.SINGLE, "单选题": Form.SINGLE, "多选": Form.MULTIPLE, "多选题": Form.MULTIPLE, "判断": Form.TRUE_FALSE,
    "判断题": Form.TRUE_FALSE, "填空": Form.FILL, "填空题": Form.FILL, "数值": Form.NUMERICAL, "数值题": Form.NUMERICAL,
    "配对": Form.MATCHING, "配对题": Form.MATCHING, "排序": Form.ORDERING, "排序题": Form.ORDERING, "简答": Form.WRITTEN,
    "简答题": Form.WRITTEN, "说明": Form.NOTE,
}  # fmt: skip
_WORDS = {form: word for word, form in reversed(FORMS.items())}
DIFFICULTIES = {"": Difficulty.UNSAID, "易": Difficulty.EASY, "中": Difficulty.MEDIUM, "难": Difficulty.HARD}
_TRUE, _FALSE = {"对", "正确", "是", "√", "T", "TRUE", "A"}, {"错", "错误", "否", "×", "F", "FALSE", "B"}
_BLANK = re.compile(r"_{2,}|（\s*）|\(\s*\)")

NOT_A_BOOK = Words("不是 Excel 文件，或文件已损坏。", "It is no workbook, or it is damaged.")
TOO_LARGE = Words("解开后太大，没有读。", "It is too large when unpacked and was not read.")
NO_HEADS = Words("第一行里没有“题型”“题干”“正确答案”三列。", "Its first rows lack the columns 题型, 题干 and 正确答案.")
UNKNOWN_FORM = Words("题型“{form}”不认识。", "The form “{form}” is not known.")
NO_LETTER = Words("正确答案“{right}”不是选项的字母。", "The right answer “{right}” names no choice by letter.")
NOT_TRUE_OR_FALSE = Words("判断题的正确答案应写“对”或“错”。", "Of true or false, the right answer is 对 or 错.")
NO_ARROW = Words("配对题的选项应写成“左→右”。", "Pairs are written as left→right.")
NO_NUMBER = Words("“{text}”不是数。", "“{text}” is no number.")
TOO_MANY = Words("超过 {most} 行，后面的没有读。", "There are more than {most} rows; the rest was not read.")

EXAMPLES: tuple[tuple[str, ...], ...] = (
    ("单选", "报警电话是哪个？", "A", "110", "119", "120", "122", "", "", "", "", "1", "易", "应知应会", "匪警 110。"),
    ("多选", "现场执法应当？", "AB", "出示证件", "告知权利", "先行扣押", "", "", "", "", "", "2", "中", "法律", ""),
    ("判断", "执法记录仪应当全程开启。", "对", "", "", "", "", "", "", "", "", "1", "易", "执法规范", ""),
    ("填空", "按压频率每分钟[[1]]至[[2]]次。", "100|一百；120", "", "", "", "", "", "", "", "", "2", "中", "急救", ""),
    ("数值", "成人按压深度至少几厘米？", "5±0.5", "", "", "", "", "", "", "", "", "1", "中", "急救", ""),
    ("配对", "把电话与事项配对。", "", "火警→119", "急救→120", "匪警→110", "→114", "", "", "", "", "3", "易", "应知应会", ""),
    ("排序", "把急救步骤排好。", "", "判断意识", "呼救", "胸外按压", "人工呼吸", "", "", "", "", "4", "中", "急救", ""),
    ("简答", "说明盘查的要点。", "安全距离、告知、记录各一分", "", "", "", "", "", "", "", "", "3", "难", "执法规范", ""),
)


def read(content: bytes) -> Iterator[Item]:
    """Every row of the first sheet whose heads are the template's."""
    rows = _rows(content)
    start, heads = _heads(rows)
    for number, row in enumerate(rows[start + 1 :], start + 2):
        if number > ROWS_MAX + start + 1:
            yield refused(at_line(number), "", TOO_MANY.format(most=ROWS_MAX))
            return
        said = {head: str(row[place]).strip() if place < len(row) else "" for head, place in heads.items()}
        if not any(said.values()):
            continue
        try:
            yield checked(Item(at_line(number), "", _draft(said)))
        except Unreadable as why:
            yield refused(at_line(number), said[TEXT], why)


def lines(drafts: Iterable[Draft]) -> Iterator[tuple[str, ...]]:
    """The questions as rows under `HEADS`."""
    for draft in drafts:
        content = draft.content
        right, choices = _written(content)
        hard = next(word for word, difficulty in DIFFICULTIES.items() if difficulty == draft.difficulty)
        shown = [*choices, *[""] * CHOICES][: max(CHOICES, len(choices))]
        points = f"{draft.points:f}"
        yield (
            _WORDS[content.form], content.text.said, right, *shown[:CHOICES], points, hard, "，".join(draft.labels),
            content.feedback.said,
        )  # fmt: skip


def carries(content: Content) -> bool:
    """Whether a row says all of the question: neither more choices than columns, nor weights, nor feedback to single answers."""
    choices = len(content.choices) <= CHOICES and len(content.pairs) <= CHOICES and not content.pictures
    plain = all(not choice.feedback for choice in content.choices) and not any(gap.options for gap in content.gaps)
    worth = {choice.share for choice in content.choices if choice.share}
    return choices and plain and len(worth) <= 1 and all(each.share == WHOLE for gap in content.gaps for each in gap.accepted)


def _rows(content: bytes) -> list[list[Any]]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 -- heavy: only where a workbook comes in

    try:
        if content[:2] == b"PK":
            with ZipFile(BytesIO(content)) as archive:
                if sum(part.file_size for part in archive.infolist()) > UNPACKED_MAX:
                    raise Unreadable(TOO_LARGE)
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return [[_cell(value) for value in row] for row in book.get_sheet_by_index(0).to_python(nrows=ROWS_MAX + 20)]
    except (CalamineError, BadZipFile, OSError, ValueError, IndexError) as error:
        raise Unreadable(NOT_A_BOOK) from error


def _cell(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _heads(rows: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]]:
    for start, row in enumerate(rows[:10]):
        named = {str(cell).strip(): place for place, cell in enumerate(row) if str(cell).strip() in HEADS}
        if {FORM, TEXT, RIGHT} <= named.keys():
            return start, named
    raise Unreadable(NO_HEADS)


def _draft(said: Mapping[str, str]) -> Draft:
    form = FORMS.get(said[FORM])
    if form is None:
        raise Unreadable(UNKNOWN_FORM.format(form=said[FORM][:20]))
    choices = [said.get(f"选项{number}", "") for number in range(1, CHOICES + 1)]
    while choices and not choices[-1]:
        choices.pop()
    content = _FORMS[form](form, said, choices)
    return Draft(
        content=content,
        points=_number(said.get(POINTS) or "1"),
        labels=tuple(each.strip() for each in re.split(r"[,，、;；]", said.get(LABELS, "")) if each.strip()),
        difficulty=DIFFICULTIES.get(said.get(HARD, ""), Difficulty.UNSAID),
    )


def _base(form: Form, said: Mapping[str, str], **facts: Any) -> Content:
    return Content(form, Text(said[TEXT]), feedback=Text(said.get(SAID, "")), **facts)


def _choosing(form: Form, said: Mapping[str, str], choices: list[str]) -> Content:
    letters = re.findall("[A-Z]", said[RIGHT].upper())
    if (
        not letters
        or any(LETTERS.index(letter) >= len(choices) for letter in letters)
        or re.search("[^A-Za-z,，、;； ]", said[RIGHT])
    ):
        raise Unreadable(NO_LETTER.format(right=said[RIGHT][:20]))
    share = WHOLE if form == Form.SINGLE else (WHOLE / len(set(letters))).quantize(Decimal("0.00001")).normalize() + 0
    kept = tuple(Choice(Text(text), share if LETTERS[place] in letters else Decimal(0)) for place, text in enumerate(choices))
    return _base(form, said, choices=kept)


def _truth(form: Form, said: Mapping[str, str], _choices: list[str]) -> Content:
    right = said[RIGHT].strip().upper()
    if right not in _TRUE | _FALSE:
        raise Unreadable(NOT_TRUE_OR_FALSE)
    good = right in _TRUE
    return _base(form, said, choices=(Choice(Text("对"), Decimal(100 * good)), Choice(Text("错"), Decimal(100 * (not good)))))


def _filling(form: Form, said: Mapping[str, str], _choices: list[str]) -> Content:
    gaps = tuple(
        Gap(tuple(Accepted(each.strip()) for each in part.split("|") if each.strip())) for part in re.split("[;；]", said[RIGHT])
    )
    text, number = said[TEXT], 0

    def marked(_found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"[[{number}]]"

    text = text if "[[" in text else _BLANK.sub(marked, text)
    return Content(form, Text(text), gaps=gaps, feedback=Text(said.get(SAID, "")))


def _numbering(form: Form, said: Mapping[str, str], _choices: list[str]) -> Content:
    accepted = []
    for part in said[RIGHT].split("|"):
        value, _sign, tolerance = part.partition("±")
        accepted.append(Accepted(f"{_number(value):f}", tolerance=_number(tolerance or "0")))
    return _base(form, said, gaps=(Gap(tuple(accepted)),))


def _matching(form: Form, said: Mapping[str, str], choices: list[str]) -> Content:
    parted = [re.split(r"\s*(?:→|->)\s*", each, maxsplit=1) for each in choices if each]
    if any(len(each) != 2 for each in parted):
        raise Unreadable(NO_ARROW)
    return _base(form, said, pairs=tuple(Pair(Text(left), right) for left, right in parted))


def _ordering(form: Form, said: Mapping[str, str], choices: list[str]) -> Content:
    return _base(form, said, choices=tuple(Choice(Text(each)) for each in choices))


def _writing(form: Form, said: Mapping[str, str], _choices: list[str]) -> Content:
    return _base(form, said, rubric=Text(said[RIGHT] if form == Form.WRITTEN else ""))


_FORMS: dict[Form, Callable[[Form, Mapping[str, str], list[str]], Content]] = {
    Form.SINGLE: _choosing,
    Form.MULTIPLE: _choosing,
    Form.TRUE_FALSE: _truth,
    Form.FILL: _filling,
    Form.NUMERICAL: _numbering,
    Form.MATCHING: _matching,
    Form.ORDERING: _ordering,
    Form.WRITTEN: _writing,
    Form.NOTE: _writing,
}


def _written(content: Content) -> tuple[str, list[str]]:
    """(right answer, choices) as the row says them."""
    choices = [choice.text.said for choice in content.choices] if content.form != Form.TRUE_FALSE else []
    right = {
        Form.SINGLE: lambda: _letters(content),
        Form.MULTIPLE: lambda: _letters(content),
        Form.TRUE_FALSE: lambda: "对" if content.choices[0].share == WHOLE else "错",
        Form.NUMERICAL: lambda: "|".join(f"{each.text}±{each.tolerance or 0:f}" for each in content.gaps[0].accepted),
        Form.FILL: lambda: "；".join("|".join(each.text for each in gap.accepted) for gap in content.gaps),
        Form.WRITTEN: lambda: content.rubric.said,
    }.get(content.form, str)()
    return right, choices or [f"{pair.left.said}→{pair.right}" for pair in content.pairs]


def _letters(content: Content) -> str:
    return "".join(LETTERS[place] for place, choice in enumerate(content.choices) if choice.share > 0)


def _number(text: str) -> Decimal:
    try:
        value = Decimal(text.strip())
    except InvalidOperation as error:
        raise Unreadable(NO_NUMBER.format(text=text[:20])) from error
    if not value.is_finite():
        raise Unreadable(NO_NUMBER.format(text=text[:20]))
    return value
