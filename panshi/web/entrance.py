"""The form one signs in with."""

from typing import Any

from allauth.account.forms import LoginForm


class SignIn(LoginForm):
    """allauth's own, without the way to a password by mail (administrators give new ones) and without labels said twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
