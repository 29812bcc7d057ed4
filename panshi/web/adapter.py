"""allauth's questions, answered Panshi's way: accounts are opened by administrators, never by visitors."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from panshi.ui.views import A_YEAR


class ClosedSignUp(DefaultAccountAdapter):
    """No sign-up; a failed sign-in in one sentence that does not say which half was wrong; the person's language comes along."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The name or the password is not right. Mind capitals, and try again."),
        "too_many_login_attempts": _(
            "Too many failed attempts. Wait five minutes, or ask your administrator for a new password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Brings the language the person chose along to this browser."""
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        if user.language:
            answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, max_age=A_YEAR, samesite="Lax")
        return answer

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Signing in and out speak for themselves."""
        if message_template and message_template.rpartition("/")[2] in ("logged_in.txt", "logged_out.txt"):
            return
        super().add_message(request, level, message_template, *args, **kwargs)
