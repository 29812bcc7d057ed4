"""A small organisation, four kinds of trial records and what is asked of them."""

from collections.abc import Iterator
from datetime import date
from itertools import count

import pytest

from panshi.kernel.references import Reference
from panshi.kernel.words import Words
from panshi.ledger import kinds, services
from panshi.ledger.entries import Entry
from panshi.ledger.kinds import Dimension, DimensionType, Kind
from panshi.ledger.postings import Posting
from panshi.org.choices import Category, Level
from panshi.org.models import Person, Unit
from panshi.org.services import employ, open_unit


def _words(text: str) -> Words:
    return Words(text, text)


def _choice(key: str, *values: str) -> Dimension:
    choices = {value: _words(value) for value in values}
    return Dimension(key, _words(key), DimensionType.CHOICE, choices, required=False, grouped=True)


EVENT = Kind(
    "trial.event",
    _words("event"),
    _words("events"),
    (
        _choice("form", "talk", "walk"),
        Dimension("title", _words("title"), required=False),
        Dimension("size", _words("size"), DimensionType.INTEGER, required=False, grouped=True),
        Dimension("held_on", _words("held on"), DimensionType.DATE, required=False, grouped=True),
        Dimension("open", _words("open"), DimensionType.BOOLEAN, required=False, grouped=True),
    ),
    quantity=_words("pieces"),
    title="title",
)
VISIT = Kind(
    "trial.visit",
    _words("visit"),
    _words("visits"),
    (_choice("form", "talk", "walk"), Dimension("title", _words("title"), required=False)),
    people=True,
)
STAR = Kind(
    "trial.star",
    _words("star"),
    _words("stars"),
    (
        Dimension("stars", _words("stars"), DimensionType.INTEGER, required=False, grouped=True),
        Dimension("until", _words("until"), DimensionType.DATE, required=False),
    ),
    until="until",
)
PLAN = Kind(
    "trial.plan",
    _words("plan"),
    _words("plans"),
    (
        Dimension("from_year", _words("from"), DimensionType.INTEGER, grouped=True),
        Dimension("to_year", _words("to"), DimensionType.INTEGER, grouped=True),
    ),
)
STORY = Kind(
    "trial.story",
    _words("story"),
    _words("stories"),
    (
        _choice("tier", "high", "middle", "low"),
        Dimension("work", _words("work"), required=False),
        Dimension("length", _words("length"), DimensionType.INTEGER, required=False),
        _choice("fault", "untrue"),
    ),
)
TRIAL_KINDS = (EVENT, VISIT, STAR, PLAN, STORY)


@pytest.fixture
def trial_kinds() -> Iterator[None]:
    kinds.declare(TRIAL_KINDS)
    yield
    for kind in TRIAL_KINDS:
        kinds._kinds.pop(kind.key)


@pytest.fixture
def city() -> Unit:
    return open_unit(code="C", name="市局", level=Level.CITY, opened_on=date(2000, 1, 1))


@pytest.fixture
def east(city: Unit) -> Unit:
    return open_unit(code="C01", name="东县局", level=Level.COUNTY, opened_on=date(2000, 1, 1), above=city)


@pytest.fixture
def west(city: Unit) -> Unit:
    return open_unit(code="C02", name="西县局", level=Level.COUNTY, opened_on=date(2000, 1, 1), above=city)


@pytest.fixture
def ford(east: Unit) -> Unit:
    return open_unit(code="C0101", name="渡口所", level=Level.STATION, opened_on=date(2000, 1, 1), above=east)


@pytest.fixture
def clerk(city: Unit) -> Person:
    return employ(number="P0", name="周宁", category=Category.OFFICER, unit=city, since=date(2000, 1, 1))


@pytest.fixture
def reader(city: Unit) -> Person:
    return employ(number="P1", name="陈晨", category=Category.OFFICER, unit=city, since=date(2000, 1, 1))


_numbers = count(1)


@pytest.fixture
def posted(trial_kinds: None, clerk: Person):
    """posted(EVENT, unit, "2023-05-03", form="talk", quantity=3) puts one entry into the ledger."""

    def post(kind: Kind, unit: Unit, day: str, *, quantity: int = 1, person: Person | None = None, **dims: object) -> Entry:
        source = Reference("trial.record", str(next(_numbers)))
        posting = Posting(kind, unit, date.fromisoformat(day), source, dims, quantity, person)
        return services.post(posting, by=clerk)

    return post
