"""The demo's exams: as many as the year has, sat by everybody due, failed ones sat again, and some papers with real answers."""

from calendar import monthrange
from datetime import date

import pytest

from panshi.demo.examining import OPEN, examine
from panshi.demo.organisation import found
from panshi.demo.plan import Plan
from panshi.demo.rooms.exams import PAPERS, held
from panshi.demo.roster import load
from panshi.ledger import selectors as ledger
from panshi.org.choices import Category
from panshi.work.learning.models import Attempt, Exam, Intake, Question

pytestmark = pytest.mark.django_db
PLAN = Plan(scale=0.02)


def test_the_year_has_its_exams_and_everybody_due_sits_them():
    found(PLAN)
    world = load(PLAN)
    assert [bool(held(world, 2022, quarter)) for quarter in (1, 2, 3, 4)] == [False, False, False, True]
    quarters = [held(world, 2023, quarter) for quarter in (1, 2, 3, 4)]
    for quarter in quarters:
        due = [
            place.person.pk
            for places in world.on(quarter.on).values()
            for place in places
            if place.category != Category.CIVILIAN and not world.excuse(place.person, quarter.on)
        ]
        assert sorted(each.place.person.pk for each in quarter.sat) == sorted(due)
        assert all((each.score < 60) is bool(each.resit) for each in quarter.sat)
        assert PAPERS <= sum(each.answered for each in quarter.sat) <= 2 * PAPERS


def test_a_quarter_is_sat_posted_and_sat_again_by_those_who_failed():
    found(PLAN)
    world = load(PLAN)
    quarter = held(world, 2023, 4)
    entries = examine(world, date(2023, 12, 1), date(2023, 12, monthrange(2023, 12)[1]))
    failed = [each for each in quarter.sat if each.score < 60]
    assert entries == ledger.head() == len(quarter.sat) + len(failed)
    exam = Exam.objects.get(title=quarter.name)
    assert Attempt.objects.filter(exam=exam, passed=True).count() == len(quarter.sat)
    assert Attempt.objects.filter(exam=exam, passed=False, number=1).count() == len(failed)
    papers = {each.place.person.pk: each.score for each in quarter.sat if each.answered}
    real = Attempt.objects.filter(exam=exam, answers__isnull=False).distinct()
    assert {attempt.person_id: attempt.points for attempt in real} == papers
    assert Attempt.objects.filter(exam__title=OPEN, passed__isnull=True).count() == 6


def test_every_question_of_the_bank_is_taken():
    found(PLAN)
    examine(load(PLAN), date(2023, 12, 1), date(2023, 12, 31))
    assert Intake.objects.get().refused == []
    assert Question.objects.count() == 41
