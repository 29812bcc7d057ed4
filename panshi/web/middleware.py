"""Refusals become pages, fragments or API problems; every answer carries the headers that keep a page to itself."""

import logging
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from panshi.kernel.mishaps import in_words
from panshi.kernel.refusals import Refusal
from panshi.web.api.refusals import BadRequest, BodyTooLarge, Broken, NoSuchAddress, WrongMethod

log = logging.getLogger(__name__)
Answer = Callable[[HttpRequest], HttpResponse]
PROBLEM = "application/problem+json"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    )
)
PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class SecurityHeaders:
    """Scripts and styles come from this site's own files only; a view that needs another policy sets it itself."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code == 500):  # Django's own page for a bug is scripted inline
            response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class RefusalMiddleware:
    """Says a refusal in the form the asker understands. What the machine refuses (a full disk, a locked database) is said too."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "htmx", False) and response.status_code == 302:
            return _whole_page_to_sign_in(request, response)
        if response.status_code >= 400 and _for_programs(request) and response["Content-Type"] != PROBLEM:
            return _as_problem(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Django asks here about every exception of a view; None means: a bug, not a refusal."""
        if isinstance(error, Refusal):
            return answer(request, error)
        if mishap := in_words(error):
            log.error("%s at %s", mishap.code, request.path, exc_info=error)
            return answer(request, mishap)
        if isinstance(error, RequestDataTooBig) and _for_programs(request):
            return problem(request, BodyTooLarge(most=settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20))
        return None


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal as an API problem, a fragment or a page."""
    if _wants_problem(request):
        return problem(request, refusal)
    said = {"said": str(refusal), "title": _title(refusal), "code": refusal.code, "status": refusal.status}
    if refusal.status >= 500:  # the shell reads the database, which may be what is refusing
        return HttpResponse(render_to_string("web/broken.html", said), status=refusal.status)
    if getattr(request, "htmx", False):
        response = render(request, "ui/parts/refused.html", said, status=refusal.status)
        response["HX-Retarget"] = "#messages"
        response["HX-Reswap"] = "innerHTML show:window:top"
        return response
    return render(request, "web/refused.html", said, status=refusal.status)


def problem(request: HttpRequest, refusal: Refusal) -> JsonResponse:
    """The refusal as RFC 9457 wants it: type, title, status, detail, instance; its code, the facts it named, and its faults."""
    body: dict[str, Any] = {
        "type": f"urn:panshi:refusal:{refusal.code}",
        "title": (type(refusal).__doc__ or "").partition("\n")[0],
        "status": refusal.status,
        "detail": str(refusal),
        "instance": request.path,
        "code": refusal.code,
        "facts": {name: str(fact) for name, fact in refusal.facts.items()},
    }
    if refusal.faults:
        body["errors"] = [asdict(fault) for fault in refusal.faults]
    said = JsonResponse(body, status=refusal.status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False})
    if refusal.status == 401:
        said["WWW-Authenticate"] = 'Bearer realm="panshi"'
    if refusal.status == 429:
        said["Retry-After"] = str(refusal.facts["seconds"])
    return said


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What Django itself refused, said as a problem; its headers (Allow) stay."""
    allowed = response.get("Allow", "")
    said = {
        404: NoSuchAddress(),
        405: WrongMethod(method=request.method, allowed=allowed),
        413: BodyTooLarge(most=settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20),
    }
    refusal = said.get(response.status_code) or (Broken() if response.status_code >= 500 else BadRequest())
    answered = problem(request, refusal)
    if allowed:
        answered["Allow"] = allowed
    return answered


def _for_programs(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _wants_problem(request: HttpRequest) -> bool:
    preferred = request.get_preferred_type(["text/html", "application/json", "application/problem+json"])
    return _for_programs(request) or preferred in ("application/json", "application/problem+json")


def _title(refusal: Refusal) -> str:
    return {403: _("You may not do this here"), 404: _("Not found")}.get(refusal.status, _("This was not done"))


def _whole_page_to_sign_in(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A fragment asked for after the session ended: the whole page goes to sign-in and afterwards comes back."""
    target = urlsplit(response["Location"])
    if target.path != resolve_url(settings.LOGIN_URL):
        return response
    here = urlsplit(request.htmx.current_url_abs_path or "/")  # type: ignore[attr-defined]  # set by django-htmx
    back = QueryDict(mutable=True)
    back[REDIRECT_FIELD_NAME] = here.path + (f"?{here.query}" if here.query else "")
    answered = HttpResponse(status=204)
    answered["HX-Redirect"] = f"{target.path}?{back.urlencode(safe='/')}"
    return answered
