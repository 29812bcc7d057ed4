"""The statement resource (xAPI 1.0.3 Communication 2.1; IEEE 9274.1.1 4.1.6.1)."""

from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpResponse
from django.utils.http import http_date

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.work.learning.lrs import selectors, services
from panshi.work.learning.lrs.choices import Power
from panshi.work.learning.lrs.rules import forms
from panshi.work.learning.lrs.rules import refusals as why
from panshi.work.learning.lrs.rules.actors import identity
from panshi.work.learning.lrs.rules.agents import program_agent
from panshi.work.learning.lrs.rules.refusals import Malformed
from panshi.work.learning.lrs.rules.values import iri, moment, uuid
from panshi.work.learning.lrs.selectors import Sought
from panshi.work.learning.lrs.services import Recorded
from panshi.work.learning.lrs.views.asking import agent_of, flag_of, loaded, moment_of, number_of
from panshi.work.learning.lrs.views.calls import Call
from panshi.work.learning.lrs.views.multiparts import mixed, parted
from panshi.work.learning.lrs.views.resources import JSON, json, resource

FILTERS = (
    "agent",
    "verb",
    "activity",
    "registration",
    "related_activities",
    "related_agents",
    "since",
    "until",
    "limit",
    "format",
    "attachments",
    "ascending",
)
AFTER = "after"
NOT_A_FORM = Words("应为 ids、exact 或 canonical", "must be ids, exact or canonical")


class WrongType(Refusal):
    """Statements come as JSON, or as multipart/mixed with their files."""

    words = Words(
        "陈述的 Content-Type 应为 application/json 或 multipart/mixed。",
        "Statements come with the Content-Type application/json or multipart/mixed.",
    )
    code = "xapi-wrong-type"
    status = 400


class OneOrMany(Refusal):
    """A statement is asked for by its id alone."""

    words = Words(
        "按编号取陈述时，除 attachments 与 format 外不能带其他参数。",
        "A statement asked for by its id takes no other parameter than attachments and format.",
    )
    code = "xapi-one-or-many"
    status = 400


class NoSuchStatement(Refusal):
    """No statement of that id stands here (or, asked for as voided, is voided)."""

    words = Words("没有编号为 {id} 的陈述。", "There is no statement with the id {id}.")
    code = "xapi-no-such-statement"
    status = 404


class OtherId(Refusal):
    """The id in the address and the id in the statement are one."""

    words = Words("statementId 与陈述中的 id 不同。", "The statementId and the statement's id differ.")
    code = "xapi-other-id"
    status = 400


def put(call: Call) -> HttpResponse:
    """One statement under the id in the address."""
    call.needs(Power.WRITE)
    call.takes("statementId")
    given = uuid(call.parameter("statementId"), "statementId")
    value, uploads = _sent(call)
    if type(value) is not dict:
        raise Malformed(where="body", why=why.NOT_AN_OBJECT)
    if "id" in value and uuid(value["id"], "id") != given:
        raise OtherId
    _stored(call, [{**value, "id": given}], uploads)
    return HttpResponse(status=204)


def post(call: Call) -> HttpResponse:
    """One statement or several; their ids, or nothing where all of them were there already."""
    call.needs(Power.WRITE)
    call.takes()
    value, uploads = _sent(call)
    recorded = _stored(call, value if type(value) is list else [value], uploads)
    return json(list(recorded.ids)) if recorded.new or not recorded.ids else HttpResponse(status=204)


def get(call: Call) -> HttpResponse:
    """One statement by id, or those that fit the filters."""
    call.needs(Power.READ, Power.READ_OWN)
    call.takes("statementId", "voidedStatementId", *FILTERS, AFTER)
    for name in ("statementId", "voidedStatementId"):
        if name in call.parameters:
            return _one(call, name)
    sought = Sought(
        verb=_iri(call, "verb"),
        activity=_iri(call, "activity"),
        agent=agent_of(call) if "agent" in call.parameters else None,
        registration=uuid(call.parameters["registration"], "registration") if "registration" in call.parameters else None,
        related_activities=flag_of(call, "related_activities"),
        related_agents=flag_of(call, "related_agents"),
        since=moment_of(call, "since"),
        until=moment_of(call, "until"),
        limit=number_of(call, "limit"),
        ascending=flag_of(call, "ascending"),
        after=number_of(call, AFTER) if AFTER in call.parameters else None,
        vouched_by=None if call.entered().may(Power.READ) else authority(call),
    )
    shape, with_files = _form(call), flag_of(call, "attachments")
    page = selectors.page(sought)
    more = f"{call.path}?{urlencode({**call.parameters, AFTER: page.more_after})}" if page.more_after is not None else ""
    shown = b",".join(_shaped(page.bodies, shape, call))
    body = b'{"statements":[' + shown + b'],"more":' + orjson.dumps(more) + b"}"
    return mixed(body, selectors.attachments_of(page.bodies)) if with_files else HttpResponse(body, content_type=JSON)


def consistent(answer: HttpResponse, method: str) -> None:
    """Up to when all that is stored can be found, on every answer of the resource; exact where statements were asked for."""
    through = selectors.consistent_through(lately=method not in ("GET", "HEAD"))
    answer["X-Experience-API-Consistent-Through"] = through.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def authority(call: Call) -> dict[str, Any]:
    """Who vouches for what comes through this key."""
    key = call.entered()
    return program_agent(key.login, key.name)


def _stored(call: Call, statements: list[Any], uploads: dict[str, services.Upload]) -> Recorded:
    return services.store(statements, authority=authority(call), edition=call.spoken(), uploads=uploads)


def _sent(call: Call) -> tuple[Any, dict[str, services.Upload]]:
    kind = call.content_type.partition(";")[0].strip().lower()
    if kind == JSON:
        return loaded(call.body, "body"), {}
    if kind == "multipart/mixed":
        content, uploads = parted(call.body, call.content_type)
        return loaded(content, "body"), uploads
    raise WrongType


def _one(call: Call, name: str) -> HttpResponse:
    if set(call.parameters) - {name, "attachments", "format"}:
        raise OneOrMany
    statement_id = uuid(call.parameters[name], name)
    shape, with_files = _form(call), flag_of(call, "attachments")
    found = selectors.one(statement_id, voided=name == "voidedStatementId")
    if found is None or not _readable(found, call):
        raise NoSuchStatement(id=statement_id)
    [body] = _shaped((found,), shape, call)
    answer = mixed(body, selectors.attachments_of([found])) if with_files else HttpResponse(body, content_type=JSON)
    answer["Last-Modified"] = http_date(moment(orjson.loads(found)["stored"], "stored").timestamp())
    return answer


def _readable(body: bytes, call: Call) -> bool:
    return call.entered().may(Power.READ) or identity(orjson.loads(body)["authority"]) == identity(authority(call))


def _shaped(bodies: tuple[bytes, ...], shape: str, call: Call) -> list[bytes]:
    if shape == "exact":
        return list(bodies)
    statements = [orjson.loads(body) for body in bodies]
    if shape == "ids":
        return [orjson.dumps(forms.ids(each)) for each in statements]
    known = selectors.known_activities(iri for each in statements for iri in forms.activities(each))
    languages = forms.preferred(call.headers.get("Accept-Language", ""))
    return [orjson.dumps(forms.canonical(each, known, languages)) for each in statements]


def _form(call: Call) -> str:
    given = call.parameters.get("format", "exact")
    if given not in ("ids", "exact", "canonical"):
        raise Malformed(where="format", why=NOT_A_FORM)
    return given


def _iri(call: Call, name: str) -> str | None:
    return iri(call.parameters[name], name) if name in call.parameters else None


statements = resource(put=put, post=post, get=get, also=consistent)
