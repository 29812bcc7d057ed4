"""The pages in a real Chromium, at desk and phone size: axe finds nothing wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from panshi.org.choices import Role
from panshi.org.models import Account, Person, Unit
from panshi.work.learning.lrs.tests.saying import FULL
from panshi.work.learning.lrs.tests.test_pages import PAGE, employed, program, said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desk": {"width": 1360, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.mark.parametrize("size", list(SIZES))
def test_records_one_record_and_keys(
    city: Unit, chromium: Any, live_server: Any, complaints: Callable[[Any], list[str]], size: str
) -> None:
    chief = employed("A1", city, Role.ADMINISTRATOR)
    account = Account.objects.create(username="A1")
    Person.objects.filter(pk=chief.pk).update(account=account)
    client = Client()
    client.force_login(account)
    sender = program(city)
    sender.post([said("A1", "course"), FULL])
    context = chromium.new_context(locale="zh-CN", viewport=SIZES[size])
    context.set_default_timeout(120_000)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    for place in ("", f"{FULL['id']}/", "keys/C/"):
        page.goto(f"{live_server.url}{PAGE}{place}")
        assert complaints(page) == [], place
        page.set_viewport_size(SIZES[size])
    page.fill("#id_name", "课件播放器")
    page.get_by_role("button", name="制作密钥").click()
    assert len(page.input_value("#secret")) == 43
    assert complaints(page) == []
