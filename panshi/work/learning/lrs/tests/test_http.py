"""What every answer and every resource has in common."""

from typing import Any

import pytest

SAID = {
    "actor": {"objectType": "Agent", "name": "高山", "mbox": "mailto:gao@example.com"},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/attended", "display": {"en-GB": "attended", "en-US": "attended"}},
    "object": {"objectType": "Activity", "id": "http://www.example.com/meetings/34534"},
}
ID = "fd41c918-b88b-4b20-a0a5-a4c32391aaa0"


def test_a_statement_put_is_given_back_as_it_was_said(xapi: Any) -> None:
    assert xapi.put(SAID, ID) == 204
    answer = xapi("GET", "statements", statementId=ID)
    got = answer.json()
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Experience-API-Version"] == xapi.version
    assert {name: got[name] for name in SAID} == SAID
    assert got["id"] == ID
    assert got["timestamp"] == got["stored"]
    assert got["version"] == {"1.0.3": "1.0.0", "2.0.0": "2.0.0"}[xapi.version]
    assert got["authority"]["account"]["homePage"] == "https://panshi.local/ledger/xapi"


def test_statements_posted_come_back_newest_first(xapi: Any) -> None:
    ids = xapi("POST", "statements", [SAID, SAID, SAID]).json()
    assert xapi.found() == ids[::-1]
    assert xapi.found(ascending=True) == ids


@pytest.mark.parametrize(
    ("method", "resource", "allowed"),
    [
        ("DELETE", "statements", "PUT, POST, GET, HEAD"),
        ("DELETE", "activities", "GET, HEAD"),
        ("POST", "activities", "GET, HEAD"),
        ("PUT", "activities", "GET, HEAD"),
        ("DELETE", "agents", "GET, HEAD"),
        ("POST", "agents", "GET, HEAD"),
        ("PUT", "agents", "GET, HEAD"),
        ("POST", "about", "GET, HEAD"),
    ],
)
def test_a_method_that_a_resource_has_not_is_refused_even_to_strangers(
    xapi: Any, method: str, resource: str, allowed: str
) -> None:
    answer = xapi(method, resource, headers={"Authorization": None})
    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)
