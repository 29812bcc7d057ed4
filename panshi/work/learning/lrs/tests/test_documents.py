"""The document resources: what they are about, merging, and the conditions under which they change."""

from hashlib import sha1
from typing import Any

import pytest

from panshi.work.learning.lrs.models import Document
from panshi.work.learning.lrs.tests.saying import AGENT, GROUP, TEAM

STATE = {"activityId": "http://example.com/course", "agent": AGENT, "stateId": "place"}
ACTIVITY = {"activityId": "http://example.com/course", "profileId": "settings"}
PERSON = {"agent": AGENT, "profileId": "settings"}
SHELVES = [("activities/state", STATE), ("activities/profile", ACTIVITY), ("agents/profile", PERSON)]
SITTING, OTHER = "ec531277-b57b-4c15-8d91-d292c5b2b8f7", "6690e6c9-3ef0-4ed3-8b37-7f3964730bee"
OCTETS = {"Content-Type": "application/octet-stream"}

each_shelf = pytest.mark.parametrize(("shelf", "about"), SHELVES, ids=["state", "activity profile", "agent profile"])


def without(about: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in about.items() if name not in names}


def named(about: dict[str, Any]) -> str:
    return "stateId" if "stateId" in about else "profileId"


@each_shelf
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_document_is_given_back_as_it_came(xapi: Any, shelf: str, about: Any, method: str) -> None:
    content = "不是 JSON".encode() + bytes(range(256))
    assert xapi(method, shelf, content, headers={"Content-Type": "image/png; a=b"}, **about).status_code == 204
    answer = xapi("GET", shelf, **about)
    assert (answer.status_code, answer.content, answer.headers["Content-Type"]) == (200, content, "image/png; a=b")
    assert answer.headers["ETag"] == f'"{sha1(content).hexdigest()}"'
    assert answer.headers["Last-Modified"].endswith("GMT")
    assert "Content-Encoding" not in answer.headers


@each_shelf
def test_documents_of_any_json_are_taken(xapi: Any, shelf: str, about: Any) -> None:
    for number, content in enumerate((b"{}", b"1", b"true", b'{"a":null}', b"[1]")):
        assert xapi("POST", shelf, content, **{**about, named(about): str(number)}).status_code == 204


@each_shelf
def test_a_document_is_deleted(xapi: Any, shelf: str, about: Any) -> None:
    xapi("PUT", shelf, {"a": 1}, **about)
    assert xapi("DELETE", shelf, **about).status_code == 204
    assert xapi("GET", shelf, **about).status_code == 404
    assert xapi("DELETE", shelf, **about).status_code == 204


@each_shelf
def test_posted_json_is_merged_one_level_deep(xapi: Any, shelf: str, about: Any) -> None:
    xapi("POST", shelf, {"car": {"make": "Ford", "model": "Escape"}, "driver": "Dale", "kept": 1}, **about)
    xapi("POST", shelf, {"car": {"make": "Dodge"}, "driver": "Jeff"}, **about)
    assert xapi("GET", shelf, **about).json() == {"car": {"make": "Dodge"}, "driver": "Jeff", "kept": 1}


@each_shelf
@pytest.mark.parametrize(
    ("kept", "kind", "sent", "sent_kind"),
    [
        (b'{"a":1}', "application/json", b"abc", "application/octet-stream"),
        (b"abc", "application/octet-stream", b'{"a":1}', "application/json"),
        (b"abc", "text/plain", b"abc", "text/plain"),
        (b'{"a":1}', "application/json", b'{"a":1}{', "application/json"),
        (b'{"a":1}', "application/json", b"[1]", "application/json"),
        (b"[1]", "application/json", b'{"a":1}', "application/json"),
    ],
)
def test_what_cannot_be_merged_is_left(
    xapi: Any, shelf: str, about: Any, kept: bytes, kind: str, sent: bytes, sent_kind: str
) -> None:
    assert xapi("PUT", shelf, kept, headers={"Content-Type": kind}, **about).status_code == 204
    assert xapi("POST", shelf, sent, headers={"Content-Type": sent_kind}, **about).status_code == 400
    assert xapi("GET", shelf, **about).content == kept


@each_shelf
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_broken_json_is_refused(xapi: Any, shelf: str, about: Any, method: str) -> None:
    assert xapi(method, shelf, b'{"a":', **about).status_code == 400
    assert Document.objects.count() == 0


@each_shelf
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_nothing_sent_is_no_document(xapi: Any, shelf: str, about: Any, method: str) -> None:
    assert xapi(method, shelf, b"", headers={"Content-Type": ""}, **about).status_code == 400


@each_shelf
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_condition_that_does_not_hold_changes_nothing(xapi: Any, shelf: str, about: Any, method: str) -> None:
    xapi("PUT", shelf, {"a": 1}, **about)
    for condition in ('"1111111111111111111111111111111111111111"', '"1234"', "1234", '"a", "b"'):
        assert xapi(method, shelf, {"a": 2}, headers={"If-Match": condition}, **about).status_code == 412
    assert xapi(method, shelf, {"a": 2}, headers={"If-None-Match": "*"}, **about).status_code == 412
    assert xapi("GET", shelf, **about).json() == {"a": 1}


@each_shelf
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_condition_that_holds(xapi: Any, shelf: str, about: Any, method: str) -> None:
    assert xapi(method, shelf, {"a": 1}, headers={"If-Match": "*"}, **about).status_code == 412
    assert xapi(method, shelf, {"a": 1}, headers={"If-None-Match": "*"}, **about).status_code == 204
    tag = xapi("GET", shelf, **about).headers["ETag"]
    assert xapi(method, shelf, {"a": 2}, headers={"If-Match": f'"x", {tag}'}, **about).status_code == 204
    assert xapi(method, shelf, {"a": 3}, headers={"If-Match": "*"}, **about).status_code == 204
    assert xapi(method, shelf, {"a": 4}, headers={"If-Match": tag}, **about).status_code == 412
    assert xapi("GET", shelf, **about).json() == {"a": 3}


@each_shelf
def test_deleting_under_a_condition_that_holds(xapi: Any, shelf: str, about: Any) -> None:
    xapi("PUT", shelf, {"a": 1}, **about)
    tag = xapi("GET", shelf, **about).headers["ETag"]
    assert xapi("DELETE", shelf, headers={"If-Match": tag}, **about).status_code == 204


@pytest.mark.parametrize(
    ("version", "shelf", "about", "status"),
    [
        ("1.0.3", *SHELVES[0], 204),
        ("1.0.3", *SHELVES[1], 409),
        ("1.0.3", *SHELVES[2], 409),
        ("2.0.0", *SHELVES[0], 409),
        ("2.0.0", *SHELVES[1], 409),
        ("2.0.0", *SHELVES[2], 409),
    ],
)
def test_putting_over_a_document_without_having_looked(speak: Any, version: str, shelf: str, about: Any, status: int) -> None:
    client = speak(version)
    client("PUT", shelf, {"a": 1}, **about)
    answer = client("PUT", shelf, {"a": 2}, **about)
    assert answer.status_code == status
    assert client("GET", shelf, **about).json() == {"a": 2 if status == 204 else 1}
    assert status == 204 or "If-Match" in answer.json()["detail"]


@each_shelf
def test_a_document_known_already_is_not_sent_again(xapi: Any, shelf: str, about: Any) -> None:
    xapi("PUT", shelf, {"a": 1}, **about)
    tag = xapi("GET", shelf, **about).headers["ETag"]
    answer = xapi("GET", shelf, headers={"If-None-Match": tag}, **about)
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", tag)


@each_shelf
def test_names_of_documents_and_those_changed_since(xapi: Any, shelf: str, about: Any) -> None:
    name = named(about)
    for each in ("b", "a"):
        xapi("PUT", shelf, {"x": 1}, **{**about, name: each})
    everything = without(about, name)
    assert xapi("GET", shelf, **everything).json() == ["b", "a"]
    changed = Document.objects.get(name="b").updated_at.isoformat()
    assert xapi("GET", shelf, since=changed, **everything).json() == ["a"]
    assert xapi("GET", shelf, since="2100-01-01T00:00:00Z", **everything).json() == []
    assert xapi("GET", shelf, since="2012-01-01T00:00:00Z", **{**about, name: "a"}).status_code == 200
    assert xapi("GET", shelf, since="not a timestamp", **everything).status_code == 400


@each_shelf
@pytest.mark.parametrize("method", ["PUT", "POST", "GET", "DELETE"])
def test_what_parameters_must_be(xapi: Any, shelf: str, about: Any, method: str) -> None:
    name = named(about)
    for missing in about:
        if missing != name or method in ("PUT", "POST") or (method == "DELETE" and name == "profileId"):
            assert xapi(method, shelf, {"a": 1}, **without(about, missing)).status_code == 400, missing
    for wrong in ({"foo": "bar"}, {name.capitalize(): "a"}, {"method": "PUT"}):
        assert xapi(method, shelf, {"a": 1}, **{**about, **wrong}).status_code == 400, wrong
    if method != "GET":
        assert xapi(method, shelf, {"a": 1}, **about, since="2012-01-01T00:00:00Z").status_code == 400
    bad = {"activityId": ["not an IRI", "1", "true"], "agent": ["not JSON", "true", "{}", '{"name":"a"}', GROUP]}
    for parameter in set(bad) & set(about):
        for value in bad[parameter]:
            assert xapi(method, shelf, {"a": 1}, **{**about, parameter: value}).status_code == 400, value
    assert Document.objects.count() == 0


def test_an_identified_group_has_documents_too(xapi: Any) -> None:
    assert xapi("PUT", "agents/profile", {"a": 1}, **{**PERSON, "agent": TEAM}).status_code == 204
    assert xapi("GET", "agents/profile", **{**PERSON, "agent": {**TEAM, "name": "again"}}).json() == {"a": 1}


def test_who_and_what_a_document_is_about_keeps_it_apart(xapi: Any) -> None:
    xapi("PUT", "activities/state", {"a": 1}, **STATE)
    for other in ({"activityId": "http://example.com/other"}, {"agent": TEAM}, {"stateId": "other"}, {"registration": SITTING}):
        assert xapi("GET", "activities/state", **{**STATE, **other}).status_code == 404
    assert xapi("GET", "activities/profile", activityId=STATE["activityId"], profileId="place").status_code == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "GET", "DELETE"])
@pytest.mark.parametrize("value", ["true", "not a uuid", "ec531277b57b4c158d91d292c5b2b8f7"])
def test_a_registration_is_a_uuid(xapi: Any, method: str, value: str) -> None:
    assert xapi(method, "activities/state", {"a": 1}, **STATE, registration=value).status_code == 400


@pytest.mark.parametrize(("shelf", "about"), SHELVES[1:])
def test_profiles_have_no_registration(xapi: Any, shelf: str, about: Any) -> None:
    assert xapi("GET", shelf, **about, registration=SITTING).status_code == 400


def test_state_of_a_registration(xapi: Any) -> None:
    for registration, value in ((SITTING, 1), (OTHER, 2)):
        assert xapi("PUT", "activities/state", {"a": value}, **STATE, registration=registration).status_code == 204
    assert xapi("GET", "activities/state", **STATE, registration=SITTING).json() == {"a": 1}
    everything = without(STATE, "stateId")
    assert xapi("GET", "activities/state", **everything).json() == ["place"]
    assert xapi("DELETE", "activities/state", **everything, registration=SITTING).status_code == 204
    assert xapi("GET", "activities/state", **STATE, registration=SITTING).status_code == 404
    assert xapi("GET", "activities/state", **STATE, registration=OTHER).json() == {"a": 2}


def test_all_state_of_an_activity_and_agent_is_deleted_at_once(xapi: Any) -> None:
    for state in ("a", "b"):
        xapi("PUT", "activities/state", {"x": 1}, **{**STATE, "stateId": state})
    xapi("PUT", "activities/state", {"x": 1}, **{**STATE, "activityId": "http://example.com/other"})
    assert xapi("DELETE", "activities/state", **without(STATE, "stateId")).status_code == 204
    assert list(Document.objects.values_list("name", flat=True)) == ["place"]
