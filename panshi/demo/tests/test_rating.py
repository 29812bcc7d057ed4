"""The demo's rounds of stars: as many as planned, each with marks that add up to its stars, checked by others."""

from datetime import date

import pytest

from panshi.demo.organisation import found
from panshi.demo.plan import Plan
from panshi.demo.rating import decide, give
from panshi.demo.rooms.ratings import GRADES, subjects
from panshi.demo.roster import load
from panshi.ledger import selectors as ledger
from panshi.work.ratings.models import Candidate, Mark, Round

pytestmark = pytest.mark.django_db
PLAN = Plan(scale=0.02)


def test_as_many_are_planned_for_stars_as_the_year_has():
    found(PLAN)
    world = load(PLAN)
    for year in PLAN.years:
        for subject, grades in GRADES.items():
            kept = [each.stars for each in subjects(world, year, subject) if not each.loses_them]
            assert {stars: kept.count(stars) for stars, _key in grades} == {
                stars: PLAN.target(year, key) for stars, key in grades
            }


def test_a_round_gives_the_stars_planned_and_every_mark_bears_them_out():
    found(PLAN)
    world = load(PLAN)
    decide(world, date(2023, 11, 1), date(2023, 11, 10))
    assert ledger.head() == 0
    given = give(world, date(2023, 11, 1), date(2023, 11, 10))
    taken = give(world, date(2023, 11, 11), date(2023, 11, 20))
    assert given[0] + taken[0] == ledger.head()
    for made in Round.objects.select_related("standard"):
        wanted = subjects(world, 2023, made.standard.subject)
        candidates = list(made.candidates.order_by("pk"))
        assert [each.stars for each in candidates] == [each.stars for each in wanted]
        assert [bool(each.withdrawn_at) for each in candidates] == [bool(each.loses_them) for each in wanted]
        assert not [each for each in candidates if each.assessor_id == each.person_id]
    first = Candidate.objects.order_by("pk")[0]
    assert sum(Mark.objects.filter(candidate=first).values_list("points", flat=True)) == first.points
