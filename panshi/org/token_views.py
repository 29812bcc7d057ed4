"""The page on which tokens are made, listed and revoked."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from panshi.kernel.clock import today
from panshi.org.access import Request, needs
from panshi.org.choices import Power
from panshi.org.forms import DayField
from panshi.org.models import Person, Unit
from panshi.org.selectors import require, unit_by_code
from panshi.org.services.tokens import DAYS_MAX, Made, make_token, revoke_token
from panshi.org.token_selectors import token, tokens_in

TOKENS_ON_A_PAGE = 50


class NewToken(forms.Form):
    """A token for a program, for one unit and what lies below it."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("Which program uses it, such as: duty roster."))
    powers = forms.MultipleChoiceField(label=_("It may"), choices=Power.choices, widget=forms.CheckboxSelectMultiple)
    ends_on = DayField(label=_("Last day"), help_text=_("A year from now at most."))

    def __init__(self, *data: Any) -> None:
        super().__init__(*data)
        self.fields["ends_on"].initial = today() + timedelta(days=90)
        self.fields["ends_on"].widget.attrs |= {
            "min": today().isoformat(),
            "max": (today() + timedelta(days=DAYS_MAX)).isoformat(),
        }

    def save(self, *, unit: Unit, by: Person) -> Made:
        """Makes the token."""
        given = self.cleaned_data
        powers = [Power(power) for power in given["powers"]]
        return make_token(unit=unit, name=given["name"], powers=powers, ends_on=given["ends_on"], by=by)


@needs("figures.view")
def tokens(request: Request, code: str) -> HttpResponse:
    """A unit's tokens; one just made is shown with its secret, this once and by nobody kept."""
    unit = unit_by_code(code)
    require(person=request.person, permission="api.tokens", unit=unit)
    form = NewToken(*((request.POST,) if request.method == "POST" else ()))
    made = form.save(unit=unit, by=request.person) if form.is_valid() else None
    page = Paginator(tokens_in(unit, person=request.person), TOKENS_ON_A_PAGE).get_page(request.GET.get("page"))
    facts = {"unit": unit, "form": NewToken() if made else form, "made": made, "page": page, "today": today()}
    answer = render(request, "org/tokens.html", facts)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
@needs("figures.view")
def revoke(request: Request, pk: int) -> HttpResponse:
    """Ends a token at once."""
    found = revoke_token(token(pk, person=request.person), by=request.person)
    messages.success(
        request, _t("The token “%(name)s” is revoked; programs that use it are refused from now on.") % {"name": found}
    )
    return redirect("org:tokens", found.unit.code)
