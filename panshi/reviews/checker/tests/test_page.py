"""The page of results: another figure chosen and remembered, several texts, filters, and the states that are no results."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from docx import Document

from panshi.org.choices import Role
from panshi.org.models import Account, Person
from panshi.org.services import grant_role
from panshi.reviews.checker.given import WORD_CARRIED
from panshi.reviews.models import Lesson
from panshi.reviews.tests.small_year import OPENED, SmallYear, small_year

pytestmark = pytest.mark.django_db
PAGE, LESSONS = "/reviews/check/?unit=C&period=2023", "/reviews/check/lessons/?unit=C&period=2023"
TEXT = "2023年，在中省市主流媒体刊登稿件9篇，志愿服务8篇。"
STORIES, LEADS = "coverage.mainstream_stories", "coverage.front_page_leads"


@pytest.fixture(autouse=True)
def language_restored():
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def year() -> SmallYear:
    return small_year()


def signed_in(person: Person) -> Client:
    person.account = Account.objects.create_user(f"account{person.pk}")
    person.save()
    client = Client()
    client.force_login(person.account)
    return client


@pytest.fixture
def leader(year: SmallYear) -> Client:
    return signed_in(year.editor)


def carried(text: str, **more: str) -> dict[str, str]:
    return {"name": "稿.txt", "text": text, "word": "", **more}


def verdicts(answer) -> dict[str, tuple[str, str | None]]:
    """Each statistic's verdict and figure."""
    return {
        piece.finding.claim.surface: (piece.finding.verdict.value, piece.finding.figure and piece.finding.figure.key)
        for piece in answer.context["page"].panel.claims
    }


def start(text: str, surface: str) -> int:
    return text.index(surface)


def test_a_claim_that_is_not_there_and_an_unknown_figure_are_refused(leader):
    assert leader.post(PAGE, carried(TEXT, choose=f"1={STORIES}")).status_code == 404
    assert leader.post(PAGE, carried(TEXT, choose=f"{start(TEXT, '8篇')}=no.such")).status_code in (404, 422)
    assert Lesson.objects.count() == 0


def test_a_clerk_reads_and_does_not_teach(year):
    clerk = signed_in(year.clerk)
    page = clerk.post(PAGE, carried(TEXT)).content.decode()
    assert ("chooser" in page, clerk.post(PAGE, carried(TEXT, choose=f"{start(TEXT, '8篇')}=")).status_code) == (False, 403)


def test_the_likeliest_figures_stand_beside_a_claim_with_their_numbers(leader):
    page = leader.post(PAGE, carried(TEXT)).content.decode()
    assert f'name="choose" value="{start(TEXT, "9篇")}={STORIES}"' in page
    assert re.search(r'主流媒体刊登稿件 <span class="num">8篇', page)


def test_the_catalogue_is_searched_without_scripts_and_with_them(leader):
    opened = leader.post(PAGE, carried(TEXT, open="2", asked="头版头条"))
    choice = f'value="{start(TEXT, "8篇")}={LEADS}"'
    assert (opened.context["page"].search.number, choice in opened.content.decode()) == (2, True)
    fragment = leader.get(f"/reviews/check/figures/?unit=C&period=2023&open=2&start={start(TEXT, '8篇')}&asked=头版头条")
    assert (choice in fragment.content.decode(), "<html" in fragment.content.decode()) == (True, False)
    nothing = leader.get("/reviews/check/figures/?unit=C&period=2023&open=2&start=1&asked=没有这个")
    assert "没有叫这个名称的数字" in nothing.content.decode()


def test_lessons_are_listed_with_who_and_when_and_taken_back_only_by_who_may(leader, year):
    leader.post(PAGE, carried(TEXT, choose=f"{start(TEXT, '8篇')}={STORIES}"))
    listed = leader.get(LESSONS).content.decode()
    assert all(words in listed for words in ("志愿服务", "主流媒体刊登稿件", "周宁", "撤回"))
    clerk = signed_in(year.clerk)
    pk = Lesson.objects.get().pk
    assert (f"/lessons/{pk}/undo/" in clerk.get(LESSONS).content.decode(), f"/lessons/{pk}/undo/" in listed) == (False, True)
    assert clerk.post(f"/reviews/check/lessons/{pk}/undo/?unit=C&period=2023").status_code == 403
    undone = leader.post(f"/reviews/check/lessons/{pk}/undo/?unit=C&period=2023", follow=True).content.decode()
    assert ("还没有教过" in undone, "撤回或替换的" in undone) == (True, True)


def test_a_lesson_of_the_city_is_not_taken_back_by_a_countys_editor(leader, year):
    leader.post(PAGE, carried(TEXT, choose=f"{start(TEXT, '8篇')}={STORIES}"))
    grant_role(person=year.clerk, role=Role.EDITOR, unit=year.north, since=OPENED, by=None)
    editor, pk = signed_in(year.clerk), Lesson.objects.get().pk
    assert f"/lessons/{pk}/undo/" not in editor.get("/reviews/check/lessons/?unit=C01&period=2023").content.decode()
    assert editor.post(f"/reviews/check/lessons/{pk}/undo/?unit=C01&period=2023").status_code == 403


def test_the_list_of_lessons_asks_the_same_for_one_and_three(leader):
    asked = []
    texts = ["志愿服务8篇。", "走访群众8篇。", "帮扶对象8篇。"]
    for taught in (texts[:1], texts[1:]):
        for text in taught:
            leader.post(PAGE, carried(text, choose=f"{start(text, '8篇')}="))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            leader.get(LESSONS)
        asked.append(len(queries))
    assert (Lesson.objects.count(), asked[0]) == (3, asked[1])


def test_several_files_are_tabs_and_the_unreadable_one_is_named(leader):
    files = [
        SimpleUploadedFile("真.txt", "2023年，在主流媒体刊登稿件8篇。".encode()),
        SimpleUploadedFile("假.txt", "2023年，在主流媒体刊登稿件9篇。".encode()),
        SimpleUploadedFile("坏.docx", b"PK\x03\x04"),
    ]
    answer = leader.post(PAGE, {"file": files})
    assert [(tab.name, tab.open, tab.current) for tab in answer.context["page"].tabs] == [
        ("真.txt", 0, True),
        ("假.txt", 1, False),
    ]
    assert "“坏.docx”读不了：Word 文件已损坏。" in answer.content.decode()
    fields = {name: re.findall(rf'name="{name}" value="([^"]*)"', answer.content.decode()) for name in ("name", "text", "word")}
    second = leader.post(PAGE, fields | {"tab": "1", "shown": "0"})
    assert (second.context["document"].name, verdicts(second)["9篇"][0]) == ("假.txt", "contradicted")


def test_what_cannot_be_read_is_said_beside_the_form_and_the_paste_is_kept(leader):
    answer = leader.post(PAGE, {"file": SimpleUploadedFile("坏.docx", b"PK\x03\x04")})
    assert (answer.status_code, "“坏.docx”读不了：Word 文件已损坏。" in answer.content.decode()) == (422, True)
    long = "短视频1个。" * 40_000
    kept = leader.post(PAGE, {"text": long})
    assert (kept.status_code, "一共 240,000 字" in kept.content.decode(), long in kept.content.decode()) == (422, True, True)


def test_five_megabytes_of_text_are_refused_in_a_sentence(leader):
    five = "学习一次。" * (5 * 2**20 // 15)
    for sent in ({"text": five}, {"file": SimpleUploadedFile("长.txt", five.encode())}):
        answer = leader.post(PAGE, sent)
        assert (answer.status_code, "网页一次核对 200,000 字以内" in answer.content.decode()) == (422, True)


def test_a_text_without_statistics_says_so(leader):
    assert "这篇文章里没有找到统计数字。" in leader.post(PAGE, {"text": "二十大精神深入人心。"}).content.decode()


def test_a_year_of_which_there_is_nothing_is_said_and_nothing_is_marked_wrong(leader):
    page = leader.post("/reviews/check/?unit=C&period=1999", {"text": "刊登稿件9篇。"}).content.decode()
    assert ("账本里没有云川市公安局在1999 全年的任何记录。" in page, "<mark" in page) == (True, False)


def test_another_year_is_one_button_away(leader):
    page = leader.post("/reviews/check/?unit=C&period=2022", {"text": "2023年，刊登稿件8篇。"}).content.decode()
    assert [f"period={year}" in page for year in (2021, 2023)] == [True, True]


@pytest.mark.parametrize(("asked", "shown"), [("", "open"), ("good", "good"), ("nonsense", "open")])
def test_the_filter_chosen_stays_chosen(leader, asked, shown):
    page = leader.post(PAGE, carried(TEXT, show=asked)).content.decode()
    assert re.findall(r'name="show" value="(\w+)" form="again" checked', page) == [shown]


def test_with_nothing_to_look_at_all_are_shown(leader):
    page = leader.post(PAGE, {"text": "2023年，在主流媒体刊登稿件8篇。"})
    assert page.context["page"].show == "all"


def test_what_a_page_carries_may_be_damaged(leader):
    answer = leader.post(PAGE, carried("", word="不是base64"))
    assert (answer.status_code, "Word 文件已损坏" in answer.content.decode()) == (422, True)


def test_a_word_file_too_large_to_be_carried_is_said(leader):
    document = Document()
    document.add_paragraph("2023年，在主流媒体刊登稿件8篇。")
    packed = BytesIO()
    document.save(packed)
    padded = packed.getvalue()
    upload = SimpleUploadedFile("大.docx", _with_picture(padded))
    page = leader.post(PAGE, {"file": upload})
    assert "网页带不走" in page.content.decode()
    assert (page.context["again"]["word"], page.context["again"]["text"]) == ("", "2023年，在主流媒体刊登稿件8篇。")


def _with_picture(content: bytes) -> bytes:
    import random
    from zipfile import ZipFile

    out = BytesIO(content)
    with ZipFile(out, "a") as package:
        package.writestr("word/media/image1.bin", random.Random(1).randbytes(WORD_CARRIED))
    return out.getvalue()


def test_a_unit_the_reader_may_not_see_is_refused(year):
    grant_role(person=year.people[0], role=Role.EDITOR, unit=year.north, since=OPENED, by=None)
    editor = signed_in(year.people[0])
    codes = {
        unit: editor.post(f"/reviews/check/?unit={unit}&period=2023", {"text": TEXT}).status_code for unit in ("C01", "C02", "X9")
    }
    assert codes == {"C01": 200, "C02": 403, "X9": 404}


def test_the_page_is_english_where_it_is_asked_for(leader):
    page = leader.post(PAGE, carried(TEXT), headers={"accept-language": "en"}).content.decode()
    assert all(words in page for words in ("Choose another figure", "To look at", "Word with comments", "ledger: 8"))
