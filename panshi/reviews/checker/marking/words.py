"""The text as a Word file with a comment on each claim; a Word file comes back as it was, comments apart."""

from panshi.reviews.checker import word
from panshi.reviews.checker.checking import Checked
from panshi.reviews.checker.documents import Document
from panshi.reviews.checker.explaining import comment


def word_file(document: Document, checked: Checked) -> bytes:
    """The .docx."""
    notes = [word.Note(finding.claim.start, finding.claim.end, comment(finding)) for finding in checked.statistics]
    return word.commented(document.word, notes) if document.word else word.written(checked.text, notes)
