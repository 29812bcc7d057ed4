"""The form of sums that units state: a file or pasted cells, or one number for one month."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panshi.kernel.clock import today
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.kinds import kind, kinds
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.work.registers import services
from panshi.work.registers.selectors.agreeing import read_sums
from panshi.work.registers.selectors.books.cells import Cell
from panshi.work.registers.selectors.books.opening import Workbook
from panshi.work.registers.services.importing import NothingPasted

SMALL_BYTES = 2 * 1024**2


class SumsTooLarge(Refusal):
    """A list of sums is short."""

    words = Words("“{name}”超过 2 MB，不像是汇总数。", "“{name}” has more than 2 MB, which no list of sums takes.")
    code = "sums-too-large"
    status = 413


class SumsForm(forms.Form):
    """Sums of one kind: unit, month and number in each line."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("xlsx, xls, ods or csv: unit, month and number in each line."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.et,.ods,.csv,.tsv,.txt"}),
    )
    pasted = forms.CharField(
        label=_("Or paste cells"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Unit, month and number in each line; without a unit the one chosen here is meant."),
    )

    def __init__(self, *args: Any, person: Person, scope: Scope) -> None:
        super().__init__(*args)
        self.person = person
        units = units_with("records.report", person=person).filter(path__startswith=scope.unit.path).order_by("path")
        first = scope.unit if units.filter(pk=scope.unit.pk).exists() else units.first()
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"), choices=[(each.key, f"{each.label}（{each.unit_of_count}）") for each in kinds()]
        )
        self.fields["unit"] = forms.ModelChoiceField(units, label=_("Unit"), initial=first, empty_label=None)
        self.fields["year"] = forms.IntegerField(
            label=_("Year"), min_value=1949, max_value=today().year + 1, initial=scope.period.first.year
        )

    def save(self) -> services.Stated:
        """Reads and keeps the sums; refuses them all when one line cannot be read."""
        given = self.cleaned_data
        file = given.get("file")
        if file is None and not given["pasted"].strip():
            raise NothingPasted
        content = file.read() if file else given["pasted"].encode()
        name = file.name if file else str(_("pasted cells"))
        sums = read_sums(_rows(content, name), unit=given["unit"], year=given["year"], viewer=self.person)
        return services.state_sums(sums, kind=kind(given["kind"]), origin=name, by=self.person)


def _rows(content: bytes, name: str) -> list[list[Cell]]:
    """The cells of the first sheet that can be seen."""
    if len(content) > SMALL_BYTES:
        raise SumsTooLarge(name=name)
    with TemporaryDirectory() as folder:
        path = Path(folder, "sums")
        path.write_bytes(content)
        book = Workbook(path, name)
        seen = next((sheet for sheet, hidden in book.sheets if not hidden), "")
        return [cells for _number, cells in book.table(seen).rows]
