"""From a checked text to next year's review: the page, what it begins, and the sentences ticked off in the editor."""

import re

import pytest
from django.test import Client
from django.utils import translation

from panshi.org.choices import Role
from panshi.org.services import grant_role
from panshi.reviews.models import Adoption, Review, Template
from panshi.reviews.tests.small_year import OPENED, SmallYear, signed_in, small_year

pytestmark = pytest.mark.django_db
TEXT = (
    "2023年，在中省市主流媒体刊登稿件9篇，其中头版头条刊发稿件2篇。系列报道全网阅读量突破2000万。\n"
    "第四届大赛如期举行。志愿服务860小时。"
)
PAGE = "/reviews/adopt/?unit=C&period=2023"


@pytest.fixture(autouse=True)
def chinese():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def year() -> SmallYear:
    return small_year()


@pytest.fixture
def writer(client: Client, year: SmallYear) -> Client:
    return signed_in(client, year.editor)


def sent(**more: str) -> dict[str, str]:
    return {"name": "综述2023.txt", "text": TEXT, "word": ""} | more


def begun(writer: Client, **more: str) -> Review:
    asked = {"begin": "1", "title": "一年", "unit": "C", "for_period": "2024"} | more
    answer = writer.post(PAGE, sent(**asked))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Review.objects.latest("pk")


def test_the_page_shows_what_is_bound_what_is_left_and_offers_the_next_year(writer):
    page = writer.post(PAGE, sent())
    html = page.content.decode()
    assert page.status_code == 200
    assert "like=&quot;突破2000万&quot;" in html
    assert "原文写“9篇”，账本是 8篇：按账本写。" in html
    assert page.context["form"].initial["for_period"] == "2024"
    assert (page.context["tied"], page.context["left"]) == (3, 1)


def test_without_a_text_the_page_leads_to_the_checker(writer):
    page = writer.get(PAGE)
    assert (page.status_code, "/reviews/check/" in page.content.decode()) == (200, True)
    assert writer.post(PAGE, {"name": "", "text": " ", "word": ""}).status_code == 422


def test_a_text_without_statistics_says_so(writer):
    page = writer.post(PAGE, sent(text="全面贯彻党的二十大精神。"))
    assert (page.status_code, page.context["tied"], "没有找到统计数字" in page.content.decode()) == (200, 0, True)


def test_one_button_keeps_the_template_and_opens_next_years_review_in_the_editor(writer):
    review = begun(writer)
    template = Template.objects.get()
    assert (review.title, review.period, review.unit.code, review.text) == ("一年", "2024", "C", template.text)
    assert template.name == "综述2023"
    assert 'coverage.mainstream_stories") }}，其中' in template.text
    page = writer.get(f"/reviews/{review.pk}/?unit=C&period=2024").content.decode()
    assert "2024年" in page
    for reason in (
        "“主流媒体刊登稿件”2024 还没有记录",
        "原文写“9篇”，账本是 8篇：按账本写",
        "“第四届”是原文那一年的次序",
        "“860小时”没有对定数字，还是原文的",
    ):
        assert reason in page, reason


def test_the_reasons_are_said_in_english_too(writer):
    review = begun(writer)
    writer.cookies["django_language"] = "en"
    page = writer.get(f"/reviews/{review.pk}/?unit=C&period=2024").content.decode()
    assert "is tied to no figure and still the old text" in page
    assert "Sentences to look at" in page


def test_a_sentence_is_ticked_off_and_back_on(writer, year):
    review = begun(writer)
    page = writer.get(f"/reviews/{review.pk}/?unit=C&period=2024").content.decode()
    keys = re.findall(r'name="looked" value="([0-9a-f]+)"', page)
    assert len(keys) == 4
    place = f"/reviews/{review.pk}/looked-at/?unit=C&period=2024"
    fragment = writer.post(place, {"looked": keys[0], "text": review.text}).content.decode()
    assert (fragment.count('name="looked"'), year.editor.name in fragment) == (3, True)
    assert list(Adoption.objects.get().looked_at) == [keys[0]]
    fragment = writer.post(place, {"unlooked": keys[0], "text": review.text}).content.decode()
    assert fragment.count('name="looked"') == 4


def test_without_scripts_a_tick_keeps_what_was_typed(writer):
    review = begun(writer)
    typed = {"title": "改了", "language": "zh", "text": review.text + "\n再加一句。", "unit": "C", "period": "2024"}
    page = writer.get(f"/reviews/{review.pk}/?unit=C&period=2024").content.decode()
    key = re.findall(r'name="looked" value="([0-9a-f]+)"', page)[0]
    answer = writer.post(f"/reviews/{review.pk}/?unit=C&period=2024", typed | {"looked": key, "revision": "1"}).content.decode()
    assert ("再加一句。" in answer, answer.count('name="looked"')) == (True, 3)
    assert Review.objects.get().title == "一年"


def test_a_sentence_put_right_is_pointed_out_no_more(writer):
    review = begun(writer)
    place = f"/reviews/{review.pk}/looked-at/?unit=C&period=2024"
    left = review.text.replace("第四届大赛如期举行。", "大赛如期举行。").replace("志愿服务860小时。", "")
    assert writer.post(place, {"text": left}).content.decode().count('name="looked"') == 2


def test_a_template_that_cannot_be_read_says_where_the_sentences_went(writer):
    review = begun(writer)
    place = f"/reviews/{review.pk}/looked-at/?unit=C&period=2024"
    assert "模板能读通以后才会列出" in writer.post(place, {"text": review.text + "{% if %}"}).content.decode()


def test_a_review_of_no_old_text_has_no_such_list(writer, year):
    from panshi.reviews.tests.test_pages import written

    review = written(year)
    assert 'id="sentences"' not in writer.get(f"/reviews/{review.pk}/?unit=C&period=2023").content.decode()
    assert writer.post(f"/reviews/{review.pk}/looked-at/?unit=C&period=2023", {"looked": "x"}).status_code == 200


def test_a_period_that_is_none_is_named_beside_the_form(writer):
    answer = writer.post(PAGE, sent(begin="1", title="一年", unit="C", for_period="明年"))
    assert (answer.status_code, "“明年”不是期间" in answer.content.decode()) == (422, True)
    assert Review.objects.count() == 0


def test_who_may_not_write_there_is_refused_and_no_unit_beyond_is_offered(client, year):
    grant_role(person=year.people[0], role=Role.EDITOR, unit=year.north, since=OPENED, by=None)
    editor = signed_in(client, year.people[0])
    assert editor.post(PAGE, sent()).status_code == 403
    answer = editor.post(PAGE.replace("unit=C&", "unit=C01&"), sent(begin="1", title="一年", unit="C", for_period="2024"))
    assert (answer.status_code, Review.objects.count()) == (422, 0)


def test_a_county_may_be_given_the_text_of_the_city(writer):
    review = begun(writer, unit="C02", for_period="2023")
    page = writer.get(f"/reviews/{review.pk}/?unit=C02&period=2023").content.decode()
    assert (review.unit.code, ">3篇<" in page, "“860小时”没有对定数字" in page) == ("C02", True, True)
