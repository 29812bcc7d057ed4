"""What every operation of the API that reads asks for: the unit, the days, the ledger's position; and pages of a list."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as noop
from ninja import Schema
from pydantic import Field

from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.org.access import scope_of
from panshi.org.models import ApiToken, Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import require

LINE = r"^[^\x00-\x1f\x7f]*$"
POSITION_MAX = 2**53 - 1


class ApiRequest(HttpRequest):
    """A request as operations see it: its token, and the person it stands for, narrowed to what it lends."""

    auth: ApiToken
    person: Person


class BadCursor(Refusal):
    """The cursor was not given by this list."""

    words = Words("after 只能用上一页答复里的 next。", "For after, take the next of the page before; nothing else.")
    code = "bad-cursor"


class Asked(Schema):
    """The part of the tree and the days asked about."""

    unit: Annotated[str | None, Field(max_length=32, pattern=LINE)] = Field(
        None, description=noop("The unit's code; it and all below it. Without one: the token's own."), examples=["C01"]
    )
    period: Annotated[str | None, Field(max_length=22)] = Field(
        None,
        description=noop("2023, 2023-05 or 2023-01-01..2023-06-30. Without one: the year of the newest fact."),
        examples=["2023"],
    )

    def scope(self, request: ApiRequest, permission: str) -> Scope:
        """The scope, if the token lends `permission` there; a refusal if not."""
        scope = scope_of(request.person, unit=self.unit, period=self.period, as_of=getattr(self, "as_of", None))
        require(person=request.person, permission=permission, unit=scope.unit)
        return scope


class AskedAsOf(Asked):
    """The same by the ledger's state at a position."""

    as_of: Annotated[int | None, Field(ge=1, le=POSITION_MAX)] = Field(
        None, description=noop("By the ledger's state at this position. Without one: as it stands now.")
    )


class Paged(Schema):
    """A page of a list."""

    limit: int = Field(50, ge=1, le=200, description=noop("How many at most."))
    after: Annotated[str | None, Field(max_length=100, pattern=LINE)] = Field(
        None, description=noop("The next of the page before.")
    )


class Term(Schema):
    """A term in both languages."""

    zh: str
    en: str


class UnitOut(Schema):
    """A unit by code and name."""

    code: str
    name: str


def term(words: Words) -> dict[str, str]:
    """The words in both languages."""
    return {"zh": words.zh, "en": words.en}


def unit_out(unit: Unit) -> dict[str, Any]:
    """The unit as answers name it."""
    return {"code": unit.code, "name": unit.name}
