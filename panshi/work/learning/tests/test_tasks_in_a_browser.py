"""A trainer writes a task and publishes it, a member finds it on the phone; pages are silent to axe at both sizes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from panshi.kernel.clock import now, today
from panshi.ledger.tests.browsing import SIZES, entries_go_with_the_test, opened
from panshi.org.models import Person
from panshi.work.learning.models import Assignment, Task
from panshi.work.learning.services.completing import settle
from panshi.work.learning.tests.tasking import study, text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["entries_go_with_the_test"]


@pytest.mark.parametrize("size", list(SIZES))
def test_a_task_is_written_published_found_and_gone_when_done(
    size: str,
    chromium: Browser,
    live_server: Any,
    trainer: Person,
    officer: Person,
    county: Any,
    complaints: Callable[[Page], Any],
) -> None:
    material = text(county, trainer)
    page = opened(chromium, live_server.url, trainer, patience=30_000, viewport=SIZES[size]).new_page()
    page.goto(f"{live_server.url}/learning/tasks/new/?unit=C01")
    page.locator("#id_title").fill("三月学习")
    page.locator("#id_due_on").fill((today() + timedelta(days=9)).isoformat())
    assert not complaints(page)
    page.get_by_role("button", name="下一步：学什么").click()
    page.get_by_role("button", name="添加 接处警规范").click()
    assert not complaints(page)
    page.get_by_role("button", name="下一步：谁来学").click()
    page.get_by_role("button", name="添加这一行").click()
    assert not complaints(page)
    page.get_by_role("link", name="下一步：核对").click()
    assert page.get_by_text("2 人，每人约 10 分钟，合计 0 小时。").is_visible()
    assert not complaints(page)
    page.get_by_role("button", name="发布给 2 人").click()
    page.get_by_role("heading", name="进展").wait_for()
    assert not complaints(page)
    task = Task.objects.get()
    assert (task.state, task.given) == ("published", 2)
    page.goto(f"{live_server.url}/learning/tasks/report/?unit=C01&period={today().year}&task={task.pk}")
    assert not complaints(page)

    member = opened(chromium, live_server.url, officer, patience=30_000, viewport=SIZES[size]).new_page()
    member.goto(f"{live_server.url}/learning/today/?unit=C01")
    assert not complaints(member)
    member.get_by_role("link", name="三月学习").click()
    assert member.get_by_text("接处警规范").first.is_visible()
    assert not complaints(member)
    mine = Assignment.objects.get(person=officer)
    study(mine, material, at=now())
    settle(mine)
    member.goto(f"{live_server.url}/learning/today/?unit=C01")
    assert member.get_by_text("都学完了").is_visible()
    member.goto(f"{live_server.url}/learning/today/done/?unit=C01")
    assert member.get_by_text("三月学习").is_visible()
