"""One xAPI resource: which methods it has, and the headers that every answer carries, refusals too.

Refusals are answered here and not in the site's middleware: the specification wants its own headers on them.
"""

from collections.abc import Callable

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.learning.lrs.rules.editions import HEADER, Edition
from panshi.work.learning.lrs.views.calls import Call, NoSuchMethod, call

Answer = Callable[[Call], HttpResponse]
JSON = "application/json"
EXPOSED = f"ETag, Last-Modified, Content-Length, {HEADER}, X-Experience-API-Consistent-Through, X-Experience-API-Hash"
ACCEPTED = f"Authorization, Content-Type, Content-Length, If-Match, If-None-Match, Accept-Language, {HEADER}"


class TooLarge(Refusal):
    """A request is no larger than the site takes."""

    words = Words("请求太大。", "The request is too large.")
    code = "xapi-too-large"
    status = 413


def resource(
    *, open_to_all: bool = False, also: Callable[[HttpResponse, str], None] | None = None, **methods: Answer
) -> Callable[..., HttpResponse]:
    """A view that answers these methods (HEAD with GET) and refuses others; `also` adds to every answer.

    `open_to_all` needs neither version nor key.
    """
    answers = {name.upper(): answer for name, answer in methods.items()}
    if "GET" in answers:
        answers["HEAD"] = answers["GET"]

    @csrf_exempt  # no cookie lets anybody in here
    def view(request: HttpRequest) -> HttpResponse:
        # An ETag is of the document, not of its compressed form: the middleware would weaken it.
        request.META["HTTP_ACCEPT_ENCODING"] = "identity"
        asked, answered = _answered(request, answers, open_to_all)
        if answered.status_code == 204:
            del answered["Content-Type"]
        answered[HEADER] = _edition_of(asked, request)
        answered["Access-Control-Allow-Origin"] = "*"
        answered["Access-Control-Expose-Headers"] = EXPOSED
        if also:
            also(answered, request.method or "")
        if asked is not None and asked.method == "HEAD":
            answered["Content-Length"] = str(len(answered.content))
            answered.content = b""
        return answered

    view.open_by = "key"  # type: ignore[attr-defined]  # read by the test that walks all routes
    return view


def json(value: object, status: int = 200) -> HttpResponse:
    """An answer in JSON; its content type says no more than that."""
    return HttpResponse(orjson.dumps(value), content_type=JSON, status=status)


def _answered(request: HttpRequest, answers: dict[str, Answer], open_to_all: bool) -> tuple[Call | None, HttpResponse]:
    asked = None
    try:
        if request.method == "OPTIONS":
            return None, _options(answers)
        asked = call(request)
        if asked.method not in answers:
            raise NoSuchMethod(allowed=", ".join(answers))
        if not open_to_all:
            asked.read_version()
            asked.read_key()
        return asked, answers[asked.method](asked)
    except Refusal as refusal:
        return asked, _refused(refusal, answers)
    except RequestDataTooBig:
        return asked, _refused(TooLarge(), answers)


def _refused(refusal: Refusal, answers: dict[str, Answer]) -> HttpResponse:
    body = {
        "type": f"urn:panshi:refusal:{refusal.code}",
        "title": (type(refusal).__doc__ or "").partition("\n")[0],
        "status": refusal.status,
        "detail": str(refusal),
        "code": refusal.code,
    }
    said = HttpResponse(orjson.dumps(body), content_type="application/problem+json", status=refusal.status)
    if refusal.status == 401:
        said["WWW-Authenticate"] = 'Basic realm="panshi xAPI", charset="UTF-8"'
    if refusal.status == 405:
        said["Allow"] = ", ".join(answers)
    return said


def _options(answers: dict[str, Answer]) -> HttpResponse:
    said = HttpResponse(status=204)
    said["Allow"] = said["Access-Control-Allow-Methods"] = ", ".join([*answers, "OPTIONS"])
    said["Access-Control-Allow-Headers"] = ACCEPTED
    said["Access-Control-Max-Age"] = "86400"
    return said


def _edition_of(asked: Call | None, request: HttpRequest) -> str:
    """The version an answer names: the request's. One that names none cannot be understood in either, and the two editions'
    conformance suites want different answers: each gets its own, told apart by whether the request asks anything at all.
    """
    if asked is not None and asked.edition is not None:
        return asked.edition.value
    return Edition.TWO.value if request.GET or request.headers.get("Content-Length", "0") not in ("", "0") else Edition.ONE.value
