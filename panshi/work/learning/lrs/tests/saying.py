"""Statements for tests: plain ones, one that says everything, and changes at a path."""

from enum import Enum
from typing import Any

import orjson


class Left(Enum):
    """What is no value at all."""

    OUT = "left out"


GONE = Left.OUT
"""As a value at a path: the property is left out."""

AGENT = {"objectType": "Agent", "name": "高山", "mbox": "mailto:gao@example.com"}
GROUP = {"objectType": "Group", "name": "一班", "member": [AGENT, {"mbox": "mailto:lin@example.com"}]}
TEAM = {"objectType": "Group", "mbox": "mailto:team@example.com"}
VERB = {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"zh-Hans": "回答了", "en": "answered"}}
ACTIVITY = {
    "objectType": "Activity",
    "id": "http://example.com/questions/7",
    "definition": {
        "name": {"en": "Question 7"},
        "description": {"en": "Which of these?"},
        "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
        "moreInfo": "http://example.com/questions/7/about",
        "interactionType": "choice",
        "correctResponsesPattern": ["a"],
        "choices": [{"id": "a", "description": {"en": "A"}}, {"id": "b"}],
        "extensions": {"http://example.com/level": {"of": None}},
    },
}
RESULT = {
    "score": {"scaled": 0.9, "raw": 90, "min": 0, "max": 100},
    "success": True,
    "completion": True,
    "response": "a",
    "duration": "PT1M30.5S",
    "extensions": {"http://example.com/tries": 1},
}
CONTEXT = {
    "registration": "ec531277-b57b-4c15-8d91-d292c5b2b8f7",
    "instructor": {"account": {"homePage": "http://example.com", "name": "t-1"}},
    "team": TEAM,
    "contextActivities": {"parent": [{"id": "http://example.com/exam"}], "category": {"id": "http://example.com/profile"}},
    "revision": "2",
    "platform": "Panshi",
    "language": "zh-Hans-CN",
    "statement": {"objectType": "StatementRef", "id": "6690e6c9-3ef0-4ed3-8b37-7f3964730bee"},
    "extensions": {"http://example.com/room": ""},
}
FILE = {
    "usageType": "http://example.com/attachment-usage/certificate",
    "display": {"en": "Certificate"},
    "description": {"en": "of attendance"},
    "contentType": "text/plain; charset=ascii",
    "length": 27,
    "sha2": "495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a",
    "fileUrl": "http://example.com/file.txt",
}
PLAIN = {"actor": AGENT, "verb": VERB, "object": {"id": "http://example.com/course"}}
FULL = {
    "id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0",
    "actor": AGENT,
    "verb": VERB,
    "object": ACTIVITY,
    "result": RESULT,
    "context": CONTEXT,
    "timestamp": "2023-05-18T05:32:34.804Z",
    "stored": "2023-05-18T05:32:35.804Z",
    "authority": AGENT,
    "attachments": [FILE],
}
_TOLD = ("actor", "verb", "object", "result", "context", "timestamp", "attachments")
NESTED = {**PLAIN, "object": {"objectType": "SubStatement", **{name: FULL[name] for name in _TOLD}}}


def changed(statement: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy with another value at the path, such as `context.team.member[0].mbox`; `#` as a key's dot."""
    copied = orjson.loads(orjson.dumps(statement))  # shares nothing, not even within itself
    *way, last = [step for step in path.replace("[", ".[").split(".") if step]
    place: Any = copied
    for step in way:
        place = place[int(step[1:-1])] if step.startswith("[") else place[step.replace("#", ".")]
    key: Any = int(last[1:-1]) if last.startswith("[") else last.replace("#", ".")
    if value is GONE:
        del place[key]
    else:
        place[key] = value
    return copied
