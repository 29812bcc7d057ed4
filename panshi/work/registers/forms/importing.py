"""The forms of an import: the file or what was pasted, and what each column holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panshi.kernel.clock import today
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.work.registers.models import Import
from panshi.work.registers.selectors import importing as shown
from panshi.work.registers.selectors.books.fields import FieldType, Form
from panshi.work.registers.services import importing

BOOKS = ".xlsx,.xlsm,.xls,.et,.ods,.csv,.tsv,.txt"


class UploadForm(forms.Form):
    """A book of one form, as a file or pasted; the unit its rows belong to, and the year of dates that name none."""

    file = forms.FileField(
        label=_("File"), required=False, help_text=_("xlsx, xls, ods, csv or tsv, up to 60 MB."), allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": BOOKS}),
    )  # fmt: skip
    pasted = forms.CharField(
        label=_("Or paste cells"),
        required=False,
        strip=False,
        help_text=_("Copy the cells in the spreadsheet, with their headers, and paste them here."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, form: Form, person: Person, scope: Scope) -> None:
        super().__init__(*args)
        self.book, self.person = form, person
        units = units_with(form.permission, person=person).order_by("path")
        first = scope.unit if units.filter(pk=scope.unit.pk).exists() else units.first()
        self.fields["unit"] = forms.ModelChoiceField(
            units, label=_("Unit"), initial=first, empty_label=None, help_text=_("Of rows that name no unit of their own.")
        )
        self.fields["year"] = forms.IntegerField(
            label=_("Year"),
            min_value=1949,
            max_value=today().year + 1,
            initial=scope.period.first.year,
            help_text=_("Of dates written without a year; dates in other years are pointed out."),
        )

    def save(self) -> Import:
        """Receives what was sent."""
        given = self.cleaned_data
        file = given.get("file")
        if file is None and not given["pasted"].strip():
            raise importing.NothingPasted
        unit: Unit = given["unit"]
        content, name = (file.read(), file.name) if file else (given["pasted"].encode(), str(_("pasted cells")))
        return importing.receive(content, name=name, key=self.book.key, unit=unit, by=self.person, year=given["year"])


class ColumnsForm(forms.Form):
    """What each column of a book holds, and what all rows say of the fields no column holds."""

    def __init__(self, *args: Any, book: Import) -> None:
        super().__init__(*args)
        self.book = book
        offered = [("", _("leave out")), *((each.key, str(each.label)) for each in shown.fields_to_choose(book))]
        self.matched = shown.columns(book)
        for each in self.matched:
            self.fields[f"column_{each.place}"] = forms.ChoiceField(
                choices=offered, required=False, initial=each.field, label=f"{each.letters} {each.header}"
            )
        fixed = shown.fixed(book)
        for field in shown.fields_to_choose(book):
            if field.type in (FieldType.CHOICE, FieldType.BOOLEAN) and field.required:
                options = {key: str(label) for key, label in field.choices.items()} or {"是": str(_("yes")), "否": str(_("no"))}
                self.fields[f"fixed_{field.key}"] = forms.ChoiceField(
                    choices=[("", "—"), *options.items()],
                    required=False,
                    initial=fixed.get(field.key, ""),
                    label=str(field.label),
                )

    def lines(self) -> list[tuple[Any, forms.BoundField]]:
        """Each column with its field."""
        return [(each, self[f"column_{each.place}"]) for each in self.matched]

    def constants(self) -> list[forms.BoundField]:
        """What may be said of all rows at once."""
        return [bound for bound in self if bound.name.startswith("fixed_")]

    def save(self, *, by: Person) -> Import:
        """Sets the columns and has the book checked."""
        given = self.cleaned_data
        columns = {each.place: given[f"column_{each.place}"] for each in self.matched}
        held = set(columns.values())
        fixed = {name[6:]: text for name, text in given.items() if name.startswith("fixed_") and text and name[6:] not in held}
        return importing.set_columns(self.book, columns, fixed, by=by)
