"""Sitting an exam in a real Chromium: saved through a failing line, in two tabs, with a wrong clock; axe is silent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from panshi.kernel.clock import now
from panshi.ledger.tests.browsing import SIZES, entries_go_with_the_test, opened
from panshi.org.models import Person, Unit
from panshi.work.learning.models import Answer, Attempt, Bank, Exam
from panshi.work.learning.services import examining, questions, sitting
from panshi.work.learning.services.examining import NewLine, Rules
from panshi.work.learning.services.questions import Draft
from panshi.work.learning.services.questions.intake import receive
from panshi.work.learning.tests import asking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["entries_go_with_the_test"]
HERE = "?unit=C01&period=2023"


@pytest.fixture
def bank(county: Unit, trainer: Person) -> Bank:
    return questions.make_bank(unit=county, title="应知应会", practised=True, by=trainer)


@pytest.fixture
def exam(county: Unit, bank: Bank, trainer: Person) -> Exam:
    made = examining.make_exam(unit=county, rules=Rules("六月测验", "professional", minutes=30, shuffled=False), by=trainer)
    kept = questions.keep_questions(bank, [Draft(content) for content in asking.ALL if content.form != "note"], by=trainer)
    examining.set_lines(made, [NewLine(question) for question in kept], by=trainer)
    return examining.publish_exam(made, by=trainer)


def begun(page: Any, site: str, exam: Exam) -> Attempt:
    page.goto(site + reverse("learning:exam", args=[exam.pk]) + HERE)
    page.get_by_role("button", name="开始考试").click()
    page.wait_for_selector("#paper")
    return Attempt.objects.get()


def given(attempt: Attempt, form: str) -> Any:
    return Answer.objects.get(attempt=attempt, version__form=form).given


def test_an_exam_is_sat_on_a_phone_with_a_failing_line_and_a_wrong_clock(
    chromium: Any, live_server: Any, exam: Exam, officer: Person
) -> None:
    context = opened(chromium, live_server.url, officer, viewport=SIZES["phone"])
    context.add_init_script("const real = Date.now; Date.now = () => real() + 86400000 * 400;")  # a clock a year ahead
    page = context.new_page()
    attempt = begun(page, live_server.url, exam)
    assert page.locator("#time").inner_text().startswith(("29:", "30:"))
    page.locator("fieldset[data-place='1'] label").first.click()
    page.wait_for_selector("#saved:text-is('已保存')")
    assert given(attempt, "single") == [0]
    context.set_offline(True)
    page.locator("fieldset[data-place='5'] input.gap").fill("30")
    page.wait_for_selector("#saved:has-text('还没存上')")
    assert given(attempt, "numerical") is None
    address = page.url
    page.close()  # the line came back too late: the answer waits in the browser
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#saved:text-is('已保存')")
    assert given(attempt, "numerical") == ["30"]
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#hand-in").click()
    page.wait_for_selector("h1:has-text('不合格')")
    attempt.refresh_from_db()
    assert (attempt.points, attempt.by_time) == (2, False)


def test_the_earlier_of_two_tabs_says_that_the_later_took_over(
    chromium: Any, live_server: Any, exam: Exam, officer: Person
) -> None:
    context = opened(chromium, live_server.url, officer, viewport=SIZES["desk"])
    first = context.new_page()
    attempt = begun(first, live_server.url, exam)
    second = context.new_page()
    second.goto(first.url)
    first.locator("fieldset[data-place='5'] input.gap").fill("29")
    first.wait_for_selector("#trouble:visible")
    assert "另一个窗口" in first.locator("#trouble").inner_text()
    assert first.locator("fieldset[data-place='5'] input.gap").is_disabled()
    second.locator("fieldset[data-place='5'] input.gap").fill("30")
    second.wait_for_selector("#saved:text-is('已保存')")
    assert given(attempt, "numerical") == ["30"]


def test_when_time_runs_out_the_page_shows_the_result(chromium: Any, live_server: Any, exam: Exam, officer: Person) -> None:
    context = opened(chromium, live_server.url, officer, viewport=SIZES["phone"])
    page = context.new_page()
    attempt = begun(page, live_server.url, exam)
    page.locator("fieldset[data-place='1'] label").first.click()
    page.wait_for_selector("#saved:text-is('已保存')")
    Attempt.objects.filter(pk=attempt.pk).update(ends_at=now() + timedelta(seconds=3))
    page.reload()
    page.wait_for_selector("h1:has-text('不合格')")
    attempt.refresh_from_db()
    assert (attempt.by_time, attempt.points) == (True, 1)


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_wrong_with_the_pages(
    size: str,
    chromium: Any,
    live_server: Any,
    exam: Exam,
    bank: Bank,
    officer: Person,
    trainer: Person,
    complaints: Callable[[Any], list[str]],
) -> None:
    attempt = sitting.open_in_tab(sitting.begin(exam, by=trainer), by=trainer)
    open_one = sitting.begin(exam, by=officer)
    written = attempt.answers.get(version__form="written")
    sitting.answer(attempt, place=written.place, given=["保持距离"], revision=1, tab=attempt.tab)
    sitting.hand_in(attempt)
    draft = examining.copy_exam(exam, by=trainer)
    intake = receive(bank, "甲？{=1 ~2}\n\n乙？{=1".encode(), name="题.txt", by=trainer)
    question = bank.questions.first()
    assert question is not None
    teaching = [
        ("banks",), ("bank", bank.pk), ("bring_in", bank.pk), ("intake", intake.pk), ("question", question.pk),
        ("edit_question", question.pk), ("new_question", bank.pk, "fill"), ("new_question", bank.pk, "matching"),
        ("exams",), ("make_exam",), ("edit_exam", draft.pk), ("results", exam.pk), ("analysis", exam.pk),
        ("paper", attempt.pk), ("attempt", attempt.pk),
    ]  # fmt: skip
    if size == "phone":  # who gives exams sits at a desk; a few of their pages are opened on the way
        teaching = [("bank", bank.pk), ("question", question.pk), ("edit_exam", draft.pk), ("results", exam.pk)]
    studying = [("to_sit",), ("exam", exam.pk), ("attempt", open_one.pk), ("practice",)]
    found = {}
    for who, pages in ((trainer, teaching), (officer, studying)):
        context = opened(chromium, live_server.url, who, viewport=SIZES[size], reduced_motion="reduce")
        for name, *args in pages:
            page = context.new_page()
            page.goto(live_server.url + reverse(f"learning:{name}", args=args) + HERE)
            if said := complaints(page):
                found[name, *args] = said
            page.close()
        context.close()
    assert found == {}
