"""A choice of the reader decides: in the text it was made in, at once, and in those that come after."""

import pytest
from django.test import Client

from panshi.reviews import selectors
from panshi.reviews.checker.tests.test_page import PAGE, STORIES, TEXT, carried, signed_in, start, verdicts
from panshi.reviews.models import Lesson
from panshi.reviews.tests.small_year import SmallYear, small_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> SmallYear:
    return small_year()


@pytest.fixture
def leader(year: SmallYear) -> Client:
    return signed_in(year.editor)


def test_a_figure_chosen_is_remembered_and_the_text_is_checked_with_it_at_once(leader, year):
    before = verdicts(leader.post(PAGE, carried(TEXT)))
    answer = leader.post(PAGE, carried(TEXT, choose=f"{start(TEXT, '8篇')}={STORIES}"))
    after = verdicts(answer)
    assert (before["8篇"][0] != "verified", after["8篇"]) == (True, ("verified", STORIES))
    assert [(lesson.subject, lesson.figure) for lesson in selectors.lessons(year.city)] == [("志愿服务", STORIES)]
    assert "已记住，云川市公安局的文章今后照此核对" in answer.content.decode()


def test_no_figure_of_ours_is_remembered_too(leader):
    answer = leader.post(PAGE, carried(TEXT, choose=f"{start(TEXT, '9篇')}="))
    assert verdicts(answer)["9篇"] == ("not_in_ledger", None)
    assert Lesson.objects.get().figure == ""


def test_the_next_text_is_checked_with_what_was_taught_and_without_it_once_taken_back(leader):
    leader.post(PAGE, carried(TEXT, choose=f"{start(TEXT, '8篇')}={STORIES}"))
    other = "全年志愿服务8篇。"
    taught = verdicts(leader.post(PAGE, {"text": other}))["8篇"]
    leader.post(f"/reviews/check/lessons/{Lesson.objects.get().pk}/undo/?unit=C&period=2023")
    assert (taught, verdicts(leader.post(PAGE, {"text": other}))["8篇"][0] == "verified") == (("verified", STORIES), False)
