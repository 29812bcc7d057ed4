"""Versions, keys, requests as forms, HEAD, other sites' scripts: what is the same for every resource."""

from base64 import b64encode
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import orjson
import pytest
from django.core.management import call_command

from panshi.org import services as org
from panshi.org.choices import Category, Level, Role
from panshi.work.learning.lrs.choices import Power
from panshi.work.learning.lrs.models import Key, Statement
from panshi.work.learning.lrs.services import make_key, revoke_key
from panshi.work.learning.lrs.services.keys import BadKeyName, NoPowers, ReadsTooMuch
from panshi.work.learning.lrs.tests.saying import AGENT, PLAIN

ID = "fd41c918-b88b-4b20-a0a5-a4c32391aaa0"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
STATE = {"activityId": "http://example.com/course", "agent": AGENT, "stateId": "place"}
RESOURCES = ["statements", "activities/state", "activities/profile", "agents/profile", "activities", "agents"]


@pytest.mark.parametrize(
    ("version", "answered"),
    [
        ("1.0", "1.0.3"),
        ("1.0.0", "1.0.3"),
        ("1.0.3", "1.0.3"),
        ("1.0.17", "1.0.3"),
        ("2.0", "2.0.0"),
        ("2.0.0", "2.0.0"),
        ("2.0.1", "2.0.0"),
    ],
)
def test_versions_that_are_spoken(one: Any, version: str, answered: str) -> None:
    answer = one("GET", "statements", headers={"X-Experience-API-Version": version})
    assert (answer.status_code, answer.headers["X-Experience-API-Version"]) == (200, answered)


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("version", [None, "", "0.95", "0.9", "1.1.0", "1", "2.1.0", "3.0.0", "a"])
def test_versions_that_are_not(one: Any, resource: str, version: str | None) -> None:
    answer = one("GET", resource, headers={"X-Experience-API-Version": version})
    assert (answer.status_code, answer.json()["code"]) == (400, "xapi-no-version")


@pytest.mark.parametrize(
    ("method", "resource", "answered"),
    [
        ("GET", "statements", "1.0.3"),
        ("GET", f"statements?statementId={ID}", "2.0.0"),
        ("POST", "statements", "2.0.0"),
        ("PUT", f"statements?statementId={ID}", "2.0.0"),
    ],
)
def test_what_a_request_without_a_version_is_answered_in(one: Any, method: str, resource: str, answered: str) -> None:
    answer = one(method, resource, PLAIN if method != "GET" else None, headers={"X-Experience-API-Version": None})
    assert (answer.status_code, answer.headers["X-Experience-API-Version"]) == (400, answered)


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Basic",
        "Basic:Zm9vOmJhcg==",
        "Basic Zm9vOmJhcg==",
        "Basic ???",
        "Bearer Zm9vOmJhcg==",
        "Basic " + b64encode(b"\xff\xfe").decode(),
        "Basic " + b64encode(b"nobody").decode(),
    ],
)
def test_who_has_no_key_is_refused(xapi: Any, authorization: str | None) -> None:
    answer = xapi("PUT", "statements", PLAIN, statementId=ID, headers={"Authorization": authorization})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Basic realm="panshi xAPI", charset="UTF-8"')
    assert answer.headers["X-Experience-API-Version"] == xapi.version
    assert Statement.objects.count() == 0


def test_another_key_s_secret_does_not_fit(speak: Any) -> None:
    from panshi.work.learning.lrs.tests.conftest import Xapi

    one, other = speak("1.0.3"), speak("1.0.3")
    assert (one("GET", "statements").status_code, other("GET", "statements").status_code) == (200, 200)
    logins = Key.objects.values_list("login", flat=True)
    for login in logins:
        assert Xapi("1.0.3", login, "guessed")("GET", "statements").status_code == 401


@pytest.mark.parametrize(
    ("powers", "read", "write"),
    [
        ((Power.WRITE,), 403, 200),
        ((Power.READ,), 200, 403),
        ((Power.READ_OWN,), 200, 403),
        ((Power.READ_OWN, Power.WRITE), 200, 200),
    ],
)
def test_a_key_does_what_it_may(speak: Any, powers: Any, read: int, write: int) -> None:
    client = speak("2.0.0", *powers)
    assert client("GET", "statements").status_code == read
    assert client.post(PLAIN) == write
    assert client("GET", "activities/state", **{**STATE, "stateId": ""}).status_code in (403, 404) if read == 403 else True
    assert client("PUT", "activities/state", {"a": 1}, **STATE).status_code == (204 if write == 200 else 403)
    assert client("GET", "agents", agent=AGENT).status_code == read
    assert client("GET", "activities", activityId="http://example.com/a").status_code == read


def test_a_revoked_key_is_no_key(city: Any, speak: Any, django_capture_on_commit_callbacks: Any) -> None:
    chief = org.employ(number="A1", name="管理员", category=Category.OFFICER, unit=city, since=date(2020, 1, 1))
    org.grant_role(person=chief, role=Role.ADMINISTRATOR, unit=city, since=date(2020, 1, 1), by=None)
    client = speak("2.0.0")
    assert client.post(PLAIN) == 200
    with django_capture_on_commit_callbacks(execute=True):
        revoke_key(Key.objects.get(), by=chief)
    assert client.post(PLAIN) == 401
    assert Key.objects.get().revoked_by == chief


def test_keys_that_cannot_be_made(city: Any) -> None:
    station = org.open_unit(code="C1", name="城东派出所", level=Level.STATION, opened_on=date(2000, 1, 1), above=city)
    with pytest.raises(BadKeyName):
        make_key(unit=city, name=" ", powers=[Power.WRITE], by=None)
    with pytest.raises(NoPowers):
        make_key(unit=city, name="a", powers=[], by=None)
    with pytest.raises(ReadsTooMuch):
        make_key(unit=station, name="a", powers=[Power.READ], by=None)


def test_a_key_is_made_at_the_command_line(city: Any, capsys: Any) -> None:
    from panshi.work.learning.lrs.tests.conftest import Xapi

    call_command("xapi_key", "C", "课件", "--may", "write", "read")
    login, secret = (line.partition(": ")[2] for line in capsys.readouterr().out.splitlines())
    assert Xapi("2.0.0", login, secret).post(PLAIN) == 200


def form(client: Any, method: str, fields: dict[str, Any], address: str = "", **headers: Any) -> Any:
    """A request as a form."""
    coded = urlencode({name: value if isinstance(value, str) else orjson.dumps(value).decode() for name, value in fields.items()})
    return client("POST", f"statements?method={method}{address}", coded.encode(), headers=FORM | headers)


def test_edition_one_takes_requests_as_forms(one: Any) -> None:
    assert form(one, "PUT", {"statementId": ID, "content": PLAIN}).status_code == 204
    assert form(one, "POST", {"content": [PLAIN]}).status_code == 200
    answer = form(one, "GET", {"limit": "1"})
    assert (answer.status_code, len(answer.json()["statements"]), "limit=1" in answer.json()["more"]) == (200, 1, True)
    coded = urlencode(
        {
            "content": '{"a":1}',
            **{name: value if isinstance(value, str) else orjson.dumps(value).decode() for name, value in STATE.items()},
        }
    )
    assert one("POST", "activities/state?method=PUT", coded.encode(), headers=FORM).status_code == 204
    assert one("GET", "activities/state", **STATE).json() == {"a": 1}
    deleted = urlencode(
        {name: value if isinstance(value, str) else orjson.dumps(value).decode() for name, value in STATE.items()}
    )
    assert one("POST", "activities/state?method=DELETE", deleted.encode(), headers=FORM).status_code == 204


def test_a_form_brings_its_own_headers(one: Any) -> None:
    bare = {"X-Experience-API-Version": None, "Authorization": None}
    own = {"statementId": ID, "content": PLAIN, "X-Experience-API-Version": "1.0.3", "Authorization": one.basic}
    assert form(one, "PUT", own, **bare).status_code == 204
    assert form(one, "PUT", {**own, "X-Experience-API-Version": "0.8"}).status_code == 400
    assert form(one, "PUT", {**own, "Authorization": "Basic Zm9vOmJhcg=="}).status_code == 401
    assert form(one, "PUT", {**own, "Content-Type": "text/plain"}).status_code == 400


def test_forms_that_are_refused(one: Any) -> None:
    assert form(one, "PUT", {"statementId": ID, "content": PLAIN}, f"&statementId={ID}").status_code == 400
    assert form(one, "PUT", {"statementId": ID}).status_code == 400
    assert form(one, "PUT", {"statementId": ID, "content": PLAIN, "foo": "bar"}).status_code == 400
    assert form(one, "PATCH", {"statementId": ID, "content": PLAIN}).status_code == 405
    assert one("POST", "statements?method=PUT", orjson.dumps({"statementId": ID}), headers=FORM).status_code == 400
    assert one("POST", "statements?method=PUT", PLAIN).status_code == 400
    assert one("PUT", f"statements?method=POST&statementId={ID}", PLAIN).status_code == 400
    assert Statement.objects.count() == 0


def test_edition_two_takes_no_forms(two: Any) -> None:
    assert form(two, "GET", {"limit": "1"}).status_code == 400
    assert form(two, "PUT", {"statementId": ID, "content": PLAIN}).status_code == 400


def test_head_is_get_without_its_body(xapi: Any) -> None:
    xapi.put(PLAIN, ID)
    xapi("PUT", "activities/state", {"a": 1}, **STATE)
    asked = [
        ("about", {}),
        ("statements", {}),
        ("statements", {"statementId": ID}),
        ("activities", {"activityId": "http://example.com/course"}),
        ("agents", {"agent": AGENT}),
        ("activities/state", STATE),
    ]
    for resource, parameters in asked:
        head, got = xapi("HEAD", resource, **parameters), xapi("GET", resource, **parameters)
        assert (head.status_code, head.content, head.headers["Content-Type"]) == (200, b"", got.headers["Content-Type"])
        assert head.headers["Content-Length"] == str(len(got.content))
        assert head.headers.get("ETag") == got.headers.get("ETag")
    assert xapi("HEAD", "statements", statementId="6690e6c9-3ef0-4ed3-8b37-7f3964730bee").status_code == 404


def test_other_sites_scripts_may_ask(xapi: Any) -> None:
    before = xapi("OPTIONS", "statements", headers={"Authorization": None, "Origin": "https://content.example.com"})
    assert (before.status_code, before.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert before.headers["Access-Control-Allow-Methods"] == "PUT, POST, GET, HEAD, OPTIONS"
    assert "Authorization" in before.headers["Access-Control-Allow-Headers"]
    assert "If-None-Match" in before.headers["Access-Control-Allow-Headers"]
    answer = xapi("GET", "statements", headers={"Origin": "https://content.example.com"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "X-Experience-API-Consistent-Through" in answer.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_request_that_is_too_large(xapi: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    answer = xapi("POST", "statements", [PLAIN] * 20)
    assert (answer.status_code, answer.json()["code"]) == (413, "xapi-too-large")


def test_an_agent_in_an_address_with_letters_of_any_kind(xapi: Any) -> None:
    actor = {"account": {"homePage": "http://例子.中国/", "name": "高 山&+"}}
    xapi.put({**PLAIN, "actor": actor}, ID)
    answer = xapi("GET", "statements?agent=" + quote(orjson.dumps(actor)))
    assert [each["id"] for each in answer.json()["statements"]] == [ID]


def test_what_no_database_or_writer_takes_is_refused_and_no_bug(xapi: Any) -> None:
    text = orjson.dumps({**PLAIN, "result": {"extensions": {"http://example.com/a": "HERE"}}})
    body = text.replace(b'"HERE"', b'{"a":' * 400 + b"1" + b"}" * 400)
    assert xapi("POST", "statements", body).json()["detail"].startswith("statement")
    assert xapi("POST", "statements", b"[" * 2_000 + b"]" * 2_000).status_code == 400
    assert xapi("POST", "statements", text.replace(b'"HERE"', b'"\\ud800"')).status_code == 400
    assert xapi("PUT", "activities/state", b'{"a":' * 400 + b"1" + b"}" * 400, **STATE).status_code == 204
    assert xapi("POST", "activities/state", b'{"b":1}', **STATE).status_code == 400
    for resource in (
        "activities/state?activityId=http://example.com/course&stateId=a%00b&agent=",
        "agents/profile?profileId=%00&agent=",
    ):
        assert xapi("PUT", resource + quote(orjson.dumps(AGENT)), {"a": 1}).status_code == 400
    nul = "Basic " + b64encode(b"a\0b:c").decode()
    assert xapi("GET", "statements", headers={"Authorization": nul}).status_code == 401
