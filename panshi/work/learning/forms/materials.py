"""Forms of materials: a text written or pasted, a link, a file or package."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.work.learning.models import Material
from panshi.work.learning.selectors.materials import themes_of
from panshi.work.learning.services import materials
from panshi.work.learning.services.materials import MINUTES_MAX, About


class AboutForm(forms.Form):
    """What is said of any material."""

    title = forms.CharField(label=_("Title"), max_length=200)
    theme = forms.CharField(
        label=_("Theme"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "themes", "autocomplete": "off"}),
        help_text=_("Materials of one theme carry the same in different forms; whoever studies one of them knows it."),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=MINUTES_MAX, required=False, help_text=_("Empty: reckoned from its length.")
    )

    def __init__(self, *args: Any, person: Person, scope: Scope, material: Material | None = None) -> None:
        super().__init__(*args)
        self.person, self.material = person, material
        self.themes = themes_of(scope)
        if material is not None:
            theme = material.theme.title if material.theme else ""
            self.initial = {"title": material.title, "theme": theme, "minutes": material.minutes, "body": material.body}
            return
        units = units_with("learning.teach", person=person).order_by("path")
        first = scope.unit if units.filter(pk=scope.unit.pk).exists() else units.first()
        self.fields["unit"] = forms.ModelChoiceField(units, label=_("Unit"), initial=first, empty_label=None)

    def about(self) -> About:
        """What was said."""
        given = self.cleaned_data
        unit: Unit = self.material.unit if self.material is not None else given["unit"]
        return About(unit, given["title"], given["theme"], given["minutes"])

    def save(self) -> Material:
        """Changes what is said of a material that has no text."""
        assert self.material is not None, "new ones say what they are"
        return materials.change_material(self.material, self.about(), by=self.person)


class TextForm(AboutForm):
    """A text."""

    body = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 18, "data-writes": ""}),
        help_text=_("Paste from Word as it is: headings, lists, tables and links stay, fonts and colours go."),
    )
    field_order = ("title", "body", "theme", "minutes", "unit")

    def save(self) -> Material:
        """Writes the text, or writes it anew."""
        body = self.cleaned_data["body"]
        if self.material is not None:
            return materials.change_material(self.material, self.about(), body=body, by=self.person)
        return materials.write_text(self.about(), body, by=self.person)


class LinkForm(AboutForm):
    """A page elsewhere."""

    address = forms.CharField(
        label=_("Address"), max_length=2000, widget=forms.URLInput, help_text=_("Begins with http:// or https://.")
    )
    field_order = ("title", "address", "theme", "minutes", "unit")

    def save(self) -> Material:
        """Adds the link."""
        return materials.add_link(self.about(), self.cleaned_data["address"], by=self.person)


class UploadForm(AboutForm):
    """A file, a video or a package."""

    file = forms.FileField(
        label=_("File, video or package"),
        help_text=_("PDF, docx, pptx, picture, MP4, WebM, or a SCORM 1.2, SCORM 2004, cmi5 or web package (zip); up to 500 MB."),
    )
    field_order = ("file", "title", "theme", "minutes", "unit")

    def __init__(self, *args: Any, person: Person, scope: Scope, material: Material | None = None) -> None:
        super().__init__(*args, person=person, scope=scope, material=material)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Empty: what the package or the file is called.")

    def save(self) -> Material:
        """Keeps the file."""
        file = self.cleaned_data["file"]
        return materials.add_upload(self.about(), file.file, file.name, by=self.person)
