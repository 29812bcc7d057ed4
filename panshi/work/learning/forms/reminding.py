"""Forms of a unit's rules of study and of its chats."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panshi.org.models import Person, Unit
from panshi.work.learning.choices import Chat
from panshi.work.learning.models import Channel, StudyRules
from panshi.work.learning.selectors.burden import rules_of
from panshi.work.learning.services import channels


def at(label: Any) -> forms.TimeField:
    """A field for a time of day."""
    return forms.TimeField(label=label, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))


class RulesForm(forms.Form):
    """The rules of study of a unit."""

    minutes_a_month = forms.IntegerField(
        label=_("Minutes of study a month, at most"),
        min_value=0,
        max_value=10_000,
        help_text=_("More than this for one person is warned of before a task is sent."),
    )
    quiet_from = at(_("Quiet from"))
    quiet_until = at(_("Quiet until"))
    digests = forms.BooleanField(label=_("Unit heads are told once a week who is behind"), required=False)

    def __init__(self, *args: Any, unit: Unit, person: Person) -> None:
        super().__init__(*args)
        self.unit, self.person = unit, person
        rules = rules_of(unit)
        self.own = rules.pk is not None and rules.unit_id == unit.pk
        self.initial = {name: getattr(rules, name) for name in self.fields}

    def save(self) -> StudyRules:
        """Gives the unit these rules."""
        return channels.set_rules(unit=self.unit, by=self.person, **self.cleaned_data)


class ChannelForm(forms.Form):
    """A chat to be told in."""

    chat = forms.ChoiceField(label=_("Chat"), choices=Chat.choices)
    name = forms.CharField(label=_("Name"), max_length=60)
    key = forms.CharField(
        label=_("Address of its robot"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("As the chat shows it when the robot is added. It is kept encrypted and not shown again."),
    )
    secret = forms.CharField(
        label=_("Signing secret (DingTalk)"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    names = forms.BooleanField(label=_("Say the names of who is behind"), required=False)

    def __init__(self, *args: Any, unit: Unit, person: Person) -> None:
        super().__init__(*args)
        self.unit, self.person = unit, person

    def clean(self) -> dict[str, Any]:
        """An address that is none of this chat's is said at its field."""
        given: dict[str, Any] = super().clean() or {}
        chat = Chat(given["chat"]) if given.get("chat") else None
        if chat is not None and given.get("key") and channels.KEYS[chat].match(given["key"].strip()) is None:
            self.add_error("key", str(channels.BadKey(chat=chat.label)))
        return given

    def save(self) -> Channel:
        """Opens the chat."""
        given = self.cleaned_data | {"chat": Chat(self.cleaned_data["chat"])}
        return channels.open_channel(unit=self.unit, by=self.person, **given)
