"""A small bureau and three kinds, enough to say every rule of the ledger."""

from collections.abc import Iterator
from datetime import date

import pytest

from panshi.kernel.words import Words
from panshi.ledger import kinds
from panshi.ledger.kinds import Dimension, DimensionType, Kind
from panshi.org import services
from panshi.org.choices import Category, Level
from panshi.org.models import Person, Unit

SESSION = Kind(
    key="drill.session",
    label=Words("演练", "drill"),
    unit_of_count=Words("场次", "sessions"),
    dimensions=(
        Dimension(
            "form", Words("形式", "form"), DimensionType.CHOICE, {"day": Words("日间", "day"), "night": Words("夜间", "night")}
        ),
        Dimension("title", Words("名称", "title"), required=False),
        Dimension("ends_on", Words("结束日期", "ends on"), DimensionType.DATE, required=False),
        Dimension("indoors", Words("室内", "indoors"), DimensionType.BOOLEAN, required=False),
    ),
)
ATTENDANCE = Kind(
    key="drill.attendance",
    label=Words("参加演练", "attendance"),
    unit_of_count=Words("人次", "person-times"),
    people=True,
)
READS = Kind(
    key="drill.reads",
    label=Words("阅读量", "reads"),
    unit_of_count=Words("次", "reads"),
    quantity=Words("次数", "how often"),
)
DRILLS = (SESSION, ATTENDANCE, READS)


@pytest.fixture(scope="module", autouse=True)
def drills() -> Iterator[None]:
    """Only these tests know of drills: pages of other tests list every kind there is."""
    kinds.declare(DRILLS)
    yield
    for kind in DRILLS:
        kinds._kinds.pop(kind.key)


@pytest.fixture
def city(db: None) -> Unit:
    return services.open_unit(code="C", name="云川市公安局", level=Level.CITY, opened_on=date(2000, 1, 1))


@pytest.fixture
def clerk(city: Unit) -> Person:
    return services.employ(number="P1", name="周宁", category=Category.OFFICER, unit=city, since=date(2020, 1, 1))
