"""The form of a review being written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panshi.kernel.periods import Period
from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.org.selectors import unit_by_code
from panshi.reviews.composing.compose import TEMPLATE_MAX
from panshi.reviews.models import Language


class ReviewForm(forms.Form):
    """Title, language and template text; unit and period go along, and the revision that was opened."""

    title = forms.CharField(label=_("Title"), max_length=100)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    text = forms.CharField(label=_("Text"), max_length=TEMPLATE_MAX, strip=False, widget=forms.Textarea)
    unit = forms.CharField(widget=forms.HiddenInput)
    period = forms.CharField(widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        about = {"rows": 26, "spellcheck": "false", "autocomplete": "off", "class": "template"}
        self.fields["text"].widget.attrs.update(about)

    def scope(self) -> Scope:
        """The unit and period the review is about; refuses what names none."""
        return Scope(self._unit(), Period.parse(self.cleaned_data["period"]))

    def content(self) -> dict[str, Any]:
        """What `save_review` takes of it."""
        scope = self.scope()
        kept = {name: self.cleaned_data[name] for name in ("title", "text", "language", "revision")}
        return kept | {"unit": scope.unit, "period": scope.period}

    def _unit(self) -> Unit:
        return unit_by_code(self.cleaned_data["unit"])
