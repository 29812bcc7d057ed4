"""A template's figures become words, and the words become claims with their places."""

from decimal import Decimal

import pytest

from panshi.reviews.composing.claims import Composed
from panshi.reviews.composing.compose import compose
from panshi.reviews.tests.catalogue import FIGURES, Engine, scope


def composed(text: str, *, language: str = "zh", numbers: dict | None = None) -> Composed:
    engine = Engine()
    engine.numbers |= numbers or {}
    return compose(text, scope(), language=language, values=engine.values, titles=engine.titles, figures=FIGURES)


def text_of(template: str, **more: object) -> str:
    return composed(template, **more).text.rstrip("\n")


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ('{{ figure("coverage.mainstream_stories") }}', "1882篇"),
        ('{{ figure("coverage.mainstream_stories", unit=false) }}', "1882"),
        ('{{ figure("coverage.mainstream_stories", year=-1) }}', "1671篇"),
        ('{{ figure("coverage.mainstream_stories", form="over", digits=2) }}', "1800余篇"),
        ('{{ figure("coverage.mainstream_stories", form="breaking") }}', "突破1000篇"),
        ('{{ figure("coverage.mainstream_stories", form="near") }}', "近2000篇"),
        ('{{ figure("learning.tasks_published", form="over") }}', "26万余条"),
        ('{{ figure("learning.tasks_published", form="about") }}', "约26万条"),
        ('{{ figure("activities.warning_education", form="over") }}', "60余场次"),
        ('{{ figure("activities.warning_education", form="over", numerals="chinese") }}', "六十余场次"),
        ('{{ figure("learning.completion_rate") }}', "99.99%"),
        ('{{ figure("learning.completion_rate", form="about") }}', "99.99%"),
        ('第{{ figure("newsroom.good_news_selections", unit=false, numerals="chinese") }}届', "第二届"),
        ('{{ figure("honours.red_story_third", numerals="chinese") }}', "三件"),
        ('{{ change("coverage.mainstream_stories") }}', "增长12.6%"),
        ('{{ change("learning.completion_rate") }}', "提高2.1个百分点"),
        ('{{ change("activities.warning_education") }}', "上年为零"),
        ('{{ span("plans.culture_plan") }}', "2020年—2024年"),
        ('{{ titles("honours.red_story_third") }}', "《甲》《乙》《丙》"),
        ('{{ titles("honours.red_story_third", most=2) }}', "《甲》《乙》等3件"),
        ("{{ year }}年，{{ unit.name }}", "2023年，云川市公安局"),
        ("{{ year - 1 }}年到{{ year + 1 }}年", "2022年到2024年"),
        ('{{ figure("learning.tasks_published", like="30余万条") }}', "20余万条"),
        ('{{ figure("coverage.mainstream_stories", like="3,000件") }}', "1,882件"),
        ('{{ change("coverage.mainstream_stories", like="上升9%") }}', "上升13%"),
        ('{{ titles("honours.red_story_third", like="《丙》、《丁》和《甲》") }}', "《丙》、《甲》和《乙》"),
    ],
)
def test_a_figure_is_said_in_the_form_asked_for(template: str, text: str) -> None:
    assert text_of(template) == text


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ('{{ figure("coverage.mainstream_stories") }}', "1,882 stories"),
        ('{{ figure("learning.tasks_published", form="over") }}', "more than 260,000 tasks"),
        ('{{ figure("learning.completion_rate") }}', "99.99%"),
        ('{{ change("coverage.mainstream_stories") }}', "up 12.6%"),
        ('{{ titles("honours.red_story_third") }}', "“甲”, “乙”, “丙”"),
        ('{{ span("plans.culture_plan") }}', "2020–2024"),
    ],
)
def test_an_english_review_speaks_english(template: str, text: str) -> None:
    assert text_of(template, language="en") == text


def test_one_story_is_singular_in_english() -> None:
    assert (
        text_of('{{ figure("coverage.front_page_leads") }}', language="en", numbers={("coverage.front_page_leads", 2023): "1"})
        == "1 story"
    )


def test_two_works_are_liang_and_the_second_edition_is_er() -> None:
    numbers = {("honours.red_story_third", 2023): "2"}
    template = '{{ figure("honours.red_story_third", numerals="chinese") }}'
    assert text_of(template, numbers=numbers) == "两件"


def test_a_round_number_falls_back_from_over_to_exact_and_the_claim_says_so() -> None:
    result = composed(
        '{{ figure("activities.warning_education", form="over") }}', numbers={("activities.warning_education", 2023): "60"}
    )
    assert result.text == "60场次\n"
    assert (result.claims[0].form, result.claims[0].saying.form.value, result.claims[0].fallen_back) == ("exact", "over", True)


def test_a_claim_knows_its_place_value_scope_and_position() -> None:
    result = composed(
        '去年**刊发**{{ figure("coverage.mainstream_stories") }}，其中头条{{ figure("coverage.front_page_leads") }}。'
    )
    first, second = result.claims
    assert result.text[first.start : first.end] == first.surface == "1882篇"
    assert result.text[second.start : second.end] == second.surface == "10篇"
    assert (first.figure, first.value, first.unit, first.period, first.as_of) == (
        "coverage.mainstream_stories",
        Decimal(1882),
        "C",
        "2023",
        77,
    )


def test_a_number_in_a_condition_is_compared_and_is_no_claim() -> None:
    template = '{% if figure("coverage.front_page_leads") >= 10 %}过了十篇{% else %}没到{% endif %}'
    result = composed(template)
    assert (result.text, result.claims) == ("过了十篇\n", ())


def test_parts_by_unit_are_claims_of_those_units() -> None:
    comma = "{% if not loop.last %}，{% endif %}"
    template = '{% for part in parts("coverage.mainstream_stories") %}{{ part.name }}{{ part.number }}' + comma + "{% endfor %}"
    result = composed(template)
    assert result.text == "江滨分局1875篇，青川县局7篇\n"
    assert [(claim.unit, claim.value) for claim in result.claims] == [("C01", Decimal(1875)), ("C02", Decimal(7))]


def test_parts_by_month_are_claims_of_those_months() -> None:
    result = composed('{% for part in parts("coverage.mainstream_stories", by="month") %}{{ part.number }}{% endfor %}')
    assert [(claim.unit, claim.period) for claim in result.claims] == [("C", "2023-01")]


def test_all_figures_of_a_scope_are_asked_at_once_whatever_the_branches_say() -> None:
    engine = Engine()
    template = """{% if figure("coverage.front_page_leads") > 3 %}{{ figure("coverage.mainstream_stories") }}{% else %}
    {{ figure("activities.warning_education") }}{% endif %}{{ change("coverage.mainstream_stories") }}"""
    compose(template, scope(), values=engine.values, titles=engine.titles, figures=FIGURES)
    assert sorted(len(keys) for keys in engine.asked) == [1, 3]  # this year's three and last year's one


def test_keys_from_a_list_are_found_by_rendering_blind() -> None:
    template = '{% for key in ["coverage.front_page_leads", "activities.warning_education"] %}{{ figure(key) }}、{% endfor %}'
    assert text_of(template) == "10篇、64场次、"


def test_a_claim_survives_json() -> None:
    from panshi.reviews.composing.claims import Claim

    for claim in composed('{{ change("coverage.mainstream_stories") }}{{ titles("honours.red_story_third") }}').claims:
        assert Claim.from_json(claim.as_json()) == claim


def test_titles_do_not_mark_up_the_text() -> None:
    from panshi.reviews.composing.wording import Facts, Say, Saying, words_for

    assert words_for(Facts(Decimal(1), titles=("夜*航*[1]",)), Saying(say=Say.TITLES))[0] == "《夜\\*航\\*\\[1\\]》"


def test_a_tag_alone_on_its_line_leaves_no_line_and_paragraphs_stay_apart() -> None:
    template = "一。{% if year %}二。{% endif %}\n\n{% if year %}\n三。\n{% endif %}\n\n四。"
    assert text_of(template) == "一。二。\n\n三。\n\n四。"
