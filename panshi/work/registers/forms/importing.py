"""The forms of an import: the file or what was pasted, and what each column holds."""

import re
from typing import Any
from unicodedata import normalize

from django import forms
from django.utils.translation import gettext_lazy as _

from panshi.kernel.clock import today
from panshi.kernel.refusals import Refusal
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.work.registers.models import Import
from panshi.work.registers.selectors import importing as shown
from panshi.work.registers.selectors.books.fields import FieldType, Form
from panshi.work.registers.services import importing

ROWS_MAX = 500_000
_ROWS = re.compile(r"(\d{1,7})(?:\s*[-~—至到]+\s*(\d{1,7}))?")
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

    def clean(self) -> None:
        """Receives what was sent once unit and year are right; what is no book is said beside the file."""
        if self.errors:
            return
        try:
            self._received = self._receive()
        except Refusal as refusal:  # a form says it beside the field, so that unit and year stay as they were chosen
            self.add_error("file", str(refusal))

    def save(self) -> Import:
        """The book as it was received."""
        return self._received

    def _receive(self) -> Import:
        given = self.cleaned_data
        file = given.get("file")
        if file is None and not given["pasted"].strip():
            raise importing.NothingPasted
        unit: Unit = given["unit"]
        content, name = (file.read(), file.name) if file else (given["pasted"].encode(), str(_("pasted cells")))
        return importing.receive(content, name=name, key=self.book.key, unit=unit, by=self.person, year=given["year"])


class AcceptForm(forms.Form):
    """What becomes of the rows that look like something twice; the very same thing is left out unless somebody says otherwise."""

    def __init__(self, *args: Any, book: Import) -> None:
        super().__init__(*args)
        self.book = book
        # What was said when it began holds to its end.
        self.sorts = [sort for sort in shown.DOUBTS if book.doubtful.get(sort)] if not book.done_rows else []
        for sort in self.sorts:
            self.fields[f"take_{sort}"] = forms.ChoiceField(
                label=_("What becomes of them?"),
                choices=[
                    ("none", _("leave them out")),
                    ("all", _("take all of them over")),
                    ("some", _("take some of them over")),
                ],
                widget=forms.RadioSelect,
                initial="none" if sort == "twin" else None,
            )
            self.fields[f"rows_{sort}"] = forms.CharField(
                label=_("Which rows"),
                required=False,
                max_length=2000,
                help_text=_("Only where some are taken over, by their numbers: 12, 15-18."),
            )
            self.fields[f"because_{sort}"] = forms.CharField(
                label=_("Why they are others"),
                required=False,
                max_length=importing.BECAUSE_MAX,
                help_text=_("Their verifier sees it beside each."),
            )

    def groups(self) -> list[tuple[shown.Doubtful, list[forms.BoundField]]]:
        """Each sort of doubt with its fields."""
        return [
            (shown.doubtful(self.book, sort), [self[f"{name}_{sort}"] for name in ("take", "rows", "because")])
            for sort in self.sorts
        ]

    def clean(self) -> dict[str, Any]:
        """Rows that were named are among those asked about, and those taken over have a reason."""
        for sort in self.sorts:
            take, text = self.cleaned_data.get(f"take_{sort}"), self.cleaned_data.get(f"rows_{sort}", "")
            rows = _rows(text) if take == "some" else frozenset()
            if take == "some" and not rows:
                self.add_error(f"rows_{sort}", _("Say which rows, by their numbers: 12, 15-18."))
            elif strange := sorted(rows - set(self.book.doubtful[sort])):
                self.add_error(f"rows_{sort}", str(importing.NotDoubtful(rows=strange[0])))
            if take in ("all", "some") and not self.cleaned_data.get(f"because_{sort}", "").strip():
                self.add_error(f"because_{sort}", _("Say why they are others; otherwise they would count twice."))
        return self.cleaned_data

    def save(self, *, by: Person) -> Import:
        """Sets the book to be taken over."""
        return importing.begin_accept(self.book, by=by, answers={sort: self._answer(sort) for sort in self.sorts})

    def _answer(self, sort: str) -> importing.Answer:
        given = self.cleaned_data
        rows = {"none": frozenset[int](), "all": None, "some": _rows(given[f"rows_{sort}"])}[given[f"take_{sort}"]]
        return importing.Answer(rows, given[f"because_{sort}"])


def _rows(text: str) -> frozenset[int]:
    """12, 15-18 → the numbers; what is none is passed over."""
    found: set[int] = set()
    for first, last in _ROWS.findall(normalize("NFKC", text)):
        found.update(range(int(first), min(int(last or first), int(first) + ROWS_MAX) + 1))
    return frozenset(found)


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
