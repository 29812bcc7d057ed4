"""Figures of one's own, defined in the browser."""

from html import unescape

import pytest
from django.urls import reverse

from panshi.figures.definitions import Condition, Measure, Operator, among
from panshi.figures.selectors import figure, own_figures, versions
from panshi.figures.tests.test_pages import page, signed_in, story, with_role
from panshi.org.choices import Role
from panshi.org.models import Person, Unit

pytestmark = pytest.mark.django_db
WORDS = {
    "label_zh": "头版长稿",
    "label_en": "Long front-page stories",
    "question_zh": "头版上有多少篇千字以上的稿件？",
    "question_en": "How many stories of a thousand characters stood on the front page?",
    "unit_zh": "篇",
    "unit_en": "stories",
}
CHOSEN = {"how_tier": "in", "in_tier": ["central", "provincial"], "from_length": "1000", "how_fault": "empty"}


@pytest.fixture
def leader(city: Unit) -> Person:
    return with_role("L1", "林越", city, Role.LEADER)


@pytest.fixture
def two_stories(leader: Person, east: Unit) -> None:
    story(east, "2023-03-01", "雪夜里的三百公里", by=leader, tier="central")
    story(east, "2023-05-09", "守好一条江", by=leader)


def over(measure: str = "count") -> str:
    return reverse("figures:define_over", args=["coverage.placement", measure])


def test_a_figure_is_defined_by_choosing(leader: Person, city: Unit) -> None:
    response = signed_in(leader).post(over() + "?period=2023", WORDS | CHOSEN)
    assert response.status_code == 302
    assert response["Location"] == reverse("figures:figure", args=["own.long_front_page_stories"])
    defined = figure("own.long_front_page_stories")
    assert (defined.measure, defined.label.zh) == (Measure.COUNT, "头版长稿")
    assert defined.where == (
        among("tier", "central", "provincial"),
        Condition("length", Operator.AT_LEAST, (1000,)),
        Condition("fault", Operator.EMPTY),
    )


def test_an_own_figure_opens_like_any_other(leader: Person, two_stories: None) -> None:
    client = signed_in(leader)
    client.post(over(), WORDS | {"how_tier": "in", "in_tier": ["central"]})
    shown = page(client, "figure", "own.long_front_page_stories")
    assert "1 条，与数字相同" in shown
    assert "雪夜里的三百公里" in shown
    assert "头版长稿" in page(client, "own")
    assert "头版长稿" in page(client, "catalogue", room="own")


def test_the_value_shows_before_the_figure_has_words(leader: Person, two_stories: None) -> None:
    sent = {"kind": "coverage.placement", "measure": "count", "how_tier": "in", "in_tier": ["provincial"]}
    shown = unescape(signed_in(leader).post(reverse("figures:preview") + "?period=2023", sent).content.decode())
    assert '<span class="value big">1<small></small></span>' in shown
    assert "媒体层级是“省级”" in shown
    without_scripts = signed_in(leader).post(over() + "?period=2023", sent | {"look": "1"}).content.decode()
    assert '<span class="value big">1<small></small></span>' in without_scripts
    assert 'class="errors"' not in without_scripts
    assert own_figures() == ()


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(leader: Person) -> None:
    sent = WORDS | {"label_en": "", "how_outlet": "in", "in_outlet": "", "from_length": "9", "to_length": "3"}
    shown = unescape(signed_in(leader).post(over(), sent).content.decode())
    assert "至少选一个值" in shown
    assert "“不小于”比“不大于”还大" in shown
    assert 'id="id_label_en_errors"' in shown
    assert 'value="头版长稿"' in shown
    assert own_figures() == ()


def test_an_edit_starts_from_what_there_is_and_makes_a_version(leader: Person) -> None:
    client = signed_in(leader)
    client.post(over(), WORDS | CHOSEN | {"how_outlet": "in", "in_outlet": "省法治报、云川日报"})
    key = "own.long_front_page_stories"
    shown = page(client, "edit", key)
    assert 'value="省法治报、云川日报"' in shown
    assert 'value="1000"' in shown
    client.post(reverse("figures:edit", args=[key]), WORDS | {"how_fault": "filled"})
    assert [(row.version, len(found.where)) for row, found in versions(key)] == [(2, 1), (1, 4)]


def test_a_rate_is_two_figures_divided(leader: Person) -> None:
    sides = {"numerator": "coverage.front_page_leads", "denominator": "coverage.mainstream_stories"}
    client, address = signed_in(leader), reverse("figures:define_ratio")
    refused = client.post(address, WORDS | sides | {"denominator": sides["numerator"]}).content.decode()
    assert "一个数字除以自己总是 100%" in refused
    client.post(address, WORDS | sides | {"unit_zh": "%", "unit_en": "%"})
    defined = figure("own.long_front_page_stories")
    assert (defined.ratio.numerator, defined.ratio.denominator) == tuple(sides.values())


def test_a_figure_is_retired_after_one_question(leader: Person) -> None:
    client, key = signed_in(leader), "own.long_front_page_stories"
    client.post(over(), WORDS | CHOSEN)
    assert "停用这个数字" in page(client, "retire", key)
    client.post(reverse("figures:retire", args=[key]))
    assert own_figures() == ()
    page(client, "figure", key, status=404)


def test_each_kind_offers_the_ways_it_can_be_counted(leader: Person) -> None:
    shown = page(signed_in(leader), "define")
    assert reverse("figures:define_over", args=["ratings.rating", "stock"]) in shown
    assert reverse("figures:define_over", args=["ratings.rating", "people"]) not in shown
    assert signed_in(leader).get(over("stock")).status_code == 404


def test_a_member_reads_own_figures_and_defines_none(ford: Unit) -> None:
    client = signed_in(with_role("M1", "何川", ford, Role.MEMBER))
    assert "还没有人定义过数字" in page(client, "own")
    for name, args in (("define", []), ("define_ratio", []), ("define_over", ["coverage.placement", "count"])):
        page(client, name, *args, status=403)
