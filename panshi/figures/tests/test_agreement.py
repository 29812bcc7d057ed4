"""Whatever the ledger: the engine says what plain counting says, and the trail has as many entries as the number."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from panshi.figures import definitions, rule_tables
from panshi.figures.compute import trail, value, values
from panshi.figures.compute.asking import from_segments, question
from panshi.figures.compute.celled import from_cells
from panshi.figures.definitions import Measure
from panshi.figures.tallies import Tally
from panshi.figures.tests import reference, trial
from panshi.figures.tests.conftest import EVENT, PLAN, STAR, STORY, VISIT
from panshi.kernel.periods import Period
from panshi.kernel.references import Reference
from panshi.ledger import selectors, services
from panshi.ledger.postings import Posting
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope

pytestmark = pytest.mark.django_db

PERIODS = (
    Period.year(2023),
    Period.parse("2022-11-15..2023-02-10"),
    Period.month(2023, 2),
    Period.parse("2022-01-01..2023-12-31"),
)
days = st.integers(0, 800).map(lambda n: date(2022, 1, 1) + timedelta(days=n))
few_days = st.sampled_from([date(2022, 12, 31), date(2023, 1, 1), date(2023, 2, 1), date(2023, 2, 10), date(2023, 12, 31)])
texts = st.sampled_from(["甲", "乙", "it's", '"双"'])


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.one_of(st.none(), strategy)


KINDS = {kind.key: kind for kind in (EVENT, VISIT, STAR, PLAN, STORY)}
SHAPES: dict[str, dict[str, st.SearchStrategy]] = {
    EVENT.key: {
        "form": maybe(st.sampled_from(["talk", "walk"])),
        "title": maybe(texts),
        "size": maybe(st.integers(-1, 3)),
        "held_on": maybe(few_days),
        "open": maybe(st.booleans()),
    },
    VISIT.key: {"form": maybe(st.sampled_from(["talk", "walk"])), "title": maybe(texts)},
    STAR.key: {"stars": maybe(st.sampled_from([4, 5])), "until": maybe(few_days | days)},
    PLAN.key: {"from_year": st.integers(2019, 2024), "to_year": st.integers(2020, 2025)},
    STORY.key: {
        "tier": maybe(st.sampled_from(["high", "middle", "low"])),
        "work": maybe(st.sampled_from(["一", "二"])),
        "length": maybe(st.sampled_from([10, 1000, 2500])),
        "fault": maybe(st.just("untrue")),
    },
}


@st.composite
def postings(draw: st.DrawFn) -> tuple:
    kind = KINDS[draw(st.sampled_from(list(SHAPES)))]
    dims = {key: found for key, shape in SHAPES[kind.key].items() if (found := draw(shape)) is not None}
    quantity = draw(st.integers(0, 9)) if kind.quantity else 1
    return kind, draw(st.integers(0, 3)), draw(few_days | days), draw(st.integers(0, 1)), quantity, dims


steps = st.lists(st.one_of(postings(), postings(), postings(), st.integers(0, 30)), max_size=30)
numbers = count(1)


@pytest.fixture
def catalogue(trial_kinds: None) -> Iterator[dict]:
    definitions.declare(trial.FIGURES)
    rule_tables.declare(trial.RULES)
    yield {figure.key: figure for figure in trial.FIGURES}
    for figure in trial.FIGURES:
        definitions._figures.pop(figure.key)
    for table in trial.RULES:
        rule_tables._tables.pop((table.key, table.version))


@pytest.fixture
def units(city: Unit, east: Unit, west: Unit, ford: Unit) -> list[Unit]:
    return [city, east, west, ford]


def write(ledger: list, units: list[Unit], people: list[Person]) -> None:
    for step in ledger:
        if isinstance(step, int):
            standing = [entry for entry in everything() if entry.sign > 0 and selectors.reversal_of(entry.seq) is None]
            if standing:
                services.reverse(standing[step % len(standing)], reason="更正", by=people[0])
            continue
        kind, unit, day, person, quantity, dims = step
        source = Reference("trial.record", str(next(numbers)))
        named = people[person] if kind.people else None
        services.post(Posting(kind, units[unit], day, source, dims, quantity, named), by=people[0])


def everything() -> list:
    return selectors.entries(range(1, selectors.head() + 1))


@settings(
    max_examples=20,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ledger=steps, pick=st.data())
def test_every_number_is_what_plain_counting_gives(ledger, pick, catalogue, units, clerk: Person, reader: Person) -> None:
    with transaction.atomic():
        write(ledger, units, [clerk, reader])
        entries = everything()
        as_of = pick.draw(st.one_of(st.none(), st.integers(0, len(entries))))
        period = pick.draw(st.sampled_from(PERIODS))
        top = pick.draw(st.sampled_from(units))
        agree(catalogue, entries, units, Scope(top, period, as_of))
        transaction.set_rollback(True)


def agree(catalogue: dict, entries: list, units: list[Unit], scope: Scope) -> None:
    figures = list(catalogue.values())
    position = len(entries) if scope.as_of is None else scope.as_of
    below = [unit for unit in units if scope.unit.holds(unit)]

    def plainly(figure, among, period, **more):
        return reference.number(figure, entries, among, period, position, catalogue, **more)

    for found in values(figures, scope):
        assert found.value == plainly(found.figure, below, scope.period), found.figure.key
        assert found.as_of == position
    for found in values(figures, scope, by="unit"):
        parts = {part.code: part.value for part in found.parts}
        for child in Unit.objects.get_children(scope.unit):
            share = [unit for unit in units if child.holds(unit)]
            assert parts.pop(child.code) == plainly(found.figure, share, scope.period), (found.figure.key, child.code)
        own = plainly(found.figure, [scope.unit], scope.period)
        assert parts.get(scope.unit.code, own) == own, found.figure.key
    for found in values(figures, scope, by="month"):
        shares = [plainly(found.figure, below, month, months=True) for month in scope.period.months()]
        assert [part.value for part in found.parts] == shares, found.figure.key
    if scope.as_of is None:
        cells_say_what_segments_say(figures, scope)
    for figure in figures:
        behind(figure, entries, below, scope, position)


def cells_say_what_segments_say(figures: list, scope: Scope) -> None:
    for level in (None, "station"):
        asked = question(scope, parts=True, months=True, level=level)
        celled = from_cells(asked, figures)
        if asked.as_of:
            assert {figure.key for figure in celled} >= {"trial.events", "trial.pieces", "trial.talks_ever", "trial.stars"}
        for figure, tally in from_segments(asked, celled).items():
            assert some(celled[figure]) == some(tally), figure.key


def some(tally: Tally) -> tuple:
    return (tally.total, {k: v for k, v in tally.parts.items() if v}, {k: v for k, v in tally.months.items() if v})


def behind(figure, entries: list, below: list[Unit], scope: Scope, position: int) -> None:
    """The trail holds exactly the entries that plain counting finds, and makes the number."""
    if figure.ratio:
        return
    found = trail(figure, scope, limit=1000)
    entries_there = reference.behind(figure, entries, {unit.pk for unit in below}, scope.period, position)
    number = value(figure, scope).value
    if figure.measure is Measure.PEOPLE:
        assert found.total == number == len(found.rows)
        assert {row.person_id for row in found.rows} == {entry.person_id for entry in entries_there}
        assert sum(found.entries_each) == len(entries_there)
        return
    assert list(found.rows) == entries_there[::-1], figure.key
    assert found.total == len(entries_there)
    if figure.measure in (Measure.COUNT, Measure.STOCK, Measure.ORDINAL):
        assert found.total == number
    if figure.measure in (Measure.SUM, Measure.PERSON_TIMES):
        assert found.quantity == number
