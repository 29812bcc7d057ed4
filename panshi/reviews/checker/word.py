"""Word files: their text out, and the same file back with a comment on each claim; nothing else in it is changed."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from panshi.kernel.clock import now
from panshi.reviews.checker.passages import Passage, passages, runs, said, sign

AUTHOR, INITIALS = "磐石", "磐"
COMMENTS_MAX = 32_000
"""Word opens no file with more than 32,767 comment ranges (MS-OI29500 2.1.315)."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_COMMENT = """<w:comment {names} w:id="0" w:author="{author}" w:initials="{initials}" w:date="{now}"><w:p><w:pPr>
<w:pStyle w:val="CommentText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>
<w:r><w:t/></w:r></w:p></w:comment>"""


@dataclass(frozen=True, slots=True)
class Note:
    """A comment on plain text from `start` to `end`."""

    start: int
    end: int
    text: str


def text_of(content: bytes) -> str:
    """The paragraphs, one a line: the body with tables and text boxes, then notes, headers and footers."""
    return "\n".join(passage.text for passage in passages(_opened(content)))


def commented(content: bytes, notes: Sequence[Note]) -> bytes:
    """The Word file with the notes as comments; offsets are those of `text_of`."""
    document = _opened(content)
    placed = list(_placed(document, sorted(notes, key=lambda note: note.start)))
    if not placed:
        return content
    comments = _Comments(document)
    for passage, start, end, text in placed[:COMMENTS_MAX]:
        _comment(comments, passage, start, end, text)
    return _saved(document)


def _placed(document: Any, notes: Sequence[Note]) -> Iterator[tuple[Passage, int, int, str]]:
    """Each note with the paragraph it begins in and its place there."""
    left = iter(notes)
    note = next(left, None)
    begun = 0
    for passage in passages(document):
        ended = begun + len(passage.text)
        while note is not None and note.start < ended:
            if note.start >= begun:
                yield passage, note.start - begun, min(note.end, ended) - begun, note.text
            note = next(left, None)
        begun = ended + 1


def written(text: str, notes: Sequence[Note]) -> bytes:
    """A new Word file of the text, a paragraph for each line, with the notes as comments."""
    from docx import Document  # noqa: PLC0415 -- heavy: only Word needs it

    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(_FORBIDDEN.sub("", line))
    return commented(_saved(document), _moved(text, notes))


def _moved(text: str, notes: Sequence[Note]) -> list[Note]:
    """The notes where they stand once the signs no XML may hold are left out."""
    kept = [0]
    for letter in text:
        kept.append(kept[-1] + (not _FORBIDDEN.match(letter)))
    return [Note(kept[note.start], kept[note.end], note.text) for note in notes]


def _opened(content: bytes) -> Any:
    from docx import Document  # noqa: PLC0415 -- heavy: only Word needs it

    return Document(BytesIO(content))


def _saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


class _Comments:
    """The comments of a document. python-docx looks for a free number among all of them each time; here one is counted on."""

    def __init__(self, document: Any) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 -- heavy: only Word needs it
        from docx.oxml import parse_xml  # noqa: PLC0415 -- as above
        from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415 -- as above

        there = [comment.comment_id for comment in document.comments]
        self._document, self._next = document, max(there, default=-1) + 1
        self._all = document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS).element
        self._id, self._text = qn("w:id"), qn("w:t")
        self._blank = parse_xml(
            _COMMENT.format(names=nsdecls("w"), author=AUTHOR, initials=INITIALS, now=now().isoformat("T", "seconds"))
        )

    def add(self, first: Any, last: Any, text: str) -> None:
        """A comment on the runs from `first` to `last`."""
        from docx.text.run import Run  # noqa: PLC0415 -- heavy: only Word needs it

        comment = deepcopy(self._blank)
        comment.set(self._id, str(self._next))
        _write(next(comment.iter(self._text)), _FORBIDDEN.sub("", text))
        self._all.append(comment)
        Run(first, self._document).mark_comment_range(Run(last, self._document), self._next)
        self._next += 1


def _comment(comments: _Comments, passage: Passage, start: int, end: int, text: str) -> None:
    """Hangs the comment on the passage's own words, its runs split at both ends; or on its anchor, saying where it is from."""
    if passage.anchor is not None:
        comments.add(passage.anchor, passage.anchor, f"{passage.where}“{passage.text[start:end]}”　{text}")
        return
    covered = list(_covered(passage.paragraph, start, end))
    if covered:
        comments.add(covered[0], covered[-1], text)


def _covered(paragraph: Any, start: int, end: int) -> Iterator[Any]:
    """The runs that say exactly what stands from `start` to `end`."""
    _split(paragraph, start)
    _split(paragraph, end)
    position = 0
    for run in runs(paragraph):
        length = len(said(run))
        if length and position < end and start < position + length:
            yield run
        position += length


def _split(paragraph: Any, at: int) -> None:
    """Makes a run end at `at`; its format is kept on both sides, and each thing in it stands on one of them."""
    position = 0
    for run in runs(paragraph):
        length = len(said(run))
        if position < at < position + length:
            _cut(run, at - position)
            return
        position += length


def _cut(run: Any, at: int) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 -- heavy: only Word needs it

    second = deepcopy(run)
    run.addnext(second)
    position = 0
    for left, right in zip(list(run), list(second), strict=True):
        words = sign(left)
        if left.tag == qn("w:rPr"):
            continue
        if position >= at:
            run.remove(left)
        elif position + len(words) <= at:
            second.remove(right)
        else:
            _write(left, words[: at - position])
            _write(right, words[at - position :])
        position += len(words)


def _write(element: Any, text: str) -> None:
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
