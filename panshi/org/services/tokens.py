"""Tokens by which programs ask and report: made and revoked by people, counted at every call."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import Case, F, Value, When

from panshi.kernel.clock import now, today
from panshi.kernel.refusals import NotAllowed, Refusal
from panshi.kernel.words import Words
from panshi.org.choices import Power
from panshi.org.models import ApiToken, Narrowing, Person, Unit
from panshi.org.permissions import LABELS, entrusted
from panshi.org.selectors import allowed, require

PREFIX = "pnsh_"
DAYS_MAX = 366
CALLS_A_MINUTE = 600


class NoPowers(Refusal):
    """A token may read, report or both."""

    words = Words("令牌至少要能查看或上报。", "A token may at least read or report.")
    code = "no-powers"


class BadName(Refusal):
    """A token is known by its name."""

    words = Words("请给令牌起个名字，最多 60 字。", "Give the token a name of at most 60 characters.")
    code = "bad-name"


class BadEnd(Refusal):
    """A token ends, and not far from now."""

    words = Words(
        "令牌的最后一天应在 {first} 到 {last} 之间，不能是 {day}。",
        "A token's last day lies between {first} and {last}; it cannot be {day}.",
    )
    code = "bad-end"


class BadToken(Refusal):
    """The secret is of no token that holds today."""

    words = Words(
        "令牌无效：没有这个令牌，或者它已到期、已撤销。请在 Authorization 头里写“Bearer pnsh_…”。",
        "The token is not valid: there is none such, or it has ended or was revoked. Send “Authorization: Bearer pnsh_…”.",
    )
    code = "bad-token"
    status = 401


class TooManyCalls(Refusal):
    """A token calls so many times a minute and no more."""

    words = Words(
        "这个令牌一分钟最多调用 {most} 次；请等 {seconds} 秒再试。",
        "This token may call {most} times a minute; wait {seconds} seconds.",
    )
    code = "too-many-calls"
    status = 429


@dataclass(frozen=True, slots=True)
class Made:
    """A new token with its secret, which nobody can read again."""

    token: ApiToken
    secret: str


@transaction.atomic
def make_token(*, unit: Unit, name: str, powers: Collection[Power], ends_on: date, by: Person) -> Made:
    """A token that stands for `by` in `unit` and below, until `ends_on`; it can never do more than they can themselves."""
    require(person=by, permission="api.tokens", unit=unit)
    named = name.strip()
    if not named or len(named) > 60 or not named.isprintable():
        raise BadName
    if not powers:
        raise NoPowers
    for permission in (each for power in powers for each in entrusted(power)):
        require(person=by, permission=permission, unit=unit)
    first, last = today(), today() + timedelta(days=DAYS_MAX)
    if not first <= ends_on <= last:
        raise BadEnd(first=first, last=last, day=ends_on)
    secret = PREFIX + token_urlsafe(32)
    token = ApiToken.objects.create(
        unit=unit,
        name=named,
        person=by,
        powers=[power.value for power in Power if power in powers],
        digest=_digest(secret),
        hint=secret[-4:],
        made_at=now(),
        ends_on=ends_on,
    )
    return Made(token, secret)


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Person) -> ApiToken:
    """Ends the token at once; its maker may, and whoever manages its unit. Revoked again it stays as it is."""
    if token.person_id != by.pk and not allowed(person=by, permission="org.manage", unit=token.unit):
        raise NotAllowed(unit=token.unit.name, permission=LABELS["org.manage"])
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = now(), by
        token.save(update_fields=["revoked_at", "revoked_by"])
    return token


def enter(secret: str) -> ApiToken:
    """The token with this secret, counted as called once more; its `person` may do through it only what it lends.

    Refuses a token that is unknown, ended or revoked, one whose maker's account is closed, and more calls than a minute has.
    """
    known = ApiToken.objects.select_related("unit", "person__account").filter(digest=_digest(secret)).first()
    if known is None or known.revoked_at is not None or known.ends_on < today():
        raise BadToken
    if known.person.account is None or not known.person.account.is_active:
        raise BadToken
    _count(known)
    permissions = {permission for power in known.powers for permission in entrusted(Power(power))}
    known.person.narrowed = Narrowing(known.unit.path, frozenset({*permissions, "org.view_people"}))
    return known


def _count(token: ApiToken) -> None:
    """One statement, so that calls at the same moment are all counted, whichever process they come to."""
    moment = now()
    minute, second = divmod(int(moment.timestamp()), 60)
    calls = Case(When(minute=minute, then=F("calls") + 1), default=Value(1))
    ApiToken.objects.filter(pk=token.pk).update(calls=calls, minute=minute, used_at=moment)
    token.refresh_from_db(fields=["calls", "minute", "used_at"])
    if token.minute == minute and token.calls > CALLS_A_MINUTE:
        raise TooManyCalls(most=CALLS_A_MINUTE, seconds=60 - second)


def _digest(secret: str) -> str:
    # A secret of 256 random bits needs no slow hash: there is nothing to guess.
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
