"""What readers teach the checker: kept for a unit and all below, decided by the nearest, taken back, never lost."""

import pytest

from panshi.figures.definitions import UnknownFigure
from panshi.kernel.refusals import NotAllowed, NotFound
from panshi.org.choices import Role
from panshi.org.services import grant_role
from panshi.reviews import selectors
from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.corrections import teach, unteach
from panshi.reviews.checker.lessons import Lesson as Taught
from panshi.reviews.models import Lesson
from panshi.reviews.tests.small_year import OPENED, SmallYear, organisation

pytestmark = pytest.mark.django_db
LEADS, STORIES = "coverage.front_page_leads", "coverage.mainstream_stories"


@pytest.fixture
def year() -> SmallYear:
    return organisation()


def claim(text: str) -> Claim:
    return next(claim for claim in extract(text) if claim.type.statistic)


def test_a_lesson_keeps_the_claims_words_without_its_number(year):
    teach(claim=claim("全年刊登好稿8篇。"), figure=LEADS, unit=year.city, by=year.editor)
    assert selectors.lessons(year.city) == (Taught("好稿", "全年刊登好稿 ", "篇", LEADS),)


def test_a_lesson_of_the_city_holds_in_its_counties_and_not_the_other_way_round(year):
    teach(claim=claim("刊登好稿8篇。"), figure=LEADS, unit=year.city, by=year.editor)
    teach(claim=claim("刊登佳作8篇。"), figure=None, unit=year.north, by=year.editor)
    found = {unit.code: [lesson.figure for lesson in selectors.lessons(unit)] for unit in (year.city, year.north, year.south)}
    assert found == {"C": [LEADS], "C01": [LEADS, None], "C02": [LEADS]}


def test_of_two_lessons_about_the_same_words_the_nearer_units_decides(year):
    teach(claim=claim("刊登好稿8篇。"), figure=LEADS, unit=year.north, by=year.editor)
    teach(claim=claim("刊登好稿9篇。"), figure=STORIES, unit=year.city, by=year.editor)
    assert [lesson.figure for lesson in selectors.lessons(year.north)] == [LEADS]
    assert [lesson.figure for lesson in selectors.lessons(year.south)] == [STORIES]


def test_another_lesson_about_the_same_words_takes_the_place_of_the_first(year):
    first = teach(claim=claim("刊登好稿8篇。"), figure=LEADS, unit=year.city, by=year.editor)
    again = teach(claim=claim("刊登好稿8篇。"), figure=LEADS, unit=year.city, by=year.editor)
    teach(claim=claim("刊登好稿9篇。"), figure=STORIES, unit=year.city, by=year.editor)
    first.refresh_from_db()
    assert (again.pk, first.undone_by, Lesson.objects.count()) == (first.pk, year.editor, 2)
    assert [lesson.figure for lesson in selectors.lessons(year.city)] == [STORIES]


def test_a_lesson_taken_back_is_kept_and_holds_no_more(year):
    lesson = teach(claim=claim("刊登好稿8篇。"), figure=None, unit=year.city, by=year.editor)
    unteach(pk=lesson.pk, by=year.editor)
    undone = unteach(pk=lesson.pk, by=year.editor)
    assert (selectors.lessons(year.city), undone.undone_by) == ((), year.editor)


def test_only_who_may_teach_there_teaches_and_takes_back(year):
    lesson = teach(claim=claim("刊登好稿8篇。"), figure=None, unit=year.city, by=year.editor)
    with pytest.raises(NotAllowed):
        teach(claim=claim("刊登好稿8篇。"), figure=LEADS, unit=year.city, by=year.clerk)
    with pytest.raises(NotAllowed):
        unteach(pk=lesson.pk, by=year.clerk)
    with pytest.raises(NotFound):
        unteach(pk=lesson.pk + 1, by=year.editor)


def test_an_editor_of_a_county_teaches_there_and_not_the_city(year):
    grant_role(person=year.clerk, role=Role.EDITOR, unit=year.north, since=OPENED, by=None)
    teach(claim=claim("刊登好稿8篇。"), figure=LEADS, unit=year.north, by=year.clerk)
    with pytest.raises(NotAllowed):
        teach(claim=claim("刊登好稿8篇。"), figure=LEADS, unit=year.city, by=year.clerk)


def test_an_unknown_figure_is_refused(year):
    with pytest.raises(UnknownFigure):
        teach(claim=claim("刊登好稿8篇。"), figure="no.such_figure", unit=year.city, by=year.editor)


def test_signs_no_database_takes_do_not_stop_a_lesson(year):
    lesson = teach(claim=claim("刊登\ud800好稿8篇。"), figure=LEADS, unit=year.city, by=year.editor)
    assert lesson.subject == "?好稿"
