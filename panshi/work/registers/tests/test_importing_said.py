"""Everything that can be wrong with a book, through the page: the sentence its sender reads, and where it stands."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils.html import strip_tags

from panshi.org.models import Person, Unit
from panshi.work.registers.models import Import, Record
from panshi.work.registers.selectors.books import opening
from panshi.work.registers.tests.books import HEADS, compound, csv, line, saved, xls, xlsx
from panshi.work.registers.tests.conftest import person
from panshi.work.registers.tests.test_importing_bad_files import ENCRYPTED, with_sheet, zipped
from panshi.work.registers.tests.test_importing_pages import sent
from panshi.work.registers.tests.test_pages import SignIn, text, upload

MAIN = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
NO_BOOK = "不是台账；可用的是 xlsx、xls、ods、csv。"
FAR_OUT = (
    f'{MAIN}<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("密.xlsx", ENCRYPTED, "“密.xlsx”加了密码，打不开；请在 Excel 里取消密码后再上传。"),
        ("断.xlsx", xlsx(HEADS, line())[:-700], "“断.xlsx”已损坏或没有传完；请在 Excel 里打开另存后再上传。"),
        ("断.xls", xls(HEADS, line())[:600], "“断.xls”已损坏或没有传完；请在 Excel 里打开另存后再上传。"),
        ("文.docx", zipped(word__document=b"<w/>"), f"“文.docx”是压缩包或别的文件，{NO_BOOK}"),
        ("文.doc", compound("WordDocument", b"text"), f"“文.doc”是Word 文档，{NO_BOOK}"),
        ("包.zip", zipped(a=b"1"), f"“包.zip”是压缩包或别的文件，{NO_BOOK}"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, f"“图.xlsx”是图片，{NO_BOOK}"),
        ("表.pdf", b"%PDF-1.7 ...", f"“表.pdf”是PDF 文件，{NO_BOOK}"),
        ("空.csv", b"", "“空.csv”里没有内容。"),
        ("空.xlsx", xlsx([]), "“空.xlsx”里没有内容。"),
        ("弹.xlsx", zipped(xl__workbook=b"0" * 2_000_000), f"“弹.xlsx”是压缩包或别的文件，{NO_BOOK}"),
        (
            "弹.xlsx",
            zipped(**{"xl__workbook.xml": b"<workbook/>", "xl__worksheets__sheet1.xml": b"0" * 3_000_000}),
            "“弹.xlsx”解开后超过 1 GB，不像是台账，没有打开；请删去图片和多余的内容再上传。",
        ),
        (
            "远.xlsx",
            with_sheet(FAR_OUT.encode()),
            "“远.xlsx”的工作表“Sheet”铺到了第 1048576 行、第 16384 列；请删去多余的行列（最多 40 万行），再上传。",
        ),
        ("别的.xlsx", xlsx(["品名", "单价"], ["螺丝", 3]), "没有找到“活动”的表头，可能传错了表。"),
    ],
)
def test_a_file_that_is_no_book_is_named_on_the_page(
    name: str, content: bytes, words: str, county: Unit, clerk: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "UNPACKED_MAX_BYTES", 2_900_000)
    shown = text(sent(signed_in(clerk), county, file=upload(content, name)))
    assert words in strip_tags(shown)
    assert Record.objects.count() == 0


def test_a_file_too_large_is_named_and_the_form_stays_filled_in(
    county: Unit, clerk: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("panshi.work.registers.services.importing.receiving.SIZE_MAX_BYTES", 10)
    shown = text(signed_in(clerk).post(_form(), {"unit": county.pk, "year": 2021, "file": upload(xlsx(HEADS), "大.xlsx")}))
    assert ("超过了 60 MB；请按年或按单位分成几个文件。" in shown, 'value="2021"' in shown) == (True, True)


def _form() -> str:
    from panshi.work.registers.tests.test_importing_pages import FORM

    return FORM


def failed() -> bytes:
    book = openpyxl.Workbook()
    for row in (HEADS, line("#REF!")):
        book.active.append(row)
    book.active["E2"].data_type = "e"
    return saved(book)


@pytest.mark.parametrize(
    ("content", "cell", "words"),
    [
        (xlsx(HEADS, line(day="2023年2月31日")), "C2", "“2023年2月31日”这一天不存在：2023 年 2 月没有 31 日。"),
        (csv(HEADS, line(day="2月31日")), "C2", "“2月31日”这一天不存在：2023 年 2 月没有 31 日。"),
        (xlsx(HEADS, line(day="明年")), "C2", "“明年”看不出是哪一天；请写成 2023-05-03 或 5月3日。"),
        (xls(HEADS, line(day="5月3日至5日")), "C2", "“5月3日至5日”是一段时间；请只写一天。"),
        (xlsx(HEADS, line(day="1999年5月3日")), "C2", "“滨江分局”在 1999-05-03 还没有设立或已经撤销。"),
        (xlsx(HEADS, line(day=date(2999, 5, 3))), "C2", "2999-05-03 不在所选的 2023 年；请看是不是写错了年份。"),
        (xlsx(HEADS, line(unit="滨讲分局")), "B2", "没有“滨讲分局”这个单位；是不是：滨江分局（C01）"),
        (xlsx(HEADS, line(unit="山南县局")), "B2", "您在“山南县局”没有“上报记录”的权限；请向该单位的管理员申请。"),
        (xlsx(HEADS, line(form="钓鱼")), "D2", "“钓鱼”不在可选之列；可选：集中学习、"),
        (xlsx(HEADS, line(form="警示教肓")), "D2", "“警示教肓”不在可选之列，是不是“警示教育”？"),
        (xlsx(HEADS, line("")), "E2", "没有填“主题”。"),
        (xlsx(HEADS, line("长" * 301)), "E2", "有 301 字，最多 300 字。"),
        (xlsx(HEADS, line("=1+1")), "E2", "这一格的公式还没有算出结果；请在 Excel 里打开、保存后再上传。"),
        (failed(), "E2", "这一格的公式出错（#REF!）。"),
    ],
)
def test_a_mistake_in_a_row_stands_beside_its_cell(
    content: bytes, cell: str, words: str, county: Unit, elsewhere: Unit, clerk: Person, signed_in: SignIn
) -> None:
    shown = text(sent(signed_in(clerk), county, file=upload(content, "活动.xlsx")))
    assert (f"<b>{cell}</b>" in shown, words in shown) == (True, True)
    assert Import.objects.get().bad == 1


PRODUCTS = ["日期", "形式", "标题", "张数"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (-3, "“-3”是负数；数量不能小于 0。"),
        (1.5, "“1.5”有小数；这里只收整数。"),
        ("约60", "“约60”不是准确数字；台账只收准确数，请写出实际的数。"),
        ("1.5万", "“1.5万”不是整数；请只写数字，如 3650。"),
        ("", "没有填“张数”。"),
        ("9" * 17, f"“{'9' * 17}”太大了。"),
    ],
)
def test_a_number_that_does_not_count_stands_beside_its_cell(
    number: Any, words: str, county: Unit, clerk: Person, signed_in: SignIn
) -> None:
    shown = _sent_as(signed_in(clerk), county, "newsroom.product", xlsx(PRODUCTS, ["5月3日", "海报", "甲", number]))
    assert ("<b>D2</b>" in shown, words in shown) == (True, True)


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("高山", "叫“高山”的有 2 人，请写警号：0007、S0。"),
        ("李四", "“李四”不在您能看到的人员里；请核对姓名或警号。"),
        ("", "没有填“人员”。"),
    ],
)
def test_a_person_who_is_not_clear_stands_beside_the_cell(
    who: str, words: str, county: Unit, clerk: Person, squad: list[Person], signed_in: SignIn
) -> None:
    person("0007", "高山", county)
    heads = ["日期", "形式", "主题", "人员类别", "领导干部", "人员"]
    row = ["5月3日", "集中学习", "读书会", "民警", "否", who]
    shown = _sent_as(signed_in(clerk), county, "activities.attendance", xlsx(heads, row))
    assert ("<b>F2</b>" in shown, words in shown) == (True, True)


def _sent_as(client: Client, county: Unit, key: str, content: bytes) -> str:
    address = _form().replace("activities.session", key)
    return text(client.post(address, {"unit": county.pk, "year": 2023, "file": upload(content, "表.xlsx")}, follow=True))


def test_a_sheet_of_nothing_but_coloured_rows_is_said_to_hold_nothing(county: Unit, clerk: Person, signed_in: SignIn) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(1, 20_000))
    coloured = with_sheet(f"{MAIN}{rows}</sheetData></worksheet>".encode())
    assert "“色.xlsx”里没有内容。" in text(sent(signed_in(clerk), county, file=upload(coloured, "色.xlsx")))


def test_a_file_kept_is_not_kept_twice_and_one_refused_leaves_nothing_behind(
    county: Unit, clerk: Person, signed_in: SignIn, settings: Any
) -> None:
    for _ in range(2):
        text(sent(signed_in(clerk), county, file=upload(ENCRYPTED, "密.xlsx")))
    kept = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert kept == []
