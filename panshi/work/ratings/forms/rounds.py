"""Forms of rounds: opening one, sending an assessor."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from panshi.kernel.clock import today
from panshi.kernel.refusals import NotFound
from panshi.org.models import Person, Unit
from panshi.org.selectors import person_by_number, units_with
from panshi.work.ratings.models import Candidate, Round, Standard
from panshi.work.ratings.services import rounds


class StandardField(forms.ModelChoiceField):
    """A choice of standards, said with what they rate."""

    def label_from_instance(self, obj: Any) -> str:
        """What is rated and the version."""
        return f"{obj.get_subject_display()} · {obj}"


def day(label: Any) -> forms.DateField:
    """A field for a day, with the browser's calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class RoundForm(forms.Form):
    """A round as it is opened."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=None)
    standard = StandardField(Standard.objects.none(), label=_("Standard"), empty_label=None)
    title = forms.CharField(label=_("Title"), max_length=200)
    first = day(_("First day"))
    last = day(_("Last day"))
    five = forms.IntegerField(
        label=_("Five stars at most"), required=False, min_value=0, help_text=_("Empty: as many as earn them.")
    )
    four = forms.IntegerField(label=_("Four stars at most"), required=False, min_value=0)
    objection_days = forms.IntegerField(label=_("Days for objections"), min_value=1, max_value=60, initial=5)

    def __init__(self, *args: Any, person: Person) -> None:
        super().__init__(*args)
        self.person, on = person, today()
        self.fields["unit"].queryset = units_with("ratings.run", person=person).order_by("path")  # type: ignore[attr-defined]  # a choice of models
        running = Standard.objects.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gt=on))
        self.fields["standard"].queryset = running.order_by("subject")  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        given = super().clean() or {}
        if given.get("first") and given.get("last") and given["first"] > given["last"]:
            self.add_error("last", _("The last day is before the first."))
        return given

    def save(self) -> Round:
        """Opens the round."""
        given = self.cleaned_data
        quota = {stars: given[name] for stars, name in ((5, "five"), (4, "four")) if given[name] is not None}
        new = rounds.NewRound(given["title"], given["first"], given["last"], quota, given["objection_days"])
        return rounds.open_round(unit=given["unit"], standard=given["standard"], new=new, by=self.person)


class AssignForm(forms.Form):
    """An assessor for the subjects of a unit and below."""

    assessor = forms.CharField(label=_("Assessor's staff number"), max_length=32)
    within = forms.ModelChoiceField(Unit.objects.none(), label=_("Subjects of"), empty_label=None)
    again = forms.BooleanField(label=_("Also those who have an assessor"), required=False)

    def __init__(self, *args: Any, person: Person, found: Round) -> None:
        super().__init__(*args)
        self.person, self.found = person, found
        there = Candidate.objects.filter(round=found, left_out="").values("unit__path")
        paths = {
            path[:end] for (path,) in there.values_list("unit__path") for end in range(Unit.steplen, len(path) + 1, Unit.steplen)
        }
        self.fields["within"].queryset = Unit.objects.filter(path__in=paths, path__startswith=found.unit.path).order_by("path")  # type: ignore[attr-defined]  # a choice of models

    def clean_assessor(self) -> Person:
        """Somebody who is known."""
        try:
            return person_by_number(self.cleaned_data["assessor"].strip())
        except NotFound as unknown:  # told at the field
            raise forms.ValidationError(str(unknown)) from None

    def save(self) -> int:
        """Sends the assessor; says to how many subjects."""
        given = self.cleaned_data
        wanted = Candidate.objects.filter(round=self.found, left_out="", unit__path__startswith=given["within"].path)
        wanted = wanted if given["again"] else wanted.filter(assessor__isnull=True)
        chosen = list(wanted.select_related("unit", "round__unit", "round__standard").order_by("pk"))
        return rounds.assign(chosen, assessor=given["assessor"], by=self.person) if chosen else 0
