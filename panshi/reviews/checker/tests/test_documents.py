"""Texts come as people have them, and what cannot be read is refused in one sentence."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.documents import Unreadable, read_bytes, read_file, read_stream

SENTENCE = "全年开展集中学习活动3650场次，发布任务26万余条。"


def surfaces(content: bytes, name: str) -> list[tuple[str, str]]:
    document = read_bytes(content, name=name)
    return [(claim.surface, document.text[slice(*document.raw(claim.start, claim.end))]) for claim in extract(document.plain)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_text_is_read_in_every_encoding(encoding):
    assert read_bytes(SENTENCE.encode(encoding), name="综述.txt").text == SENTENCE


def test_offsets_in_html_are_those_of_the_file():
    page = "<html><head><style>p{margin:10px}</style></head><body><p>学习<b>3650</b>场次&nbsp;共26万余条</p></body></html>"
    assert surfaces(page.encode(), "综述.html") == [("3650场次", "3650</b>场次"), ("26万余条", "26万余条")]


def test_offsets_in_markdown_are_those_of_the_file():
    assert surfaces("# 概况\n\n学习**3650**场次".encode(), "综述.md") == [("3650场次", "3650**场次")]


def packed(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", compression=ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def refusal(content: bytes, name: str = "稿.docx") -> str:
    with pytest.raises(Unreadable) as refused:
        read_bytes(content, name=name)
    return str(refused.value)


def made_encrypted(package: bytes) -> bytes:
    """The package with the bit set that says its parts are encrypted."""
    place = package.index(b"PK\x01\x02")
    return package[: place + 8] + b"\x01" + package[place + 9 :]


DOCM = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MOJIBAKE = "全市共有民警一千二百人，全年开展各类文化活动三千余场次，参加人员十万余人次。" * 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "里面没有文字"),
        (b" \n ", "里面没有文字"),
        (b"\xef\xbb\xbf", "里面没有文字"),
        (bytes(range(256)) * 8, "它不是文本，也不是 Word（.docx）文件"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "它不是文本，也不是 Word（.docx）文件"),
        (b"%PDF-1.7 x", "它是 PDF，请用做成它的 Word 或文本文件"),
        (b"{\\rtf1\\ansi 3650}", "它是 RTF，请另存为 .docx"),
        (OLE, "它是旧版的 Office 文件（.doc），请另存为 .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "它加了密，请先去掉密码"),
        (b"PK\x03\x04broken", "Word 文件已损坏"),
        (packed(word__document__xml=b"x", other=b"x"), "它是压缩包或别的 Office 文件，不是 Word（.docx）"),
        (packed(**{"word/document.xml": b"<w:p", "[Content_Types].xml": b""}), "Word 文件已损坏"),
        (packed(**{"word/document.xml": b"<w:p"}), "Word 文件已损坏"),
        (packed(**{"word/document.xml": b"", "[Content_Types].xml": DOCM}), "它是带宏的或模板的 Word 文件，请另存为 .docx"),
        (made_encrypted(packed(**{"word/document.xml": b"", "[Content_Types].xml": b""})), "它加了密，请先去掉密码"),
        (packed(**{"word/document.xml": b"0" * (49 * 2**20)}), "它解压后太大，不像一篇文章"),
        (packed(**{"word/document.xml": b"", "word/media/a.bin": b"0" * (201 * 2**20)}), "它解压后太大，不像一篇文章"),
        (packed(**{"a.zip": packed(**{"word/document.xml": b"0" * 2**20})}), "它是压缩包或别的 Office 文件，不是 Word（.docx）"),
        (MOJIBAKE.encode("big5", "ignore"), "它的编码认不出，请另存为 UTF-8 文本"),
        (MOJIBAKE.encode("shift-jis", "ignore"), "它的编码认不出，请另存为 UTF-8 文本"),
        (MOJIBAKE.encode()[:-1], "它的编码认不出，请另存为 UTF-8 文本"),
        (b"0" * (20 * 2**20 + 1), "它大于 20 MB"),
    ],
)
def test_what_is_no_text_is_refused(content, why):
    assert refusal(content) == f"“稿.docx”读不了：{why}。"


def test_half_a_word_file_is_damaged():
    whole = word_file()
    assert refusal(whole[: len(whole) // 2]) == "“稿.docx”读不了：Word 文件已损坏。"


def test_a_word_file_with_a_flipped_byte_is_damaged_or_read():
    whole = bytearray(word_file())
    place = whole.index(b"word/document.xml") + 60
    whole[place] ^= 0xFF
    assert refusal(bytes(whole)) == "“稿.docx”读不了：Word 文件已损坏。"


def test_missing_files_and_folders_are_refused_by_name(tmp_path):
    with pytest.raises(Unreadable, match="没有这个文件"):
        read_file(tmp_path / "没有.txt")
    with pytest.raises(Unreadable, match="这是文件夹"):
        read_file(tmp_path)


def test_a_stream_without_end_is_too_large():
    with pytest.raises(Unreadable, match="大于 20 MB"), Path("/dev/zero").open("rb") as endless:
        read_stream(endless, name="-")


def test_utf_16_that_lost_its_mark_is_read():
    assert read_bytes((SENTENCE + "\r\n3650").encode("utf-16-le"), name="稿.txt").text == SENTENCE + "\r\n3650"


def test_lines_ended_the_other_way_keep_their_offsets():
    text = "标题\r\n\r\n学习3650场次，\r\n发布26万余条。\r\n"
    assert [text[claim.start : claim.end] for claim in extract(read_bytes(text.encode(), name="a.txt").plain)] == [
        "3650场次",
        "26万余条",
    ]


def test_offsets_of_numbers_written_with_entities_take_the_entities_whole():
    page = "<p>学习3&#54;50场次，率达90&#37;</p>"
    assert surfaces(page.encode(), "a.html") == [("3650场次", "3&#54;50场次"), ("90%", "90&#37;")]


def test_an_entity_that_is_half_a_sign_is_no_sign():
    assert read_bytes("<p>学习&#xD800;3650场次</p>".encode(), name="a.html").plain.strip() == "学习\ufffd3650场次"


def word_file() -> bytes:
    document = Document()
    document.add_heading("综述", 1)
    paragraph = document.add_paragraph("全年学习")
    paragraph.add_run("3650").bold = True
    paragraph.add_run("场次，发布任务26万余条。")
    document.add_table(1, 1).cell(0, 0).text = "短视频417个"
    out = BytesIO()
    document.save(out)
    return out.getvalue()
