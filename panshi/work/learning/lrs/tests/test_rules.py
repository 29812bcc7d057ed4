"""Every rule on statements, as literal facts: what is put where, and which property is refused (None: it is taken).

Each fact holds of a statement and of the sub-statement inside one, in both editions unless it says otherwise.
"""

from typing import Any

import pytest

from panshi.work.learning.lrs.rules.editions import Edition
from panshi.work.learning.lrs.rules.refusals import Malformed
from panshi.work.learning.lrs.rules.statements import statement
from panshi.work.learning.lrs.tests.saying import ACTIVITY, AGENT, FILE, FULL, GONE, GROUP, NESTED, PLAIN, TEAM, VERB, changed

ONE, TWO = Edition.ONE, Edition.TWO
REF = {"objectType": "StatementRef", "id": "6690e6c9-3ef0-4ed3-8b37-7f3964730bee"}


def refused(value: Any, edition: Edition) -> str | None:
    """The property for which the statement is refused."""
    try:
        statement(value, edition)
    except Malformed as refusal:
        return str(refusal.facts["where"])
    return None


# path, value, property refused
SHARED: list[tuple[str, Any, str | None]] = [
    # what must be there
    ("actor", GONE, "actor"),
    ("verb", GONE, "verb"),
    ("object", GONE, "object"),
    ("result", GONE, None),
    ("context", GONE, None),
    ("timestamp", GONE, None),
    ("attachments", GONE, None),
    ("verb.id", GONE, "verb.id"),
    ("verb.display", GONE, None),
    ("object.id", GONE, "object.id"),
    ("object.definition", GONE, None),
    ("object.objectType", GONE, None),
    ("actor.mbox", GONE, "actor"),
    ("actor.objectType", GONE, None),
    ("actor.name", GONE, None),
    # nothing is null
    ("actor", None, "actor"),
    ("actor.name", None, "actor.name"),
    ("verb.display", None, "verb.display"),
    ("verb.display.en", None, "verb.display.en"),
    ("object.definition", None, "object.definition"),
    ("object.definition.moreInfo", None, "object.definition.moreInfo"),
    ("result", None, "result"),
    ("result.score", None, "result.score"),
    ("result.score.raw", None, "result.score.raw"),
    ("result.success", None, "result.success"),
    ("result.response", None, "result.response"),
    ("result.duration", None, "result.duration"),
    ("context", None, "context"),
    ("context.registration", None, "context.registration"),
    ("context.team", None, "context.team"),
    ("context.contextActivities", None, "context.contextActivities"),
    ("context.contextActivities.parent", None, "context.contextActivities.parent"),
    ("context.language", None, "context.language"),
    ("context.statement", None, "context.statement"),
    ("timestamp", None, "timestamp"),
    ("attachments", None, "attachments"),
    # but in extensions anything is
    ("object.definition.extensions", {"http://example.com/a": None}, None),
    ("result.extensions", {"http://example.com/a": None}, None),
    ("context.extensions", {"http://example.com/a": None}, None),
    ("result.extensions", {"http://example.com/a": ""}, None),
    ("result.extensions", {"http://example.com/a": {}}, None),
    ("result.extensions", {"http://example.com/a": 12345}, None),
    ("result.extensions", {"http://example.com/a": True}, None),
    ("result.extensions", {"http://example.com/a": [1, {"b": None}]}, None),
    ("result.extensions", {}, None),
    ("result.extensions", "a", "result.extensions"),
    ("context.extensions", ["a"], "context.extensions"),
    ("object.definition.extensions", {"not an IRI": 1}, "object.definition.extensions.not an IRI"),
    ("result.extensions", {"example.com/a": 1}, "result.extensions.example.com/a"),
    ("context.extensions", {"": 1}, "context.extensions."),
    # no other properties, in this case only
    ("Actor", AGENT, "Actor"),
    ("veRb", VERB, "veRb"),
    ("RESULT", {}, "RESULT"),
    ("timeStamp", "2023-05-18T05:32:34.804Z", "timeStamp"),
    ("attachmentS", [], "attachmentS"),
    ("more", 1, "more"),
    ("actor.email", "a", "actor.email"),
    ("actor.member", [], "actor.member"),
    ("verb.name", "a", "verb.name"),
    ("object.title", "a", "object.title"),
    ("object.definition.moreinfo", "http://example.com", "object.definition.moreinfo"),
    ("object.definition.extension", {}, "object.definition.extension"),
    ("result.passed", True, "result.passed"),
    ("result.score.value", 1, "result.score.value"),
    ("context.course", "a", "context.course"),
    ("context.contextActivities.sibling", [], "context.contextActivities.sibling"),
    ("context.statement.version", "1.0.0", "context.statement.version"),
    ("attachments[0].name", "a", "attachments[0].name"),
    # actors
    ("actor", "gao@example.com", "actor"),
    ("actor", [AGENT], "actor"),
    ("actor", {}, "actor"),
    ("actor.name", 7, "actor.name"),
    ("actor.name", {"en": "a"}, "actor.name"),
    ("actor.objectType", "agent", "actor.objectType"),
    ("actor.objectType", "Person", "actor.objectType"),
    ("actor.objectType", "", "actor.objectType"),
    ("actor.objectType", 7, "actor.objectType"),
    ("actor.objectType", {"key": "a"}, "actor.objectType"),
    ("actor.objectType", "Group", None),
    ("actor.mbox", "gao@example.com", "actor.mbox"),
    ("actor.mbox", "mailto:gao", "actor.mbox"),
    ("actor.mbox", "mailto:@example.com", "actor.mbox"),
    ("actor.mbox", "mailto:gao shan@example.com", "actor.mbox"),
    ("actor.mbox", "MAILTO:gao@example.com", "actor.mbox"),
    ("actor.mbox", "", "actor.mbox"),
    ("actor.mbox", 7, "actor.mbox"),
    ("actor.mbox", {"key": "a"}, "actor.mbox"),
    ("actor.mbox", "mailto:高山@例子.中国", None),
    ("actor.mbox", "mailto:gao+study@example.co.uk", None),
    ("actor.openid", "http://example.org/12345", "actor"),
    ("actor.mbox_sha1sum", "cd9b00a5611f94eaa7b1661edab976068e364975", "actor"),
    ("actor.account", {"homePage": "http://example.com", "name": "1"}, "actor"),
    ("actor", {"openid": "http://example.org/12345"}, None),
    ("actor", {"openid": "example.org/12345"}, "actor.openid"),
    ("actor", {"openid": 7}, "actor.openid"),
    ("actor", {"mbox_sha1sum": "cd9b00a5611f94eaa7b1661edab976068e364975"}, None),
    ("actor", {"mbox_sha1sum": "CD9B00A5611F94EAA7B1661EDAB976068E364975"}, None),
    ("actor", {"mbox_sha1sum": "cd9b00a5611f94eaa7b1661edab976068e36497"}, "actor.mbox_sha1sum"),
    ("actor", {"mbox_sha1sum": "zd9b00a5611f94eaa7b1661edab976068e364975"}, "actor.mbox_sha1sum"),
    ("actor", {"mbox_sha1sum": 7}, "actor.mbox_sha1sum"),
    ("actor", {"account": {"homePage": "http://example.com", "name": "1"}}, None),
    ("actor", {"account": {"homePage": "http://example.com"}}, "actor.account.name"),
    ("actor", {"account": {"name": "1"}}, "actor.account.homePage"),
    ("actor", {"account": {"homePage": "example.com", "name": "1"}}, "actor.account.homePage"),
    ("actor", {"account": {"homePage": "http://example.com", "name": 1}}, "actor.account.name"),
    ("actor", {"account": {"homePage": "http://example.com", "name": {"key": "a"}}}, "actor.account.name"),
    ("actor", {"account": {"homePage": "http://example.com", "name": "1", "id": 1}}, "actor.account.id"),
    ("actor", {"account": "1"}, "actor.account"),
    ("actor", {"account": []}, "actor.account"),
    # groups
    ("actor", GROUP, None),
    ("actor", TEAM, None),
    ("actor", {**TEAM, "member": [AGENT]}, None),
    ("actor", {**TEAM, "member": []}, None),
    ("actor", {"objectType": "Group", "name": "nobody"}, "actor.member"),
    ("actor", {"objectType": "Group", "member": []}, "actor.member"),
    ("actor", {"objectType": "Group", "member": AGENT}, "actor.member"),
    ("actor", {"objectType": "Group", "member": ["a"]}, "actor.member[0]"),
    ("actor", {"objectType": "Group", "member": [AGENT, GROUP]}, "actor.member[1].member"),
    ("actor", {"objectType": "Group", "member": [TEAM]}, "actor.member[0].objectType"),
    ("actor", {"objectType": "Group", "member": [{"name": "a"}]}, "actor.member[0]"),
    ("actor", {**TEAM, "openid": "http://example.org/1"}, "actor"),
    ("actor", {**GROUP, "objectType": "group"}, "actor.member"),
    # verbs
    ("verb", "answered", "verb"),
    ("verb", [], "verb"),
    ("verb", {}, "verb.id"),
    ("verb.id", "answered", "verb.id"),
    ("verb.id", "adlnet.gov/expapi/verbs/answered", "verb.id"),
    ("verb.id", "should fail", "verb.id"),
    ("verb.id", "http://example.com/a b", "verb.id"),
    ("verb.id", "http://", "verb.id"),
    ("verb.id", "http:answered", "verb.id"),
    ("verb.id", "http://example.com/%zz", "verb.id"),
    ("verb.id", "", "verb.id"),
    ("verb.id", 7, "verb.id"),
    ("verb.id", {"key": "a"}, "verb.id"),
    ("verb.id", "tag:example.com,2023:answered", None),
    ("verb.id", "urn:uuid:6690e6c9-3ef0-4ed3-8b37-7f3964730bee", None),
    ("verb.id", "http://例子.中国/回答", None),
    ("verb.id", "http://example.com/%E5%9B%9E", None),
    ("verb.display", "answered", "verb.display"),
    ("verb.display", 7, "verb.display"),
    ("verb.display", {}, None),
    ("verb.display", {"en": ""}, None),
    ("verb.display", {"en": 7}, "verb.display.en"),
    # language tags
    ("verb.display", {"zh-Hans-CN": "a"}, None),
    ("verb.display", {"sl-rozaj-biske": "a"}, None),
    ("verb.display", {"de-CH-1996": "a"}, None),
    ("verb.display", {"es-419": "a"}, None),
    ("verb.display", {"zh-cmn-Hans": "a"}, None),
    ("verb.display", {"x-own": "a"}, None),
    ("verb.display", {"i-klingon": "a"}, None),
    ("verb.display", {"en-a-bbb-x-own": "a"}, None),
    ("verb.display", {"und": "a"}, None),
    ("verb.display", {"EN-us": "a"}, None),
    ("verb.display", {"a12345678": "a"}, "verb.display.a12345678"),
    ("verb.display", {"a12345": "a"}, "verb.display.a12345"),
    ("verb.display", {"de-419-DE": "a"}, "verb.display.de-419-DE"),
    ("verb.display", {"en_GB": "a"}, "verb.display.en_GB"),
    ("verb.display", {"": "a"}, "verb.display."),
    ("verb.display", {"e": "a"}, "verb.display.e"),
    ("verb.display", {"en-": "a"}, "verb.display.en-"),
    # activities
    ("object", "http://example.com", "object"),
    ("object", [], "object"),
    ("object", {}, "object.id"),
    ("object.id", "ab=c://should.fail.com", "object.id"),
    ("object.id", 7, "object.id"),
    ("object.id", "example.com/7", "object.id"),
    ("object.objectType", "activity", "object.objectType"),
    ("object.objectType", 7, "object.objectType"),
    ("object.objectType", "", "object.objectType"),
    ("object.definition", "a", "object.definition"),
    ("object.definition", 7, "object.definition"),
    ("object.definition", {}, None),
    ("object.definition.name", "a", "object.definition.name"),
    ("object.definition.name", 7, "object.definition.name"),
    ("object.definition.name", {"a12345": "a"}, "object.definition.name.a12345"),
    ("object.definition.description", ["a"], "object.definition.description"),
    ("object.definition.description", {"en": {}}, "object.definition.description.en"),
    ("object.definition.type", "cmi.interaction", "object.definition.type"),
    ("object.definition.type", 7, "object.definition.type"),
    ("object.definition.moreInfo", "example.com", "object.definition.moreInfo"),
    ("object.definition.moreInfo", "", "object.definition.moreInfo"),
    # questions
    ("object.definition.interactionType", "choiCe", "object.definition.interactionType"),
    ("object.definition.interactionType", "essay", "object.definition.interactionType"),
    ("object.definition.interactionType", "ab=c://should.fail.com", "object.definition.interactionType"),
    ("object.definition.interactionType", 7, "object.definition.interactionType"),
    ("object.definition.interactionType", {"key": "a"}, "object.definition.interactionType"),
    ("object.definition.interactionType", GONE, "object.definition.correctResponsesPattern"),
    *(
        ("object.definition.interactionType", kind, None)
        for kind in (
            "true-false",
            "choice",
            "fill-in",
            "long-fill-in",
            "matching",
            "performance",
            "sequencing",
            "likert",
            "numeric",
            "other",
        )
    ),
    ("object.definition", {"correctResponsesPattern": ["a"]}, "object.definition.correctResponsesPattern"),
    *(
        ("object.definition", {name: [{"id": "a"}]}, f"object.definition.{name}")
        for name in ("choices", "scale", "source", "target", "steps")
    ),
    *(
        ("object.definition", {"interactionType": "other", name: [{"id": "a", "description": {"en": "A"}}]}, None)
        for name in ("choices", "scale", "source", "target", "steps")
    ),
    ("object.definition", {"interactionType": "choice"}, None),
    ("object.definition.correctResponsesPattern", "a", "object.definition.correctResponsesPattern"),
    ("object.definition.correctResponsesPattern", [7], "object.definition.correctResponsesPattern[0]"),
    ("object.definition.correctResponsesPattern", [], None),
    ("object.definition.choices", {"id": "a"}, "object.definition.choices"),
    ("object.definition.choices", ["a"], "object.definition.choices[0]"),
    ("object.definition.choices", [{}], "object.definition.choices[0].id"),
    ("object.definition.choices", [{"id": 7}], "object.definition.choices[0].id"),
    ("object.definition.choices", [{"id": "a"}, {"id": "a"}], "object.definition.choices[1].id"),
    ("object.definition.choices", [{"id": "a", "description": "A"}], "object.definition.choices[0].description"),
    (
        "object.definition.choices",
        [{"id": "a", "description": {"a12345": "A"}}],
        "object.definition.choices[0].description.a12345",
    ),
    ("object.definition.choices", [{"id": "a", "more": 1}], "object.definition.choices[0].more"),
    # results
    ("result", "passed", "result"),
    ("result", {}, None),
    ("result.success", "true", "result.success"),
    ("result.success", 1, "result.success"),
    ("result.completion", "false", "result.completion"),
    ("result.completion", {"key": "a"}, "result.completion"),
    ("result.response", 7, "result.response"),
    ("result.response", {"key": "a"}, "result.response"),
    ("result.response", "", None),
    ("result.score", 90, "result.score"),
    ("result.score", "90", "result.score"),
    ("result.score", {}, None),
    ("result.score.raw", "90", "result.score.raw"),
    ("result.score.raw", True, "result.score.raw"),
    ("result.score.max", "one hundred", "result.score.max"),
    ("result.score.scaled", 1.0, None),
    ("result.score.scaled", -1.0, None),
    ("result.score.scaled", 1.01, "result.score.scaled"),
    ("result.score.scaled", -1.00001, "result.score.scaled"),
    ("result.score.scaled", "0.5", "result.score.scaled"),
    ("result.score.raw", 100, None),
    ("result.score.raw", 0, None),
    ("result.score.raw", 100.5, "result.score.raw"),
    ("result.score.raw", -1, "result.score.raw"),
    ("result.score", {"raw": 1e30}, None),
    ("result.score", {"min": 5, "max": 5}, "result.score.min"),
    ("result.score", {"min": 6, "max": 5}, "result.score.min"),
    ("result.score", {"min": 6, "raw": 5}, "result.score.raw"),
    ("result.score", {"max": 4, "raw": 5}, "result.score.raw"),
    ("result.score", {"max": 100.6767676}, None),
    # durations
    *(
        ("result.duration", value, None)
        for value in (
            "PT1H0M0.1S",
            "PT16559.14S",
            "P3Y1M29DT4H35M59.14S",
            "P3Y",
            "P4W",
            "PT0S",
            "P1DT12H36M0.12567S",
            "PT4H35M59,14S",
        )
    ),
    *(
        ("result.duration", value, "result.duration")
        for value in (
            "should fail",
            "PA1H0M0S",
            "P",
            "PT",
            "P1YT",
            "1H",
            "P4W1D",
            "PT1S1M",
            "P-1D",
            "-P1D",
            "",
            12345,
            {"key": "a"},
        )
    ),
    # contexts
    ("context", "a", "context"),
    ("context", {}, None),
    ("context.registration", "ec531277-b57b-4c15-8d91-d292c5b2b8f", "context.registration"),
    ("context.registration", "mc531277-b57b-4c15-8d91-d292c5b2b8f7", "context.registration"),
    ("context.registration", "{ec531277-b57b-4c15-8d91-d292c5b2b8f7}", "context.registration"),
    ("context.registration", "ec531277b57b4c158d91d292c5b2b8f7", "context.registration"),
    ("context.registration", 7, "context.registration"),
    ("context.registration", {"key": "a"}, "context.registration"),
    ("context.registration", "EC531277-B57B-4C15-8D91-D292C5B2B8F7", None),
    ("context.instructor", GROUP, None),
    ("context.instructor", {"key": "a"}, "context.instructor.key"),
    ("context.instructor", "a", "context.instructor"),
    ("context.instructor", {"name": "a"}, "context.instructor"),
    ("context.team", AGENT, "context.team.objectType"),
    ("context.team", GROUP, None),
    ("context.team", {"mbox": "mailto:team@example.com"}, "context.team.objectType"),
    ("context.team", "a", "context.team"),
    ("context.contextActivities", "a", "context.contextActivities"),
    ("context.contextActivities", {}, None),
    ("context.contextActivities", {"grouping": []}, None),
    ("context.contextActivities", {"grouping": ACTIVITY, "other": [ACTIVITY, ACTIVITY]}, None),
    ("context.contextActivities", {"parent": "http://example.com"}, "context.contextActivities.parent"),
    ("context.contextActivities", {"parent": [{"id": "a"}]}, "context.contextActivities.parent[0].id"),
    ("context.contextActivities", {"parent": [AGENT]}, "context.contextActivities.parent[0].name"),
    ("context.revision", 7, "context.revision"),
    ("context.revision", {"key": "a"}, "context.revision"),
    ("context.platform", 7, "context.platform"),
    ("context.language", "a12345", "context.language"),
    ("context.language", 7, "context.language"),
    ("context.language", {"key": "a"}, "context.language"),
    ("context.language", "en-GB", None),
    ("context.statement", AGENT, "context.statement.name"),
    ("context.statement", {"objectType": "StatementRef"}, "context.statement.id"),
    ("context.statement", {"id": REF["id"]}, "context.statement.objectType"),
    ("context.statement", {**REF, "objectType": "statementref"}, "context.statement.objectType"),
    ("context.statement", {**REF, "id": "a"}, "context.statement.id"),
    # files
    ("attachments", FILE, "attachments"),
    ("attachments", [], None),
    ("attachments", [7], "attachments[0]"),
    ("attachments", ["a"], "attachments[0]"),
    *(
        (f"attachments[0].{name}", GONE, f"attachments[0].{name}")
        for name in ("usageType", "display", "contentType", "length", "sha2")
    ),
    ("attachments[0].description", GONE, None),
    ("attachments[0].fileUrl", GONE, None),
    ("attachments[0].usageType", "a", "attachments[0].usageType"),
    ("attachments[0].usageType", "example.com/usage", "attachments[0].usageType"),
    ("attachments[0].display", "a", "attachments[0].display"),
    ("attachments[0].display", 7, "attachments[0].display"),
    ("attachments[0].display", {"de-419-DE": "a"}, "attachments[0].display.de-419-DE"),
    ("attachments[0].description", "a", "attachments[0].description"),
    ("attachments[0].description", {"a12345": "a"}, "attachments[0].description.a12345"),
    ("attachments[0].contentType", 7, "attachments[0].contentType"),
    ("attachments[0].contentType", "text", "attachments[0].contentType"),
    ("attachments[0].contentType", "text/plain;charset=utf-8", None),
    ("attachments[0].length", "27", "attachments[0].length"),
    ("attachments[0].length", 2.7, "attachments[0].length"),
    ("attachments[0].length", -1, "attachments[0].length"),
    ("attachments[0].length", True, "attachments[0].length"),
    ("attachments[0].sha2", 7, "attachments[0].sha2"),
    ("attachments[0].sha2", "abc", "attachments[0].sha2"),
    ("attachments[0].sha2", "A" * 128, None),
    ("attachments[0].fileUrl", "over.there/file.txt", "attachments[0].fileUrl"),
    ("attachments[0].fileUrl", 7, "attachments[0].fileUrl"),
    # times
    *(
        ("timestamp", value, "timestamp")
        for value in (
            "should fail",
            "01/011/2015",
            "",
            7,
            "2008-09-15",
            "2008-09-15T15:53:00.601-00",
            "2008-09-15T15:53:00.601-0000",
            "2008-09-15T15:53:00.601-00:00",
            "2008-02-30T15:53:00Z",
            "2008-13-01T15:53:00Z",
            "2008-09-15T25:53:00Z",
            "2008-09-15T15:63:00Z",
            "2008-09-15T15:53:61Z",
            "2008-09-15T15:53:00.601+25:00",
            "2008-0915T15:53:00Z",
        )
    ),
    *(
        ("timestamp", value, None)
        for value in (
            "2008-09-15T15:53:00Z",
            "2008-09-15T15:53:00.601Z",
            "2008-09-15T15:53:00.601123456Z",
            "2008-09-15T15:53:00.601+08:00",
            "2008-09-15T15:53:00-05:00",
            "2016-12-31T23:59:60Z",
            "2008-09-15t15:53:00z",
        )
    ),
]


@pytest.mark.parametrize("edition", [ONE, TWO])
@pytest.mark.parametrize("dot", ["", "object."], ids=["statement", "sub-statement"])
@pytest.mark.parametrize(("path", "value", "where"), SHARED, ids=lambda value: str(value)[:60])
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
