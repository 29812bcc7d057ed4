"""The text as a Word file with a comment on each claim; a Word file comes back as it was, comments apart."""

from panshi.kernel.words import Words
from panshi.reviews.checker import word
from panshi.reviews.checker.checking import Checked
from panshi.reviews.checker.documents import Document
from panshi.reviews.checker.explaining import comment

_STYLE = Words("文风：{said}", "Style: {said}")


def word_file(document: Document, checked: Checked) -> bytes:
    """The .docx. Where there are more comments than Word opens, those to look at come first."""
    wanted = sorted(checked.statistics, key=lambda finding: finding.verdict in ("verified", "rounded"))[: word.COMMENTS_MAX]
    notes = [word.Note(finding.claim.start, finding.claim.end, comment(finding)) for finding in wanted]
    notes += [word.Note(found.start, found.end, _STYLE.format(said=found.words)) for found in checked.style]
    return word.commented(document.word, notes) if document.word else word.written(checked.text, notes)
