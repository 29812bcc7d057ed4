"""Pages in a real Chromium: axe finds nothing wrong, nothing is refused by the site's own policy, pages are light."""

import os
import shutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from django.urls import path

from panshi.org.models import Person, Unit
from panshi.ui import views as ui_views

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
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
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def site(live_server: Any, settings: Any, leader: Person, station: Unit) -> str:
    """The site with the page of all parts, which elsewhere is shown only when debugging."""
    routes = ModuleType("routes_with_parts")
    whole = import_module(settings.ROOT_URLCONF)
    routes.urlpatterns = [path("all-parts/", ui_views.parts), *whole.urlpatterns]
    settings.ROOT_URLCONF = routes
    return live_server.url


@pytest.fixture
def chromium(site: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install the package chromium to run the browser tests")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright keeps an event loop in this thread
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def signed_in(browser: Any, site: str, leader: Person, **options: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(leader.account)
    context = browser.new_context(**options)
    context.set_default_timeout(120_000)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return context


def looked_at(context: Any, name: str, address: str) -> list[str]:
    """What axe, the site's policy and the page's width have to complain about."""
    from axe_playwright_python.sync_playwright import Axe

    page, heard = context.new_page(), []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    page.goto(address)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    # As tall as the page: what merely lies under the bar at the bottom of a phone is not too small to be touched.
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height + 120})
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    page.close()
    complaints = [text for text in heard if "Policy" in text or text.startswith("error")]
    complaints += [f"{wrong['id']}: {wrong['nodes'][0]['html'][:160]}" for wrong in found]
    complaints += [f"{wide} pixels too wide"] if wide > 0 else []
    return [f"{name}: {complaint}" for complaint in complaints]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", list(SIZES))
def test_axe_finds_nothing_wrong(chromium: Any, site: str, leader: Person, size: str, theme: str) -> None:
    options = {"viewport": SIZES[size], "color_scheme": theme, "locale": "zh-CN"}
    strangers, inside = chromium.new_context(**options), signed_in(chromium, site, leader, **options)
    strangers.set_default_timeout(120_000)
    complaints: list[str] = []
    for name, address in PAGES.items():
        complaints += looked_at(strangers if name == "sign-in" else inside, name, site + address)
    assert complaints == []


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
