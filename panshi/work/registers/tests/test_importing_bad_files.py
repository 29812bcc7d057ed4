"""Files that are no books, or not whole: each named in one sentence, and nothing breaks."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from panshi.kernel.refusals import Refusal
from panshi.org.models import Person, Unit
from panshi.work.registers.choices import ImportState
from panshi.work.registers.models import Import
from panshi.work.registers.services import importing
from panshi.work.registers.tests.books import HEADS, compound, line, xls, xlsx
from panshi.work.registers.tests.test_importing import brought, said, taken

ENCRYPTED = compound("EncryptedPackage", b"secret")


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def with_sheet(xml: bytes) -> bytes:
    """A whole xlsx whose sheet is this XML."""
    out = BytesIO()
    with ZipFile(BytesIO(xlsx(["a"]))) as whole, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            archive.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else whole.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("密.xlsx", ENCRYPTED, "“密.xlsx”加了密码，打不开；请在 Excel 里取消密码后再上传。"),
        ("文.xls", compound("WordDocument", b"text"), "“文.xls”是Word 文档，不是台账；可用的是 xlsx、xls、ods、csv。"),
        (
            "文.xlsx",
            zipped(**{"word__document.xml": b"<w/>"}),
            "“文.xlsx”是Word 文档，不是台账；可用的是 xlsx、xls、ods、csv。",
        ),
        ("包.zip", zipped(a=b"1"), "“包.zip”是压缩包或别的文件，不是台账；可用的是 xlsx、xls、ods、csv。"),
        ("断.xlsx", xlsx(HEADS, line())[:-700], "“断.xlsx”已损坏或没有传完；请在 Excel 里打开另存后再上传。"),
        (
            "断.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "“断.xls”已损坏或没有传完；请在 Excel 里打开另存后再上传。",
        ),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "“图.xlsx”是图片，不是台账；可用的是 xlsx、xls、ods、csv。"),
        ("表.pdf", b"%PDF-1.7 ...", "“表.pdf”是PDF 文件，不是台账；可用的是 xlsx、xls、ods、csv。"),
        (
            "网.xls",
            b"<html><table><tr><td>1",
            "“网.xls”是网页（后缀是 xls 也一样），不是台账；可用的是 xlsx、xls、ods、csv。",
        ),
        ("空.csv", b"\r\n,,\r\n", "“空.csv”里没有内容。"),
        ("无.bin", b"abc\0\0\0def", "“无.bin”是别的文件，不是台账；可用的是 xlsx、xls、ods、csv。"),
    ],
)
def test_what_is_no_book_is_named_when_it_is_sent(name: str, content: bytes, words: str, county: Unit, clerk: Person) -> None:
    with pytest.raises(Refusal) as refused:
        importing.receive(content, name=name, key="activities.session", unit=county, by=clerk)
    assert str(refused.value) == words
    assert Import.objects.count() == 0


def test_a_file_beyond_the_limit_is_refused_before_it_is_kept(county: Unit, clerk: Person, settings) -> None:
    with pytest.raises(Refusal, match=r"“大\.csv”有 61 MB，超过了 60 MB"):
        importing.receive(b"a" * (60 * 1024**2 + 1), name="大.csv", key="activities.session", unit=county, by=clerk)
    assert list(Path(settings.MEDIA_ROOT).rglob("*")) == []


def test_a_file_that_would_swell_is_not_opened(county: Unit, clerk: Person, monkeypatch) -> None:
    from panshi.work.registers.selectors.books import opening

    monkeypatch.setattr(opening, "UNPACKED_MAX_BYTES", 10_000_000)
    bomb = zipped(**{"xl__workbook.xml": b"<workbook/>", "xl__worksheets__sheet1.xml": b"0" * 10_000_001})
    assert len(bomb) < 20_000
    with pytest.raises(Refusal, match="解开后超过 1 GB"):
        importing.receive(bomb, name="弹.xlsx", key="activities.session", unit=county, by=clerk)


def test_a_million_coloured_empty_rows_are_no_rows(county: Unit, clerk: Person) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 100_000))
    heads = "".join(f'<c r="{"ABCDEF"[n]}1" t="inlineStr"><is><t>{text}</t></is></c>' for n, text in enumerate(HEADS))
    good = "".join(f'<c r="{"ABCDEF"[n]}2" t="inlineStr"><is><t>{text}</t></is></c>' for n, text in enumerate(line()))
    xml = f'<row r="1">{heads}</row><row r="2">{good}</row>'.encode() + rows
    main = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
    book = brought(with_sheet(main % xml), county, clerk)
    assert (book.state, book.rows, book.good) == (ImportState.CHECKED, 1, 1)


def test_a_stray_cell_far_out_is_named_before_the_sheet_is_read(county: Unit, clerk: Person) -> None:
    main = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    xml = (
        main
        + '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    book = brought(with_sheet(xml.encode()), county, clerk, name="远.xlsx")
    assert (book.state, str(book.trouble)) == (
        ImportState.NEW,
        "“远.xlsx”的工作表“Sheet”铺到了第 1048576 行、第 16384 列；请删去多余的行列（最多 40 万行），再上传。",
    )


def test_a_part_that_is_not_what_it_admits_to_is_damage(county: Unit, clerk: Person) -> None:
    whole = bytearray(xlsx(HEADS, *(line(f"第{n}期") for n in range(300))))
    with ZipFile(BytesIO(bytes(whole))) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    whole[start + 200 : start + 230] = b"\xff" * 30
    book = brought(bytes(whole), county, clerk, name="坏.xlsx")
    assert str(book.trouble) == "“坏.xlsx”已损坏或没有传完；请在 Excel 里打开另存后再上传。"


def test_a_book_of_something_else_waits_for_its_columns(county: Unit, clerk: Person) -> None:
    book = brought(xlsx(["品名", "单价", "库存"], ["螺丝", 3, 100]), county, clerk)
    assert (book.state, book.header_row, book.good) == (ImportState.READ, 0, 0)


def test_an_unclosed_quote_loses_no_line(county: Unit, clerk: Person) -> None:
    text = '日期,形式,主题,活动层级\n5月3日,集中学习,"一,本单位\n5月4日,集中学习,二,本单位\n'
    book = brought(text.encode(), county, clerk, name="a.csv")
    assert [row for row, _column, _words in said(book)] == [2]


def test_an_old_excel_file_says_its_mistakes_too(county: Unit, clerk: Person) -> None:
    book = brought(xls(HEADS, line(), line("二", day="2月30日")), county, clerk, name="a.xls")
    assert (taken(book, clerk).accepted, said(book)) == (1, [(3, 3, "“2月30日”这一天不存在：2023 年 2 月没有 30 日。")])


def test_a_file_that_breaks_whoever_opens_it_is_given_up_after_three_tries(county: Unit, clerk: Person) -> None:
    book = importing.receive(xlsx(HEADS, line()), name="a.xlsx", key="activities.session", unit=county, by=clerk)
    Import.objects.filter(pk=book.pk).update(tries=3)
    assert str(importing.go_on(book.pk).trouble).startswith("这个文件试了三次都没有读完")
    again = importing.receive(xlsx(HEADS, line()), name="a.xlsx", key="activities.session", unit=county, by=clerk)
    assert importing.go_on(again.pk).state == ImportState.CHECKED
