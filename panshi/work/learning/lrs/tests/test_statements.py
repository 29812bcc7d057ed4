"""The statement resource: putting, posting, getting one, and what is refused. Nothing is kept of a refused request."""

from typing import Any
from uuid import uuid4

import pytest

from panshi.work.learning.lrs.models import Mention, Statement
from panshi.work.learning.lrs.tests.saying import AGENT, FULL, NESTED, PLAIN, VERB, changed

ID, OTHER = "fd41c918-b88b-4b20-a0a5-a4c32391aaa0", "6690e6c9-3ef0-4ed3-8b37-7f3964730bee"


def test_a_statement_posted_gets_an_id_and_is_found_under_it(xapi: Any) -> None:
    answer = xapi("POST", "statements", PLAIN)
    assert answer.status_code == 200
    [given] = answer.json()
    assert xapi("GET", "statements", statementId=given).json()["id"] == given


def test_the_ids_of_a_batch_come_back_in_its_order(xapi: Any) -> None:
    ids = [str(uuid4()) for _each in range(5)]
    assert xapi("POST", "statements", [{**PLAIN, "id": each} for each in ids]).json() == ids


def test_an_empty_batch_stores_nothing(xapi: Any) -> None:
    answer = xapi("POST", "statements", [])
    assert (answer.status_code, answer.json()) == (200, [])


def test_everything_a_statement_says_is_kept(one: Any) -> None:
    assert one.put(FULL, FULL["id"]) == 204
    got = one("GET", "statements", statementId=FULL["id"]).json()
    # Kept as said, but for what the store sets and for context activities, which are given out as arrays.
    wanted = changed(FULL, "context.contextActivities.category", [{"id": "http://example.com/profile"}])
    same = ("id", "actor", "verb", "object", "result", "context", "timestamp", "attachments")
    assert {name: got[name] for name in same} == {name: wanted[name] for name in same}
    assert got["stored"] != FULL["stored"]
    assert got["authority"] != AGENT


def test_context_activities_of_sub_statements_are_given_out_as_arrays_too(xapi: Any) -> None:
    xapi.put(NESTED, ID)
    context = xapi("GET", "statements", statementId=ID).json()["object"]["context"]
    assert context["contextActivities"]["category"] == [{"id": "http://example.com/profile"}]


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ("2023-05-04T12:00:00-05:00", "2023-05-04T17:00:00.000Z"),
        ("2023-05-04T12:00:00.123456789+08:00", "2023-05-04T04:00:00.123456789Z"),
        ("2008-09-15 15:53:00.601+00:00", "2008-09-15T15:53:00.601Z"),
        ("2023-05-04T12:00:00Z", "2023-05-04T12:00:00Z"),
    ],
)
def test_edition_two_gives_times_in_utc(two: Any, said: str, given: str) -> None:
    two.put({**PLAIN, "timestamp": said}, ID)
    assert two("GET", "statements", statementId=ID).json()["timestamp"] == given


def test_edition_one_gives_times_as_they_were_said(one: Any) -> None:
    one.put({**PLAIN, "timestamp": "2023-05-04T12:00:00.123456789-05:00"}, ID)
    assert one("GET", "statements", statementId=ID).json()["timestamp"] == "2023-05-04T12:00:00.123456789-05:00"


@pytest.mark.parametrize(("version", "said"), [("1.0.3", "1.0.3"), ("1.0.3", "1.0"), ("2.0.0", "2.0.0"), ("2.0.0", "1.0.3")])
def test_a_statement_keeps_the_version_it_came_with(speak: Any, version: str, said: str) -> None:
    client = speak(version)
    client.put({**PLAIN, "version": said}, ID)
    assert client("GET", "statements", statementId=ID).json()["version"] == said


def test_numbers_and_letters_are_kept_as_they_are(xapi: Any) -> None:
    score = {"scaled": 0.12123434, "raw": 12.125, "min": 0.12123434, "max": 45.45}
    words = {"zh-Hans": "“点点民声”", "ja": "学習した", "emoji": '🎓 \\ " \u0007'}
    xapi.put({**PLAIN, "result": {"score": score}, "verb": {**VERB, "display": words}}, ID)
    got = xapi("GET", "statements", statementId=ID).json()
    assert (got["result"]["score"], got["verb"]["display"]) == (score, words)


@pytest.mark.parametrize(
    ("asked", "body"),
    [
        ({}, PLAIN),
        ({"statementId": "true"}, PLAIN),
        ({"statementId": '{"key":"a"}'}, PLAIN),
        ({"statementId": "AA97B177-9383-4934-8543-0F91A7A028368"}, PLAIN),
        ({"StatementId": ID}, PLAIN),
        ({"statementId": ID, "foo": "bar"}, PLAIN),
        ({"statementId": ID}, {**PLAIN, "id": OTHER}),
        ({"statementId": ID}, [PLAIN]),
        ({"statementId": ID}, b""),
        ({"statementId": ID}, b"not JSON"),
        ({"statementId": ID}, b'{"actor":}'),
        ({"statementId": ID}, "a"),
        ({"statementId": ID}, changed(PLAIN, "verb.id", "should fail")),
    ],
)
def test_what_put_refuses(xapi: Any, asked: dict[str, str], body: Any) -> None:
    assert xapi("PUT", "statements", body, **asked).status_code == 400
    assert Statement.objects.count() == 0


def test_the_id_in_the_address_and_in_the_statement_are_one_whatever_their_case(xapi: Any) -> None:
    assert xapi.put({**PLAIN, "id": ID.upper()}, ID) == 204
    assert xapi.found() == [ID]


@pytest.mark.parametrize("asked", [{"statementId": ID}, {"foo": "bar"}, {"agent": "{}"}])
def test_post_takes_no_parameters(xapi: Any, asked: dict[str, str]) -> None:
    assert xapi("POST", "statements", PLAIN, **asked).status_code == 400


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=a", "text/plain", "application/x-www-form-urlencoded", "application/xml"]
)
def test_statements_of_another_type_are_refused(xapi: Any, kind: str) -> None:
    assert xapi("POST", "statements", PLAIN, headers={"Content-Type": kind}).status_code == 400


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
def test_json_may_name_its_letters(xapi: Any, kind: str) -> None:
    assert xapi("POST", "statements", PLAIN, headers={"Content-Type": kind}).status_code == 200


def test_one_wrong_statement_refuses_its_batch(xapi: Any) -> None:
    answer = xapi("POST", "statements", [{**PLAIN, "id": ID}, changed(PLAIN, "verb.id", "should fail")])
    assert answer.status_code == 400
    assert "[1].verb.id" in answer.json()["detail"]
    assert (Statement.objects.count(), Mention.objects.count()) == (0, 0)
    assert xapi("GET", "statements", statementId=ID).status_code == 404


def test_a_batch_that_names_an_id_twice_is_refused(xapi: Any) -> None:
    assert xapi.post([{**PLAIN, "id": ID}, {**PLAIN, "id": ID.upper()}]) == 400
    assert Statement.objects.count() == 0


def test_a_statement_said_again_is_stored_once(xapi: Any) -> None:
    assert xapi.put(FULL, FULL["id"]) == 204
    body = Statement.objects.get().body
    assert xapi.put(FULL, FULL["id"]) == 204
    assert xapi.post(FULL) == 204
    assert xapi("POST", "statements", [FULL, {**PLAIN, "id": OTHER}]).json() == [FULL["id"], OTHER]
    assert Statement.objects.get(statement_id=FULL["id"]).body == body
    assert Statement.objects.count() == 2


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("verb.display", {"en": "in other words"}),
        ("actor.name", "高山（改名）"),
        ("object.definition.name", {"en": "Question seven"}),
        ("result.duration", "PT1M30.50999S"),
        ("context.contextActivities.parent", {"id": "http://example.com/exam"}),
        ("context.registration", "EC531277-B57B-4C15-8D91-D292C5B2B8F7"),
        ("timestamp", "2023-05-18T05:32:34Z"),
        ("stored", "2020-05-18T05:32:34Z"),
        ("authority", {"mbox": "mailto:other@example.com"}),
        ("attachments", []),
    ],
)
def test_what_does_not_make_another_statement(one: Any, path: str, value: Any) -> None:
    one.put(FULL, FULL["id"])
    assert one.put(changed(FULL, path, value), FULL["id"]) == 204


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("verb.id", "http://example.com/other"),
        ("actor.mbox", "mailto:other@example.com"),
        ("object.id", "http://example.com/other"),
        ("result.score.raw", 91),
        ("result.success", False),
        ("result.duration", "PT1M30.51S"),
        ("context.registration", OTHER),
        ("context.team.mbox", "mailto:other@example.com"),
        ("context.contextActivities.parent", [{"id": "http://example.com/other"}]),
        ("result.extensions", {}),
    ],
)
def test_another_statement_under_the_same_id_is_refused(one: Any, path: str, value: Any) -> None:
    one.put(FULL, FULL["id"])
    body = Statement.objects.get().body
    other = changed(FULL, path, value)
    assert (one.put(other, FULL["id"]), one.post(other), one.post([{**PLAIN, "id": OTHER}, other])) == (409, 409, 409)
    assert [each.body for each in Statement.objects.all()] == [body]


@pytest.mark.parametrize("name", ["statementId", "voidedStatementId"])
@pytest.mark.parametrize(
    ("other", "value"),
    [
        ("agent", '{"mbox":"mailto:gao@example.com"}'),
        ("verb", "http://example.com/other"),
        ("activity", "http://example.com/other"),
        ("registration", OTHER),
        ("related_activities", "true"),
        ("related_agents", "true"),
        ("since", "2012-06-01T19:09:13.245Z"),
        ("until", "2012-06-01T19:09:13.245Z"),
        ("limit", "1"),
        ("ascending", "true"),
        ("voidedStatementId", OTHER),
    ],
)
def test_a_statement_asked_for_by_id_takes_no_filters(xapi: Any, name: str, other: str, value: str) -> None:
    xapi.put(PLAIN, ID)
    if other != name:
        assert xapi("GET", "statements", **{name: ID, other: value}).status_code == 400


@pytest.mark.parametrize(
    ("other", "value"), [("format", "ids"), ("format", "canonical"), ("attachments", "true"), ("attachments", "false")]
)
def test_but_it_takes_a_format_and_files(xapi: Any, other: str, value: str) -> None:
    xapi.put(PLAIN, ID)
    assert xapi("GET", "statements", statementId=ID, **{other: value}).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"foo": "bar"},
        {"StatementId": ID},
        {"VoidedStatementId": ID},
        {"Agent": "{}"},
        {"Verb": "http://example.com/a"},
        {"Activity": "http://example.com/a"},
        {"Registration": ID},
        {"Related_Activities": "true"},
        {"Related_Agents": "true"},
        {"Since": "2012-06-01T19:09:13Z"},
        {"Until": "2012-06-01T19:09:13Z"},
        {"Limit": "1"},
        {"Format": "ids"},
        {"Attachments": "true"},
        {"Ascending": "true"},
        {"statementId": "wrong"},
        {"voidedStatementId": "wrong"},
        {"agent": "wrong"},
        {"agent": "true"},
        {"agent": "[]"},
        {"agent": '{"name":"a"}'},
        {"agent": '{"objectType":"Group","member":[{"mbox":"mailto:a@example.com"}]}'},
        {"agent": '{"mbox":"a"}'},
        {"verb": "not.a.valid.iri.com/verb"},
        {"activity": "not.a.valid.iri.com/activity"},
        {"registration": "wrong"},
        {"since": "yesterday"},
        {"until": "2012-06-31T19:09:13Z"},
        {"limit": "-1"},
        {"limit": "ten"},
        {"limit": "1.5"},
        {"format": "IDs"},
        {"format": "short"},
        {"attachments": "True"},
        {"attachments": "1"},
        {"ascending": "yes"},
        {"related_agents": ""},
        {"related_activities": "TRUE"},
    ],
)
def test_what_get_refuses(xapi: Any, asked: dict[str, str]) -> None:
    answer = xapi("GET", "statements", **asked)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert answer.headers["X-Experience-API-Consistent-Through"] > "2026"


def test_a_parameter_given_twice_is_refused(xapi: Any) -> None:
    answer = xapi("GET", "statements?verb=http://example.com/a&verb=http://example.com/b")
    assert answer.status_code == 400


def test_a_single_statement_says_when_it_was_stored(xapi: Any) -> None:
    from django.utils.http import parse_http_date

    from panshi.work.learning.lrs.rules.values import moment

    xapi.put(PLAIN, ID)
    answer = xapi("GET", "statements", statementId=ID)
    assert parse_http_date(answer.headers["Last-Modified"]) == int(moment(answer.json()["stored"], "").timestamp())


def test_all_that_was_stored_is_consistent_at_once(xapi: Any) -> None:
    xapi.post([PLAIN, PLAIN])
    answer = xapi("GET", "statements")
    through = answer.headers["X-Experience-API-Consistent-Through"]
    assert all(each["stored"] <= through for each in answer.json()["statements"])


def test_no_statement_of_that_id(xapi: Any) -> None:
    assert xapi("GET", "statements", statementId=ID).status_code == 404
    assert xapi("GET", "statements", voidedStatementId=ID).status_code == 404


def test_authority_is_the_key_whoever_is_named(xapi: Any) -> None:
    xapi.put({**PLAIN, "authority": AGENT}, ID)
    authority = xapi("GET", "statements", statementId=ID).json()["authority"]
    assert (authority["name"], authority["account"]["homePage"]) == ("课件", "https://panshi.local/ledger/xapi")


def test_the_platform_stores_its_own_statements_once(city: Any, two: Any) -> None:
    from datetime import date

    from panshi.org import services as org
    from panshi.org.choices import Category
    from panshi.work.learning.lrs import selectors, services
    from panshi.work.learning.lrs.rules.agents import person_agent

    trainer = org.employ(number="T1", name="林教员", category=Category.OFFICER, unit=city, since=date(2020, 1, 1))
    said = {**PLAIN, "id": ID, "actor": person_agent("P7", "高山")}
    assert services.record([said], by=trainer).new == 1
    assert services.record([said], by=trainer).new == 0
    member = org.employ(number="P7", name="高山", category=Category.OFFICER, unit=city, since=date(2020, 1, 1))
    [found] = selectors.statements_of(member)
    assert (found["id"], found["authority"]) == (ID, person_agent("T1", "林教员"))
    assert two.found(agent={"account": {"homePage": "https://panshi.local/ledger", "name": "P7"}}) == [ID]
