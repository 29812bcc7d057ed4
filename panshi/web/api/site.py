"""The API put together: the rooms' operations behind one gate, described in one document."""

from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import orjson
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from panshi.web.api import pages
from panshi.web.api.faults import faults
from panshi.web.api.gate import Token, gate
from panshi.web.api.refusals import BadJson, NotAsDocumented

VERSION = "1"


class Strict(Parser):
    """JSON as RFC 8259 has it: no NaN, no half of a character."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body read; what is no JSON raises ValueError."""
        return orjson.loads(request.body)


class Plain(BaseRenderer):
    """Answers in UTF-8 as they read, Chinese as Chinese."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """The answer as JSON."""
        return orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS)


def api(routers: Iterable[tuple[str, Router]]) -> NinjaAPI:
    """The API of these routers, each under its own name as tag."""
    made = NinjaAPI(
        title="Panshi",
        version=VERSION,
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
        auth=Token(),
        parser=Strict(),
        renderer=Plain(),
    )
    made.add_decorator(gate, mode="view")
    handlers: dict[type[Exception], Callable[..., NoReturn]] = {
        Exception: _let_through,
        HttpError: _unreadable,
        ValidationError: _not_as_documented,
    }
    for error, handler in handlers.items():
        made.add_exception_handler(error, handler)
    for name, router in routers:
        made.add_router("", router, tags=None if router.tags else [name])
    return made


def routes(made: NinjaAPI) -> tuple[list[URLPattern | URLResolver], str, str]:
    """Its operations, its document and the page that shows it, for `path("api/v1/", …)`."""
    found, app, namespace = made.urls
    own = [
        path("openapi.json", pages.document, {"made": made}, name="document"),
        path("docs", pages.docs, {"made": made}, name="docs"),
    ]
    return [*own, *(each for each in found if getattr(each, "name", "") != "api-root")], app, namespace


def _let_through(request: HttpRequest, error: Exception) -> NoReturn:
    # The middleware says refusals and mishaps as problems and leaves bugs to Django, here as on every page.
    raise error


def _unreadable(request: HttpRequest, error: HttpError) -> NoReturn:
    raise BadJson from error


def _not_as_documented(request: HttpRequest, error: ValidationError) -> NoReturn:
    refusal = NotAsDocumented(number=len(error.errors))
    refusal.faults = faults(error.errors)
    raise refusal from None
