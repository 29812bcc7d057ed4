"""The printed register as a Word file, written to disk leaf by leaf.

python-docx makes the page, its styles, head and foot; the rows would take it minutes and be in memory whole, so the body is
written as text into its place (Office Open XML, ECMA-376 part 1, 17.4 Tables).
"""

import re
from collections.abc import Iterator
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _

from panshi.org.models import Person
from panshi.work.registers.selectors.printed import Book, Column, Leaf, colophon, signers, sums
from panshi.work.registers.selectors.printed.books import LINE_PT
from panshi.work.registers.selectors.printed.columns import EM_IN_ALL

if TYPE_CHECKING:
    from docx.document import Document as Word

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BODY = "word/document.xml"
HERE = "@@leaves@@"
EM_TWIPS = 9 * 20
ROW_PAD_TWIPS = 30
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_word(book: Book, *, by: Person) -> IO[bytes]:
    """The book as a .docx file at its beginning, printed by a person. No author's name is written into it."""
    bare = ZipFile(_bare(book))
    file = TemporaryFile()  # noqa: SIM115 -- closed by the response when it has been sent
    before, _mark, after = _parted(bare.read(BODY).decode())
    with ZipFile(file, "w", ZIP_DEFLATED) as kept:
        for part in bare.infolist():
            if part.filename != BODY:
                kept.writestr(part, bare.read(part.filename))
        with kept.open(BODY, "w", force_zip64=True) as body:
            body.write(before.encode())
            for piece in _leaves(book, by):
                body.write(piece.encode())
            body.write(after.encode())
    file.seek(0)
    return file


def _parted(text: str) -> tuple[str, str, str]:
    """The body before and after the paragraph that holds the leaves' place."""
    [mark] = re.findall(rf"<w:p>(?:(?!<w:p>).)*?{HERE}.*?</w:p>", text, re.DOTALL)
    return text.partition(mark)


def _bare(book: Book) -> BytesIO:
    """A4 across with the running head and the pages' numbers, and no rows."""
    import docx  # noqa: PLC0415 -- heavy: only for Word
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 -- heavy: only for Word
    from docx.shared import Mm  # noqa: PLC0415 -- heavy: only for Word

    file = docx.Document()
    section = file.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(10)
    section.top_margin, section.bottom_margin = Mm(20), Mm(13)
    section.header_distance, section.footer_distance = Mm(8), Mm(6)
    _set_face(file)
    _set_head(section.header, book)
    _set_foot(section.footer)
    file.add_paragraph(HERE)
    properties = file.core_properties
    properties.author, properties.last_modified_by, properties.comments = "", "", ""
    properties.title = f"{book.title} {book.about}"
    out = BytesIO()
    file.save(out)
    out.seek(0)
    return out


def _set_face(file: "Word") -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 -- heavy: only for Word
    from docx.shared import Pt  # noqa: PLC0415 -- heavy: only for Word

    for name in ("Normal", "Header", "Footer"):
        style = file.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(9)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)


def _set_head(header: Any, book: Book) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT  # noqa: PLC0415 -- heavy: only for Word
    from docx.shared import Mm, Pt  # noqa: PLC0415 -- heavy: only for Word

    title = header.paragraphs[0]
    title.alignment = 1
    run = title.add_run(book.title)
    run.bold, run.font.size = True, Pt(14)
    under = header.add_paragraph(f"{book.about}\t{book.mark}")
    under.paragraph_format.tab_stops.clear_all()
    under.paragraph_format.tab_stops.add_tab_stop(Mm(277), WD_TAB_ALIGNMENT.RIGHT)
    under.style = "Normal"


def _set_foot(footer: Any) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415 -- heavy: only for Word
    from docx.oxml.ns import nsdecls  # noqa: PLC0415 -- heavy: only for Word

    paragraph = footer.paragraphs[0]
    paragraph.alignment = 1
    said = _("Page %(n)s of %(all)s") % {"n": "\0PAGE\0", "all": "\0NUMPAGES\0"}
    for place, part in enumerate(said.split("\0")):
        if place % 2:
            field = f'<w:fldSimple {nsdecls("w")} w:instr="{part}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            paragraph._p.append(parse_xml(field))
        else:
            paragraph.add_run(part)


def _leaves(book: Book, by: Person) -> Iterator[str]:
    for leaf in book.leaves():
        yield _table(book, leaf)
        if leaf.last:
            yield from _signing(book, by)
        else:
            yield '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>'


def _table(book: Book, leaf: Leaf) -> str:
    shown = book.columns
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="444444"/>' for side in sides)
    pad = int(0.4 * EM_TWIPS)
    margins = f'<w:left w:w="{pad}" w:type="dxa"/><w:right w:w="{pad}" w:type="dxa"/>'
    grid = "".join(f'<w:gridCol w:w="{column.width * EM_TWIPS}"/>' for column in shown)
    rows = [_row([_cell(column.head, column, bold=True) for column in shown], head=True)]
    for row in leaf.rows:
        struck = row.line.reversal is not None
        rows.append(_row([_cell(cell.text, cell.column, struck=struck) for cell in row.cells]))
        rows += [_row([_across(row.line.why, shown)])] if struck else []
    rows += [] if leaf.rows or leaf.number > 1 else [_row([_across(_("Nothing was entered in these days."), shown)])]
    rows += [_row([_across(text, shown, bold=True)]) for text in sums(book, leaf)]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{EM_IN_ALL * EM_TWIPS}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: list[str], *, head: bool = False) -> str:
    again = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, column: Column, *, bold: bool = False, struck: bool = False) -> str:
    return _filled(text, column.width, right=column.number and not bold, bold=bold, struck=struck)


def _across(text: str, shown: tuple[Column, ...], *, bold: bool = False) -> str:
    return _filled(text, EM_IN_ALL, bold=bold, span=len(shown))


def _filled(text: str, width: int, *, right: bool = False, bold: bool = False, struck: bool = False, span: int = 1) -> str:
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width * EM_TWIPS}" w:type="dxa"/>{over}</w:tcPr>'
        f"{_paragraph(text, right=right, bold=bold, struck=struck)}</w:tc>"
    )


def _paragraph(text: str, *, right: bool = False, bold: bool = False, struck: bool = False, pad: int = ROW_PAD_TWIPS) -> str:
    spacing = f'<w:spacing w:before="{pad}" w:after="{pad}" w:line="{LINE_PT * 20}" w:lineRule="exact"/>'
    shape = f'{spacing}<w:jc w:val="right"/>' if right else spacing
    face = ("<w:b/>" if bold else "") + ("<w:strike/>" if struck else "")
    said = f'<w:t xml:space="preserve">{escape(ILLEGAL.sub("", text))}</w:t>'
    return f"<w:p><w:pPr>{shape}</w:pPr><w:r><w:rPr>{face}</w:rPr>{said}</w:r></w:p>"


def _signing(book: Book, by: Person) -> Iterator[str]:
    line = "＿" * 9
    gap = "　" * 2
    yield _paragraph(gap.join(_("%(who)s:") % {"who": who} + line for who in signers()), pad=200)
    yield _paragraph(gap.join([_("Date:") + line, _("(seal of the unit)")]), pad=120)
    yield from (_paragraph(text, pad=10) for text in colophon(book, by))
