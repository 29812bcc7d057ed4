"""What the store knows: of itself, of activities, of agents; and the forms in which statements are given out."""

from typing import Any

import pytest

from panshi.work.learning.lrs.tests.saying import ACTIVITY, AGENT, FULL, GROUP, NESTED, PLAIN, TEAM, changed

ID = "fd41c918-b88b-4b20-a0a5-a4c32391aaa0"


@pytest.mark.parametrize(
    ("version", "versions", "answered"),
    [
        ("1.0.3", ["1.0.0", "1.0.1", "1.0.2", "1.0.3"], "1.0.3"),
        ("2.0.0", ["1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0"], "2.0.0"),
        (None, ["1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0"], "1.0.3"),
    ],
)
def test_about_needs_neither_version_nor_key(one: Any, version: str | None, versions: list[str], answered: str) -> None:
    answer = one("GET", "about", headers={"X-Experience-API-Version": version, "Authorization": None})
    assert (answer.status_code, answer.json()) == (200, {"version": versions})
    assert answer.headers["X-Experience-API-Version"] == answered


def test_about_takes_no_parameters(one: Any) -> None:
    assert one("GET", "about", foo="bar").status_code == 400


def test_an_activity_is_what_statements_say_of_it(xapi: Any) -> None:
    xapi.post({**PLAIN, "object": ACTIVITY})
    assert xapi("GET", "activities", activityId=ACTIVITY["id"]).json() == ACTIVITY


def test_an_activity_of_which_nothing_is_said(xapi: Any) -> None:
    xapi.post(PLAIN)
    for iri in (PLAIN["object"]["id"], "http://example.com/never/heard/of"):
        assert xapi("GET", "activities", activityId=iri).json() == {"objectType": "Activity", "id": iri}


@pytest.mark.parametrize(
    "asked", [{}, {"activityId": "not an IRI"}, {"activityid": ACTIVITY["id"]}, {"activityId": ACTIVITY["id"], "foo": "bar"}]
)
def test_which_activities_cannot_be_asked_for(xapi: Any, asked: dict[str, str]) -> None:
    assert xapi("GET", "activities", **asked).status_code == 400


def test_what_is_said_of_an_activity_adds_up(xapi: Any) -> None:
    def says(definition: Any) -> None:
        xapi.post({**PLAIN, "object": {"id": ACTIVITY["id"], "definition": definition}})

    says({"name": {"en": "Old", "zh-Hans": "题"}, "type": "http://example.com/old", "extensions": {"http://example.com/a": 1}})
    says({"name": {"en": "New"}, "type": "http://example.com/new", "extensions": {"http://example.com/b": 2}})
    says({"name": {"en": "New"}})
    assert xapi("GET", "activities", activityId=ACTIVITY["id"]).json()["definition"] == {
        "name": {"en": "New", "zh-Hans": "题"},
        "type": "http://example.com/new",
        "extensions": {"http://example.com/a": 1, "http://example.com/b": 2},
    }


def test_activities_are_learned_from_contexts_and_sub_statements(xapi: Any) -> None:
    told = changed(
        NESTED,
        "object.context.contextActivities.parent",
        [{"id": "http://example.com/exam", "definition": {"name": {"en": "Exam"}}}],
    )
    xapi.post(told)
    assert xapi("GET", "activities", activityId=ACTIVITY["id"]).json() == ACTIVITY
    assert xapi("GET", "activities", activityId="http://example.com/exam").json()["definition"] == {"name": {"en": "Exam"}}


def test_an_agent_is_a_person_with_all_its_names(xapi: Any) -> None:
    xapi.post([PLAIN, {**PLAIN, "actor": {**AGENT, "name": "高山（副）"}}, {**PLAIN, "actor": GROUP}])
    person = xapi("GET", "agents", agent={**AGENT, "name": "Gao"}).json()
    assert person == {"objectType": "Person", "name": ["Gao", "高山", "高山（副）"], "mbox": ["mailto:gao@example.com"]}


@pytest.mark.parametrize(
    "agent",
    [
        {"mbox": "mailto:a@example.com"},
        {"mbox_sha1sum": "cd9b00a5611f94eaa7b1661edab976068e364975"},
        {"openid": "http://example.org/1"},
        {"account": {"homePage": "http://example.com", "name": "1"}},
    ],
)
def test_an_agent_never_heard_of_is_a_person_too(xapi: Any, agent: Any) -> None:
    [(name, value)] = agent.items()
    assert xapi("GET", "agents", agent=agent).json() == {"objectType": "Person", name: [value]}


@pytest.mark.parametrize(
    "asked",
    [{}, {"agent": "not JSON"}, {"agent": "{}"}, {"agent": {"name": "a"}}, {"Agent": AGENT}, {"agent": AGENT, "foo": "bar"}],
)
def test_which_agents_cannot_be_asked_for(xapi: Any, asked: Any) -> None:
    assert xapi("GET", "agents", **asked).status_code == 400


def given(client: Any, form: str, language: str = "") -> Any:
    return client("GET", "statements", statementId=ID, format=form, headers={"Accept-Language": language}).json()


def test_only_identifiers(xapi: Any) -> None:
    xapi.put({**FULL, "id": ID, "version": "1.0.0"}, ID)
    got = given(xapi, "ids")
    assert got["actor"] == {"objectType": "Agent", "mbox": "mailto:gao@example.com"}
    assert got["verb"] == {"id": "http://adlnet.gov/expapi/verbs/answered"}
    assert got["object"] == {"objectType": "Activity", "id": "http://example.com/questions/7"}
    assert got["context"]["team"] == TEAM
    assert got["context"]["contextActivities"]["parent"] == [{"id": "http://example.com/exam"}]
    assert "name" not in got["authority"]
    assert got["result"] == FULL["result"]


def test_only_identifiers_of_an_anonymous_group_s_members(xapi: Any) -> None:
    xapi.put({**PLAIN, "actor": GROUP}, ID)
    members = [{"objectType": "Agent", "mbox": "mailto:gao@example.com"}, {"mbox": "mailto:lin@example.com"}]
    assert given(xapi, "ids")["actor"] == {"objectType": "Group", "member": members}


def test_exactly_as_it_was_said(xapi: Any) -> None:
    xapi.put({**NESTED, "actor": GROUP}, ID)
    got = given(xapi, "exact", "en-GB")
    assert (got["actor"], got["verb"], got["object"]["object"]) == (GROUP, PLAIN["verb"], ACTIVITY)


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en-GB", {"en-GB": "colour"}),
        ("en-US;q=0.5, zh", {"zh-Hans": "颜色"}),
        ("en-AU", {"en-GB": "colour"}),
        ("fr, *;q=0.1", {"en-GB": "colour"}),
        ("EN-us", {"en-US": "color"}),
        ("", {"en-GB": "colour"}),
        ("en-US;q=0, zh-hans;q=x, en-US", {"en-US": "color"}),
    ],
)
def test_canonical_in_one_language(xapi: Any, language: str, word: dict[str, str]) -> None:
    words = {"en-GB": "colour", "en-US": "color", "zh-Hans": "颜色"}
    definition = {
        "name": words,
        "description": words,
        "interactionType": "choice",
        "choices": [{"id": "a", "description": words}],
    }
    activity = {"id": "http://example.com/colours", "definition": definition}
    said = {**PLAIN, "verb": {"id": "http://example.com/chose", "display": words}, "object": activity}
    xapi.put({**said, "context": {"contextActivities": {"category": activity}}}, ID)
    got = given(xapi, "canonical", language)
    shown = {"name": word, "description": word, "interactionType": "choice", "choices": [{"id": "a", "description": word}]}
    assert got["verb"]["display"] == word
    assert got["object"]["definition"] == shown
    assert got["context"]["contextActivities"]["category"][0]["definition"] == shown


def test_canonical_is_what_is_known_by_now(xapi: Any) -> None:
    xapi.put(PLAIN, ID)
    xapi.post({**PLAIN, "object": {**PLAIN["object"], "definition": {"name": {"en": "The course"}}}})
    assert given(xapi, "canonical")["object"]["definition"] == {"name": {"en": "The course"}}
    assert "definition" not in given(xapi, "exact")["object"]
