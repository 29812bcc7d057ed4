"""What the figures of 2023 must come to: the facts of one published year, and the demo's number for each.

Where the published year gives an approximate number (60余), `stated` and `form` keep it and `value` is the exact number the demo
builds. `unit` and `measure` are how the figure must be declared.
"""

from dataclasses import dataclass
from decimal import Decimal

from panshi.figures.definitions import Measure
from panshi.kernel.numbers import Form

YEAR = 2023


@dataclass(frozen=True, slots=True)
class Expected:
    """One figure's number: `value` in the demo; `stated` in `form` by the published year (a rate is in percent)."""

    key: str
    unit: str
    measure: Measure
    value: int
    stated: int
    form: Form

    def met_by(self, value: Decimal | None) -> bool:
        """Whether a computed value is exactly the demo's number."""
        return value is not None and value == self.value


FACTS = (
    Expected("activities.study_sessions", "场次", Measure.COUNT, 3650, 3650, Form.EXACT),
    Expected("activities.warning_education", "场次", Measure.COUNT, 64, 60, Form.OVER),
    Expected("activities.heritage_education", "场次", Measure.COUNT, 54, 50, Form.OVER),
    Expected("activities.heritage_attendance", "人次", Measure.PERSON_TIMES, 2186, 2000, Form.OVER),
    Expected("activities.yanan_leaders", "名", Measure.PEOPLE, 74, 74, Form.EXACT),
    Expected("activities.provincial_meetings_hosted", "场", Measure.COUNT, 1, 1, Form.EXACT),
    Expected("activities.themed", "项", Measure.COUNT, 10, 10, Form.EXACT),
    Expected("activities.culture_shows", "场", Measure.COUNT, 1, 1, Form.EXACT),
    Expected("activities.sports_competitions", "项", Measure.COUNT, 4, 4, Form.EXACT),
    Expected("learning.tasks_published", "条", Measure.COUNT, 261_437, 260_000, Form.OVER),
    Expected("learning.completion_rate", "%", Measure.RATIO, 100, 100, Form.EXACT),
    Expected("ratings.centres_five_star", "个", Measure.STOCK, 6, 6, Form.EXACT),
    Expected("ratings.centres_four_star", "个", Measure.STOCK, 6, 6, Form.EXACT),
    Expected("ratings.stations_five_star", "个", Measure.STOCK, 100, 100, Form.EXACT),
    Expected("ratings.officers_five_star", "名", Measure.STOCK, 350, 350, Form.EXACT),
    Expected("ratings.auxiliaries_five_star", "名", Measure.STOCK, 260, 260, Form.EXACT),
    Expected("honours.case_second_prize", "项", Measure.COUNT, 1, 1, Form.EXACT),
    Expected("honours.contact_point", "次", Measure.ORDINAL, 3, 3, Form.EXACT),
    Expected("honours.provincial_briefs", "次", Measure.COUNT, 15, 15, Form.EXACT),
    Expected("honours.leader_commendations", "次", Measure.COUNT, 3, 3, Form.EXACT),
    Expected("honours.red_story_organisation", "项", Measure.COUNT, 1, 1, Form.EXACT),
    Expected("honours.red_story_first", "件", Measure.COUNT, 1, 1, Form.EXACT),
    Expected("honours.red_story_third", "件", Measure.COUNT, 3, 3, Form.EXACT),
    Expected("honours.film_photo_organisation", "项", Measure.COUNT, 1, 1, Form.EXACT),
    Expected("honours.film_photo_first", "件", Measure.COUNT, 1, 1, Form.EXACT),
    Expected("honours.film_photo_second", "件", Measure.COUNT, 2, 2, Form.EXACT),
    Expected("honours.film_photo_third", "件", Measure.COUNT, 2, 2, Form.EXACT),
    Expected("honours.accounts_excellent", "个", Measure.COUNT, 3, 3, Form.EXACT),
    Expected("groups.reading_rooms", "个", Measure.STOCK, 13, 13, Form.EXACT),
    Expected("groups.squads", "支", Measure.STOCK, 8, 8, Form.EXACT),
    Expected("groups.interest_clubs", "支", Measure.STOCK, 5, 5, Form.EXACT),
    Expected("contests.microfilm_entries", "部", Measure.COUNT, 10, 10, Form.EXACT),
    Expected("contests.essay_entries", "篇", Measure.COUNT, 94, 90, Form.OVER),
    Expected("contests.art_photo_entries", "件", Measure.COUNT, 527, 500, Form.OVER),
    Expected("coverage.front_page_leads", "篇", Measure.COUNT, 10, 10, Form.EXACT),
    Expected("coverage.mainstream_stories", "篇", Measure.COUNT, 1882, 1882, Form.EXACT),
    Expected("coverage.series_reads", "次", Measure.SUM, 21_386_540, 20_000_000, Form.BREAKING),
    Expected("newsroom.poster_series", "期", Measure.COUNT, 72, 72, Form.EXACT),
    Expected("newsroom.posters", "张", Measure.SUM, 536, 500, Form.OVER),
    Expected("newsroom.short_videos", "个", Measure.COUNT, 418, 400, Form.OVER),
    Expected("newsroom.microfilms", "部", Measure.COUNT, 11, 11, Form.EXACT),
    Expected("newsroom.music_videos", "部", Measure.COUNT, 10, 10, Form.EXACT),
    Expected("newsroom.good_news_selections", "届", Measure.ORDINAL, 2, 2, Form.EXACT),
    Expected("channels.matrix_posts", "条", Measure.COUNT, 10_840, 10_840, Form.EXACT),
    Expected("channels.upstream_adoptions", "条", Measure.COUNT, 6, 1, Form.ABOVE),
    Expected("plans.culture_plan", "年", Measure.PERIOD, 5, 5, Form.EXACT),
)
EXPECTED = {fact.key: fact for fact in FACTS}
SPANS = {"plans.culture_plan": "2020–2024"}
