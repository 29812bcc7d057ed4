"""The player in a real Chromium: texts and packages are studied, on a poor line too, and packages cannot reach the site."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.urls import reverse

from panshi.kernel.clock import today
from panshi.ledger.tests.browsing import SIZES, entries_go_with_the_test, opened
from panshi.org.models import Person, Unit
from panshi.work.learning.lrs.models import Statement
from panshi.work.learning.models import Assignment, Material, Progress
from panshi.work.learning.services import materials
from panshi.work.learning.services.materials import About
from panshi.work.learning.tests import packing
from panshi.work.learning.tests.tasking import draft, given, published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["entries_go_with_the_test"]
HERE = "?unit=C01&period=2026"
SLOW = 60_000


def assigned(county: Unit, trainer: Person, officer: Person, *held: Material) -> Assignment:
    return given(published(draft(county, trainer, list(held), opens=today(), due=today()), by=trainer), officer)


def at(site: str, assignment: Assignment, material: Material) -> str:
    return site + reverse("learning:study", args=[assignment.pk, material.pk]) + HERE


def uploaded(county: Unit, trainer: Person, file: Any) -> Material:
    return materials.add_upload(About(county), file, file.name, by=trainer)


def until(page: Any, holds: str) -> None:
    """Waits until it holds; the page's policy lets nobody evaluate text in it but the driver itself."""
    for _ in range(300):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(100)
    raise AssertionError(holds)


@pytest.mark.parametrize("size", list(SIZES))
def test_a_text_is_read_left_gone_on_with_and_completed_at_once(
    size: str,
    chromium: Any,
    live_server: Any,
    complaints: Callable[[Any], list[str]],
    county: Unit,
    trainer: Person,
    officer: Person,
) -> None:
    long = "".join(f"<p>第{n}段：先询问，再记录，然后核对。</p>" for n in range(120))
    text = materials.write_text(About(county, "接处警规范"), long, by=trainer)
    assignment = assigned(county, trainer, officer, text)
    page = opened(chromium, live_server.url, officer, viewport=SIZES[size]).new_page()
    page.goto(at(live_server.url, assignment, text))
    page.mouse.wheel(0, 1500)
    until(page, "window.scrollY > 1200")
    page.wait_for_timeout(600)
    assert page.evaluate("localStorage.length") == 1
    page.goto(live_server.url + reverse("learning:today") + HERE)
    page.goto(at(live_server.url, assignment, text))
    until(page, "window.scrollY > 300")
    assert Progress.objects.get().part > 0
    page.get_by_role("button", name="我已读完").click()
    page.wait_for_selector("#whole:visible")
    assignment.refresh_from_db()
    assert assignment.completed_at is not None
    assert complaints(page) == []
    page.set_viewport_size(SIZES[size])
    page.get_by_role("link", name="回到我的学习").click()
    page.wait_for_url("**/today/?**")


def test_what_is_done_without_a_line_is_sent_when_it_is_back_and_counts_once(
    chromium: Any, live_server: Any, county: Unit, trainer: Person, officer: Person
) -> None:
    text = materials.write_text(About(county, "短文"), "先询问，再记录。", by=trainer)
    assignment = assigned(county, trainer, officer, text)
    context = opened(chromium, live_server.url, officer, viewport=SIZES["desk"])
    page = context.new_page()
    page.goto(at(live_server.url, assignment, text))
    context.set_offline(True)
    page.get_by_role("button", name="我已读完").click()
    until(page, "document.getElementById('saved').textContent.includes('网络')")
    assert Progress.objects.get().completed_at is None
    context.set_offline(False)
    page.wait_for_selector("#whole:visible")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('panshi-study')).length") == 0


@pytest.mark.parametrize("size", list(SIZES))
def test_a_scorm_12_package_keeps_its_place_passes_and_cannot_reach_the_site(
    size: str,
    chromium: Any,
    live_server: Any,
    complaints: Callable[[Any], list[str]],
    county: Unit,
    trainer: Person,
    officer: Person,
) -> None:
    package = uploaded(county, trainer, packing.scorm_12(mastery="80"))
    assignment = assigned(county, trainer, officer, package)
    page = opened(chromium, live_server.url, officer, viewport=SIZES[size]).new_page()
    page.goto(at(live_server.url, assignment, package))
    frame = page.frame_locator("#package")
    assert frame.locator("#said").text_content() == "true/not attempted//高山/"
    assert frame.locator("#reach").text_content() == "SecurityError SecurityError cookie:"
    frame.get_by_role("button", name="go").click()
    until(page, "document.getElementById('saved').textContent === '已保存'")
    page.goto(live_server.url + reverse("learning:today") + HERE)
    page.goto(at(live_server.url, assignment, package))
    said = page.frame_locator("#package").locator("#said").text_content()
    assert said == "true/incomplete/p2/高山/half"
    page.frame_locator("#package").get_by_role("button", name="end").click()
    page.wait_for_selector("#whole:visible")
    held = Progress.objects.get()
    assert (held.part, held.score, held.completed_at is not None) == (100, 90, True)
    assert complaints(page) == []


def test_a_scorm_2004_package_resumes_and_passes(
    chromium: Any, live_server: Any, county: Unit, trainer: Person, officer: Person
) -> None:
    package = uploaded(county, trainer, packing.scorm_2004())
    assignment = assigned(county, trainer, officer, package)
    page = opened(chromium, live_server.url, officer, viewport=SIZES["desk"]).new_page()
    page.goto(at(live_server.url, assignment, package))
    frame = page.frame_locator("#package")
    assert frame.locator("#said").text_content() == "true/ab-initio//高山"
    frame.get_by_role("button", name="go").click()
    until(page, "document.getElementById('saved').textContent === '已保存'")
    page.reload()
    assert page.frame_locator("#package").locator("#said").text_content() == "true/resume/3/高山"
    page.frame_locator("#package").get_by_role("button", name="end").click()
    page.wait_for_selector("#whole:visible")
    assert (Progress.objects.get().score, Progress.objects.get().part) == (85, 100)


def test_a_cmi5_unit_gets_its_token_once_speaks_for_its_learner_alone_and_moves_on(
    chromium: Any, live_server: Any, county: Unit, trainer: Person, officer: Person
) -> None:
    package = uploaded(county, trainer, packing.cmi5())
    assignment = assigned(county, trainer, officer, package)
    page = opened(chromium, live_server.url, officer, viewport=SIZES["desk"]).new_page()
    page.goto(at(live_server.url, assignment, package))
    frame = page.frame_locator("#package")
    frame.locator("#said", has_text="/").wait_for()
    assert frame.locator("#said").text_content() == "1/CompletedAndPassed/0.8/200/403"
    frame.get_by_role("button", name="end").click()
    page.wait_for_selector("#whole:visible")
    assert (Progress.objects.get().score, Progress.objects.get().part) == (90, 100)
    verbs = [orjson.loads(bytes(each.body))["verb"]["id"].rpartition("/")[2] for each in Statement.objects.order_by("seq")]
    assert {"launched", "initialized", "passed", "completed", "satisfied"} <= set(verbs)


def test_a_web_package_runs_with_storage_of_its_own_and_is_said_to_be_studied(
    chromium: Any, live_server: Any, county: Unit, trainer: Person, officer: Person
) -> None:
    package = uploaded(county, trainer, packing.web())
    assignment = assigned(county, trainer, officer, package)
    page = opened(chromium, live_server.url, officer, viewport=SIZES["desk"]).new_page()
    page.goto(at(live_server.url, assignment, package))
    said = page.frame_locator("#package").locator("#said", has_text="/")
    said.wait_for()
    assert said.text_content() == "loaded/1/y=2/SecurityError/SecurityError/no site"
    page.get_by_role("button", name="我已学完").click()
    page.wait_for_selector("#whole:visible")


@pytest.mark.parametrize("size", list(SIZES))
def test_the_library_and_its_forms_have_nothing_wrong_with_them(
    size: str, chromium: Any, live_server: Any, complaints: Callable[[Any], list[str]], county: Unit, trainer: Person
) -> None:
    package = uploaded(county, trainer, packing.scorm_12(parts=3, mastery="80"))
    text = materials.write_text(About(county, "接处警规范", theme="接处警"), "先询问，再记录。", by=trainer)
    page = opened(chromium, live_server.url, trainer, viewport=SIZES[size]).new_page()
    with_pk = {"material": package.pk, "change_material": text.pk}
    for name in ("materials", "write_text", "add_link", "upload", *with_pk):
        args = [with_pk[name]] if name in with_pk else []
        page.goto(live_server.url + reverse(f"learning:{name}", args=args) + HERE)
        assert complaints(page) == [], name
        page.set_viewport_size(SIZES[size])


def test_a_package_is_uploaded_with_a_bar_and_a_bad_one_is_refused_on_the_page(
    chromium: Any, live_server: Any, county: Unit, trainer: Person
) -> None:
    page = opened(chromium, live_server.url, trainer, viewport=SIZES["desk"]).new_page()
    page.goto(live_server.url + reverse("learning:upload") + HERE)
    bad = {"name": "坏.zip", "mimeType": "application/zip", "buffer": packing.zipped({"readme.txt": "x"}).getvalue()}
    page.set_input_files("input[type=file]", [bad])
    page.get_by_role("button", name="上传并检查").click()
    page.get_by_text("没有 imsmanifest.xml").wait_for()
    page.goto(live_server.url + reverse("learning:upload") + HERE)
    good = {"name": "课件.zip", "mimeType": "application/zip", "buffer": packing.scorm_12().getvalue()}
    page.set_input_files("input[type=file]", [good])
    page.get_by_role("button", name="上传并检查").click()
    page.wait_for_url("**/learning/materials/*/?**")
    assert Material.objects.get().title == "反诈课"
