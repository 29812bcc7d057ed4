"""What the makers of records hand in adds up to the targets, and every record lies where it should."""

from datetime import date

import pytest

from panshi.demo.organisation import found
from panshi.demo.plan import Plan, spread
from panshi.demo.reports import Fate
from panshi.demo.rooms import MAKERS, activities, learning
from panshi.demo.roster import load
from panshi.figures.definitions import Measure, Operator, declared

pytestmark = pytest.mark.django_db
PLAN = Plan(scale=0.05)
FIGURES = {figure.key: figure for figure in declared()}


@pytest.fixture(scope="module")
def reports(django_db_setup, django_db_blocker):
    """Every report of the two years at a twentieth of the size."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        found(PLAN)
        world = load(PLAN)
        made = [
            report
            for year in PLAN.years
            for month in range(1, 13)
            for maker in MAKERS
            for report in maker.records(world, year, month)
        ]
        transaction.set_rollback(True)
    return world, made


def counted(reports, key, year):
    """A figure by the plainest reading of its definition: a loop over the reports that stand."""
    figure = FIGURES[key]
    last = date(year, 12, 31)
    number, persons = 0, set()
    for report in reports:
        if report.kind.key != figure.kind or report.fate is not Fate.VERIFIED or not meets(report.dims, figure.where):
            continue
        if figure.measure is Measure.STOCK:
            until = report.dims.get("until")
            counts = report.occurred_on <= last and (until is None or until > last)
        elif figure.measure is Measure.ORDINAL:
            counts = report.occurred_on <= last
        else:
            counts = report.occurred_on.year == year
        if counts:
            number += report.quantity if figure.measure is Measure.SUM else max(1, len(report.people))
            persons.update(person.pk for person in report.people)
    return len(persons) if figure.measure is Measure.PEOPLE else number


def meets(dims, where):
    for condition in where:
        value = dims.get(condition.dimension)
        if condition.operator is Operator.IN and value not in condition.values:
            return False
        if condition.operator is Operator.EMPTY and value is not None:
            return False
        if condition.operator is Operator.FILLED and value is None:
            return False
    return True


def counted_alone(year):
    from panshi.demo.expected import EXPECTED, YEAR
    from panshi.demo.targets import BESIDES, EARLIER

    keys = {**EXPECTED, **BESIDES} if year == YEAR else EARLIER
    apart = {Measure.RATIO, Measure.PERIOD}
    elsewhere = {"learning.assignment", "learning.completion", "ratings.rating"}  # real tasks and rounds, and no records
    wanted = [key for key in keys if key in FIGURES and FIGURES[key].measure not in apart]
    return [key for key in wanted if FIGURES[key].kind not in elsewhere]


@pytest.mark.parametrize("year", PLAN.years)
def test_every_target_is_met_exactly(reports, year):
    _, made = reports
    wanted = {key: PLAN.target(year, key) for key in counted_alone(year)}
    assert {key: counted(made, key, year) for key in wanted} == wanted


def test_everything_due_in_2023_is_completed_and_in_2022_five_tasks_are_not(reports):
    world, _ = reports
    left = dict.fromkeys(PLAN.years, 0)
    for year in PLAN.years:
        for task in learning.tasks(world, year):
            given = [place for places in learning.audience(world, task).values() for place in places]
            due = [place for place in given if not world.excuse(place.person, task.published_on)]
            done = sum(len(people) for people in learning.finishing(world, task).values())
            left[year] += len(due) - len(learning.excused_later(world, task)) - done
    assert left == {2022: 5, 2023: 0}


def test_as_many_tasks_are_published_as_the_year_had(reports):
    world, _ = reports
    for year in PLAN.years:
        given = sum(len(places) for task in learning.tasks(world, year) for places in learning.audience(world, task).values())
        assert given == PLAN.target(year, "learning.tasks_published")


def test_nobody_completes_a_task_they_were_not_given_or_twice(reports):
    world, _ = reports
    for task in learning.tasks(world, 2023):
        given = {place.person.id for places in learning.audience(world, task).values() for place in places}
        done = [person for people in learning.finishing(world, task).values() for person in people]
        assert len(done) == len(set(done)), task
        assert set(done) <= given - set(learning.excused_later(world, task)), task


def test_leaders_who_went_to_yanan_twice_are_counted_once(reports):
    _, made = reports
    went = [
        person.pk
        for report in made
        if report.kind.key == "activities.attendance" and report.dims.get("programme") == "延安主题党日" and report.dims["leader"]
        for person in report.people
    ]
    assert len(went) > len(set(went)) == PLAN.target(2023, "activities.yanan_leaders")


def test_records_are_reported_after_the_fact_and_in_its_year(reports):
    _, made = reports
    earlier = [report for report in made if report.occurred_on.year < PLAN.years[0]]
    assert {report.reported_on for report in earlier} == {date(2022, 1, 10)}
    for report in made:
        assert report.occurred_on <= report.reported_on, report
        assert report in earlier or report.occurred_on.year == report.reported_on.year, report


def test_every_record_passes_its_kinds_own_check(reports):
    _, made = reports
    for report in made:
        report.kind.check(report.dims)
        assert bool(report.people) is report.kind.people, report
        assert report.quantity == 1 or report.kind.quantity, report


def test_some_records_are_late_reversed_sent_back_and_waiting(reports):
    _, made = reports
    assert {report.fate for report in made} == set(Fate)
    assert all(report.reason for report in made if report.fate in {Fate.REVERSED, Fate.SENT_BACK})
    assert any((report.reported_on - report.occurred_on).days > 10 for report in made if report.reported_on.year == 2023)


def test_the_same_plan_makes_the_same_records(reports):
    world, _ = reports
    first, second = (list(activities.records(world, 2023, 3)) for _ in range(2))
    assert first == second


def test_shares_add_up_to_the_total():
    assert spread(10, [1, 1, 1]) == [4, 3, 3]
    assert spread(72, [0.7, 0.65, 1.0]) == [21, 20, 31]
    assert sum(spread(261_437, [0.1 * place for place in range(1, 13)])) == 261_437
