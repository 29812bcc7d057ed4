"""What pydantic finds wrong, in the words of the site: where, by index and field, and what would be right."""

from collections.abc import Mapping, Sequence
from typing import Any

from panshi.kernel.refusals import Fault
from panshi.kernel.words import Words

FAULTS_MAX = 100
SAID = {
    "missing": Words("缺少这一项。", "This is missing."),
    "extra_forbidden": Words("没有这一项。", "There is no such field."),
    "string_type": Words("应为文字。", "It takes a text."),
    "string_too_long": Words("太长，最多 {max_length} 字。", "Too long; at most {max_length} characters."),
    "string_too_short": Words("太短，至少 {min_length} 字。", "Too short; at least {min_length} characters."),
    "string_pattern_mismatch": Words("写法不对，应合于 {pattern}。", "Not written as it should be; it matches {pattern}."),
    "int_type": Words("应为整数。", "It takes a whole number."),
    "int_parsing": Words("应为整数。", "It takes a whole number."),
    "int_from_float": Words("应为整数。", "It takes a whole number."),
    "int_parsing_size": Words("数太大。", "The number is too large."),
    "bool_type": Words("应为 true 或 false。", "It takes true or false."),
    "bool_parsing": Words("应为 true 或 false。", "It takes true or false."),
    "greater_than_equal": Words("不能小于 {ge}。", "It cannot be less than {ge}."),
    "less_than_equal": Words("不能大于 {le}。", "It cannot be more than {le}."),
    "date_type": Words("应为日期，如 2023-05-03。", "It takes a date such as 2023-05-03."),
    "date_parsing": Words("应为日期，如 2023-05-03。", "It takes a date such as 2023-05-03."),
    "date_from_datetime_parsing": Words("应为日期，如 2023-05-03。", "It takes a date such as 2023-05-03."),
    "date_from_datetime_inexact": Words("应为日期，不带时间。", "It takes a date without a time."),
    "list_type": Words("应为列表。", "It takes a list."),
    "too_long": Words("最多 {max_length} 个。", "At most {max_length} are taken."),
    "too_short": Words("至少要有 {min_length} 个。", "It takes {min_length} at least."),
    "dict_type": Words("应为对象。", "It takes an object."),
    "model_type": Words("应为对象。", "It takes an object."),
    "model_attributes_type": Words("应为对象。", "It takes an object."),
    "literal_error": Words("应为 {expected} 之一。", "It takes one of {expected}."),
    "enum": Words("应为 {expected} 之一。", "It takes one of {expected}."),
}
OTHERWISE = Words("这一项不合要求。", "This is not as it should be.")
_ASIDE = ("body", "query", "path", "header", "form", "file", "payload", "asked")
"""Parts of a place that say where in the request it is, and nothing about the field."""


def faults(errors: Sequence[Mapping[str, Any]]) -> tuple[Fault, ...]:
    """The first hundred, each with its place in the list that was sent (None outside one) and its field."""
    return tuple(_fault(error) for error in errors[:FAULTS_MAX])


def _fault(error: Mapping[str, Any]) -> Fault:
    place = [part for part in error["loc"] if part not in _ASIDE]
    index = next((at for at, part in enumerate(place) if isinstance(part, int)), None)
    words = SAID.get(error["type"], OTHERWISE)
    if index is None:
        return Fault(index=None, field=_field(place), code=error["type"], detail=words.format(**error.get("ctx", {})))
    rest = _field(place[index + 1 :]) or _field(place[:index])
    return Fault(index=int(place[index]), field=rest, code=error["type"], detail=words.format(**error.get("ctx", {})))


def _field(place: Sequence[object]) -> str:
    return ".".join(str(part) for part in place)
