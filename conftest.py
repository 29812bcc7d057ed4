"""For all tests: no example of hypothesis is timed, since a loaded machine is no fault of the code's; and a real browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def chromium(live_server: Any, browser: Any) -> Any:
    """Debian's Chromium, with Django's own server for tests beside it."""
    return browser


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install the package chromium to run the browser tests")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright keeps an event loop in this thread
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only the browser tests need it

    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def complaints() -> Callable[[Any], list[str]]:
    """What axe and its width have to complain about in a page that has been gone to."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 -- only the browser tests need it

    def found(page: Any) -> list[str]:
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        # As tall as the page: what merely lies under the bar at the bottom of a phone is not too small to be touched.
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": page.viewport_size["width"], "height": height + 120})
        wrong = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        said = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in wrong]
        return said + ([f"{wide} pixels too wide"] if wide > 0 else [])

    return found
