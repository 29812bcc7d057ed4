"""The review in Word: in the layout of official documents (GB/T 9704-2012) and in a plain one.

GB/T 9704-2012: A4, margins 37 mm top, 28 mm left, 35 mm bottom, 26 mm right; 22 lines of 28 characters; title 小标宋 22 pt
centred; 一、黑体; （一）楷体; body 仿宋 16 pt indented by two characters; page number 14 pt 宋体 between dashes, odd pages right,
even pages left, 7 mm below the text.
"""

from dataclasses import dataclass
from io import BytesIO
from math import floor
from typing import TYPE_CHECKING, Any

from panshi.reviews.exports.document import Document
from panshi.reviews.exports.marked import Block, Run, blocks

if TYPE_CHECKING:
    from docx.document import Document as Word

TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Face:
    """A style's fonts: for Chinese, for Latin letters and digits, the size in points."""

    chinese: str
    size: float
    latin: str = "Times New Roman"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A page: margins in millimetres and the faces of its parts; `lines` × `characters` a page where they are fixed."""

    top: float
    left: float
    bottom: float
    right: float
    title: Face
    subtitle: Face
    headings: tuple[Face, Face, Face]
    body: Face
    page_number: Face
    lines: int | None = None
    characters: int | None = None
    title_centred: bool = True
    note: Face = Face("宋体", 9)


LAYOUTS = {
    "gbt9704": Layout(
        37,
        28,
        35,
        26,
        title=Face("方正小标宋简体", 22),
        subtitle=Face("楷体", 16),
        headings=(Face("黑体", 16), Face("楷体", 16), Face("仿宋", 16, bold=True)),
        body=Face("仿宋", 16),
        page_number=Face("宋体", 14, latin="宋体"),
        lines=22,
        characters=28,
        note=Face("仿宋", 12),
    ),
    "plain": Layout(
        25,
        25,
        25,
        25,
        title=Face("黑体", 18, "Arial", bold=True),
        subtitle=Face("黑体", 13, "Arial"),
        headings=(Face("黑体", 14, "Arial", bold=True), Face("黑体", 12, "Arial", bold=True), Face("黑体", 11, "Arial")),
        body=Face("宋体", 11),
        page_number=Face("宋体", 9),
    ),
}


def word(document: Document, layout: Layout) -> bytes:
    """The document as a .docx file; no author's name is written into it."""
    import docx  # noqa: PLC0415 -- heavy: only for Word

    file = docx.Document()
    _set_page(file, layout)
    _set_styles(file, layout, document.language)
    _number_pages(file, layout)
    for block in blocks(document.composed, language=document.language):
        _write(file, block)
    note = file.add_paragraph(document.standing(), style="Caption")
    note.paragraph_format.space_before = _points(12)
    properties = file.core_properties
    properties.author, properties.last_modified_by, properties.comments = "", "", ""
    properties.title, properties.language = document.title, document.words("zh-CN", "en-GB")
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _write(file: "Word", block: Block) -> None:
    if block.kind == "table":
        _write_table(file, block)
        return
    paragraph = file.add_paragraph(style=_style(block))
    _write_runs(paragraph, block.runs)


def _style(block: Block) -> str:
    if block.kind == "heading":
        if block.level == 1:
            return "Title"
        return "Subtitle" if block.text.startswith("——") else f"Heading {min(block.level - 1, 3)}"
    return {"item": "List Bullet", "quote": "Quote"}.get(block.kind, "Normal")


def _write_runs(paragraph: Any, runs: tuple[Run, ...]) -> None:
    for run in runs:
        written = paragraph.add_run(run.text)
        written.bold, written.italic = run.bold or None, run.italic or None


def _write_table(file: "Word", block: Block) -> None:
    table = file.add_table(rows=0, cols=max(len(row) for row in block.rows), style="Table Grid")
    for row in block.rows:
        cells = table.add_row().cells
        for cell, runs in zip(cells, row, strict=False):
            _write_runs(cell.paragraphs[0], runs)
            cell.paragraphs[0].paragraph_format.first_line_indent = _points(0)


def _set_page(file: "Word", layout: Layout) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- heavy: only for Word
    from docx.oxml.ns import qn  # noqa: PLC0415 -- heavy: only for Word
    from docx.shared import Mm  # noqa: PLC0415 -- heavy: only for Word

    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    section.footer_distance = Mm(layout.bottom - 7 - 5)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    if layout.lines and layout.characters:
        width = (210 - layout.left - layout.right) * 72 / 25.4
        grid.set(qn("w:type"), "linesAndChars")
        grid.set(qn("w:linePitch"), str(_line_pitch(layout)))
        # Word counts the space added to each character in 4096ths of a point.
        grid.set(qn("w:charSpace"), str(floor((width / layout.characters - layout.body.size) * 4096)))


def _line_pitch(layout: Layout) -> int:
    """The height of a line in twips: as many as the page has to hold, about 29 pt by the standard."""
    assert layout.lines
    return int((297 - layout.top - layout.bottom) * TWIPS_PER_MM / layout.lines)


def _set_styles(file: "Word", layout: Layout, language: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING  # noqa: PLC0415 -- heavy: only for Word

    names = ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Quote", "Caption")
    faces = (layout.body, layout.title, layout.subtitle, *layout.headings, layout.body, layout.subtitle, layout.note)
    for name, face in zip(names, faces, strict=True):
        style = file.styles[name]
        _set_face(style, face)
        shape = style.paragraph_format
        shape.space_before, shape.space_after = _points(0), _points(0 if layout.lines else 6)
        if layout.lines:
            shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, _points(_line_pitch(layout) / 20)
        else:
            shape.line_spacing = 1.5
        if name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Quote", "Caption") and language == "zh":
            _indent_first_line(style, characters=2 if layout.lines or name == "Normal" else 0)
        if name in ("Title", "Subtitle"):
            _indent_first_line(style, characters=0)
            shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif name == "Normal":
            shape.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    file.styles["Title"].paragraph_format.space_after = _points(_line_pitch(layout) / 40 if layout.lines else 6)


def _set_face(style: Any, face: Face) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 -- heavy: only for Word
    from docx.shared import RGBColor  # noqa: PLC0415 -- heavy: only for Word

    style.font.name, style.font.size, style.font.bold = face.latin, _points(face.size), face.bold
    style.font.italic, style.font.color.rgb = False, RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), face.chinese)
    for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)
    for spacing in style.element.findall(f"{qn('w:rPr')}/{qn('w:spacing')}"):
        spacing.getparent().remove(spacing)


def _indent_first_line(style: Any, *, characters: int) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 -- heavy: only for Word

    # In characters, not points: Word then keeps two characters at any size.
    style.paragraph_format.first_line_indent = _points(style.font.size.pt * characters)
    indent = style.element.pPr.find(qn("w:ind"))
    indent.set(qn("w:firstLineChars"), str(characters * 100))


def _number_pages(file: "Word", layout: Layout) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 -- heavy: only for Word

    _set_face(file.styles["Footer"], layout.page_number)
    section, right, left = file.sections[0], WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
    if not layout.lines:
        _number(section.footer, layout, WD_ALIGN_PARAGRAPH.CENTER, "")
        return
    file.settings.odd_and_even_pages_header_footer = True
    _number(section.footer, layout, right, "— ")
    _number(section.even_page_footer, layout, left, "— ")


def _number(footer: Any, layout: Layout, alignment: Any, dash: str) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style, paragraph.alignment = "Footer", alignment
    shape = paragraph.paragraph_format
    shape.first_line_indent = _points(0)
    if dash:  # one character's space outside the dash
        shape.left_indent = shape.right_indent = _points(layout.page_number.size)
    paragraph.add_run(dash)
    _add_field(paragraph, "PAGE")
    paragraph.add_run(dash[::-1])


def _add_field(paragraph: Any, code: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- heavy: only for Word
    from docx.oxml.ns import qn  # noqa: PLC0415 -- heavy: only for Word

    for kind in ("begin", None, "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "text":
            run.text = "1"
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = code
            run._r.append(instruction)


def _points(size: float) -> Any:
    from docx.shared import Pt  # noqa: PLC0415 -- heavy: only for Word

    return Pt(size)
