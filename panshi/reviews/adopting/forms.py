"""What next year's text is called, whose it is and of when."""

from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panshi.kernel.periods import BadPeriod, Period
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.reviews.adopting.services import NAME_LONGEST
from panshi.reviews.annual import annual_title


class NextText(forms.Form):
    """Title, unit and period of the review to begin."""

    title = forms.CharField(label=_("Title"), max_length=NAME_LONGEST)
    unit: Any = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), to_field_name="code", empty_label=None)
    for_period = forms.CharField(label=_("Period"), max_length=24, help_text=_("A year such as 2024, or a month such as 2024-05"))

    def __init__(self, data: Any = None, *, person: Person, scope: Scope) -> None:
        period = year_after(scope.period)
        title = annual_title(scope.unit, period.first.year)
        super().__init__(data, initial={"title": title, "unit": scope.unit.code, "for_period": str(period)})
        self.fields["unit"] = forms.ModelChoiceField(
            label=_("Unit"),
            queryset=units_with("reviews.write", person=person).order_by("path"),
            to_field_name="code",
            empty_label=None,
        )

    def clean_for_period(self) -> Period:
        """The period, or a sentence why it is none."""
        try:
            return Period.parse(self.cleaned_data["for_period"].strip())
        except BadPeriod as refusal:
            raise forms.ValidationError(str(refusal)) from None


def year_after(period: Period) -> Period:
    """The same days one year later; a month's end stays a month's end."""
    return Period(_later(period.first), _later(period.last))


def _later(day: date) -> date:
    last = monthrange(day.year, day.month)[1] == day.day
    after = monthrange(day.year + 1, day.month)[1]
    return day.replace(year=day.year + 1, day=after if last else min(day.day, after))
