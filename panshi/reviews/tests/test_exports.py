"""Every export carries the same numbers, and Word's pages are those of GB/T 9704."""

import re
from io import BytesIO

import pytest

from panshi.reviews.composing.compose import compose
from panshi.reviews.exports import Document, UnknownFormat, UnknownLayout, exported
from panshi.reviews.exports.html import fragment
from panshi.reviews.tests.catalogue import FIGURES, Engine, scope

TEMPLATE = """# 一年回顾

## ——云川公安

## 一、学习

发布任务**{{ figure("learning.tasks_published", form="over") }}**，学习率{{ figure("learning.completion_rate") }}。
警示教育{{ figure("activities.warning_education", form="over") }}。

### （一）用稿

刊登{{ figure("coverage.mainstream_stories") }}，{{ change("coverage.mainstream_stories") }}；
{{ titles("honours.red_story_third") }}获奖。

- 头条{{ figure("coverage.front_page_leads") }}

| 单位 | 篇数 |
| --- | --- |
{% for part in parts("coverage.mainstream_stories") %}
| {{ part.name }} | {{ part.number }} |
{% endfor %}

> 规划{{ span("plans.culture_plan") }}
"""
NOTE = "panshi.local/ledger\n77\ncm9vdA==\n\n— panshi.local/ledger c2ln\n"
SURFACES = [
    "26万余条",
    "99.99%",
    "60余场次",
    "1882篇",
    "增长12.6%",
    "《甲》《乙》《丙》",
    "10篇",
    "1875篇",
    "7篇",
    "2020年—2024年",
]


@pytest.fixture
def document() -> Document:
    engine = Engine()
    composed = compose(TEMPLATE, scope(), values=engine.values, titles=engine.titles, figures=FIGURES)
    figures = {figure.key: figure for figure in FIGURES}
    return Document("一年回顾", composed, "zh", "云川市公安局", "2023", NOTE, figures, {"C": "云川市公安局", "C01": "江滨分局"})


def word_of(document: Document, layout: str = "gbt9704") -> object:
    import docx

    return docx.Document(BytesIO(exported(document, ending="docx", layout=layout)))


def test_markdown_is_the_text_itself(document: Document) -> None:
    assert exported(document, ending="md").decode() == document.composed.text
    assert [claim.surface for claim in document.composed.claims] == SURFACES


def test_html_links_every_number_to_its_row(document: Document) -> None:
    page = exported(document, ending="html").decode()
    links = re.findall(r'<a class="number" href="#n(\d+)">(.*?)</a>', page)
    assert links == [(str(number), surface) for number, surface in enumerate(SURFACES, 1)]
    assert re.findall(r'<tr id="n(\d+)"', page) == [str(number) for number in range(1, 11)]
    assert not re.search(r'(src|href)="(?!#)', page)


def test_html_in_a_template_stays_text(document: Document) -> None:
    evil = '<script>alert(1)</script>[x](javascript:alert(2))<b onclick="x">'
    composed = compose(evil, scope(), values=Engine().values, figures=FIGURES)
    html = fragment(composed, language="zh", address=lambda number, claim: "#")
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "<b" not in html


def test_word_carries_the_same_numbers(document: Document) -> None:
    for layout in ("gbt9704", "plain"):
        file = word_of(document, layout)
        cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
        text = "\n".join([paragraph.text for paragraph in file.paragraphs] + cells)
        assert [surface for surface in SURFACES if surface not in text] == []


def test_word_has_the_page_of_gbt_9704(document: Document) -> None:
    section = word_of(document).sections[0]
    sides = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [round(side.mm) for side in sides] == [37, 28, 35, 26]


def test_word_sets_22_lines_of_28_characters(document: Document) -> None:
    from docx.oxml.ns import qn

    file = word_of(document)
    grid = file.sections[0]._sectPr.find(qn("w:docGrid"))
    pitch, space = int(grid.get(qn("w:linePitch"))), int(grid.get(qn("w:charSpace")))
    assert 22 * pitch <= 225 / 25.4 * 1440 < 23 * pitch
    assert 28 * (16 + space / 4096) <= 156 / 25.4 * 72 < 29 * (16 + space / 4096)
    assert round(file.styles["Normal"].paragraph_format.line_spacing.pt) == 29


def test_word_sets_the_chinese_faces(document: Document) -> None:
    from docx.oxml.ns import qn

    file = word_of(document)
    faces = {
        name: (file.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")), file.styles[name].font.size.pt)
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "Footer")
    }
    assert faces == {
        "Normal": ("仿宋", 16),
        "Title": ("方正小标宋简体", 22),
        "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体", 16),
        "Footer": ("宋体", 14),
    }
    assert [(paragraph.style.name, paragraph.text) for paragraph in file.paragraphs[:3]] == [
        ("Title", "一年回顾"),
        ("Subtitle", "——云川公安"),
        ("Heading 1", "一、学习"),
    ]


def test_word_numbers_odd_pages_right_and_even_pages_left_between_dashes(document: Document) -> None:
    file = word_of(document)
    section = file.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (file.settings.odd_and_even_pages_header_footer, str(odd.alignment), str(even.alignment)) == (
        True,
        "RIGHT (2)",
        "LEFT (0)",
    )
    assert odd.text == even.text == "— 1 —"
    assert "PAGE" in odd._p.xml


def test_word_names_no_author(document: Document) -> None:
    properties = word_of(document).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("", "", "一年回顾")


def test_excel_has_one_row_per_number_with_sentence_definition_and_checkpoint(document: Document) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(BytesIO(exported(document, ending="xlsx"))).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == SURFACES
    assert rows[0][2:8] == (
        "发布任务**26万余条**，学习率99.99%。",
        "learning.tasks_published",
        "学习任务",
        "学习任务",
        261437,
        None,
    )
    assert rows[0][9:15] == ("over", "条", "云川市公安局", "2023", 77, "panshi.local/ledger 77 cm9vdA==")


def test_excel_cannot_be_made_to_calculate(document: Document) -> None:
    from dataclasses import replace

    from openpyxl import load_workbook

    evil = replace(document, title='=HYPERLINK("http://x")', units={"C": "=1+1"})
    book = load_workbook(BytesIO(exported(evil, ending="xlsx")))
    assert {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_an_unknown_ending_or_layout_is_refused(document: Document) -> None:
    with pytest.raises(UnknownFormat):
        exported(document, ending="pdf")
    with pytest.raises(UnknownLayout):
        exported(document, ending="docx", layout="fancy")
