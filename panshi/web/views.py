"""Pages that span the rooms."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from panshi.kernel.periods import Period
from panshi.org.access import Request, needs
from panshi.org.selectors import grants_of
from panshi.ui.views import A_YEAR
from panshi.web import finding, homes, periods, trees
from panshi.web import health as pulse
from panshi.web import mine as own
from panshi.web import reversals as takings
from panshi.web.forms import Preferences
from panshi.web.services import prefer_language


@needs("figures.view")
def home(request: Request) -> HttpResponse:
    """The first page: what the person's roles need first."""
    grants = tuple(grants_of(request.person))
    home = homes.home_of(person=request.person, scope=request.scope, grants=grants)
    return render(request, "web/home.html", {"home": home})


@login_required
def mine(request: Request) -> HttpResponse:
    """The signed-in person's own entries of one matter; nobody else's are ever asked for."""
    of, page = request.GET.get("of", "tasks-due"), request.GET.get("page", "")
    listed = own.listed(request.person, scope=request.scope, key=of, page=page)
    return render(request, "web/mine.html", {"listed": listed})


@needs("ledger.audit")
def reversals(request: Request) -> HttpResponse:
    """What was taken back in the month."""
    listed = takings.listed(person=request.person, scope=request.scope, page=request.GET.get("page", ""))
    return render(request, "web/reversals.html", {"listed": listed})


@needs("figures.view")
def search(request: Request) -> HttpResponse:
    """Figures, units, people and records whose names fit what was typed."""
    asked = request.GET.get("q", "").strip()[: finding.LONGEST]
    found = finding.find(asked, person=request.person, scope=request.scope)
    return render(request, "web/search.html", {"asked": asked, "found": found})


@login_required
def units(request: Request) -> HttpResponse:
    """The units a person may look at, to choose one; a fragment for the dialog when htmx asks."""
    back = _safe(request, request.GET.get("next", "/"))
    tree = trees.choices(person=request.person, asked=request.GET.get("q", "").strip(), back=back)
    template = (
        "web/units_list.html"
        if request.htmx.target == "units-list"
        else "web/units_dialog.html"
        if request.htmx
        else "web/units.html"
    )
    return render(request, template, {"tree": tree, "back": back})


@login_required
def period(request: HttpRequest) -> HttpResponse:
    """Goes back with the two days as the period of the address."""
    span = Period.parse(f"{request.GET.get('first', '')}..{request.GET.get('last', '')}")
    return redirect(periods.changed(_safe(request, request.GET.get("next", "/")), period=str(span)))


@login_required
def settings(request: HttpRequest) -> HttpResponse:
    """Language and theme, and the way to a new password."""
    now = {"language": get_language(), "theme": request.COOKIES.get("theme", "system")}
    form = Preferences(request.POST or None, initial=now)
    if not (request.method == "POST" and form.is_valid()):
        return render(request, "web/settings.html", {"form": form})
    prefer_language(account=request.user, language=form.cleaned_data["language"])  # type: ignore[arg-type]  # signed in
    with override(form.cleaned_data["language"]):
        messages.success(request, _("Your settings are saved."))
    answer = redirect(request.get_full_path())
    for name, value in form.remembered().items():
        answer.set_cookie(name, value, max_age=A_YEAR if value else 0, samesite="Lax", secure=request.is_secure())
    return answer


def health(request: HttpRequest) -> JsonResponse:
    """For watchers: 200 when the database answers and is up to date, 503 when not; says nothing secret."""
    state = pulse.state()
    return JsonResponse(state, status=200 if state["ok"] else 503)


def _safe(request: HttpRequest, address: str) -> str:
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return address if safe and address.startswith("/") else "/"
