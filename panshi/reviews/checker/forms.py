"""Texts to check: pasted or uploaded. They are read, answered and forgotten."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from panshi.kernel.refusals import Refusal
from panshi.reviews.checker.documents import Document, read_text
from panshi.reviews.checker.given import Given, read_again, read_files

FILE_LARGEST = 5 * 2**20
FILES_MAX = 20


class SeveralFiles(forms.ClearableFileInput):
    """The browser's own chooser, for more than one file."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of uploads, each within the limit."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The uploads as a list; refuses too many and too large ones."""
        files = [file for file in (data if isinstance(data, list) else [data]) if file]
        if len(files) > FILES_MAX:
            raise forms.ValidationError(_("At most 20 files at a time."))
        if any(file.size > FILE_LARGEST for file in files):
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return files


class TextToCheck(forms.Form):
    """Files, or text, or both."""

    file = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("Word (.docx), text, Markdown or HTML, up to 5 MB; several at once"),
        widget=SeveralFiles(attrs={"accept": ".docx,.txt,.md,.html,.htm"}),
    )
    text = forms.CharField(
        label=_("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def clean(self) -> dict[str, Any]:
        """Wants a text that can be read: carried by a page of results, or given now; of several files those that can."""
        found = self.cleaned_data
        files, text = found.get("file") or [], found.get("text") or ""
        carried = self.data if isinstance(self.data, QueryDict) and "name" in self.data else None
        if carried is None and not self.errors and not files and not text.strip():
            raise forms.ValidationError(_("Choose a file or paste a text."))
        try:
            found["given"] = _given(files, text) if carried is None else read_again(carried)
        except Refusal as refusal:  # said beside the form: what was pasted must not be lost
            raise forms.ValidationError(str(refusal)) from None
        if not self.errors and not found["given"].documents:
            raise forms.ValidationError(list(found["given"].refused))
        return found

    @property
    def given(self) -> Given:
        """What was given, read; of a valid form."""
        given: Given = self.cleaned_data["given"]
        return given

    def document(self) -> Document:
        """The one text looked at; of a valid form."""
        return self.given.document


def carried(document: Document) -> dict[str, str]:
    """The fields in which a page sends the text back."""
    return Given((document,)).again


def _given(files: Sequence[UploadedFile], text: str) -> Given:
    documents, refused = read_files([(file.name or "", file.read()) for file in files])
    pasted = [read_text(text.replace("\r\n", "\n"), name=str(_("pasted text")))] if text.strip() else []
    return Given((*pasted, *documents), tuple(refused))
