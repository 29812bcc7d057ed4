"""Word files come back as they were, with a comment on each claim where Word shows it."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from panshi.reviews.checker import word
from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.documents import read_bytes
from panshi.reviews.checker.tests.test_documents import word_file

W = nsdecls("w")
INSIDE = "<w:txbxContent><w:p><w:r><w:t>短视频417个</w:t></w:r></w:p></w:txbxContent>"
BOX = f"""<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:AlternateContent>
<mc:Choice Requires="wps"><wps:txbx>{INSIDE}</wps:txbx></mc:Choice>
<mc:Fallback><w:pict>{INSIDE}</w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""
NOTES = f"""<w:footnotes {W}><w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>其中集体学习120场次</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def checked(content: bytes) -> Any:
    """The file with the comment 说明 <number> on each number."""
    notes = [word.Note(claim.start, claim.end, f"说明 {claim.surface}") for claim in extract(word.text_of(content))]
    return Document(BytesIO(word.commented(content, notes)))


def ranges(document: Any) -> dict[str, str]:
    """What each comment says and the words of the body it stands on."""
    found = {}
    for comment in document.comments:
        within, words = False, ""
        for element in document.element.body.iter():
            if element.tag == qn("w:commentRangeStart") and element.get(qn("w:id")) == str(comment.comment_id):
                within = True
            elif element.tag == qn("w:commentRangeEnd") and element.get(qn("w:id")) == str(comment.comment_id):
                within = False
            elif within and element.tag == qn("w:t"):
                words += element.text
        found[comment.text] = words
    return found


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


def with_footnote(document: Any) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, NOTES.encode(), document.part.package)
    document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
    mark = document.paragraphs[0].add_run()
    mark._r.append(parse_xml(f'<w:footnoteReference {W} w:id="2"/>'))


def test_full_width_spaces_stay_and_signs_no_file_may_hold_go():
    made = word.written("\u3000\u3000学习\ud8003650场次\r", [word.Note(5, 11, "核实\x00\u3000对")])
    assert word.text_of(made) == "\u3000\u3000学习3650场次"
    assert ranges(Document(BytesIO(made))) == {"核实\u3000对": "3650场次"}


def test_boxes_notes_headers_and_footers_are_read_once_and_commented_from_the_body():
    document = Document()
    document.add_paragraph("全年学习3650场次")
    with_footnote(document)
    document.add_paragraph("方框")._p.append(parse_xml(BOX))
    document.sections[0].header.paragraphs[0].text = "简报 共260期"
    document.sections[0].footer.paragraphs[0].text = "印发80份"
    content = saved(document)
    assert word.text_of(content) == "全年学习3650场次\n方框\n短视频417个\n其中集体学习120场次\n简报 共260期\n印发80份"
    assert ranges(checked(content)) == {
        "说明 3650场次": "3650场次",
        "文本框“417个”　说明 417个": "短视频417个短视频417个",
        "脚注或尾注“120场次”　说明 120场次": "",
        "页眉或页脚“260期”　说明 260期": "全年学习",
        "页眉或页脚“80份”　说明 80份": "全年学习",
    }


def test_what_was_deleted_or_moved_away_is_not_read_and_stays():
    document = Document()
    paragraph = document.add_paragraph("学习")
    for piece in (
        f'<w:del {W} w:id="1" w:author="甲"><w:r><w:delText>3600</w:delText><w:tab/></w:r></w:del>',
        f'<w:ins {W} w:id="2" w:author="甲"><w:r><w:t>36</w:t></w:r></w:ins>',
        f"<w:r {W}><w:t>50场次</w:t></w:r>",
        f'<w:moveFrom {W} w:id="3" w:author="甲"><w:r><w:t>，短视频417个</w:t></w:r></w:moveFrom>',
    ):
        paragraph._p.append(parse_xml(piece))
    content = saved(document)
    assert word.text_of(content) == "学习3650场次"
    back = checked(content)
    assert ranges(back) == {"说明 3650场次": "3650场次"}
    kept = {name: len(list(back.element.body.iter(qn(f"w:{name}")))) for name in ("del", "delText", "ins", "moveFrom")}
    assert kept == {"del": 1, "delText": 1, "ins": 1, "moveFrom": 1}


def test_a_number_across_runs_links_and_tabs_is_commented_exactly():
    document = Document()
    paragraph = document.add_paragraph("发布")
    paragraph.add_run("\t任务26").italic = True
    paragraph._p.append(parse_xml(f'<w:hyperlink {W} w:anchor="a"><w:r><w:t>万</w:t></w:r></w:hyperlink>'))
    paragraph.add_run("余条，共\t72期").bold = True
    back = checked(saved(document))
    assert ranges(back) == {"说明 26万余条": "26万余条", "说明 72期": "72期"}
    assert word.text_of(saved(back)) == "发布\t任务26万余条，共\t72期"
    assert [(run.text, run.bold, run.italic) for run in back.paragraphs[0].runs if run.text] == [
        ("发布", None, None),
        ("\t任务", None, True),
        ("26", None, True),
        ("余条", True, None),
        ("，共\t", True, None),
        ("72期", True, None),
    ]


def test_comments_that_were_there_stay():
    document = Document()
    document.add_comment(document.add_paragraph("学习3650场次").runs, text="再核一遍", author="甲", initials="甲")
    back = checked(saved(document))
    assert [(comment.author, comment.text) for comment in back.comments] == [("甲", "再核一遍"), ("磐石", "说明 3650场次")]


def test_every_part_of_the_file_is_still_there():
    content = word_file()
    back = word.commented(content, [])
    assert set(ZipFile(BytesIO(content)).namelist()) == set(ZipFile(BytesIO(back)).namelist())
