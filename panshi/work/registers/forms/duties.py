"""The forms of what units owe: setting a duty, and saying that there is nothing to report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panshi.kernel.clock import today
from panshi.ledger.kinds import kind, kinds
from panshi.org.choices import Level
from panshi.org.models import Person
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.work.registers import services
from panshi.work.registers.choices import Every
from panshi.work.registers.models import Duty


class DutyForm(forms.Form):
    """What each unit of a level owes, of which kind, how often, how many, and by when."""

    kind = forms.ChoiceField(label=_("What is owed"))
    level = forms.ChoiceField(label=_("Who owes it"), choices=Level.choices, initial=Level.STATION)
    every = forms.ChoiceField(label=_("How often"), choices=Every.choices)
    at_least = forms.IntegerField(label=_("At least"), initial=1, min_value=1, max_value=services.AT_LEAST_MAX)
    due_day = forms.IntegerField(label=_("Due, days after the span ends"), initial=5, min_value=1, max_value=services.DUE_DAY_MAX)
    since = forms.DateField(
        label=_("Since"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Only whole months, quarters or years from this day on are owed."),
    )
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    nothing_counts = forms.BooleanField(label=_("A unit may say that it has nothing to report"), required=False, initial=True)

    def __init__(self, *args: Any, person: Person, scope: Scope) -> None:
        super().__init__(*args)
        self.person = person
        units = units_with("records.set_duties", person=person).filter(path__startswith=scope.unit.path).order_by("path")
        chosen: Any = self.fields["kind"]
        chosen.choices = [(each.key, str(each.label)) for each in kinds()]
        self.fields["unit"] = forms.ModelChoiceField(
            units.exclude(level__in=(Level.STATION, Level.DIVISION)) | units.filter(pk=scope.unit.pk),
            label=_("In"),
            initial=scope.unit,
            empty_label=None,
            help_text=_("All units of the level there and below owe it."),
        )
        self.fields["since"].initial = today().replace(day=1)
        self.order_fields(["kind", "unit", "level", "every", "at_least", "due_day", "since", "until", "nothing_counts"])

    def save(self) -> Duty:
        """Sets the duty."""
        given = self.cleaned_data
        new = services.NewDuty(
            kind=kind(given["kind"]),
            unit=given["unit"],
            level=Level(given["level"]),
            every=Every(given["every"]),
            since=given["since"],
            until=given["until"],
            at_least=given["at_least"],
            due_day=given["due_day"],
            nothing_counts=given["nothing_counts"],
        )
        return services.set_duty(new, by=self.person)
