"""Values with a format: IRIs, UUIDs, times, durations, language tags, addresses, hashes. Each check returns the value or refuses.

`at` names the property in what was sent, such as `context.registration`.
"""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

import orjson

from panshi.work.learning.lrs.rules import refusals as why
from panshi.work.learning.lrs.rules.editions import Edition
from panshi.work.learning.lrs.rules.refusals import Malformed

_IRI = re.compile(
    r"(?!https?:(?!//[^/?#]))[A-Za-z][A-Za-z0-9+.\-]*:(?:[^\s\x00-\x20<>\"{}|\\^`%]|%[0-9A-Fa-f]{2})+",
)
_UUID = re.compile(r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}")
_TIME = re.compile(
    r"(?P<year>\d{4})(?P<dash>-?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)(?P<between>[Tt ])"
    r"(?P<hour>\d\d)(?P<colon>:?)(?P<minute>\d\d)(?:(?P=colon)(?P<second>\d\d)(?:[.,](?P<part>\d+))?)?"
    r"(?P<zone>[Zz]|[+-]\d\d(?::?\d\d)?)?",
)
_USUAL = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z")
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")
_NEGATIVE_ZERO = re.compile(r"-00(?::?00)?")
_N = r"\d+(?:[.,]\d+)?"
_DURATION = re.compile(
    rf"P(?!\Z)(?:{_N}W|(?:{_N}Y)?(?:{_N}M)?(?:{_N}D)?(?:T(?=\d)(?:{_N}H)?(?:{_N}M)?(?:{_N}S)?)?)",
)
_LANGUAGE = re.compile(
    r"(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?"
    r"|x(?:-[a-z\d]{1,8})+|i-[a-z]{2,8}(?:-[a-z]{2,8})?|en-gb-oed|sgn-(?:be-fr|be-nl|ch-de)"
    r"|art-lojban|cel-gaulish|no-bok|no-nyn|zh-(?:guoyu|hakka|min|min-nan|xiang))",
    re.IGNORECASE,
)
_MAILBOX = re.compile(r"mailto:[^\s@<>\"(),:;\[\]\\]+@[^\s@<>\"(),:;\[\]\\.]+(?:\.[^\s@<>\"(),:;\[\]\\.]+)*")
_SHA1 = re.compile(r"[0-9A-Fa-f]{40}")
_SHA2 = re.compile(r"[0-9A-Fa-f]{56}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{96}|[0-9A-Fa-f]{128}")
_TOKEN = r"[A-Za-z0-9!#$%&'*+.^_`|~\-]+"  # noqa: S105 -- the name that RFC 9110 gives it
_MEDIA_TYPE = re.compile(rf"{_TOKEN}/{_TOKEN}(?:\s*;\s*{_TOKEN}=(?:{_TOKEN}|\"[^\"]*\"))*\s*;?")
_FORMATS = {
    "mailbox": (_MAILBOX, why.NOT_A_MAILBOX),
    "sha1": (_SHA1, why.NOT_A_SHA1),
    "sha2": (_SHA2, why.NOT_A_SHA2),
    "media type": (_MEDIA_TYPE, why.NOT_A_MEDIA_TYPE),
    "duration": (_DURATION, why.NOT_A_DURATION),
    "language": (_LANGUAGE, why.NOT_A_LANGUAGE),
}


def iri(value: Any, at: str) -> str:
    """An absolute IRI (RFC 3987); also where the specification wants an IRL."""
    if type(value) is not str or not _is_iri(value):
        raise Malformed(where=at, why=why.NOT_AN_IRI)
    return value


def uuid(value: Any, at: str) -> str:
    """A UUID (RFC 4122) in its usual writing, in lower case."""
    if type(value) is not str or not _UUID.fullmatch(value):
        raise Malformed(where=at, why=why.NOT_A_UUID)
    return value.lower()


def formatted(value: Any, at: str, form: str) -> str:
    """A string that matches one of the named formats: mailbox, sha1, sha2, media type, duration, language."""
    pattern, reason = _FORMATS[form]
    if type(value) is not str or not pattern.fullmatch(value):
        raise Malformed(where=at, why=reason)
    return value


def text(value: Any, at: str) -> str:
    """A string."""
    if type(value) is not str:
        raise Malformed(where=at, why=why.NOT_A_STRING)
    return value


def moment(value: Any, at: str, edition: Edition = Edition.ONE) -> datetime:
    """A timestamp as a moment in UTC, to the microsecond; without a zone it is UTC.

    Edition 1 takes ISO 8601, extended or basic; edition 2 takes RFC 3339, which wants seconds and a zone and lets a space
    stand for the T. Neither takes an offset of minus zero.
    """
    found = _TIME.fullmatch(value) if type(value) is str else None
    if found is None or (edition is Edition.TWO and not _RFC3339.fullmatch(value)):
        raise Malformed(where=at, why=why.NOT_A_TIME)
    if edition is Edition.ONE and found["between"] == " ":
        raise Malformed(where=at, why=why.NOT_A_TIME)
    if bool(found["dash"]) != bool(found["colon"]) or _NEGATIVE_ZERO.fullmatch(found["zone"] or ""):
        raise Malformed(where=at, why=why.NOT_A_TIME)
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        second = min(int(found["second"] or 0), 59) if found["second"] != "60" else 59  # a leap second has no own moment
        if int(found["second"] or 0) > 60:
            raise Malformed(where=at, why=why.NOT_A_TIME)
        part = int((found["part"] or "0")[:6].ljust(6, "0"))
        zone = _zone(found["zone"] or "Z")
        clock = (int(found["hour"]), int(found["minute"]), second, part)
        return datetime(day.year, day.month, day.day, *clock, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Malformed(where=at, why=why.NOT_A_TIME) from None


def timestamp(value: Any, at: str, edition: Edition) -> None:
    """Refuses what `moment` refuses; the usual writing is known at a glance."""
    if not (type(value) is str and _USUAL.fullmatch(value) and _is_day(value[:10])):
        moment(value, at, edition)


def in_utc(value: str, at: str) -> str:
    """The same moment written in UTC as RFC 3339; what it says beyond microseconds is kept."""
    if _USUAL.fullmatch(value):
        return value
    found = _TIME.fullmatch(value)
    assert found is not None, "only what `moment` took"
    seconds = moment(value, at, Edition.TWO).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{seconds.zfill(19)}.{found['part'] or '000'}Z"


# Most statements repeat the IRIs, languages and days of others: what was good is not looked at again.
@lru_cache(maxsize=65_536)
def _is_iri(value: str) -> bool:
    return _IRI.fullmatch(value) is not None


@lru_cache(maxsize=1_024)
def _is_language(value: str) -> bool:
    return _LANGUAGE.fullmatch(value) is not None


@lru_cache(maxsize=4_096)
def _is_day(value: str) -> bool:
    with suppress(ValueError):
        return bool(date.fromisoformat(value))
    return False


def _zone(text: str) -> timezone:
    if text in "Zz":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:] if len(text) > 3 else 0)
    if hours > 23 or minutes > 59:
        raise ValueError
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def language_map(value: Any, at: str) -> None:
    """Language tags (RFC 5646) and a string for each."""
    if type(value) is not dict:
        raise Malformed(where=at, why=why.NOT_AN_OBJECT)
    for tag, words in value.items():
        if not _is_language(tag):
            raise Malformed(where=f"{at}.{tag}", why=why.NOT_A_LANGUAGE)
        if type(words) is not str:
            raise Malformed(where=f"{at}.{tag}", why=why.NOT_A_STRING)


def extensions(value: Any, at: str) -> None:
    """Any values under IRIs; the one place where null is allowed."""
    if type(value) is not dict:
        raise Malformed(where=at, why=why.NOT_AN_OBJECT)
    for key in value:
        if not _is_iri(key):
            raise Malformed(where=f"{at}.{key}", why=why.NOT_AN_IRI)


def members(value: Any, at: str, allowed: frozenset[str]) -> dict[str, Any]:
    """An object with no other properties than these."""
    if type(value) is not dict:
        raise Malformed(where=at, why=why.NOT_AN_OBJECT)
    if not value.keys() <= allowed:
        strange = next(name for name in value if name not in allowed)
        raise Malformed(where=f"{at}.{strange}" if at else strange, why=why.NOT_ALLOWED)
    return value


def needed(value: dict[str, Any], name: str, at: str) -> Any:
    """A property that must be there."""
    if name not in value:
        raise Malformed(where=f"{at}.{name}" if at else name, why=why.MISSING)
    return value[name]


def packed(value: Any, at: str) -> bytes:
    """The value as JSON text; what was read may be nested more deeply than can be written."""
    try:
        return orjson.dumps(value)
    except TypeError:
        raise Malformed(where=at, why=why.TOO_DEEP) from None


def array(value: Any, at: str) -> list[Any]:
    """An array."""
    if type(value) is not list:
        raise Malformed(where=at, why=why.NOT_AN_ARRAY)
    return value
