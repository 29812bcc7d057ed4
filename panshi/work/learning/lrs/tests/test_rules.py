"""Every rule on statements, as literal facts: what is put where, and which property is refused (None: it is taken).

Each fact holds of a statement and of the sub-statement inside one, in both editions unless it says otherwise.
"""

from typing import Any

import pytest

from panshi.work.learning.lrs.rules.editions import Edition
from panshi.work.learning.lrs.rules.refusals import Malformed
from panshi.work.learning.lrs.rules.statements import statement
from panshi.work.learning.lrs.tests.facts import HOW_AND_WHERE, REF, WHO_DID_WHAT
from panshi.work.learning.lrs.tests.saying import ACTIVITY, AGENT, FULL, GROUP, NESTED, PLAIN, TEAM, VERB, changed

ONE, TWO = Edition.ONE, Edition.TWO


def refused(value: Any, edition: Edition) -> str | None:
    """The property for which the statement is refused."""
    try:
        statement(value, edition)
    except Malformed as refusal:
        return str(refusal.facts["where"])
    return None


@pytest.mark.parametrize("edition", [ONE, TWO])
@pytest.mark.parametrize("dot", ["", "object."], ids=["statement", "sub-statement"])
@pytest.mark.parametrize(("path", "value", "where"), WHO_DID_WHAT + HOW_AND_WHERE, ids=lambda value: str(value)[:60])
def test_what_a_property_may_be(edition: Edition, dot: str, path: str, value: Any, where: str | None) -> None:
    said = changed(NESTED if dot else FULL, dot + path, value)
    assert refused(said, edition) == (dot + where if where is not None else None)


@pytest.mark.parametrize(
    ("path", "value", "one", "two"),
    [
        # edition 2 wants RFC 3339; edition 1 takes ISO 8601
        ("timestamp", "2008-09-15 15:53:00.601+00:00", "timestamp", None),
        ("timestamp", "20080915T155300Z", None, "timestamp"),
        ("timestamp", "20080915T155300.601+0800", None, "timestamp"),
        ("timestamp", "2008-09-15T15:53:00,601Z", None, "timestamp"),
        ("timestamp", "2008-09-15T15:53:00.601+08", None, "timestamp"),
        ("timestamp", "2008-09-15T15:53Z", None, "timestamp"),
        ("timestamp", "2008-09-15T15:53:00", None, "timestamp"),
        # who else took part is new in edition 2
        ("context.contextAgents", [], "context.contextAgents", None),
        ("context.contextGroups", [], "context.contextGroups", None),
        # versions
        ("version", "1.0", None, None),
        ("version", "1.0.0", None, None),
        ("version", "1.0.9", None, None),
        ("version", "2.0.0", "version", None),
        ("version", "2.0", "version", None),
        ("version", "0.9.9", "version", "version"),
        ("version", "1.1.0", "version", "version"),
        ("version", "2.1.0", "version", "version"),
        ("version", "should fail", "version", "version"),
        ("version", 1, "version", "version"),
        ("version", None, "version", "version"),
    ],
)
def test_where_the_editions_differ(path: str, value: Any, one: str | None, two: str | None) -> None:
    said = changed(FULL, path, value)
    assert (refused(said, ONE), refused(said, TWO)) == (one, two)


AGENTS, GROUPS = "context.contextAgents", "context.contextGroups"
LEADER = {"objectType": "contextAgent", "agent": AGENT, "relevantTypes": ["http://example.com/roles/leader"]}
CREW = {"objectType": "contextGroup", "group": GROUP, "relevantTypes": ["http://example.com/roles/crew"]}


@pytest.mark.parametrize("dot", ["", "object."], ids=["statement", "sub-statement"])
@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (AGENTS, [LEADER], None),
        (AGENTS, [{"objectType": "contextAgent", "agent": AGENT}], None),
        (AGENTS, LEADER, AGENTS),
        (AGENTS, [AGENT], f"{AGENTS}[0].name"),
        (AGENTS, [{**LEADER, "objectType": "contextagent"}], f"{AGENTS}[0].objectType"),
        (AGENTS, [{"agent": AGENT}], f"{AGENTS}[0].objectType"),
        (AGENTS, [{"objectType": "contextAgent"}], f"{AGENTS}[0].agent"),
        (AGENTS, [{**LEADER, "agent": {"key": "a"}}], f"{AGENTS}[0].agent.key"),
        (AGENTS, [{**LEADER, "agent": GROUP}], f"{AGENTS}[0].agent.member"),
        (AGENTS, [{**LEADER, "relevantTypes": []}], f"{AGENTS}[0].relevantTypes"),
        (AGENTS, [{**LEADER, "relevantTypes": "a"}], f"{AGENTS}[0].relevantTypes"),
        (AGENTS, [{**LEADER, "relevantTypes": ["abc"]}], f"{AGENTS}[0].relevantTypes[0]"),
        (AGENTS, [LEADER, {**LEADER, "more": 1}], f"{AGENTS}[1].more"),
        (GROUPS, [CREW], None),
        (GROUPS, [{**CREW, "group": TEAM}], None),
        (GROUPS, CREW, GROUPS),
        (GROUPS, [{**CREW, "objectType": "contextAgent"}], f"{GROUPS}[0].objectType"),
        (GROUPS, [{"objectType": "contextGroup"}], f"{GROUPS}[0].group"),
        (GROUPS, [{**CREW, "group": AGENT}], f"{GROUPS}[0].group.objectType"),
        (GROUPS, [{**CREW, "relevantTypes": []}], f"{GROUPS}[0].relevantTypes"),
        (GROUPS, [{**CREW, "relevantTypes": ["abc"]}], f"{GROUPS}[0].relevantTypes[0]"),
        (GROUPS, [{**CREW, "agent": AGENT}], f"{GROUPS}[0].agent"),
    ],
)
def test_who_else_took_part_in_edition_two(dot: str, path: str, value: Any, where: str | None) -> None:
    assert refused(changed(NESTED if dot else FULL, dot + path, value), TWO) == (dot + where if where else None)


@pytest.mark.parametrize("edition", [ONE, TWO])
@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("id", "fd41c918-b88b-4b20-a0a5-a4c32391aaa", "id"),
        ("id", "AA97B177-9383-4934-8543-0F91A7A028368", "id"),
        ("id", "MA97B177-9383-4934-8543-0F91A7A02836", "id"),
        ("id", 12345, "id"),
        ("id", {"key": "a"}, "id"),
        ("id", None, "id"),
        ("id", "", "id"),
        ("id", "FD41C918-B88B-4B20-A0A5-A4C32391AAA0", None),
        ("iD", "fd41c918-b88b-4b20-a0a5-a4c32391aaa0", "iD"),
        ("stored", "should fail", "stored"),
        ("stored", None, "stored"),
        ("auTHORity", AGENT, "auTHORity"),
        ("authority", None, "authority"),
        ("authority", {"name": "a"}, "authority"),
        ("authority", {"account": {"homePage": "a", "name": "b"}}, "authority.account.homePage"),
        ("authority", GROUP, None),
        ("authority", TEAM, "authority"),
        ("authority", {**TEAM, "member": GROUP["member"]}, "authority"),
        ("authority", {**GROUP, "member": GROUP["member"][:1]}, "authority"),
        ("authority", {**GROUP, "member": [*GROUP["member"], {"mbox": "mailto:c@example.com"}]}, "authority"),
        ("Version", "1.0.0", "Version"),
        ("object", AGENT, "context.revision"),
        ("object", GROUP, "context.revision"),
        ("object", REF, "context.revision"),
        ("object", NESTED["object"], "context.revision"),
        ("object", {name: value for name, value in AGENT.items() if name != "objectType"}, "object.name"),
        ("object", {name: value for name, value in GROUP.items() if name != "objectType"}, "object.name"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_what_only_whole_statements_have(edition: Edition, path: str, value: Any, where: str | None) -> None:
    assert refused(changed(FULL, path, value), edition) == where


@pytest.mark.parametrize("edition", [ONE, TWO])
@pytest.mark.parametrize(
    ("target", "where"),
    [
        (AGENT, None),
        (GROUP, None),
        (TEAM, None),
        (REF, None),
        (NESTED["object"], None),
        ({**REF, "id": "a"}, "object.id"),
        ({**REF, "more": 1}, "object.more"),
        ({"objectType": "StatementRef"}, "object.id"),
        ({**REF, "objectType": "statementRef"}, "object.objectType"),
        ({**NESTED["object"], "objectType": "subStatement"}, "object.objectType"),
        ({**NESTED["object"], "id": REF["id"]}, "object.id"),
        ({**NESTED["object"], "stored": "2023-05-18T05:32:34.804Z"}, "object.stored"),
        ({**NESTED["object"], "version": "1.0.0"}, "object.version"),
        ({**NESTED["object"], "authority": AGENT}, "object.authority"),
        ({**PLAIN, "objectType": "SubStatement", "object": NESTED["object"]}, "object.object.objectType"),
        ({**PLAIN, "objectType": "SubStatement", "object": REF}, None),
        ({**PLAIN, "objectType": "SubStatement", "object": AGENT}, None),
        ({**PLAIN, "objectType": "SubStatement", "object": GROUP}, None),
        ({**PLAIN, "objectType": "SubStatement", "object": REF, "context": {"revision": "1"}}, "object.context.revision"),
        ({**PLAIN, "objectType": "SubStatement", "object": AGENT, "context": {"platform": "a"}}, "object.context.platform"),
        ({"objectType": "SubStatement", "actor": AGENT, "verb": VERB}, "object.object"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_an_object_may_be(edition: Edition, target: Any, where: str | None) -> None:
    assert refused({**PLAIN, "object": target}, edition) == where


@pytest.mark.parametrize(
    ("target", "where"), [(REF, None), (ACTIVITY, "object"), (AGENT, "object"), (NESTED["object"], "object")]
)
def test_a_voiding_statement_has_a_statement_as_its_object(target: Any, where: str | None) -> None:
    voided = {"id": "http://adlnet.gov/expapi/verbs/voided"}
    assert refused({**PLAIN, "verb": voided, "object": target}, ONE) == where


@pytest.mark.parametrize("value", [None, 7, "a", [], [PLAIN]])
def test_a_statement_is_an_object(value: Any) -> None:
    assert refused(value, ONE) == ""


def test_a_refusal_reads_in_both_languages() -> None:
    from django.utils.translation import override

    refusal = None
    try:
        statement(changed(FULL, "result.score.scaled", 2), ONE, "[3]")
    except Malformed as caught:
        refusal = caught
    with override("en"):
        assert str(refusal) == "[3].result.score.scaled: must lie between -1 and 1"
    with override("zh-hans"):
        assert str(refusal) == "[3].result.score.scaled：应在 -1 与 1 之间"
