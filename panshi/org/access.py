"""Who is asking, about what part of the tree and which days; and whether they may.

`ScopeMiddleware` gives every request a `person` and a `scope`; `needs` guards a view with a permission in that scope.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from panshi.kernel.clock import today
from panshi.kernel.periods import Period
from panshi.kernel.refusals import NotAllowed, Refusal
from panshi.kernel.words import Words
from panshi.org.models import Person, Unit
from panshi.org.permissions import LABELS
from panshi.org.scope import Scope
from panshi.org.selectors import allowed, top_units, unit_by_code

View = Callable[..., HttpResponseBase]


class NoPerson(Refusal):
    """The account belongs to nobody on the staff list."""

    words = Words(
        "这个账号还没有对应到人员；请管理员在“单位与人员”里关联。",
        "This account is not tied to a person yet; an administrator can tie it under “Units and people”.",
    )
    code = "no-person"
    status = 403


class NoRole(Refusal):
    """The person holds no role that lets them see anything today."""

    words = Words("您今天没有任何角色；请向本单位管理员申请。", "You hold no role today; ask your unit's administrator.")
    code = "no-role"
    status = 403


class BadPosition(Refusal):
    """as_of is no ledger position."""

    words = Words("“{text}”不是账本位置；应为正整数。", "“{text}” is no ledger position; it takes a whole number above 0.")
    code = "bad-position"


class Request(HttpRequest):
    """A request as views see it, after `ScopeMiddleware`."""

    person: Person
    scope: Scope
    htmx: Any


_latest_day: list[Callable[[], Any]] = []


def latest_day_is(ask: Callable[[], Any]) -> None:
    """Tells where to ask for the day of the newest fact: without ?period= its year is shown."""
    _latest_day[:] = [ask]


def default_period() -> Period:
    """The year of the newest fact known, else the current year."""
    newest = _latest_day[0]() if _latest_day else None
    return Period.year((newest or today()).year)


class ScopeMiddleware:
    """Sets `request.person` and `request.scope` from the account and `?unit=&period=&as_of=`; both are read when first used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.person = SimpleLazyObject(lambda: _person(request))  # type: ignore[assignment]  # a person once looked at
        request.scope = SimpleLazyObject(lambda: _scope(request))  # type: ignore[assignment]  # a scope once looked at
        return self.get_response(request)


def needs(permission: str) -> Callable[[View], View]:
    """Lets only people in who may do `permission` in the scope's unit; others sign in, or read a refusal naming both."""
    assert permission in LABELS, f"no permission {permission!r}"

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                from django.contrib.auth.views import redirect_to_login  # noqa: PLC0415 -- heavy: forms, which no command needs

                return redirect_to_login(request.get_full_path())
            # From here on they are themselves and no longer lazy: a lazy scope cannot be handed to dataclasses.replace.
            request.person, request.scope = _person(request), _scope(request)
            if not allowed(person=request.person, permission=permission, unit=request.scope.unit):
                raise NotAllowed(unit=request.scope.unit.name, permission=LABELS[permission])
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the test that walks all routes
        return guarded

    return guard


def scope_of(person: Person, *, unit: str | None = None, period: str | None = None, as_of: int | None = None) -> Scope:
    """The scope asked for: without a unit the highest one the person may see, without a period the year of the newest fact."""
    return Scope(
        unit=unit_by_code(unit) if unit else _home_unit(person),
        period=Period.parse(period) if period else default_period(),
        as_of=as_of,
    )


def _person(request: HttpRequest) -> Person:
    person = getattr(request.user, "person", None)
    if person is None:
        raise NoPerson
    return person


def _scope(request: Request) -> Scope:
    asked = request.GET
    as_of = _position(asked["as_of"]) if asked.get("as_of") else None
    scope = scope_of(request.person, unit=asked.get("unit"), period=asked.get("period"), as_of=as_of)
    return replace(scope, own=asked.get("own") == "1")


def _home_unit(person: Person) -> Unit:
    unit = top_units("figures.view", person=person).order_by("depth", "path").first()
    if unit is None:
        raise NoRole
    return unit


def _position(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise BadPosition(text=text)
    return int(text)
