"""Pages on which trainers see learning records, and administrators the keys through which they come."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from panshi.kernel.clock import CHINA
from panshi.org.access import Request, needs
from panshi.org.forms import DayField
from panshi.org.models import Person, Unit
from panshi.org.selectors import require, unit_by_code
from panshi.ui.address import on_to
from panshi.work.learning.lrs.choices import Power
from panshi.work.learning.lrs.rules.refusals import Malformed
from panshi.work.learning.lrs.rules.values import iri
from panshi.work.learning.lrs.selectors import showing
from panshi.work.learning.lrs.selectors.showing import Look
from panshi.work.learning.lrs.services.keys import MadeKey, make_key, revoke_key


class IriField(forms.CharField):
    """An IRI as statements use it."""

    widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"})

    def clean(self, value: Any) -> str:
        """The IRI; an error says what is wrong with it."""
        text = str(super().clean(value))
        try:
            return iri(text, str(self.label)) if text else ""
        except Malformed as refusal:
            raise forms.ValidationError(str(refusal)) from None


class Looking(forms.Form):
    """What to look for among learning records."""

    person = forms.CharField(label=_("Staff number"), required=False, max_length=32)
    verb = IriField(label=_("Verb (IRI)"), required=False)
    activity = IriField(label=_("Activity (IRI)"), required=False)
    since = DayField(label=_("Stored from"), required=False)
    until = DayField(label=_("Stored up to"), required=False)

    def look(self) -> Look:
        """What is looked for; nothing while something is wrong."""
        if not self.is_valid():
            return Look()
        given = self.cleaned_data
        since = given["since"] and datetime.combine(given["since"], time.min, CHINA)
        until = given["until"] and datetime.combine(given["until"], time.max, CHINA)
        return Look(given["person"].strip(), given["verb"], given["activity"], since, until)


class NewKey(forms.Form):
    """A key for a program of one unit."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("Which program uses it, such as: course player."))
    powers = forms.MultipleChoiceField(label=_("It may"), choices=Power.choices, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *data: Any, unit: Unit) -> None:
        super().__init__(*data)
        self.unit = unit
        self.fields["powers"].initial = [Power.WRITE, Power.READ_OWN]
        if not unit.is_root():
            self.fields["powers"].choices = [choice for choice in Power.choices if choice[0] != Power.READ]  # type: ignore[attr-defined]

    def save(self, *, by: Person) -> MadeKey:
        """Makes the key."""
        given = self.cleaned_data
        return make_key(unit=self.unit, name=given["name"], powers=[Power(each) for each in given["powers"]], by=by)


@needs("learning.records")
def statements(request: Request) -> HttpResponse:
    """The newest learning records in the scope's unit, or of one person."""
    form = Looking(request.GET)
    look = form.look()
    lines = showing.lines(look, viewer=request.person, scope=request.scope)
    return render(request, "lrs/statements.html", {"form": form, "look": look, "lines": lines, "most": showing.SHOWN})


@needs("learning.records")
def statement(request: Request, statement_id: Any) -> HttpResponse:
    """One learning record as it was said."""
    text = showing.raw(str(statement_id), viewer=request.person, scope=request.scope)
    return render(request, "lrs/statement.html", {"statement_id": statement_id, "text": text})


@needs("learning.keys")
def keys(request: Request, code: str) -> HttpResponse:
    """A unit's keys; one just made is shown with its secret, this once and by nobody kept."""
    unit = unit_by_code(code)
    require(person=request.person, permission="learning.keys", unit=unit)
    form = NewKey(*((request.POST,) if request.method == "POST" else ()), unit=unit)
    made = form.save(by=request.person) if form.is_valid() else None
    shown = NewKey(unit=unit) if made else form
    facts = {
        "unit": unit,
        "form": shown,
        "made": made,
        "keys": showing.keys_in(unit),
        "base": request.build_absolute_uri("/xapi/"),
    }
    answer = render(request, "lrs/keys.html", facts)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
@needs("learning.keys")
def revoke(request: Request, pk: int) -> HttpResponse:
    """Ends a key at once."""
    found = revoke_key(showing.key(pk, person=request.person), by=request.person)
    messages.success(
        request, _t("The key “%(name)s” is revoked; programs that use it are refused from now on.") % {"name": found}
    )
    return on_to(request, "lrs:keys", found.unit.code)
