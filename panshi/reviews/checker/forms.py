"""A text to check: pasted or uploaded. It is read, answered and forgotten."""

from base64 import b64decode, b64encode
from binascii import Error
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.reviews.checker.documents import Document, read_bytes, read_text

FILE_LARGEST = 5 * 2**20
TEXT_LONGEST = 200_000
WORD_CARRIED = 2**20
"""Bytes of a Word file that the page of results carries along, so that it can be given back with comments."""


class TooLong(Refusal):
    """A file small enough to upload that unpacks to a text too long for one page."""

    words = Words("“{file}”超过 200,000 字；请分几部分核对。", "“{file}” is longer than 200,000 characters; check it in parts.")
    code = "text-too-long"


class TextToCheck(forms.Form):
    """A file, or text; a download sends the same text again with the format it wants."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("Word (.docx), text, Markdown or HTML, up to 5 MB"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.txt,.md,.html,.htm"}),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        max_length=TEXT_LONGEST,
        error_messages={"max_length": _("The text is longer than 200,000 characters; check it in parts.")},
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    word = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def clean_file(self) -> Any:
        """Refuses a file over the limit."""
        file = self.cleaned_data["file"]
        if file and file.size > FILE_LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return file

    def clean_word(self) -> bytes:
        """The Word file that came along."""
        try:
            return b64decode(self.cleaned_data["word"], validate=True)
        except (Error, ValueError):
            raise forms.ValidationError(_("The file is damaged.")) from None

    def clean(self) -> dict[str, Any]:
        """Wants a file or a text, no longer than the limit."""
        given = self.cleaned_data
        if not self.errors and not (given.get("file") or given.get("word") or given.get("text", "").strip()):
            raise forms.ValidationError(_("Choose a file or paste a text."))
        return given

    def document(self) -> Document:
        """What was given, read; refuses what is no text."""
        document = self._read()
        if len(document.plain) > TEXT_LONGEST:
            raise TooLong(file=document.name)
        return document

    def _read(self) -> Document:
        given = self.cleaned_data
        if given.get("file"):
            return read_bytes(given["file"].read(), name=given["file"].name)
        name = given["name"] or str(_("pasted text"))
        if given["word"]:
            return read_bytes(given["word"], name=name)
        return read_text(given["text"].replace("\r\n", "\n"), name=name)


def carried(document: Document) -> dict[str, str]:
    """What a page of results sends back for a download."""
    small = document.word is not None and len(document.word) <= WORD_CARRIED
    word = b64encode(document.word).decode() if document.word and small else ""
    return {"name": document.name, "text": "" if word else document.text, "word": word}
