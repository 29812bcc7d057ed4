"""What units of cmi5 packages call: a token once, and the record store as far as it is about their own launch.

The unit's documents are strangers to the site, so every answer says that strangers may read it; what lets them in is the signed
address together with the token.
"""

from collections.abc import Callable
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_exempt

from panshi.kernel.refusals import NotFound, Refusal
from panshi.work.learning.lrs.rules.actors import identity
from panshi.work.learning.lrs.views import documents, knowledge
from panshi.work.learning.lrs.views import statements as recorded
from panshi.work.learning.lrs.views.resources import ACCEPTED
from panshi.work.learning.selectors.launching import activity_of, registration_of
from panshi.work.learning.services import units
from panshi.work.learning.services.launching import Pass, opened
from panshi.work.learning.services.units import NotThisUnit

RESOURCES: dict[str, Callable[..., HttpResponse]] = {
    "statements": recorded.statements,
    "activities/state": documents.state,
    "activities/profile": documents.activity_profile,
    "agents/profile": documents.agent_profile,
    "activities": knowledge.activities,
    "agents": knowledge.agents,
    "about": knowledge.about,
}
READ_ONLY = ("activities/profile", "activities", "agents", "about")


def launch_query(request: HttpRequest, found: Pass, word: str) -> dict[str, str]:
    """What the unit's address says at launch (cmi5 8.1), once its launch data is written."""
    if found.sitting is None:
        raise NotThisUnit(what="preview")
    progress = found.sitting.progress
    units.launch_unit(found, home=request.build_absolute_uri(reverse("learning:today")))
    return {
        "endpoint": request.build_absolute_uri(reverse("learning:unit_records", args=[word, "-"])[:-1]),
        "fetch": request.build_absolute_uri(reverse("learning:unit_token", args=[word])),
        "actor": orjson.dumps(units.actor_of(progress)).decode(),
        "registration": str(registration_of(progress)),
        "activityId": activity_of(found.material, found.part),
    }


@csrf_exempt
def token(request: HttpRequest, word: str) -> HttpResponse:
    """The token of the launch, once (cmi5 8.2)."""
    if request.method == "OPTIONS":
        return _open(HttpResponse(status=204))
    if request.method != "POST":
        return _open(HttpResponse(status=405, headers={"Allow": "POST"}))
    try:
        return _open(JsonResponse({"auth-token": units.give_token(opened(word))}))
    except Refusal as refusal:
        return _open(JsonResponse({"error-code": "1", "error-text": str(refusal)}))


@csrf_exempt
def records(request: HttpRequest, word: str, resource: str) -> HttpResponse:
    """The record store as the unit may use it."""
    view = RESOURCES.get(resource)
    if view is None:
        raise NotFound(what=resource[:100])
    if request.method == "OPTIONS":
        return view(request)
    found = opened(word)
    sent: list[Any] = []
    try:
        units.check_token(found, request.headers.get("Authorization", ""))
        sent = _checked(request, found, resource)
    except Refusal as refusal:
        return _open(
            JsonResponse({"status": refusal.status, "code": refusal.code, "detail": str(refusal)}, status=refusal.status)
        )
    request.META["HTTP_AUTHORIZATION"] = units.own_header()
    request.__dict__.pop("headers", None)  # they are kept once they were looked at
    answer = view(request)
    if sent and answer.status_code < 300:
        units.hear(found, sent)
    return answer


def _checked(request: HttpRequest, found: Pass, resource: str) -> list[Any]:
    """The statements sent, if any; refuses what is about anything but this launch."""
    assert found.sitting is not None, "its token was checked"
    progress, asked = found.sitting.progress, request.GET
    if resource in READ_ONLY and request.method not in ("GET", "HEAD"):
        raise NotThisUnit(what=resource)
    if "agent" in asked and identity(_loaded(asked["agent"])) != identity(units.actor_of(progress)):
        raise NotThisUnit(what="agent")
    if resource == "activities/state" and asked.get("activityId") != activity_of(found.material, found.part):
        raise NotThisUnit(what="activityId")
    if resource != "statements":
        return []
    if request.method in ("GET", "HEAD"):
        if "statementId" not in asked and asked.get("registration", "").lower() != str(registration_of(progress)):
            raise NotThisUnit(what="registration")
        return []
    if "method" in asked or not request.headers.get("Content-Type", "").startswith("application/json"):
        raise NotThisUnit(what="Content-Type")
    value = _loaded(request.body)
    many = value if isinstance(value, list) else [value]
    units.check_statements(found, many)
    return many


def _loaded(text: bytes | str) -> Any:
    try:
        return orjson.loads(text)
    except ValueError:
        raise NotThisUnit(what="JSON") from None


def _open(answer: HttpResponse) -> HttpResponse:
    answer["Access-Control-Allow-Origin"], answer["Access-Control-Allow-Headers"] = "*", ACCEPTED
    answer["Access-Control-Allow-Methods"], answer["Cache-Control"] = "POST, GET, PUT, DELETE, OPTIONS", "no-store"
    return answer


urls = [
    path("packages/<str:word>/~fetch", token, name="unit_token"),
    path("packages/<str:word>/~xapi/<path:resource>", records, name="unit_records"),
]
