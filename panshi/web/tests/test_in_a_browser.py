"""Pages in a real Chromium: axe finds nothing wrong, nothing is refused by the site's own policy, pages are light."""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from django.urls import path

from panshi.org.models import Person, Unit
from panshi.ui import views as ui_views

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desk": {"width": 1360, "height": 900}, "phone": {"width": 390, "height": 844}}
PAGES = {
    "sign-in": "/account/login/",
    "home": "/?unit=C&period=2023",
    "search": "/search?q=媒体&unit=C&period=2023",
    "units": "/units?next=/",
    "settings": "/settings",
    "refused": "/?unit=nowhere",
    "parts": "/all-parts/",
    "API": "/api/v1/docs",
    "tokens": "/org/units/C/tokens/",
}
COMPRESSED_MAX = 80_000


@pytest.fixture
def site(live_server: Any, settings: Any, leader: Person, station: Unit) -> str:
    """The site with the page of all parts, which elsewhere is shown only when debugging."""
    routes = ModuleType("routes_with_parts")
    whole = import_module(settings.ROOT_URLCONF)
    routes.urlpatterns = [path("all-parts/", ui_views.parts), *whole.urlpatterns]
    settings.ROOT_URLCONF = routes
    return live_server.url


def signed_in(browser: Any, site: str, leader: Person, **options: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(leader.account)
    context = browser.new_context(**options)
    context.set_default_timeout(120_000)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return context


def looked_at(context: Any, name: str, address: str, complaints: Callable[[Any], list[str]]) -> list[str]:
    """What axe, the site's policy and the page's width have to complain about."""
    page, heard = context.new_page(), []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.goto(address)
    found = complaints(page)
    page.close()
    found += [text for text in heard if "Policy" in text or text.startswith("error")]
    return [f"{name}: {complaint}" for complaint in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
def test_axe_finds_nothing_wrong(
    chromium: Any, site: str, leader: Person, complaints: Callable[[Any], list[str]], size: str, theme: str
) -> None:
    options = {"viewport": SIZES[size], "color_scheme": theme, "locale": "zh-CN"}
    strangers, inside = chromium.new_context(**options), signed_in(chromium, site, leader, **options)
    strangers.set_default_timeout(120_000)
    wrong: list[str] = []
    for name, address in PAGES.items():
        wrong += looked_at(strangers if name == "sign-in" else inside, name, site + address, complaints)
    assert wrong == []


def test_a_unit_is_chosen_by_keyboard_and_the_period_closes_with_escape(chromium: Any, site: str, leader: Person) -> None:
    page = signed_in(chromium, site, leader, viewport=SIZES["desk"], locale="zh-CN").new_page()
    page.goto(f"{site}/settings?period=2023")
    page.focus("summary:has-text('期间')")
    page.keyboard.press("Enter")
    assert page.is_visible("text=看这些天")
    page.keyboard.press("Escape")
    assert page.is_hidden("text=看这些天")
    page.focus("a.pick")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    page.keyboard.type("老城")
    page.wait_for_selector("#units-list >> text=老城派出所")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/settings?*unit=C0101*")
    assert "period=2023" in page.url


def test_everything_needed_to_read_works_without_scripts(chromium: Any, site: str, leader: Person) -> None:
    page = signed_in(chromium, site, leader, viewport=SIZES["phone"], locale="zh-CN", java_script_enabled=False).new_page()
    page.goto(f"{site}/?unit=C&period=2023")
    page.click("a.pick")
    page.fill("#unit-name", "老城")
    page.press("#unit-name", "Enter")
    page.click("text=老城派出所")
    assert "unit=C0101" in page.url
    page.click("summary:has-text('2023')")
    page.click("text=5 月")
    assert "period=2023-05" in page.url
    page.click(".bar-bottom summary")
    page.fill("#find-phone", "媒体")
    page.press("#find-phone", "Enter")
    assert "/search?q=" in page.url


def test_pages_are_light(client: Any, site: str, leader: Person) -> None:
    client.force_login(leader.account)
    for name, address in PAGES.items():
        if name != "parts":
            response = client.get(address, headers={"Accept-Encoding": "gzip"})
            assert len(response.content) < COMPRESSED_MAX, name
