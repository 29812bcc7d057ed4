"""Forms of tasks: what one is, a line of its audience, circles, extending, excusing."""

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panshi.kernel.clock import today
from panshi.org.choices import AbsenceReason, Category
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.work.learning.choices import Recurs, Subject
from panshi.work.learning.models import Circle, Clause, Exam, Task
from panshi.work.learning.selectors.tasks import circles_of, exams_for, numbered, posts_in
from panshi.work.learning.services import planning
from panshi.work.learning.services.planning import Line, Outline


def day(label: Any, **more: Any) -> forms.DateField:
    """A field for a day, with the browser's calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **more)


def numbers_in(text: str) -> list[str]:
    """Staff numbers as they are pasted: by spaces, commas, lines."""
    return [word for word in re.split(r"[\s,，、;；]+", text) if word]


def said_of(unknown: list[str], unit: Unit) -> str:
    """That nobody has these numbers, naming the first of them."""
    more = f"…（{len(unknown)}）" if len(unknown) > 20 else ""
    return str(planning.UnknownNumbers(unit=unit.name, numbers="、".join(unknown[:20]) + more))


class OutlineForm(forms.Form):
    """What a task is."""

    title = forms.CharField(label=_("Title"), max_length=200)
    category = forms.ChoiceField(label=_("Category"), choices=Subject.choices, initial=Subject.POLITICAL)
    said = forms.CharField(label=_("What is to be done"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    opens_on = day(_("Opens on"))
    due_on = day(_("Due on"))
    hours = forms.IntegerField(label=_("Study hours"), min_value=0, max_value=200, initial=1)
    recurs = forms.ChoiceField(label=_("Recurs"), choices=Recurs.choices, initial=Recurs.NEVER)
    exam = forms.ModelChoiceField(Exam.objects.none(), label=_("Exam at the end"), required=False, empty_label=_("no exam"))
    joins_later = forms.BooleanField(
        label=_("Also for those who join before it is due"),
        required=False,
        initial=True,
        help_text=_("They have a week at least."),
    )

    def __init__(self, *args: Any, person: Person, scope: Scope, task: Task | None = None) -> None:
        super().__init__(*args)
        self.person, self.task = person, task
        names = Outline.__dataclass_fields__
        self.initial = {name: getattr(task, name) for name in names} if task else {"opens_on": today()}
        self.initial.setdefault("due_on", today() + timedelta(days=14))
        units = units_with("learning.teach", person=person).order_by("path")
        first = scope.unit if units.filter(pk=scope.unit.pk).exists() else units.first()
        if task is None:
            self.fields["unit"] = forms.ModelChoiceField(
                units, label=_("Unit"), initial=first, empty_label=None, help_text=_("It reaches nobody outside this unit.")
            )
        exam: Any = self.fields["exam"]
        of = task.unit if task else first
        exam.queryset = exams_for(of) if of is not None else Exam.objects.none()

    def save(self) -> Task:
        """Makes the draft, or changes it."""
        given = dict(self.cleaned_data)
        unit: Unit | None = given.pop("unit", None)
        outline = Outline(**given)
        if self.task is None:
            assert unit is not None, "a new task asks for its unit"
            return planning.make_task(unit=unit, outline=outline, by=self.person)
        return planning.set_outline(self.task, outline, by=self.person)

    def clean(self) -> dict[str, Any]:
        """A task ends on the day it opens or later."""
        given: dict[str, Any] = super().clean() or {}
        opens, due = given.get("opens_on"), given.get("due_on")
        if opens and due and due < opens:
            self.add_error("due_on", str(planning.DueBeforeItOpens(due=due, opens=opens)))
        return given


class LineForm(forms.Form):
    """One line of an audience: everybody for whom all that is said holds."""

    place = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit and below"), required=False, empty_label=_("any"))
    category = forms.ChoiceField(label=_("Category"), required=False, choices=[("", _("any")), *Category.choices])
    post = forms.CharField(label=_("Post"), required=False, max_length=50, widget=forms.TextInput(attrs={"list": "posts"}))
    circle = forms.ModelChoiceField(Circle.objects.none(), label=_("Circle"), required=False, empty_label=_("any"))
    leaders = forms.BooleanField(label=_("Leading posts only"), required=False)
    numbers = forms.CharField(
        label=_("Staff numbers"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Pasted as they are: one a line, or with commas between."),
    )
    leaves_out = forms.BooleanField(label=_("Leave these out"), required=False)

    def __init__(self, *args: Any, task: Task, person: Person) -> None:
        super().__init__(*args)
        self.task, self.person = task, person
        place: Any = self.fields["place"]
        place.queryset = Unit.objects.filter(path__startswith=task.unit.path).order_by("path")
        place.initial = task.unit
        circle: Any = self.fields["circle"]
        circle.queryset = circles_of(task.unit)
        self.posts = posts_in(task.unit)

    def clean(self) -> dict[str, Any]:
        """Staff numbers nobody has are named."""
        given: dict[str, Any] = super().clean() or {}
        known, unknown = numbered(numbers_in(given.get("numbers", "")), within=self.task.unit)
        if unknown:
            self.add_error("numbers", said_of(unknown, self.task.unit))
        return given | {"people": tuple(known)}

    def save(self) -> Clause:
        """Adds the line to the draft."""
        given = self.cleaned_data
        line = Line(
            unit=given["place"],
            category=given["category"],
            post=given["post"],
            leaders=given["leaders"],
            circle=given["circle"],
            people=given.get("people", ()),
            leaves_out=given["leaves_out"],
        )
        return planning.add_line(self.task, line, by=self.person)


class CircleForm(forms.Form):
    """A circle of people."""

    name = forms.CharField(label=_("Name"), max_length=100)
    numbers = forms.CharField(
        label=_("Staff numbers"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Pasted as they are: one a line, or with commas between."),
    )

    def __init__(self, *args: Any, person: Person, unit: Unit, circle: Circle | None = None) -> None:
        super().__init__(*args)
        self.person, self.unit, self.circle = person, unit, circle
        if circle is not None:
            numbers = circle.people.order_by("number").values_list("number", flat=True)
            self.initial = {"name": circle.name, "numbers": "\n".join(numbers)}

    def clean_numbers(self) -> list[int]:
        """The ids of those with the numbers; numbers nobody has are named."""
        known, unknown = numbered(numbers_in(self.cleaned_data["numbers"]), within=self.unit)
        if unknown:
            raise forms.ValidationError(said_of(unknown, self.unit))
        return known

    def save(self) -> Circle:
        """Keeps the circle."""
        given = self.cleaned_data
        return planning.keep_circle(
            unit=self.unit, name=given["name"], people=given["numbers"], by=self.person, circle=self.circle
        )


class ExtendForm(forms.Form):
    """A later day."""

    due_on = day(_("Due on"))


class ExcuseForm(forms.Form):
    """Why somebody is excused."""

    reason = forms.ChoiceField(label=_("Reason"), choices=AbsenceReason.choices)
    said = forms.CharField(label=_("What it rests on"), max_length=200, help_text=_("It stands in the ledger."))
