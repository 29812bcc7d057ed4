"""Texts come as people have them, and what cannot be read is refused in one sentence."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from panshi.reviews.checker import word
from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.documents import Unreadable, read_bytes, read_file

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


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "里面没有文字"),
        (b" \n ", "里面没有文字"),
        (bytes(range(256)) * 8, "它不是文本，也不是 Word（.docx）文件"),
        (b"%PDF-1.7 x", "它不是文本，也不是 Word（.docx）文件"),
        (b"PK\x03\x04broken", "Word 文件已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "它是加密的或旧版的 Word 文件，请另存为不加密的 .docx"),
    ],
)
def test_what_is_no_text_is_refused(content, why):
    with pytest.raises(Unreadable) as refused:
        read_bytes(content, name="稿.docx")
    assert str(refused.value) == f"“稿.docx”读不了：{why}。"


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Unreadable):
        read_file(tmp_path / "没有.txt")


def test_a_word_file_that_unpacks_to_too_much_is_refused():
    packed = BytesIO()
    with ZipFile(packed, "w", compression=8) as package:
        package.writestr("word/document.xml", b"0" * (201 * 2**20))
    with pytest.raises(Unreadable):
        read_bytes(packed.getvalue(), name="稿.docx")


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


def test_a_word_file_gives_its_paragraphs_and_tables():
    assert read_bytes(word_file(), name="稿.docx").text == "综述\n全年学习3650场次，发布任务26万余条。\n短视频417个"


def test_a_word_file_comes_back_with_comments_and_nothing_else_changed():
    content = word_file()
    text = word.text_of(content)
    notes = [word.Note(claim.start, claim.end, f"说明 {claim.surface}") for claim in extract(text)]
    commented = word.commented(content, notes)
    document = Document(BytesIO(commented))
    assert word.text_of(commented) == text
    assert [comment.text for comment in document.comments] == ["说明 3650场次", "说明 26万余条", "说明 417个"]
    assert [(run.text, run.bold) for run in document.paragraphs[1].runs if run.text] == [
        ("全年学习", None),
        ("3650", True),
        ("场次", None),
        ("，发布任务", None),
        ("26万余条", None),
        ("。", None),
    ]


def test_a_plain_text_becomes_a_word_file_with_comments():
    made = word.written("标题\n学习\x073650场次", [word.Note(6, 12, "核实")])
    assert word.text_of(made) == "标题\n学习3650场次"
    assert [comment.text for comment in Document(BytesIO(made)).comments] == ["核实"]
