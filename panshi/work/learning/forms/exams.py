"""Forms of exams: what holds for them, and the lines they are put together from."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.work.learning.choices import Difficulty, Subject
from panshi.work.learning.models import Bank, Exam
from panshi.work.learning.selectors import exams as shown
from panshi.work.learning.services.examining import NewLine, Rules, add_lines, make_exam, set_lines, set_rules

LOCAL = "%Y-%m-%dT%H:%M"


class RulesForm(forms.Form):
    """What holds for every attempt at an exam."""

    title = forms.CharField(label=_("Title"), max_length=200)
    category = forms.ChoiceField(label=_("Category"), choices=Subject.choices, initial=Subject.PROFESSIONAL)
    said = forms.CharField(label=_("What to know before"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=600, initial=30, help_text=_("0: no limit."))
    attempts = forms.IntegerField(label=_("Attempts"), min_value=0, max_value=100, initial=2, help_text=_("0: any number."))
    pass_percent = forms.IntegerField(label=_("Passed from, % of the points"), min_value=1, max_value=100, initial=60)
    opens_at = forms.DateTimeField(
        label=_("Opens at"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
    )
    closes_at = forms.DateTimeField(
        label=_("Closes at"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
    )
    shuffled = forms.BooleanField(label=_("Questions and choices in random order"), required=False, initial=True)
    review = forms.BooleanField(label=_("One's answers and what was right are shown afterwards"), required=False, initial=True)

    def __init__(self, *args: Any, person: Person, scope: Scope, exam: Exam | None = None) -> None:
        super().__init__(*args)
        self.initial = {name: getattr(exam, name) for name in Rules.__dataclass_fields__} if exam else {}
        self.person, self.exam = person, exam
        if exam is None:
            units = units_with("learning.teach", person=person).order_by("path")
            first = scope.unit if units.filter(pk=scope.unit.pk).exists() else units.first()
            self.fields["unit"] = forms.ModelChoiceField(
                units,
                label=_("Unit"),
                initial=first,
                empty_label=None,
                help_text=_("Everybody of it and below may sit the exam."),
            )

    def save(self) -> Exam:
        """Makes the exam or changes its rules."""
        given = dict(self.cleaned_data)
        unit: Unit | None = given.pop("unit", None)
        rules = Rules(**given)
        if self.exam is None:
            assert unit is not None
            return make_exam(unit=unit, rules=rules, by=self.person)
        return set_rules(self.exam, rules, by=self.person)


class DrawForm(forms.Form):
    """Questions drawn anew for each attempt."""

    bank = forms.ModelChoiceField(Bank.objects.none(), label=_("Bank"), empty_label=None)
    label = forms.CharField(label=_("Label"), required=False, max_length=60, widget=forms.TextInput(attrs={"list": "labels"}))
    difficulty = forms.TypedChoiceField(label=_("Difficulty"), choices=Difficulty.choices, coerce=int, initial=0)
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=500, initial=10)
    points = forms.DecimalField(
        label=_("Points each"), required=False, min_value=Decimal(0), max_value=Decimal(1000), decimal_places=2,
        help_text=_("Empty: each question's own."),
    )  # fmt: skip

    def __init__(self, *args: Any, exam: Exam, person: Person) -> None:
        super().__init__(*args)
        self.exam, self.person = exam, person
        field = self.fields["bank"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = shown.banks_for(exam.unit)

    def save(self) -> Exam:
        """Adds the draw at the end."""
        given = self.cleaned_data
        line = NewLine(
            bank=given["bank"], label=given["label"].strip(), difficulty=Difficulty(given["difficulty"]), count=given["count"],
            points=given["points"],
        )  # fmt: skip
        return add_lines(self.exam, [line], by=self.person)


def keep_lines(exam: Exam, sent: Any, *, by: Person) -> Exam:
    """The lines of the exam as the table of its page sends them: place, how many, points, left out."""
    kept: list[tuple[int, NewLine]] = []
    for line in shown.lines_of(exam):
        if sent.get(f"remove{line.pk}"):
            continue
        count = _whole(sent.get(f"count{line.pk}"), line.count)
        new = NewLine(
            line.question, line.bank, line.label, Difficulty(line.difficulty), count, _points(sent.get(f"points{line.pk}"))
        )
        kept.append((_whole(sent.get(f"place{line.pk}"), line.place), new))
    kept.sort(key=lambda pair: pair[0])
    return set_lines(exam, [line for _place, line in kept], by=by)


def _whole(text: str | None, otherwise: int) -> int:
    return min(500, max(1, int(text))) if text and re.fullmatch(r"\d{1,6}", text) else otherwise


def _points(text: str | None) -> Decimal | None:
    try:
        points = Decimal(text or "")
    except InvalidOperation:
        return None
    return points.quantize(Decimal("0.01")) if 0 <= points <= 1000 else None
