"""What programs send about records."""

import re
from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext_noop as noop
from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from panshi.org.asking import LINE

RECORDS_MAX = 1000
EXAMPLE = {
    "kind": "activities.session",
    "unit": "C01",
    "occurred_on": "2023-05-05",
    "dims": {"form": "study", "title": "五月集中学习", "level": "local"},
}


def _iso(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        return value
    raise PydanticCustomError("date_type", "not an ISO date")


Day = Annotated[date, BeforeValidator(_iso)]
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Number = Annotated[str, Field(min_length=1, max_length=32, pattern=LINE)]


class Exact(Schema):
    """Takes the fields it names and no others."""

    model_config = ConfigDict(extra="forbid")


class ContentIn(Exact):
    """What is said about a thing that happened."""

    unit: str = Field(min_length=1, max_length=32, pattern=LINE, description=noop("The unit's code."))
    occurred_on: Day = Field(description=noop("The day it happened."))
    dims: dict[str, Any] = Field(max_length=100, description=noop("By key, as the kind has them."))
    quantity: int = Field(1, ge=0, le=2**53 - 1, strict=True, description=noop("Where the kind has one; for each person."))
    people: list[Number] = Field([], max_length=10_000, description=noop("Staff numbers, where the kind counts people."))
    title: str = Field("", max_length=300, description=noop("Left out, the dimension that names the thing is taken."))
    note: str = Field("", max_length=2000)
    evidence: list[Digest] = Field([], max_length=100, description=noop("Digests of evidence filed before."))
    distinct_because: str = Field(
        "", max_length=300, description=noop("Why it is another one than the record it looks like, where one was pointed out.")
    )


class RecordIn(ContentIn):
    """A record to be reported."""

    kind: str = Field(min_length=1, max_length=64, pattern=LINE, description=noop("The kind's key."))


class RecordsIn(Exact):
    """Records to be reported: all of them or none."""

    records: list[RecordIn] = Field(min_length=1, max_length=RECORDS_MAX)


class CorrectionIn(ContentIn):
    """The whole record as it should have been; `revision` is the one that was looked at."""

    revision: int = Field(ge=1, le=2**31 - 1, strict=True)


class LinkIn(Exact):
    """The address of a page that shows it."""

    address: str = Field(min_length=1, max_length=2000)
    name: str = Field("", max_length=200, pattern=LINE)


class LinksIn(Exact):
    """Addresses to be kept as evidence."""

    links: list[LinkIn] = Field(min_length=1, max_length=100)


class AttachIn(Exact):
    """Evidence filed before, to be added to a record."""

    digests: list[Digest] = Field(min_length=1, max_length=100)
