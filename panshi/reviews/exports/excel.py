"""The appendix in Excel: one row per number of the text. Every text is written as text: no cell can become a formula."""

from decimal import Decimal
from io import BytesIO
from typing import Any

from panshi.reviews.composing.claims import Claim
from panshi.reviews.composing.wording import Say
from panshi.reviews.exports.document import Document

_HEADS_ZH = "序号 文中写法 所在句子 数字 名称 口径 值 上年 名单 写法 计量单位 单位 期间 账本位置 检查点".split()  # noqa: SIM905
_HEADS_EN = (
    "No.,Text,Sentence,Figure,Name,Definition,Value,Year before,Titles,Form,Counted in,Unit,Period,As of,Checkpoint".split(",")  # noqa: SIM905
)
_WIDTHS = (6, 16, 46, 30, 24, 46, 12, 12, 24, 10, 10, 18, 12, 12, 40)


def excel(document: Document) -> bytes:
    """The claims as an .xlsx file: a sheet of numbers and a sheet with the signed checkpoint."""
    from openpyxl import Workbook  # noqa: PLC0415 -- heavy: only for Excel
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 -- heavy: only for Excel

    book = Workbook()
    sheet = book.active
    sheet.title = document.words("数字", "Numbers")
    _put(sheet, 1, _HEADS_EN if document.language == "en" else _HEADS_ZH)
    for number, claim in enumerate(document.composed.claims, 1):
        _put(sheet, number + 1, _row(document, number, claim))
    for column, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + column)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 1)
    sheet.freeze_panes = "C2"
    proof = book.create_sheet(document.words("检查点", "Checkpoint"))
    proof.column_dimensions["A"].width = 100
    for line, text in enumerate((document.title, document.standing(), *document.checkpoint.split("\n")), 1):
        _put(proof, line, [text])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _row(document: Document, number: int, claim: Claim) -> list[Any]:
    facts = claim.facts
    return [
        number,
        claim.surface,
        document.sentence(claim),
        claim.figure,
        document.label(claim),
        document.definition(claim),
        _number(facts.value),
        _number(facts.before),
        "\n".join(facts.titles) or facts.span,
        claim.form if claim.says() is Say.NUMBER else claim.says().value,
        claim.saying.unit,
        document.units.get(claim.unit, claim.unit),
        claim.period,
        claim.as_of,
        " ".join(document.checkpoint.split("\n")[:3]),
    ]


def _number(value: Decimal | None) -> int | float | str:
    if value is None:
        return ""
    return int(value) if value == int(value) else float(value)


def _put(sheet: Any, row: int, values: list[Any]) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 -- heavy: only for Excel

    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        if value == "":
            continue
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell.data_type = "s"
            cell.quotePrefix = value[:1] in ("=", "+", "-", "@", "\t", "\r")
        else:
            cell.value = value
