"""Word files: their text out, and the same file back with a comment on each claim; nothing else in it is changed."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any

AUTHOR, INITIALS = "磐石", "磐"


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on plain text from `start` to `end`."""

    start: int
    end: int
    text: str


def text_of(content: bytes) -> str:
    """The paragraphs of the body, tables included, one a line."""
    return "\n".join("".join(_said(run) for run in _runs(paragraph)) for paragraph in _paragraphs(_opened(content)))


def commented(content: bytes, notes: Sequence[Note]) -> bytes:
    """The Word file with the notes as comments; offsets are those of `text_of`."""
    document = _opened(content)
    begun, paragraphs = 0, []
    for paragraph in _paragraphs(document):
        length = sum(len(_said(run)) for run in _runs(paragraph))
        paragraphs.append((begun, begun + length, paragraph))
        begun += length + 1
    left = iter(sorted(notes, key=lambda note: note.start))
    note = next(left, None)
    for start, end, paragraph in paragraphs:
        while note is not None and note.start < end:
            if start <= note.start and note.end <= end:
                _comment(document, paragraph, note.start - start, note.end - start, note.text)
            note = next(left, None)
    return _saved(document)


def written(text: str, notes: Sequence[Note]) -> bytes:
    """A new Word file of the text, a paragraph for each line, with the notes as comments."""
    from docx import Document  # noqa: PLC0415 -- heavy: only Word needs it

    document = Document()
    for line in text.split("\n"):
        document.add_paragraph("".join(sign for sign in line if sign == "\t" or sign.isprintable()))
    return commented(_saved(document), _moved(text, notes))


def _moved(text: str, notes: Sequence[Note]) -> list[Note]:
    """The notes where they stand once unprintable signs are left out."""
    kept = [0]
    for sign in text:
        kept.append(kept[-1] + (sign in "\t\n" or sign.isprintable()))
    return [Note(kept[note.start], kept[note.end], note.text) for note in notes]


def _opened(content: bytes) -> Any:
    from docx import Document  # noqa: PLC0415 -- heavy: only Word needs it

    return Document(BytesIO(content))


def _saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraphs(document: Any) -> Iterator[Any]:
    from docx.oxml.ns import qn  # noqa: PLC0415 -- heavy: only Word needs it

    yield from document.element.body.iter(qn("w:p"))


def _runs(paragraph: Any) -> list[Any]:
    from docx.oxml.ns import qn  # noqa: PLC0415 -- heavy: only Word needs it

    return [run for run in paragraph.iter(qn("w:r")) if next(run.iterancestors(qn("w:p"))) is paragraph]


def _said(run: Any) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415 -- heavy: only Word needs it

    signs = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
    return "".join(child.text or "" if child.tag == qn("w:t") else signs.get(child.tag, "") for child in run)


def _comment(document: Any, paragraph: Any, start: int, end: int, text: str) -> None:
    """Splits the runs at both ends of the passage and hangs the comment on what lies between."""
    from docx.text.run import Run  # noqa: PLC0415 -- heavy: only Word needs it

    _split(paragraph, start)
    _split(paragraph, end)
    position, covered = 0, []
    for run in _runs(paragraph):
        length = len(_said(run))
        if length and position < end and start < position + length:
            covered.append(Run(run, document))
        position += length
    if covered:
        document.add_comment([covered[0], covered[-1]], text=text, author=AUTHOR, initials=INITIALS)


def _split(paragraph: Any, at: int) -> None:
    """Makes a run end at `at`, where the run that holds it is plain text; its format is kept on both sides."""
    from docx.oxml.ns import qn  # noqa: PLC0415 -- heavy: only Word needs it

    position = 0
    for run in _runs(paragraph):
        said = _said(run)
        if position < at < position + len(said):
            texts = [child for child in run if child.tag == qn("w:t")]
            if len(texts) != 1 or len(texts[0].text or "") != len(said):
                return
            second = deepcopy(run)
            _write(texts[0], said[: at - position])
            _write(next(child for child in second if child.tag == qn("w:t")), said[at - position :])
            run.addnext(second)
            return
        position += len(said)


def _write(element: Any, text: str) -> None:
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
