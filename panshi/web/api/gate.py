"""The one way in: a token for every call, the right type of body, and everything that changes something done once."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja.operation import Operation
from ninja.security import HttpBearer

from panshi.org.services.tokens import enter
from panshi.web.api.once import once
from panshi.web.api.refusals import BodyTooLarge, NoToken, WrongType

Run = Callable[..., HttpResponse]
TYPES = {"body": "application/json", "form": "multipart/form-data", "file": "multipart/form-data"}
FORM_MAX_BYTES = 100 * 2**20


class Token(HttpBearer):
    """A unit's token; `gate` has looked at it before the operation runs."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The token the call came with; from here on it is `request.auth`, and `request.person` whom it stands for."""
        return request.token  # type: ignore[attr-defined]  # set by gate


def gate(run: Run) -> Run:
    """Wraps an operation; nothing is caught: refusals become problems in the middleware."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]  # the bound method of an operation
    sources = {model.__ninja_param_source__ for model in operation.models}
    wanted = next((kind for source, kind in TYPES.items() if source in sources), "")

    @wraps(run)
    def entered(request: HttpRequest, **words: Any) -> HttpResponse:
        token = enter(_secret(request))
        request.token, request.person = token, token.person  # type: ignore[attr-defined]  # as views see a request
        if wanted:
            _refuse_body(request, wanted)
        if request.method != "POST":
            return run(request, **words)
        return once(request, token=token, answer=lambda: run(request, **words))

    return entered


def _secret(request: HttpRequest) -> str:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise NoToken
    return secret.strip()


def _refuse_body(request: HttpRequest, wanted: str) -> None:
    if request.content_type != wanted:
        raise WrongType(wanted=wanted, given=request.content_type or "")
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE if wanted == "application/json" else FORM_MAX_BYTES
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > most:
        raise BodyTooLarge(most=most // 2**20)
