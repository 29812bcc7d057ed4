"""The OpenAPI document: what ninja draws from the operations, with what all of them share, in the reader's language."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop
from ninja import NinjaAPI
from ninja.openapi import get_schema

ROOT = "api/v1/"
ABOUT = noop(
    "Report records and read figures from other programs. Every call carries a unit's token. Every POST carries an "
    "Idempotency-Key: sent again with the same body within seven days, it is answered as before and done once. Every refusal is "
    "a problem (RFC 9457), in Chinese or English as Accept-Language asks."
)
PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "type": "object",
    "description": noop("A refusal, as RFC 9457 has it."),
    "required": ["type", "title", "status", "detail", "instance", "code", "facts"],
    "properties": {
        "type": {"type": "string", "description": noop("Always urn:panshi:refusal: and the code.")},
        "title": {"type": "string", "description": noop("The rule, in English.")},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": noop("What is to be done, in the language asked for.")},
        "instance": {"type": "string", "description": noop("The address that was called.")},
        "code": {"type": "string", "description": noop("The rule, in a word for programs.")},
        "facts": {"type": "object", "additionalProperties": {"type": "string"}},
        "errors": {
            "type": "array",
            "description": noop("Where several things were sent: what is wrong with which, a hundred at most."),
            "items": {
                "type": "object",
                "required": ["index", "field", "code", "detail"],
                "properties": {
                    "index": {"type": ["integer", "null"], "description": noop("Its place in the list sent, from 0.")},
                    "field": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
KEY: dict[str, Any] = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": True,
    "description": noop("A new one, such as a UUID, for each thing to be done; the same one when it is sent again."),
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}
ALWAYS = {
    401: noop("No token, or one that does not hold."),
    403: noop("The token, or the person it stands for, may not do this there."),
    404: noop("It is not there, or not in sight."),
    422: noop("A rule speaks against it."),
    429: noop("Too many calls; Retry-After says how long to wait."),
    503: noop("The database is busy or not ready; nothing was done."),
}
OF_BODIES = {
    400: noop("It cannot be read, or has no Idempotency-Key."),
    409: noop("It has changed meanwhile, or stands in a state that does not allow it."),
    413: noop("The body is too large."),
    415: noop("The body comes in another format."),
}
WORDED = ("summary", "description")


def described(made: NinjaAPI) -> dict[str, Any]:
    """The document, its texts in the active language."""
    drawn = get_schema(made, path_prefix=ROOT)
    drawn["info"]["description"] = ABOUT
    drawn["components"]["schemas"]["Problem"] = PROBLEM
    drawn["components"]["securitySchemes"]["Token"]["description"] = noop("Made on the page of a unit, under API tokens.")
    for methods in drawn["paths"].values():
        for method, operation in methods.items():
            operation["responses"] = _answers(operation["responses"], bodied=method != "get")
            if method == "post":
                operation["parameters"] = [*operation["parameters"], KEY]
    worded: dict[str, Any] = _in_words(drawn)
    return worded


def _answers(own: dict[int, Any], *, bodied: bool) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    shared = ALWAYS | (OF_BODIES if bodied else {})
    problems = {str(status): {"description": said, "content": content} for status, said in sorted(shared.items())}
    return {**{str(status): answer for status, answer in own.items()}, **problems}


def _in_words(part: Any) -> Any:
    """A copy in which every summary and description is in the active language; examples and names stay as they are.

    A text is translated by its paragraphs, each as one line.
    """
    if isinstance(part, list):
        return [_in_words(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        name: _worded(value) if name in WORDED and isinstance(value, str) else _in_words(value) for name, value in part.items()
    }


def _worded(text: str) -> str:
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return "\n\n".join(gettext(paragraph) for paragraph in paragraphs if paragraph)
