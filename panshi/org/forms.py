"""Forms by which administrators change the organisation. Each says what it does and carries it out by one service."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from panshi.kernel.clock import today
from panshi.kernel.refusals import Refusal
from panshi.org import services
from panshi.org.choices import AbsenceReason, Category, Level, Role
from panshi.org.models import Grant, Person, Unit
from panshi.org.selectors import latest_posting, lendable


class DayField(forms.DateField):
    """A day, picked with the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class UnitField(forms.CharField):
    """A unit by its code, or by its name where only one has it."""

    widget = forms.TextInput(attrs={"list": "units", "autocomplete": "off"})

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, help_text=_("Its code, or its name."), max_length=100)

    def clean(self, value: Any) -> Unit:
        """The unit meant; an error names what was not found."""
        text = super().clean(value)
        found = list(Unit.objects.filter(code=text) or Unit.objects.filter(name=text)[:2])
        if len(found) != 1:
            known = (
                _t("No unit has the code or name “%(text)s”.")
                if not found
                else _t("Several are called “%(text)s”; give the code.")
            )
            raise ValidationError(known % {"text": text})
        return found[0]


class PersonField(forms.CharField):
    """A person by staff number."""

    def clean(self, value: Any) -> Person:
        """The person meant; an error names the number."""
        text = super().clean(value)
        person = Person.objects.filter(number=text).first()
        if person is None:
            raise ValidationError(_t("Nobody has the staff number “%(text)s”.") % {"text": text})
        return person


class Change(forms.Form):
    """A change to `subject`: its `title` stands above the form, `effect` says what happens, `action` is on the button."""

    title: ClassVar[Promise]
    effect: ClassVar[Promise]
    action: ClassVar[Promise]
    grave: ClassVar[bool] = False

    def __init__(self, *data: Any, subject: Any) -> None:
        super().__init__(*data)
        self.subject = subject
        self.prepare()

    def prepare(self) -> None:
        """Fills in what is known about the subject."""

    def carry_out(self, *, by: Person) -> None:
        """Does it; a rule that forbids it refuses."""
        raise NotImplementedError


class _NewCode(Change):
    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if Unit.objects.filter(code=code).exists():
            raise ValidationError(str(services.CodeTaken(code=code)))
        return code


class OpenUnit(_NewCode):
    """A new unit under the subject."""

    title, action = _("Open a unit"), _("Open the unit")
    effect = _("A new unit is placed under this one; people can be posted to it from its first day.")
    code = forms.CharField(label=_("Code"), max_length=32)
    name = forms.CharField(label=_("Name"), max_length=100)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    opened_on = DayField(label=_("First day"), initial=today)

    def carry_out(self, *, by: Person) -> None:
        """Opens the unit."""
        services.open_unit(**self.cleaned_data, above=self.subject, by=by)


class RenameUnit(Change):
    """Another name for the subject."""

    title, action = _("Rename the unit"), _("Rename")
    effect = _("Only the name changes, everywhere at once; the code and all records stay. Frozen reviews keep their wording.")
    name = forms.CharField(label=_("Name"), max_length=100)

    def prepare(self) -> None:
        """Starts from the present name."""
        self.fields["name"].initial = self.subject.name

    def carry_out(self, *, by: Person) -> None:
        """Renames the unit."""
        services.rename_unit(unit=self.subject, name=self.cleaned_data["name"], by=by)


class MoveUnit(Change):
    """The subject under another unit."""

    title, action = _("Move under another unit"), _("Move the unit")
    effect = _(
        "The unit moves with all units below it. Its records move along: figures of past years are then told in the new tree."
    )
    under = UnitField(label=_("New unit above"))

    def clean_under(self) -> Unit:
        """A unit does not stand under itself."""
        under: Unit = self.cleaned_data["under"]
        if self.subject.holds(under):
            raise ValidationError(str(services.UnderItself(unit=self.subject.name, under=under.name)))
        return under

    def carry_out(self, *, by: Person) -> None:
        """Moves the unit."""
        services.move_unit(unit=self.subject, under=self.cleaned_data["under"], by=by)


class CloseUnit(Change):
    """The subject's last day."""

    title, action, grave = _("Close the unit"), _("Close the unit"), True
    effect = _("Nobody can be posted to it after its last day. Its records and figures stay.")
    on = DayField(label=_("Last day"), initial=today)

    def carry_out(self, *, by: Person) -> None:
        """Closes the unit."""
        services.close_unit(unit=self.subject, on=self.cleaned_data["on"], by=by)


class Employ(Change):
    """A new person in the subject."""

    title, action = _("Employ a person"), _("Employ")
    effect = _("The person is on this unit's strength from the first day on.")
    number = forms.CharField(label=_("Staff number"), max_length=32)
    name = forms.CharField(label=_("Full name"), max_length=50)
    category = forms.ChoiceField(label=_("Category"), choices=Category.choices)
    since = DayField(label=_("First day"), initial=today)
    post = forms.CharField(label=_("Post"), max_length=50, required=False)
    leader = forms.BooleanField(label=_("A leading post"), required=False)

    def clean_number(self) -> str:
        """Staff numbers are unique."""
        number: str = self.cleaned_data["number"]
        if Person.objects.filter(number=number).exists():
            raise ValidationError(str(services.CodeTaken(code=number)))
        return number

    def carry_out(self, *, by: Person) -> None:
        """Employs the person."""
        services.employ(**self.cleaned_data, unit=self.subject, by=by)


class Transfer(Change):
    """The subject to another unit or post."""

    title, action = _("Transfer"), _("Transfer")
    effect = _("The present posting ends on the day before, the new one starts; rosters of earlier days stay as they were.")
    unit = UnitField(label=_("New unit"))
    since = DayField(label=_("First day"), initial=today)
    post = forms.CharField(label=_("Post"), max_length=50, required=False)
    leader = forms.BooleanField(label=_("A leading post"), required=False)

    def clean_since(self) -> Any:
        """A posting starts after the one before it."""
        since, present = self.cleaned_data["since"], latest_posting(self.subject)
        if present is not None and since <= present.since:
            facts = {"person": self.subject.name, "unit": present.unit.name, "since": present.since}
            raise ValidationError(str(services.AlreadyPosted(**facts)))
        return since

    def carry_out(self, *, by: Person) -> None:
        """Transfers the person."""
        services.transfer(person=self.subject, **self.cleaned_data, by=by)


class Discharge(Change):
    """The subject's last day on strength."""

    title, action, grave = _("Take off strength"), _("Take off strength"), True
    effect = _("For people who retire or leave. Their records stay and still count.")
    on = DayField(label=_("Last day"), initial=today)

    def carry_out(self, *, by: Person) -> None:
        """Ends the present posting."""
        services.discharge(person=self.subject, on=self.cleaned_data["on"], by=by)


class Excuse(Change):
    """The subject excused from duties."""

    title, action = _("Excuse from duties"), _("Excuse")
    effect = _("Study tasks given in this time are not due; the rate names the reason.")
    reason = forms.ChoiceField(label=_("Reason"), choices=AbsenceReason.choices)
    since = DayField(label=_("First day"), initial=today)
    until = DayField(label=_("Last day"), required=False, help_text=_("Empty: until further notice."))

    def clean(self) -> dict[str, Any]:
        """The last day does not lie before the first."""
        facts = super().clean() or {}
        if facts.get("since") and facts.get("until") and facts["until"] < facts["since"]:
            self.add_error("until", _t("The last day lies before the first."))
        return facts

    def carry_out(self, *, by: Person) -> None:
        """Excuses the person."""
        services.excuse(person=self.subject, **self.cleaned_data, by=by)


class GrantRole(Change):
    """A role for somebody in the subject."""

    title, action = _("Grant a role"), _("Grant")
    effect = _("The role holds in this unit and in everything below it. Nobody grants themselves a role.")
    person = PersonField(label=_("Staff number"), max_length=32)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    since = DayField(label=_("First day"), initial=today)

    def carry_out(self, *, by: Person) -> None:
        """Grants the role."""
        services.grant_role(**self.cleaned_data, unit=self.subject, by=by)


class EndRole(Change):
    """The last day of the subject, a grant."""

    title, action, grave = _("End the role"), _("End the role"), True
    effect = _("The role holds to the end of its last day; that it was held stays on record.")
    on = DayField(label=_("Last day"))
    subject: Grant

    def prepare(self) -> None:
        """Yesterday, so that it ends at once; a role given today ends today."""
        self.fields["on"].initial = max(self.subject.since, today() - timedelta(days=1))

    def carry_out(self, *, by: Person) -> None:
        """Ends the role."""
        services.end_role(grant=self.subject, on=self.cleaned_data["on"], by=by)


class LendRole(forms.Form):
    """One of the lender's own roles for somebody else, from day to day; what a rule forbids is said above the fields."""

    person = PersonField(label=_("To whom"), max_length=32, help_text=_("Staff number of somebody on strength whom you may see."))
    unit = UnitField(label=_("In which unit"))
    since = DayField(label=_("First day"), initial=today)
    until = DayField(label=_("Last day"), help_text=_("It ends earlier if your own role does."))

    def __init__(self, *data: Any, lender: Person) -> None:
        super().__init__(*data)
        self.lender, self.own = lender, lendable(lender)
        choices = [(str(each.pk), f"{each.get_role_display()} · {each.unit.name}") for each in self.own]
        self.fields = {"grant": forms.ChoiceField(label=_("My role"), choices=choices), **self.fields}
        if self.own:
            self.fields["unit"].initial = self.own[0].unit.code

    def clean(self) -> dict[str, Any]:
        """Asks the service whether it would refuse, by lending and undoing it, once every field is right by itself."""
        facts = super().clean() or {}
        if self.errors:
            return facts
        try:
            with transaction.atomic():
                services.delegate(**self._said(), by=self.lender)
                transaction.set_rollback(True)
        except Refusal as refusal:  # a form says it above the fields, so that nothing typed is lost
            raise ValidationError(str(refusal)) from None
        return facts

    def carry_out(self) -> None:
        """Lends the role."""
        services.delegate(**self._said(), by=self.lender)

    def _said(self) -> dict[str, Any]:
        grant = next(each for each in self.own if str(each.pk) == self.cleaned_data["grant"])
        return {**self.cleaned_data, "grant": grant}
