"""What a person may set for themselves."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from panshi.ui.views import THEMES


class Preferences(forms.Form):
    """Language and light or dark; both are remembered in cookies, the language on the account too."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    theme = forms.ChoiceField(
        label=_("Light and dark"),
        widget=forms.RadioSelect,
        choices=[("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
    )

    def remembered(self) -> dict[str, str]:
        """The cookies that say so."""
        chosen = self.cleaned_data["theme"]
        return {settings.LANGUAGE_COOKIE_NAME: self.cleaned_data["language"], "theme": chosen if chosen in THEMES else ""}
