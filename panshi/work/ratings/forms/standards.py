"""Forms of standards: what a version is called and how points become stars, and one criterion."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panshi.figures.selectors import catalogue
from panshi.org.models import Person, Unit
from panshi.org.selectors import units_with
from panshi.work.ratings.choices import Method, Section, Subject
from panshi.work.ratings.models import Criterion, Standard
from panshi.work.ratings.services import standards
from panshi.work.ratings.services.standards import NewCriterion, Outline

LINE = re.compile(r"(?P<start>.+?)\s*[=＝]\s*(?P<points>\d{1,3}(?:\.\d{1,2})?)")


class OutlineForm(forms.Form):
    """A version of a standard."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=None)
    subject = forms.ChoiceField(label=_("What is rated"), choices=Subject.choices)
    version = forms.CharField(label=_("Version"), max_length=40)
    said = forms.CharField(label=_("What it is about"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    months = forms.IntegerField(label=_("Months a rating is valid"), min_value=1, max_value=60, initial=12)
    five = forms.IntegerField(label=_("Five stars from"), min_value=0, max_value=100, initial=90)
    four = forms.IntegerField(label=_("Four stars from"), min_value=0, max_value=100, initial=80)
    three = forms.IntegerField(label=_("Three stars from"), min_value=0, max_value=100, initial=70)

    def __init__(self, *args: Any, person: Person, standard: Standard | None = None) -> None:
        super().__init__(*args)
        self.person, self.standard = person, standard
        if standard is None:
            self.fields["unit"].queryset = units_with("ratings.run", person=person).order_by("path")  # type: ignore[attr-defined]  # a choice of models
            return
        del self.fields["unit"], self.fields["subject"]
        marks = dict(map(tuple, standard.stars))
        self.initial = {"version": standard.version, "said": standard.said, "months": standard.months}
        self.initial |= {"five": marks.get(5, 90), "four": marks.get(4, 80), "three": marks.get(3, 70)}

    def save(self) -> Standard:
        """Drafts the version, or changes the draft."""
        given = self.cleaned_data
        stars = ((5, given["five"]), (4, given["four"]), (3, given["three"]))
        outline = Outline(given["version"], given["said"], given["months"], stars)
        if self.standard is not None:
            return standards.set_outline(self.standard, outline, by=self.person)
        subject = Subject(given["subject"])
        return standards.draft_standard(unit=given["unit"], subject=subject, outline=outline, by=self.person)


class CriterionForm(forms.Form):
    """One criterion; its steps are lines `what = points`, the fewest points first."""

    title = forms.CharField(label=_("Criterion"), max_length=200)
    section = forms.ChoiceField(label=_("Section"), choices=Section.choices)
    points = forms.DecimalField(label=_("Points"), min_value=Decimal("0.5"), max_value=100, decimal_places=2)
    method = forms.ChoiceField(label=_("Points come"), choices=Method.choices, initial=Method.ASSESSED)
    figure = forms.ChoiceField(label=_("Figure"), required=False)
    steps = forms.CharField(
        label=_("Steps of points"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line, fewest points first: “95 = 5” for a figure of at least 95, or “all in place = 10”."),
    )
    proof = forms.BooleanField(label=_("Evidence is needed"), required=False)
    essential_from = forms.DecimalField(
        label=_("Essential from"), required=False, min_value=0, help_text=_("With fewer points the stars are capped.")
    )
    cap = forms.IntegerField(label=_("Stars at most without it"), required=False, min_value=0, max_value=5, initial=0)

    def __init__(self, *args: Any, person: Person, standard: Standard, criterion: Criterion | None = None) -> None:
        super().__init__(*args)
        self.person, self.standard, self.criterion = person, standard, criterion
        known = [(figure.key, f"{figure.label}（{figure.unit}）") for figure in catalogue()]
        self.fields["figure"].choices = [("", "—"), *known]  # type: ignore[attr-defined]  # a choice field
        if criterion is not None:
            names = ("title", "section", "points", "method", "figure", "proof", "essential_from", "cap")
            self.initial = {name: getattr(criterion, name) for name in names}
            self.initial["steps"] = "\n".join(f"{start} = {points}" for start, points in criterion.steps)

    def clean_steps(self) -> tuple[tuple[str, str], ...]:
        """The pairs; a line that is none is named."""
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["steps"].splitlines())):
            pair = LINE.fullmatch(line)
            if pair is None:
                raise forms.ValidationError(_("“%(line)s” is not of the form “what = points”."), params={"line": line[:60]})
            found.append((pair["start"], pair["points"]))
        return tuple(found)

    def save(self) -> None:
        """Adds the criterion or writes it anew."""
        given = dict(self.cleaned_data)
        new = NewCriterion(**given | {"section": Section(given["section"]), "cap": given["cap"] or 0})
        if self.criterion is None:
            standards.add_criteria(self.standard, [new], by=self.person)
        else:
            standards.set_criterion(self.criterion, new, by=self.person)


class AdoptForm(forms.Form):
    """From when a version is in force."""

    since = forms.DateField(label=_("In force from"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
