"""The document as its page shows it: operations by subject, their parameters and fields in lines, and a call to copy."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of a body or an answer: `name` with the way to it, its type in a word, what it means."""

    name: str
    type: str
    required: bool
    said: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to call; `answers` are the statuses with what they mean, `call` is a line for a shell."""

    key: str
    method: str
    path: str
    summary: str
    said: str
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    given: tuple[Field, ...]
    answers: tuple[tuple[str, str], ...]
    call: str


def groups(document: Mapping[str, Any], *, origin: str) -> list[tuple[str, list[Operation]]]:
    """The operations by their subject, in the order of the document."""
    found: dict[str, list[Operation]] = {}
    for address, methods in document["paths"].items():
        for method, operation in methods.items():
            shown = _operation(document, method, address, operation, origin)
            found.setdefault(_(operation["tags"][0].capitalize()), []).append(shown)
    return list(found.items())


def _operation(document: Mapping[str, Any], method: str, address: str, facts: Mapping[str, Any], origin: str) -> Operation:
    content = facts.get("requestBody", {}).get("content", {})
    body = _schema(content)
    good = next(answer for status, answer in facts["responses"].items() if status.startswith("2"))
    given = _schema(good.get("content", {}))
    return Operation(
        key=facts["operationId"],
        method=method.upper(),
        path=address,
        summary=facts["summary"],
        said=facts.get("description", ""),
        parameters=tuple(_parameter(document, each) for each in facts["parameters"]),
        body=tuple(_fields(document, body)),
        given=tuple(_fields(document, given)),
        answers=tuple((status, answer["description"]) for status, answer in facts["responses"].items()),
        call=_call(method, address, facts, content, origin),
    )


def _schema(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of the one type of content there is, or an empty one."""
    found: Mapping[str, Any] = next((each["schema"] for each in content.values()), {})
    return found


def _parameter(document: Mapping[str, Any], facts: Mapping[str, Any]) -> Field:
    return Field(facts["name"], _type(document, facts["schema"]), facts["required"], facts.get("description", ""))


def _fields(document: Mapping[str, Any], schema: Mapping[str, Any], way: str = "", depth: int = 0) -> Iterator[Field]:
    """The fields of an object, and of objects and lists of objects within it, down to four deep."""
    whole = _resolved(document, schema)
    if whole.get("type") == "array":
        yield from _fields(document, whole.get("items", {}), f"{way}[]", depth)
        return
    for name, part in whole.get("properties", {}).items():
        at = f"{way}.{name}" if way else name
        inner = _resolved(document, part)
        said = part.get("description") or inner.get("description", "")
        yield Field(at, _type(document, part), name in whole.get("required", ()), said)
        if depth < DEEPEST:
            yield from _fields(document, inner, at, depth + 1)


def _resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema meant: a reference followed, of "this or nothing" this."""
    if "$ref" in schema:
        found: Mapping[str, Any] = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return found
    options = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    return _resolved(document, options[0]) if len(options) == 1 else schema


def _type(document: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    whole = _resolved(document, schema)
    if "enum" in whole:
        return " | ".join(str(value) for value in whole["enum"])
    if whole.get("type") == "array":
        return _("list of %(type)s") % {"type": _type(document, whole.get("items", {}))}
    options = [_type(document, each) for each in whole.get("anyOf", ())]
    return " | ".join(options) or str(whole.get("format") or whole.get("type") or "")


def _call(method: str, address: str, facts: Mapping[str, Any], content: Mapping[str, Any], origin: str) -> str:
    """The call for a shell, filled in with the examples of the document."""
    query = {}
    for parameter in facts["parameters"]:
        examples = parameter.get("examples") or parameter["schema"].get("examples") or ()
        if parameter["in"] == "path":
            address = address.replace("{" + parameter["name"] + "}", quote(str(examples[0] if examples else 1)))
        elif parameter["in"] == "query" and examples:
            query[parameter["name"]] = examples[0]
    asked = "?" + urlencode(query) if query else ""
    lines = [f'curl "{origin}{address}{asked}"', '-H "Authorization: Bearer $PANSHI_TOKEN"']
    if method == "post":
        lines.append('-H "Idempotency-Key: $(uuidgen)"')
    if "application/json" in content:
        example = facts["requestBody"]["content"]["application/json"].get("example", {})
        lines += ['-H "Content-Type: application/json"', f"-d '{json.dumps(example, ensure_ascii=False)}'"]
    elif content:
        lines.append('-F "files=@signed.jpg"')
    return " \\\n  ".join(lines)
