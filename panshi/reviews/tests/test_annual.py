"""The default template says all the figures of a year, in both languages."""

import pytest

from panshi.figures.definitions import declared
from panshi.reviews.annual import annual_template
from panshi.reviews.composing.compose import Sandbox, compose
from panshi.reviews.composing.grammar import mentions
from panshi.reviews.tests.catalogue import Engine, scope

YEAR = """
activities.study_sessions activities.warning_education activities.heritage_education activities.heritage_attendance
activities.yanan_leaders activities.provincial_meetings_hosted activities.themed activities.culture_shows
activities.sports_competitions learning.tasks_published learning.completion_rate ratings.centres_five_star
ratings.centres_four_star ratings.stations_five_star ratings.officers_five_star ratings.auxiliaries_five_star
honours.case_second_prize honours.contact_point honours.provincial_briefs honours.leader_commendations
honours.red_story_organisation honours.red_story_first honours.red_story_third honours.film_photo_organisation
honours.film_photo_first honours.film_photo_second honours.film_photo_third honours.accounts_excellent groups.reading_rooms
groups.squads groups.interest_clubs contests.microfilm_entries contests.essay_entries contests.art_photo_entries
coverage.front_page_leads coverage.mainstream_stories coverage.series_reads newsroom.poster_series newsroom.posters
newsroom.short_videos newsroom.microfilms newsroom.music_videos newsroom.good_news_selections channels.matrix_posts
channels.upstream_adoptions plans.culture_plan
"""
THE_YEAR = YEAR.split()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_annual_review_uses_every_figure_of_the_year(language: str) -> None:
    tree = Sandbox().parse(annual_template(language))
    assert set(THE_YEAR) - {said.key for said in mentions(tree)} == set()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("number", ["0", "37"])
def test_the_annual_review_renders_for_a_full_year_and_for_an_empty_one(language: str, number: str) -> None:
    engine = Engine()
    engine.numbers = {(key, 2023): number for key in THE_YEAR}
    result = compose(
        annual_template(language), scope(), language=language, values=engine.values, titles=engine.titles, figures=declared()
    )
    assert all(result.text[claim.start : claim.end] == claim.surface for claim in result.claims)
    assert (len(result.claims) > 45) == (number == "37")
    assert "\n\n\n" not in result.text
    assert "{%" not in result.text
