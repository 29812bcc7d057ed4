"""Points, stars and the way to the next star, on criteria that stand in no database."""

from decimal import Decimal

import pytest

from panshi.work.ratings.models import Criterion
from panshi.work.ratings.selectors.scoring import points_by_figure, result, stars_for, way_up

STARS = [[5, 90], [4, 80], [3, 70]]
STEPS = [["95", "5"], ["99.5", "8"], ["100", "10"]]


@pytest.mark.parametrize(("found", "points"), [(None, 0), ("94.99", 0), ("95", 5), ("99.49", 5), ("99.996", 8), ("100", 10)])
def test_a_figure_brings_the_points_of_the_highest_step_it_reaches(found, points):
    assert points_by_figure(STEPS, None if found is None else Decimal(found)) == points


@pytest.mark.parametrize(("points", "stars"), [("69.99", 0), ("70", 3), ("89.99", 4), ("90", 5), ("100", 5)])
def test_stars_begin_at_their_points(points, stars):
    assert stars_for(STARS, Decimal(points)) == stars


def criteria(*points: int) -> list[Criterion]:
    return [Criterion(pk=n, place=n, title=f"指标{n}", points=Decimal(each)) for n, each in enumerate(points)]


def test_the_smallest_sets_that_bring_the_next_star_are_told():
    asked = criteria(40, 30, 20, 10)
    way = way_up(asked, {0: Decimal(38), 1: Decimal(25), 2: Decimal(12), 3: Decimal(6)}, STARS)
    assert (way.stars, way.missing) == (5, 9)
    assert [[gain.criterion.pk for gain in chosen] for chosen in way.sets] == [[2, 1], [2, 3], [2, 0]]


def test_an_essential_criterion_stands_in_every_set():
    asked = criteria(40, 30, 20, 10)
    asked[3].essential_from, asked[3].cap = Decimal(10), 3
    points = {0: Decimal(38), 1: Decimal(28), 2: Decimal(14), 3: Decimal(5)}
    assert result(asked, points, STARS).stars == 3
    way = way_up(asked, points, STARS)
    assert (way.stars, [[gain.criterion.pk for gain in chosen] for chosen in way.sets]) == (4, [[3]])


def test_who_has_all_stars_has_no_way_up():
    assert way_up(criteria(100), {0: Decimal(95)}, STARS) is None
