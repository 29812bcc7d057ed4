"""A bureau with two counties, a clerk and a verifier in one of them, and records of two kinds."""

from datetime import date
from typing import Any

import pytest

from panshi.ledger import kinds
from panshi.org.choices import Role
from panshi.org.models import Person, Unit
from panshi.org.tests.bureau import OPENED, SINCE, city, county, elsewhere, media, person, signed_in
from panshi.work.registers.services import NewRecord

__all__ = ["OPENED", "SINCE", "city", "county", "elsewhere", "media", "person", "signed_in"]


@pytest.fixture
def clerk(county: Unit) -> Person:
    return person("P1", "周宁", county, Role.CLERK)


@pytest.fixture
def verifier(county: Unit) -> Person:
    return person("P2", "吴越", county, Role.VERIFIER)


@pytest.fixture
def squad(county: Unit) -> list[Person]:
    return [person(f"S{number}", name, county) for number, name in enumerate(("高山", "白雪", "方圆"))]


def session(unit: Unit, **changed: Any) -> NewRecord:
    """A study session in `unit` on 5 May 2023."""
    facts = {"form": "study", "title": "五月集中学习", "level": "local"}
    return NewRecord(
        **{"kind": kinds.kind("activities.session"), "unit": unit, "occurred_on": date(2023, 5, 5), "dims": facts} | changed
    )


def sheet(unit: Unit, people: list[Person], **changed: Any) -> NewRecord:
    """An attendance sheet of the same session."""
    facts = {"form": "study", "title": "五月集中学习", "person_category": "officer", "leader": False}
    return session(unit, kind=kinds.kind("activities.attendance"), dims=facts, people=tuple(people), **changed)
