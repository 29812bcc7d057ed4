"""The document of the API (OpenAPI 3.1) and the page that shows it, drawn here: the site lets no foreign script in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from ninja import NinjaAPI

from panshi.web.api.describing import described
from panshi.web.api.showing import groups


@require_safe
def document(request: HttpRequest, made: NinjaAPI) -> JsonResponse:
    """The OpenAPI document, in the language asked for; open to anyone, for it holds no facts."""
    return JsonResponse(described(made), json_dumps_params={"ensure_ascii": False})


@login_required
@require_safe
def docs(request: HttpRequest, made: NinjaAPI) -> HttpResponse:
    """Every operation with its parameters, its body and a call to copy."""
    shown = described(made)
    facts = {"info": shown["info"], "groups": groups(shown, origin=request.build_absolute_uri("/").rstrip("/"))}
    return render(request, "web/api.html", facts)
