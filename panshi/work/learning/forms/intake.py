"""A file of questions, or what was pasted."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person
from panshi.work.learning.models import Bank, Intake
from panshi.work.learning.services.questions.intake import KINDS, receive


class FileForm(forms.Form):
    """The file, or the text of one, and its format where it is not to be found out."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("GIFT, Moodle XML, a QTI package or item, Aiken, or our Excel template; up to 60 MB."),
    )
    pasted = forms.CharField(
        label=_("Or paste the text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"})
    )
    kind = forms.ChoiceField(label=_("Format"), required=False, choices=[("", _("found out from the file")), *KINDS.items()])

    def __init__(self, *args: Any, bank: Bank, person: Person) -> None:
        super().__init__(*args)
        self.bank, self.person = bank, person

    def clean(self) -> dict[str, Any]:
        """There is something to read."""
        given = super().clean() or {}
        if not given.get("file") and not (given.get("pasted") or "").strip():
            raise ValidationError(_("Choose a file or paste its text."))
        return given

    def save(self) -> Intake:
        """Reads what was sent."""
        file = self.cleaned_data.get("file")
        content, name = (file.read(), file.name) if file else (self.cleaned_data["pasted"].encode(), str(_("pasted text")))
        return receive(self.bank, content, name=name, kind=self.cleaned_data["kind"], by=self.person)
