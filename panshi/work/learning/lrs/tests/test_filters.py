"""Filters: which statements fit, in which order, and what is behind `more`."""

from datetime import timedelta
from typing import Any

import pytest

from panshi.work.learning.lrs.rules.values import moment
from panshi.work.learning.lrs.tests.saying import AGENT, GROUP, NESTED, PLAIN, TEAM, changed

LIN = {"mbox": "mailto:lin@example.com"}
TEACHER = {"account": {"homePage": "http://example.com", "name": "t-1"}}
SECOND = {"account": {"homePage": "http://example.com", "name": "t-2"}}
TARGET = {"objectType": "StatementRef", "id": "6690e6c9-3ef0-4ed3-8b37-7f3964730bee"}
ROOM, EXAM, COURSE = "http://example.com/room", "http://example.com/exam", "http://example.com/course"


def posted(client: Any, said: Any) -> str:
    """The id that the statement got."""
    answer = client("POST", "statements", said)
    assert answer.status_code == 200, answer.content
    return str(answer.json()[0])


@pytest.mark.parametrize(
    ("said", "agent", "fits", "related"),
    [
        (PLAIN, AGENT, True, True),
        (PLAIN, {"mbox": "mailto:gao@example.com"}, True, True),
        (PLAIN, {"mbox": "mailto:GAO@example.com"}, False, False),
        (PLAIN, LIN, False, False),
        ({**PLAIN, "actor": GROUP}, AGENT, True, True),
        ({**PLAIN, "actor": GROUP}, LIN, True, True),
        ({**PLAIN, "actor": TEAM}, TEAM, True, True),
        ({**PLAIN, "actor": {**TEAM, "member": [LIN]}}, LIN, True, True),
        ({**PLAIN, "object": {"objectType": "Agent", **LIN}}, LIN, True, True),
        ({**PLAIN, "object": {**GROUP, "member": [LIN]}}, LIN, True, True),
        ({**PLAIN, "object": TEAM}, TEAM, True, True),
        ({**PLAIN, "context": {"instructor": TEACHER}}, TEACHER, False, True),
        ({**PLAIN, "context": {"instructor": {"objectType": "Group", "member": [TEACHER]}}}, TEACHER, False, True),
        ({**PLAIN, "context": {"team": TEAM}}, TEAM, False, True),
        ({**PLAIN, "context": {"team": {**TEAM, "member": [LIN]}}}, LIN, False, True),
        ({**PLAIN, "object": {**NESTED["object"], "actor": LIN}}, LIN, False, True),
        ({**PLAIN, "object": {**NESTED["object"], "object": {"objectType": "Agent", **LIN}, "context": {}}}, LIN, False, True),
        ({**PLAIN, "object": NESTED["object"]}, TEACHER, False, True),
        ({**PLAIN, "object": NESTED["object"]}, TEAM, False, True),
    ],
)
def test_agents(xapi: Any, said: Any, agent: Any, fits: bool, related: bool) -> None:
    found = posted(xapi, said)
    assert xapi.found(agent=agent) == [found] * fits
    assert xapi.found(agent=agent, related_agents=True) == [found] * related


@pytest.mark.parametrize(
    ("agent", "form"),
    [
        (
            {"mbox_sha1sum": "cd9b00a5611f94eaa7b1661edab976068e364975"},
            {"mbox_sha1sum": "CD9B00A5611F94EAA7B1661EDAB976068E364975"},
        ),
        ({"openid": "http://example.org/12345"}, {"openid": "http://example.org/12345", "name": "another"}),
        (TEACHER, {**TEACHER, "objectType": "Agent"}),
    ],
)
def test_agents_by_each_identifier(xapi: Any, agent: Any, form: Any) -> None:
    found = posted(xapi, {**PLAIN, "actor": agent})
    assert xapi.found(agent=form) == [found]


def test_who_vouched_is_related(xapi: Any) -> None:
    found = posted(xapi, PLAIN)
    authority = xapi("GET", "statements", statementId=found).json()["authority"]
    assert (xapi.found(agent=authority), xapi.found(agent=authority, related_agents=True)) == ([], [found])


@pytest.mark.parametrize(
    ("name", "whom", "who"), [("contextAgents", "agent", SECOND), ("contextGroups", "group", {**TEAM, "member": [SECOND]})]
)
def test_who_else_took_part_is_related_in_edition_two(two: Any, name: str, whom: str, who: Any) -> None:
    part = {"objectType": name.removesuffix("s"), whom: who}
    found = posted(two, {**PLAIN, "context": {name: [part]}})
    assert (two.found(agent=SECOND), two.found(agent=SECOND, related_agents=True)) == ([], [found])


@pytest.mark.parametrize(
    ("said", "activity", "fits", "related"),
    [
        (PLAIN, COURSE, True, True),
        (PLAIN, EXAM, False, False),
        (PLAIN, "http://example.com/COURSE", False, False),
        *(
            ({**PLAIN, "context": {"contextActivities": {relation: [{"id": ROOM}, {"id": EXAM}]}}}, EXAM, False, True)
            for relation in ("parent", "grouping", "category", "other")
        ),
        ({**PLAIN, "context": {"contextActivities": {"parent": {"id": EXAM}}}}, EXAM, False, True),
        (NESTED, "http://example.com/questions/7", False, True),
        (NESTED, EXAM, False, True),
    ],
)
def test_activities(xapi: Any, said: Any, activity: str, fits: bool, related: bool) -> None:
    found = posted(xapi, said)
    assert xapi.found(activity=activity) == [found] * fits
    assert xapi.found(activity=activity, related_activities=True) == [found] * related


def test_verbs_and_registrations(xapi: Any) -> None:
    sitting = "ec531277-b57b-4c15-8d91-d292c5b2b8f7"
    plain, sat = posted(xapi, PLAIN), posted(xapi, {**PLAIN, "context": {"registration": sitting}})
    assert xapi.found(verb=PLAIN["verb"]["id"]) == [sat, plain]
    assert xapi.found(verb="http://example.com/other") == []
    assert xapi.found(registration=sitting) == xapi.found(registration=sitting.upper()) == [sat]
    assert xapi.found(registration=TARGET["id"]) == []


def test_filters_add_up(xapi: Any) -> None:
    both = posted(xapi, {**PLAIN, "context": {"instructor": TEACHER}})
    posted(xapi, changed(PLAIN, "verb.id", "http://example.com/other"))
    posted(xapi, {**PLAIN, "actor": LIN})
    fits = {"verb": PLAIN["verb"]["id"], "agent": AGENT, "activity": COURSE}
    assert xapi.found(**fits) == [both]
    assert xapi.found(**fits, limit=1, ascending=True) == [both]
    assert xapi.found(**{**fits, "activity": EXAM}) == []
    assert xapi.found(agent=TEACHER, related_agents=True, activity=COURSE, related_activities=True) == [both]


def test_related_alone_changes_nothing(xapi: Any) -> None:
    found = posted(xapi, PLAIN)
    assert xapi.found(related_agents=True, related_activities=True) == [found]


def test_since_is_after_and_until_is_at_or_before(xapi: Any) -> None:
    ids = [posted(xapi, PLAIN) for _each in range(3)]
    stored = [xapi("GET", "statements", statementId=each).json()["stored"] for each in ids]
    assert xapi.found(since=stored[0]) == ids[:0:-1]
    assert xapi.found(until=stored[1]) == ids[1::-1]
    assert xapi.found(since=stored[0], until=stored[1]) == [ids[1]]
    assert xapi.found(since=stored[2]) == []
    assert xapi.found(verb=PLAIN["verb"]["id"], since=stored[0], until=stored[1]) == [ids[1]]
    later = moment(stored[1], "").astimezone() + timedelta(0)
    assert xapi.found(until=later.isoformat()) == ids[1::-1]
    assert xapi.found(since="0001-01-01T00:00:00Z", until="9999-12-31T23:59:59Z") == ids[::-1]


@pytest.mark.parametrize("ascending", [False, True])
@pytest.mark.parametrize("filters", [{}, {"verb": PLAIN["verb"]["id"]}, {"agent": AGENT, "related_agents": True}])
def test_pages_follow_each_other(xapi: Any, ascending: bool, filters: dict[str, Any]) -> None:
    ids = xapi("POST", "statements", [PLAIN] * 7).json()
    seen, more = [], ""
    answer = xapi("GET", "statements", limit=3, ascending=ascending, **filters)
    while True:
        found = answer.json()
        assert list(found) == ["statements", "more"]
        seen += [each["id"] for each in found["statements"]]
        more = found["more"]
        if not more:
            break
        assert more.startswith("/xapi/statements?")
        answer = xapi("GET", more.removeprefix("/xapi/"))
        assert answer.status_code == 200
    assert seen == (ids if ascending else ids[::-1])


def test_a_limit_of_nothing_is_the_store_s_own(xapi: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("panshi.work.learning.lrs.selectors.statements.MOST", 2)
    xapi("POST", "statements", [PLAIN] * 3)
    assert [len(xapi.found()), len(xapi.found(limit=0)), len(xapi.found(limit=100)), len(xapi.found(limit=1))] == [2, 2, 2, 1]


def test_nothing_fits(xapi: Any) -> None:
    assert xapi("GET", "statements", verb="http://example.com/none").json() == {"statements": [], "more": ""}


def test_a_key_may_read_only_what_came_through_it(speak: Any) -> None:
    from panshi.work.learning.lrs.choices import Power

    own, other = speak("2.0.0", Power.WRITE, Power.READ_OWN), speak("2.0.0", Power.WRITE, Power.READ)
    mine, yours = posted(own, PLAIN), posted(other, PLAIN)
    assert (own.found(), own.found(agent=AGENT), other.found()) == ([mine], [mine], [yours, mine])
    assert (own("GET", "statements", statementId=mine).status_code, own("GET", "statements", statementId=yours).status_code) == (
        200,
        404,
    )


def test_the_number_of_queries_does_not_grow(xapi: Any, django_assert_max_num_queries: Any) -> None:
    xapi("POST", "statements", [PLAIN] * 20)
    with django_assert_max_num_queries(3):
        assert len(xapi.found(agent=AGENT)) == 20
