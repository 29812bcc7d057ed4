"""The document resources: state, activity profiles, agent profiles (xAPI 1.0.3 Communication 2.2, 2.3, 2.6, 2.7)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.http import http_date

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.learning.lrs import selectors, services
from panshi.work.learning.lrs.choices import Power
from panshi.work.learning.lrs.models import Document
from panshi.work.learning.lrs.rules.editions import Edition
from panshi.work.learning.lrs.rules.refusals import UNPRINTABLE, Malformed
from panshi.work.learning.lrs.rules.subjects import ACTIVITY_PROFILE, AGENT_PROFILE, STATE, subject
from panshi.work.learning.lrs.services.documents import Sent, Where, matches
from panshi.work.learning.lrs.views.asking import activity_of, agent_of, moment_of, registration_of
from panshi.work.learning.lrs.views.calls import Call
from panshi.work.learning.lrs.views.resources import json, resource


class NoSuchDocument(Refusal):
    """No document of that name is there."""

    words = Words("没有名为“{name}”的文档。", "There is no document “{name}”.")
    code = "xapi-no-such-document"
    status = 404


class NothingSent(Refusal):
    """A document is put and posted with a body."""

    words = Words("请求没有带文档。", "The request brings no document.")
    code = "xapi-nothing-sent"
    status = 400


@dataclass(frozen=True, slots=True)
class Shelf:
    """A document resource: the parameters that say what its documents are about, and the one that names a document."""

    kind: bytes
    name: str
    about: tuple[str, ...]

    def subject(self, call: Call) -> bytes:
        """The key of what the call's documents are about."""
        activity = activity_of(call) if "activityId" in self.about else None
        return subject(self.kind, activity, agent_of(call) if "agent" in self.about else None)

    def where(self, call: Call) -> Where:
        """The document that the call names."""
        about, registration = self.subject(call), registration_of(call)
        conditions = (call.headers.get("If-Match"), call.headers.get("If-None-Match"))
        return Where(about, self.named(call), registration, *conditions)

    def named(self, call: Call) -> str:
        """The name of the document; no database keeps a NUL in a text."""
        name = call.parameter(self.name)
        if "\0" in name:
            raise Malformed(where=self.name, why=UNPRINTABLE)
        return name

    def careful(self, call: Call) -> bool:
        """Whether putting over an existing document needs a condition; edition 1 asks for none on state."""
        return self.kind != STATE or call.spoken() is Edition.TWO


def _put(shelf: Shelf, call: Call) -> HttpResponse:
    _writes(shelf, call)
    services.put_document(shelf.where(call), _sent(call), careful=shelf.careful(call))
    return HttpResponse(status=204)


def _post(shelf: Shelf, call: Call) -> HttpResponse:
    _writes(shelf, call)
    services.post_document(shelf.where(call), _sent(call))
    return HttpResponse(status=204)


def _get(shelf: Shelf, call: Call) -> HttpResponse:
    call.needs(Power.READ, Power.READ_OWN)
    call.takes(*_parameters(shelf), "since")
    about, registration, since = shelf.subject(call), registration_of(call), moment_of(call, "since")
    if shelf.name not in call.parameters:
        return json(selectors.document_names(about, registration, since))
    found = selectors.document(about, registration, call.parameters[shelf.name])
    if found is None:
        raise NoSuchDocument(name=call.parameters[shelf.name])
    return _shown(found, call)


def _delete(shelf: Shelf, call: Call) -> HttpResponse:
    _writes(shelf, call)
    if shelf.kind == STATE and shelf.name not in call.parameters:
        services.delete_documents(shelf.subject(call), registration_of(call))
    else:
        services.delete_document(shelf.where(call))
    return HttpResponse(status=204)


def _writes(shelf: Shelf, call: Call) -> None:
    call.needs(Power.WRITE)
    call.takes(*_parameters(shelf))


def _parameters(shelf: Shelf) -> tuple[str, ...]:
    return (*shelf.about, shelf.name, *(("registration",) if shelf.kind == STATE else ()))


def _sent(call: Call) -> Sent:
    if not call.body and not call.content_type:
        raise NothingSent
    return Sent(call.body, (call.content_type or "application/octet-stream")[:255].replace("\0", ""))


def _shown(found: Document, call: Call) -> HttpResponse:
    tag = f'"{found.etag}"'
    if matches(call.headers.get("If-None-Match") or "-", found.etag):
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(bytes(found.content), content_type=found.content_type)
    answer["ETag"], answer["Last-Modified"] = tag, http_date(found.updated_at.timestamp())
    return answer


def _resource(shelf: Shelf) -> Callable[..., HttpResponse]:
    return resource(
        put=lambda call: _put(shelf, call),
        post=lambda call: _post(shelf, call),
        get=lambda call: _get(shelf, call),
        delete=lambda call: _delete(shelf, call),
    )


state = _resource(Shelf(STATE, "stateId", ("activityId", "agent")))
activity_profile = _resource(Shelf(ACTIVITY_PROFILE, "profileId", ("activityId",)))
agent_profile = _resource(Shelf(AGENT_PROFILE, "profileId", ("agent",)))
