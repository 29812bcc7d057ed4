"""The paragraphs of a Word file in reading order, and where a comment about each may hang.

Word ignores comment ranges in text boxes, notes, headers and footers (MS-OI29500 2.1.315), so a comment about what stands
there hangs on the body: on the run that holds the box, on the note's mark, on the body's first words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from panshi.kernel.words import Words

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOTES = {"footnotes": "w:footnoteReference", "endnotes": "w:endnoteReference"}
_GONE = ("w:del", "w:moveFrom", "w:rt")
_EDGES = ("w:headerReference", "w:footerReference")
BOX, NOTE, EDGE = Words("文本框", "text box"), Words("脚注或尾注", "note"), Words("页眉或页脚", "header or footer")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph. `anchor` is the run of the body a comment about it hangs on (None: its own runs), `where` says where
    the paragraph itself stands.
    """

    paragraph: Any
    anchor: Any = None
    where: Words | None = None

    @property
    def text(self) -> str:
        """What it says, without what was deleted."""
        return "".join(said(run) for run in runs(self.paragraph))


def passages(document: Any) -> Iterator[Passage]:
    """The body with its tables and boxes, then notes, then headers and footers that say something."""
    body = document.element.body
    for paragraph in _paragraphs(body):
        yield _placed(paragraph)
    for passage in (*_notes(document, body), *_edges(document, body)):
        if passage.text.strip():
            yield passage


def runs(paragraph: Any) -> list[Any]:
    """The paragraph's own runs that still stand: not those of boxes within it, nor those deleted or
    moved away, nor readings set above signs."""
    ends = (_w("w:p"), *(_w(name) for name in _GONE), f"{_MARKUP}Fallback")
    return [
        run for run in paragraph.iter(_w("w:r")) if next(above for above in run.iterancestors() if above.tag in ends) is paragraph
    ]


def said(run: Any) -> str:
    """What a run says."""
    return "".join(sign(child) for child in run)


def sign(child: Any) -> str:
    """What one element of a run says."""
    if child.tag == _w("w:t"):
        return child.text or ""
    return _SIGNS.get(child.tag.rpartition("}")[2] if isinstance(child.tag, str) else "", "")


_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@cache
def _w(name: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415 -- heavy: only Word needs it

    return str(qn(name))


def _paragraphs(within: Any) -> Iterator[Any]:
    """The paragraphs, without the second copies that boxes carry for old programs."""
    fallback = f"{_MARKUP}Fallback"
    for paragraph in within.iter(_w("w:p")):
        if next(paragraph.iterancestors(fallback), None) is None:
            yield paragraph


def _placed(paragraph: Any) -> Passage:
    holding = list(paragraph.iterancestors(_w("w:r")))
    return Passage(paragraph, holding[-1], BOX) if holding else Passage(paragraph)


def _notes(document: Any, body: Any) -> Iterator[Passage]:
    from docx.oxml import parse_xml  # noqa: PLC0415 -- heavy: only Word needs it

    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind not in _NOTES or relation.is_external:
            continue
        marks = {mark.get(_w("w:id")): mark.getparent() for mark in body.iter(_w(_NOTES[kind]))}
        for note in parse_xml(relation.target_part.blob):
            anchor = marks.get(note.get(_w("w:id"))) if isinstance(note.tag, str) else None
            if anchor is not None:
                yield from (Passage(paragraph, anchor, NOTE) for paragraph in _paragraphs(note))


def _edges(document: Any, body: Any) -> Iterator[Passage]:
    first = next((run for paragraph in _paragraphs(body) for run in runs(paragraph)), None)
    seen = set()
    for reference in body.iter(*(_w(name) for name in _EDGES)):
        part = document.part.related_parts.get(reference.get(_w("r:id")))
        if part is not None and first is not None and part.partname not in seen:
            seen.add(part.partname)
            yield from (Passage(paragraph, first, EDGE) for paragraph in _paragraphs(part.element))
