"""The choice of theme, and all parts of a page on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from panshi.ui import showing

THEMES = ("light", "dark")
A_YEAR = 365 * 24 * 3600


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remembers light or dark in a cookie; anything else forgets it, so that the system decides."""
    there = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    answer = redirect(there if safe else "/")
    if (asked := request.POST.get("theme")) in THEMES:
        answer.set_cookie("theme", asked, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    else:
        answer.delete_cookie("theme", samesite="Lax")
    return answer


def parts(request: HttpRequest) -> HttpResponse:
    """Every part with its states, in both themes side by side."""
    return render(request, "ui/parts_page.html", showing.page_context())
