"""Units of cmi5 packages launched and listened to (cmi5 Quartz: 8 launch, 9 statements, 10 launch data, 11 moveOn)."""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import orjson
from django.core import signing
from django.db import transaction
from django.utils.crypto import salted_hmac

from panshi.kernel.clock import now
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.selectors import root
from panshi.work.learning.lrs import services as store
from panshi.work.learning.lrs.choices import Power
from panshi.work.learning.lrs.models import Key
from panshi.work.learning.lrs.rules.agents import person_agent
from panshi.work.learning.lrs.rules.subjects import STATE, subject
from panshi.work.learning.lrs.services.documents import Sent, Where
from panshi.work.learning.models import Progress, Sitting
from panshi.work.learning.selectors.launching import activity_of, registration_of
from panshi.work.learning.services import studying
from panshi.work.learning.services.launching import Pass

CATEGORY = "https://w3id.org/xapi/cmi5/context/categories/cmi5"
SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
EXTENSION = "https://w3id.org/xapi/cmi5/context/extensions/"
VERBS = "http://adlnet.gov/expapi/verbs/"
TOKEN_SALT = "learning.cmi5"  # noqa: S105 -- a name, no secret
LOGIN = "panshi-cmi5"


class NotThisUnit(Refusal):
    """A launched unit speaks of its own learner, registration and activity."""

    words = Words(
        "这个单元只能读写本次学习自己的记录：{what}。", "A unit reads and writes the records of its own launch only: {what}."
    )
    code = "cmi5-not-this-unit"
    status = 403


class TokenTaken(Refusal):
    """The address for the token gives it once."""

    words = Words("令牌只发一次，已经取过。", "The token is given once, and was taken.")
    code = "cmi5-token-taken"
    status = 401


class BadToken(Refusal):
    """The token is the one that was given at launch."""

    words = Words("令牌不对。", "That is not the token.")
    code = "cmi5-bad-token"
    status = 401


def actor_of(progress: Progress) -> dict[str, Any]:
    """Who studies, as the unit is told."""
    person = progress.assignment.person
    return person_agent(person.number, person.name)


@transaction.atomic
def launch_unit(found: Pass, *, home: str) -> None:
    """Writes what the unit is to know into its state and says that it was launched; `home` is where it leads afterwards."""
    sitting = _sitting(found)
    progress, part = sitting.progress, found.material.outline[found.part]
    activity = activity_of(found.material, found.part)
    template = {
        "contextActivities": {"grouping": [{"objectType": "Activity", "id": part["id"]}]},
        "extensions": {SESSION: str(sitting.key)},
    }
    told: dict[str, Any] = {
        "contextTemplate": template, "launchMode": "Normal", "launchMethod": part["method"], "moveOn": part["move_on"],
        "returnURL": home,
    }  # fmt: skip
    if "mastery" in part:
        told["masteryScore"] = float(part["mastery"])
    if "parameters" in part:
        told["launchParameters"] = part["parameters"]
    if "entitlement" in part:
        told["entitlementKey"] = {"courseStructure": part["entitlement"]}
    where = Where(subject(STATE, activity, actor_of(progress)), "LMS.LaunchData", registration_of(progress))
    store.put_document(where, Sent(orjson.dumps(told), "application/json"), careful=False)
    extensions = {EXTENSION + word: told[key] for word, key in (("launchmode", "launchMode"), ("moveon", "moveOn"))}
    extensions |= {EXTENSION + "launchparameters": part.get("parameters", "")}
    _say(found, "launched", ("打开了", "launched"), extensions)
    studying.hear(progress, part["id"], {"opened": True})


@transaction.atomic
def give_token(found: Pass) -> str:
    """The token for the unit's calls, once."""
    sitting = Sitting.objects.select_for_update().get(pk=_sitting(found).pk)
    if sitting.fetched:
        raise TokenTaken
    sitting.fetched = True
    sitting.save(update_fields=["fetched"])
    return b64encode(f"{sitting.key}:{signing.dumps(sitting.key.hex, salt=TOKEN_SALT)}".encode()).decode()


def check_token(found: Pass, header: str) -> None:
    """Refuses a call without the token of this launch."""
    try:
        key, _, signed = b64decode(header.partition(" ")[2]).decode().partition(":")
        known = signing.loads(signed, salt=TOKEN_SALT) == _sitting(found).key.hex and key == str(_sitting(found).key)
    except (ValueError, signing.BadSignature):
        raise BadToken from None
    if not known:
        raise BadToken


def own_header() -> str:
    """How the platform itself comes into the record store for its units."""
    secret = salted_hmac(TOKEN_SALT, LOGIN).hexdigest()
    facts = {"unit": root(), "name": "cmi5", "digest": sha256(secret.encode()).hexdigest(), "hint": secret[-4:]}
    powers = [Power.WRITE.value, Power.READ_OWN.value]
    Key.objects.get_or_create(login=LOGIN, defaults=facts | {"powers": powers, "made_at": now()})
    return "Basic " + b64encode(f"{LOGIN}:{secret}".encode()).decode()


def check_statements(found: Pass, statements: Sequence[Any]) -> None:
    """Refuses statements about anybody or anything but this launch."""
    progress = _sitting(found).progress
    account, registration = actor_of(progress)["account"], str(registration_of(progress))
    for each in statements:
        said = each if isinstance(each, dict) else {}
        if (said.get("actor") or {}).get("account") != account:
            raise NotThisUnit(what="actor")
        if str((said.get("context") or {}).get("registration", "")).lower() != registration:
            raise NotThisUnit(what="context.registration")


def hear(found: Pass, statements: Sequence[Mapping[str, Any]]) -> None:
    """Takes from stored statements what the unit says of itself: completed, passed, how well; and says what that satisfies."""
    sitting, part = _sitting(found), found.material.outline[found.part]
    activity = activity_of(found.material, found.part)
    for each in statements:
        context = each.get("context") or {}
        categories = [one.get("id") for one in _many((context.get("contextActivities") or {}).get("category"))]
        if CATEGORY not in categories or (each.get("object") or {}).get("id") != activity:
            continue
        facts = _heard(str((each.get("verb") or {}).get("id")), each.get("result") or {}, part)
        if facts and studying.hear(sitting.progress, part["id"], facts):
            _say(found, "satisfied", ("满足了", "satisfied"), {})


def _heard(verb: str, result: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    scaled = (result.get("score") or {}).get("scaled")
    facts: dict[str, Any] = {"scaled": scaled} if scaled is not None and verb in (VERBS + "passed", VERBS + "failed") else {}
    if verb == VERBS + "completed" and result.get("completion") is True:
        facts["completed"] = True
    enough = scaled is None or scaled >= float(part.get("mastery", 0))
    if verb == VERBS + "passed" and result.get("success") is True and enough:
        facts["passed"] = True
    return facts


def _say(found: Pass, word: str, display: tuple[str, str], extensions: Mapping[str, Any]) -> None:
    """A statement of the platform's about the launch; each is said once."""
    sitting = _sitting(found)
    progress, part = sitting.progress, found.material.outline[found.part]
    verb = VERBS + word if word == "launched" else "https://w3id.org/xapi/adl/verbs/" + word
    once = sitting.key if word == "launched" else registration_of(progress)
    statement = {
        "id": str(uuid5(NAMESPACE_URL, f"{word} {once} {found.part}")),
        "actor": actor_of(progress),
        "verb": {"id": verb, "display": dict(zip(("zh-Hans", "en"), display, strict=True))},
        "object": {"objectType": "Activity", "id": activity_of(found.material, found.part)},
        "context": {
            "registration": str(registration_of(progress)),
            "contextActivities": {
                "category": [{"objectType": "Activity", "id": CATEGORY}],
                "grouping": [{"objectType": "Activity", "id": part["id"]}],
            },
            "extensions": {SESSION: str(sitting.key), **extensions},
        },
        "timestamp": now().isoformat(),
    }
    by = progress.assignment.person
    transaction.on_commit(lambda: store.record([statement], by=by), robust=True)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if isinstance(value, dict) else []


def _sitting(found: Pass) -> Sitting:
    if found.sitting is None:
        raise NotThisUnit(what="preview")
    return found.sitting
