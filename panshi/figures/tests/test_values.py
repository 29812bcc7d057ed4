"""What figures come to, over literal ledgers."""

from decimal import Decimal

import pytest

from panshi.figures.compute import BeyondHead, value, values
from panshi.figures.definitions import Figure, Measure, among
from panshi.figures.tests.conftest import EVENT
from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.ledger import services
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope

pytestmark = pytest.mark.django_db


def figure(measure: Measure, kind: str, *where, **more) -> Figure:
    name = Words("数", "number")
    return Figure(f"trial.{measure}", name, name, name, measure, kind=kind, where=where, **more)


TALKS = figure(Measure.COUNT, "trial.event", among("form", "talk"))
PIECES = figure(Measure.SUM, "trial.event")
YEAR = Period.year(2023)


def test_a_count_counts_what_fits_and_stands(posted, city: Unit, east: Unit, clerk: Person) -> None:
    posted(EVENT, east, "2023-05-03", form="talk")
    posted(EVENT, east, "2023-05-03", form="walk")
    posted(EVENT, east, "2022-12-31", form="talk")
    taken_back = posted(EVENT, east, "2023-06-01", form="talk")
    services.reverse(taken_back, reason="重复", by=clerk)
    assert value(TALKS, Scope(city, YEAR)).value == Decimal(1)


def test_a_sum_adds_quantities_up(posted, city: Unit, east: Unit) -> None:
    posted(EVENT, east, "2023-05-03", quantity=3)
    posted(EVENT, city, "2023-05-04", quantity=4)
    assert value(PIECES, Scope(city, YEAR)).value == Decimal(7)


def test_parts_by_unit_are_the_children_and_the_unit_itself(posted, city: Unit, east: Unit, west: Unit, ford: Unit) -> None:
    posted(EVENT, city, "2023-01-01", quantity=1)
    posted(EVENT, east, "2023-01-01", quantity=2)
    posted(EVENT, ford, "2023-01-01", quantity=4)
    found = value(PIECES, Scope(city, YEAR), by="unit")
    assert [(part.label, part.value) for part in found.parts] == [("市局", 1), ("东县局", 6), ("西县局", 0)]
    stations = value(PIECES, Scope(city, YEAR), by="unit", level="station")
    assert [(part.label, part.value) for part in stations.parts] == [("市局", 1), ("东县局", 2), ("渡口所", 4), ("西县局", 0)]


def test_parts_by_month_cover_the_period(posted, city: Unit) -> None:
    posted(EVENT, city, "2023-05-31", quantity=2)
    posted(EVENT, city, "2023-06-01", quantity=3)
    found = value(PIECES, Scope(city, Period.parse("2023-05-15..2023-06-30")), by="month")
    assert [(part.code, part.label, part.value) for part in found.parts] == [("2023-05", "5月", 2), ("2023-06", "6月", 3)]


def test_as_of_a_position_later_entries_do_not_count(posted, city: Unit) -> None:
    first = posted(EVENT, city, "2023-05-31", quantity=2)
    posted(EVENT, city, "2023-06-01", quantity=3)
    assert value(PIECES, Scope(city, YEAR, as_of=first.seq)).value == 2
    assert value(PIECES, Scope(city, YEAR)).as_of == first.seq + 1
    with pytest.raises(BeyondHead, match=f"账本只到第 {first.seq + 1} 条"):
        value(PIECES, Scope(city, YEAR, as_of=first.seq + 2))


def test_several_figures_come_in_the_order_asked(posted, city: Unit) -> None:
    posted(EVENT, city, "2023-05-31", form="talk", quantity=5)
    assert [found.value for found in values([PIECES, TALKS], Scope(city, YEAR))] == [5, 1]


def test_an_empty_ledger_answers_nothing(trial_kinds, city: Unit) -> None:
    assert [found.value for found in values([PIECES, TALKS], Scope(city, YEAR))] == [0, 0]


def test_a_rate_just_short_of_all_is_never_written_as_100() -> None:
    from panshi.figures.compute.door import Question, _answer
    from panshi.figures.definitions import Ratio
    from panshi.figures.tallies import Shape, Tally

    rate = Figure("trial.rate", *[Words("率", "rate")] * 3, Measure.RATIO, ratio=Ratio("trial.a", "trial.b"))
    asked = Question.__new__(Question)
    object.__setattr__(asked, "shape", Shape())
    object.__setattr__(asked, "as_of", 7)
    found = _answer(rate, [Tally(99_996), Tally(100_000)], Scope(Unit(), YEAR), asked)
    assert (found.value, found.numerator, found.denominator) == (Decimal("99.99"), 99_996, 100_000)


def test_a_comparison_is_to_date_and_a_history_ends_with_the_scope(posted, city: Unit) -> None:
    from datetime import UTC, datetime

    from panshi.figures.compute import comparison, history
    from panshi.kernel import clock

    for day in ("2022-03-01", "2022-11-01", "2023-03-01", "2023-03-02", "2023-03-03"):
        posted(EVENT, city, day)
    events = figure(Measure.COUNT, "trial.event")
    with clock.fixed(datetime(2023, 6, 1, tzinfo=UTC)):
        found = comparison(events, Scope(city, YEAR))
    assert (found.now.value, found.before.value, found.difference, found.change) == (3, 1, 2, 200)
    assert str(found.before.scope.period) == "2022-01-01..2022-06-01"
    assert [one.value for one in history(events, Scope(city, YEAR), years=2)] == [2, 3]


def test_titles_are_the_works_in_the_order_posted(posted, city: Unit, clerk: Person) -> None:
    from panshi.figures.compute import titles

    for title in ("春", "夏", "春"):
        posted(EVENT, city, "2023-03-01", title=title)
    services.reverse(posted(EVENT, city, "2023-03-01", title="秋"), reason="误报", by=clerk)
    assert titles(figure(Measure.COUNT, "trial.event"), Scope(city, YEAR)) == ["春", "夏"]


def test_what_a_transaction_wrote_and_took_back_counts_nowhere(posted, city: Unit) -> None:
    from django.db import transaction

    posted(EVENT, city, "2023-03-01", quantity=1)
    with transaction.atomic():
        posted(EVENT, city, "2023-03-01", quantity=10)
        assert value(PIECES, Scope(city, YEAR)).value == 11
        transaction.set_rollback(True)
    assert value(PIECES, Scope(city, YEAR)).value == 1
