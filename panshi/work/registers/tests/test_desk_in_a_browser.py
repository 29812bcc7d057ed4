"""The desk, the form and the lending page in a real Chromium: keys do what they say, axe finds nothing wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from panshi.ledger import selectors as ledger
from panshi.ledger.tests.browsing import SIZES, entries_go_with_the_test, opened
from panshi.org.models import Person, Unit
from panshi.work.registers import services
from panshi.work.registers.choices import State
from panshi.work.registers.models import Record
from panshi.work.registers.tests.conftest import session
from panshi.work.registers.tests.pictures import picture
from panshi.work.registers.tests.test_doubts import titled
from panshi.work.registers.tests.test_pages import HERE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["entries_go_with_the_test"]
SLOW = 120_000


@pytest.fixture
def waiting(county: Unit, clerk: Person, verifier: Person) -> list[Record]:
    """A twin with a photo, its twin, and one corrected after it was sent back."""
    photo = services.store(picture(), name="签到.jpg", by=clerk)
    one, two = services.report_many([session(county, evidence=(photo,)), session(county, distinct_because="下午场")], by=clerk)
    back = services.report(session(county, **titled("警示教育大会")), by=clerk)
    services.send_back(back, reason="缺照片", by=verifier)
    return [one, two, services.resubmit(back, session(county, **titled("警示教育大会议"), evidence=(photo,)), by=clerk)]


def test_keys_go_through_the_desk_verify_send_back_and_select(
    chromium: Any, live_server: Any, waiting: list[Record], verifier: Person
) -> None:
    page = opened(chromium, live_server.url, verifier, patience=SLOW).new_page()
    page.goto(live_server.url + reverse("registers:verify_queue") + HERE)
    page.keyboard.press("j")
    page.keyboard.press("v")
    page.wait_for_selector("li.item.done")
    assert ledger.head() == 1
    assert page.locator("li.item.here").get_attribute("id") == f"r{waiting[1].pk}"
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator(f"#r{waiting[2].pk} input[type=checkbox]").is_checked()
    page.keyboard.press("k")
    page.keyboard.press("b")
    page.locator(f"#usual-{waiting[1].pk}").select_option("twice")
    page.locator(f"#r{waiting[1].pk} details button").click()
    page.wait_for_selector("li.item.done >> nth=1")
    assert (Record.objects.get(pk=waiting[1].pk).state, Record.objects.get(pk=waiting[1].pk).reason) == (
        State.SENT_BACK,
        "重复上报",
    )


def test_the_desk_works_without_scripts(chromium: Any, live_server: Any, waiting: list[Record], verifier: Person) -> None:
    page = opened(chromium, live_server.url, verifier, patience=SLOW, java_script_enabled=False).new_page()
    page.goto(live_server.url + reverse("registers:verify_queue") + HERE)
    page.locator(f"#r{waiting[2].pk} form button").first.click()
    assert page.url.endswith(reverse("registers:verify_queue") + HERE)
    assert ledger.head() == 1
    page.locator(f"#r{waiting[0].pk} input[type=checkbox]").check()
    page.locator("#desk button").first.click()
    assert ledger.head() == 2


@pytest.mark.parametrize("size", list(SIZES))
def test_axe_finds_nothing_wrong(
    size: str,
    chromium: Any,
    live_server: Any,
    waiting: list[Record],
    verifier: Person,
    clerk: Person,
    county: Unit,
    complaints: Callable[[Any], list[str]],
) -> None:
    desk, report = reverse("registers:verify_queue") + HERE, reverse("registers:report", args=["activities.session"]) + HERE
    record = reverse("registers:record", args=[waiting[0].pk]) + HERE
    wrong = []
    for who, pages in (
        (verifier, (desk, reverse("registers:sample") + HERE, record, reverse("org:lending") + HERE)),
        (clerk, (f"{report}&like=last", reverse("registers:records") + HERE)),
    ):
        context = opened(chromium, live_server.url, who, patience=SLOW, viewport=SIZES[size])
        for address in pages:
            page = context.new_page()
            page.goto(live_server.url + address)
            wrong += [(address, said) for said in complaints(page)]
            page.close()
        context.close()
    assert wrong == []
