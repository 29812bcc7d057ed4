"""Addresses that carry the scope: the unit, the period and the ledger position a page is read at."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse

from panshi.kernel.refusals import Refusal


def scope_of(request: HttpRequest) -> Any:
    """The request's scope, or None where there is none: nobody signed in, or the scope asked for is itself refused."""
    found = getattr(request, "_scope_found", ())
    if found == ():
        found = None
        if getattr(request, "user", None) is not None and request.user.is_authenticated and hasattr(request, "scope"):
            try:
                found = request.scope
                found.unit  # noqa: B018 -- the scope is lazy: this looks at it
            except Refusal:
                found = None  # the page around a refusal must still be drawn
        request._scope_found = found  # type: ignore[attr-defined]  # remembered for the life of the request
    return found


def query(*, unit: Any = None, period: Any = None, as_of: int | None = None, own: bool = False) -> str:
    """`?unit=C01&period=2023&as_of=120`, leaving out what is not said."""
    said = {"unit": unit and getattr(unit, "code", unit), "period": period and str(period), "as_of": as_of, "own": int(own)}
    kept = {name: value for name, value in said.items() if value}
    return "?" + urlencode(kept) if kept else ""


def scope_query(scope: Any, **changed: Any) -> str:
    """The query of `scope` with some of its parts changed: `scope_query(scope, unit="C01")`."""
    if scope is None:
        return query(**changed)
    own = getattr(scope, "own", False) and "unit" not in changed
    return query(**{"unit": scope.unit, "period": scope.period, "as_of": scope.as_of, "own": own} | changed)


def address(url_name: str, *args: Any, scope: Any = None, **changed: Any) -> str | None:
    """The page called `url_name` in `scope`, or None when no such page is there."""
    try:
        return reverse(url_name, args=[arg for arg in args if arg is not None]) + scope_query(scope, **changed)
    except NoReverseMatch:
        return None


def on_to(request: HttpRequest, url_name: str, *args: Any) -> HttpResponseRedirect:
    """Leads to the page called `url_name` in the request's scope, or home when no such page is there."""
    return HttpResponseRedirect(address(url_name, *args, scope=scope_of(request)) or "/")
