"""A trainer writes a task and publishes it, a member finds it on the phone; pages are silent to axe at both sizes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from panshi.kernel.clock import now, today
from panshi.org.models import Account, Person
from panshi.work.learning.models import Assignment, Task
from panshi.work.learning.services.completing import settle
from panshi.work.learning.tests.tasking import study, text
from panshi.work.learning.tests.test_exam_browser import entries_go_with_the_test

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["entries_go_with_the_test"]
SIZES = {"desk": (1360, 900), "phone": (390, 844)}


def page_of(who: Person, browser: Browser, live_server: Any, client: Any, size: str) -> Page:
    if who.account is None:
        who.account = Account.objects.create_user(username=who.number)
        who.save()
    client.force_login(who.account)
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return context.new_page()


@pytest.mark.parametrize("size", list(SIZES))
def test_a_task_is_written_published_found_and_gone_when_done(
    size: str,
    chromium: Browser,
    live_server: Any,
    client: Any,
    trainer: Person,
    officer: Person,
    county: Any,
    complaints: Callable[[Page], Any],
) -> None:
    material = text(county, trainer)
    page = page_of(trainer, chromium, live_server, client, size)
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

    member = page_of(officer, chromium, live_server, client, size)
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
