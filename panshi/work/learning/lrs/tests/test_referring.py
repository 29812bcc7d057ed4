"""Statements about statements: references in filters, and voiding, whichever comes first."""

from typing import Any
from uuid import uuid4

import pytest

from panshi.work.learning.lrs.models import Mention
from panshi.work.learning.lrs.tests.saying import AGENT, PLAIN

VOIDED = {"id": "http://adlnet.gov/expapi/verbs/voided"}
LIN = {"mbox": "mailto:lin@example.com"}
SEEN = {"id": "http://example.com/confirmed"}


def ids(number: int) -> list[str]:
    return [str(uuid4()) for _each in range(number)]


def about(target: str, verb: Any = SEEN, actor: Any = LIN) -> dict[str, Any]:
    """A statement about another."""
    return {"actor": actor, "verb": verb, "object": {"objectType": "StatementRef", "id": target}}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0), (0, 2, 1)])
def test_a_statement_is_found_by_what_it_refers_to_however_far(xapi: Any, order: tuple[int, ...]) -> None:
    first, second, third = ids(3)
    said = [(first, PLAIN), (second, about(first)), (third, about(second, actor={"mbox": "mailto:c@example.com"}))]
    for place in order:
        xapi.put(said[place][1], said[place][0])
    everything = {first, second, third}
    assert set(xapi.found(verb=PLAIN["verb"]["id"])) == everything
    assert set(xapi.found(agent=AGENT)) == everything
    assert set(xapi.found(activity=PLAIN["object"]["id"])) == everything
    assert set(xapi.found(agent=LIN)) == {second, third}
    assert set(xapi.found(verb=SEEN["id"], agent=AGENT)) == {second, third}


def test_a_batch_may_hold_both(xapi: Any) -> None:
    first, second = ids(2)
    xapi.post([{**about(first), "id": second}, {**PLAIN, "id": first}])
    assert set(xapi.found(agent=AGENT)) == {first, second}


def test_statements_that_refer_to_each_other_come_to_an_end(xapi: Any) -> None:
    first, second = ids(2)
    assert xapi.put(about(second), first) == 204
    assert xapi.put(about(first, actor=AGENT), second) == 204
    assert set(xapi.found(agent=AGENT)) == set(xapi.found(agent=LIN)) == {first, second}


def test_a_statement_may_refer_to_itself_or_to_none(xapi: Any) -> None:
    first, second = ids(2)
    assert (xapi.put(about(first), first), xapi.put(about(str(uuid4())), second)) == (204, 204)
    assert set(xapi.found(agent=LIN)) == {first, second}


def test_times_are_those_of_the_statement_that_refers(xapi: Any) -> None:
    first, second = ids(2)
    xapi.put(PLAIN, first)
    stored = xapi("GET", "statements", statementId=first).json()["stored"]
    xapi.put(about(first), second)
    assert xapi.found(agent=AGENT, since=stored) == [second]
    assert xapi.found(agent=AGENT, until=stored) == [first]


@pytest.mark.parametrize("first_voided", [False, True])
def test_a_voided_statement_is_found_only_as_such(xapi: Any, first_voided: bool) -> None:
    target, voiding = ids(2)
    said = [(target, PLAIN), (voiding, about(target, VOIDED))]
    for statement_id, statement in reversed(said) if first_voided else said:
        assert xapi.put(statement, statement_id) == 204
    assert xapi("GET", "statements", statementId=target).status_code == 404
    assert xapi("GET", "statements", voidedStatementId=target).json()["id"] == target
    assert xapi("GET", "statements", statementId=voiding).status_code == 200
    assert xapi("GET", "statements", voidedStatementId=voiding).status_code == 404
    assert xapi.found() == [voiding]
    # It refers to a statement that fits, even though that one is voided.
    assert xapi.found(verb=PLAIN["verb"]["id"]) == [voiding]
    assert xapi.found(agent=AGENT) == [voiding]


def test_one_batch_may_void_what_it_holds(xapi: Any) -> None:
    target, voiding = ids(2)
    xapi.post([{**about(target, VOIDED), "id": voiding}, {**PLAIN, "id": target}])
    assert (xapi.found(), xapi.found(agent=AGENT)) == ([voiding], [voiding])


def test_statements_about_a_voided_one_stay(xapi: Any) -> None:
    target, voiding, later = ids(3)
    xapi.put(PLAIN, target)
    xapi.put(about(target, VOIDED), voiding)
    xapi.put(about(target, PLAIN["verb"]), later)
    assert xapi.found(verb=PLAIN["verb"]["id"]) == [later, voiding]
    assert xapi.found(verb=PLAIN["verb"]["id"], limit=1) == [later]


def test_a_voiding_statement_cannot_be_voided(xapi: Any) -> None:
    target, voiding, again = ids(3)
    xapi.put(PLAIN, target)
    xapi.put(about(target, VOIDED), voiding)
    assert xapi.put(about(voiding, VOIDED), again) == 204
    assert xapi("GET", "statements", statementId=voiding).status_code == 200
    assert xapi("GET", "statements", voidedStatementId=target).status_code == 200


def test_nor_one_that_comes_later(xapi: Any) -> None:
    target, voiding, again = ids(3)
    xapi.put(about(voiding, VOIDED), again)
    xapi.put(about(target, VOIDED), voiding)
    assert xapi("GET", "statements", statementId=voiding).status_code == 200


def test_a_statement_is_voided_once(xapi: Any) -> None:
    target, voiding, again = ids(3)
    xapi.put(PLAIN, target)
    assert [xapi.put(about(target, VOIDED), each) for each in (voiding, again)] == [204, 204]
    assert xapi("GET", "statements", voidedStatementId=target).status_code == 200


def test_of_a_voided_statement_nothing_is_left_to_find_it_by(xapi: Any) -> None:
    target, voiding = ids(2)
    xapi.put(PLAIN, target)
    [seq] = set(Mention.objects.values_list("seq", flat=True))
    xapi.put(about(target, VOIDED), voiding)
    assert not Mention.objects.filter(seq=seq).exists()
