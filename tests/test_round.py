"""The whole round as people go it, in a browser and on a demo of its own.

A book with ten mistakes, mended and sent again; a photo from a phone; the verifier's desk; the figure moved by exactly that; and
from the review's number down to the photo.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import openpyxl
import pytest

from panshi.work.registers.tests.pictures import picture

pytestmark = pytest.mark.browser
KIND, TASKS, HOURS = "learning.completion", "learning.tasks_completed", "learning.study_hours"
DESK, PHONE = {"width": 1360, "height": 900}, {"width": 390, "height": 844}
ROWS = 500
HERE = "unit=YC&period=2023"
SHOTS = os.environ.get("PANSHI_SHOTS", "")
Complaints = Callable[[Any], list[str]]


@dataclass(frozen=True)
class Site:
    """The demo's site: where it is, and who and what is in it."""

    url: str
    told: dict[str, Any]

    def at(self, path: str) -> str:
        return f"{self.url}{path}{'&' if '?' in path else '?'}{HERE}"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PANSHI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "panshi.config.settings"}
    environment.pop("DATABASE_URL", None)
    script = Path(__file__).with_name("small_site.py")
    log = (tmp_path / "site.log").open("w")
    process = subprocess.Popen([sys.executable, str(script), str(port)], env=environment, stdout=subprocess.PIPE, stderr=log)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, (tmp_path / "site.log").read_text()
    url = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urlopen(f"{url}/health").close()
            break
        except (URLError, OSError):
            time.sleep(0.1)
    yield Site(url, json.loads(line))
    process.terminate()
    process.wait(10)


def signed_in(browser: Any, site: Site, role: str, size: dict[str, int] = DESK, **options: Any) -> Any:
    """A page of somebody who has signed in by the form."""
    context = browser.new_context(locale="zh-CN", viewport=size, accept_downloads=True, **options)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(site.url)
    page.locator("input[name=login]").fill(role)
    page.locator("input[name=password]").fill(site.told["password"])
    page.get_by_role("button", name="登录").click()
    return page


def shot(page: Any, name: str) -> None:
    """A picture of the page to be looked at, where somebody asked for pictures."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def number(page: Any, site: Site, figure: str) -> int:
    page.goto(site.at(f"/figures/{figure}/"))
    return int(re.sub(r"\D", "", page.locator(".figure .value.big").first.evaluate("e => e.firstChild.textContent")))


def row_of(site: Site, n: int, **changed: Any) -> dict[str, Any]:
    """Row `n` of the book: a task of its own, completed by one of the officers."""
    officer = site.told["officers"][n % len(site.told["officers"])]
    day = date(2023, 1, 2) + timedelta(days=n % 360)
    facts = {
        "单位": site.told["stations"][0]["name"] if n % 2 else "",
        "日期": f"{day.year}年{day.month}月{day.day}日" if n % 3 else day.isoformat(),
        "学习类别": "政治" if n % 2 else "业务",
        "任务名称": f"第{n}讲：社区民警走访笔记",
        "人员类别": "民警",
        "是否按期": "按期",
        "学时": 2,
        "人员": officer["name"] if n % 5 else "",
        "警号": officer["number"],
    }
    return facts | changed


def mistakes(site: Site) -> dict[int, dict[str, Any]]:
    """The ten mistakes, by row of the sheet (the headers stand in row 1, the example in row 2)."""
    station = site.told["stations"][0]["name"]
    return {
        20: {"日期": "2023年2月31日"},
        60: {"单位": station[0] + "坝派出所"},
        100: {"学时": -2},
        140: {"人员": site.told["namesake"]["name"], "警号": ""},
        180: {"日期": "2007年5月3日"},
        220: row_of(site, 218),
        260: {"是否按期": "提前"},
        300: {"学时": 1.5},
        340: {"任务名称": ""},
        380: {"任务名称": "#N/A"},
    }


def filled_in(site: Site, template: bytes) -> bytes:
    """The template as the clerk fills it in."""
    book = openpyxl.load_workbook(BytesIO(template))
    sheet = book.active
    places = {cell.value: cell.column for cell in sheet[1]}
    wrong = mistakes(site)
    for n in range(ROWS):
        number_of_row = n + 3
        for name, value in row_of(site, n, **wrong.get(number_of_row, {})).items():
            cell = sheet.cell(number_of_row, next(place for head, place in places.items() if head and head.rstrip(" *") == name))
            cell.value = value if value != "" else None
            if value == "#N/A":
                cell.data_type = "e"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def mended(site: Site, returned: bytes) -> bytes:
    """The rows handed back, put right."""
    book = openpyxl.load_workbook(BytesIO(returned))
    sheet = book.active
    places = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[1]}
    right = {
        20: {"日期": "2023年2月28日"},
        60: {"单位": site.told["stations"][0]["name"]},
        100: {"学时": 2},
        140: {"警号": site.told["namesake"]["numbers"][0]},
        180: {"日期": "2023年5月3日"},
        220: {"任务名称": "第900讲：社区民警走访笔记"},
        260: {"是否按期": "按期"},
        300: {"学时": 2},
        340: {"任务名称": "第901讲：社区民警走访笔记"},
        380: {"任务名称": "第902讲：社区民警走访笔记"},
    }
    for place, (_row, changed) in enumerate(sorted(right.items())):
        for name, value in changed.items():
            sheet.cell(place + 2, places[name]).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sent(page: Any, name: str, content: bytes) -> None:
    """Sends a book from the page for that, and waits until it has been checked."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    page.get_by_role("button", name="上传并检查").click()
    page.get_by_text("可接收").first.wait_for()


def downloaded(page: Any, link: Any) -> bytes:
    with page.expect_download() as waiting:
        link.click()
    return Path(waiting.value.path()).read_bytes()


def the_problems(page: Any) -> dict[int, tuple[str, str]]:
    """Row → (cell, what is said), as the page lists them."""
    found = {}
    for line in page.locator("#rows tbody tr").all():
        cells = line.locator("th, td").all_inner_texts()
        if len(cells) == 3:
            found[int(cells[0])] = (cells[1].split("\n")[0], cells[2])
    return found


def bring_the_book_in(page: Any, site: Site, complaints: Complaints) -> list[str]:
    """The clerk fetches the template, sends 500 rows with ten mistakes, takes over the rest, mends the ten and sends them."""
    page.goto(site.at("/registers/"))
    page.get_by_role("link", name="上报", exact=True).click()
    page.get_by_role("link", name="完成学习").first.click()
    template = downloaded(page, page.get_by_role("link", name="下载模板"))
    page.get_by_role("link", name="用表格上报").click()
    sent(page, "学习台账.xlsx", filled_in(site, template))
    shot(page, "book-desk")
    station = site.told["stations"][0]
    problems = the_problems(page)
    assert {row: place for row, (place, _said) in problems.items()} == {
        20: "C20", 60: "B60", 100: "H100", 140: "I140", 180: "C180", 260: "G260", 300: "H300", 340: "E340", 380: "E380",
    }  # fmt: skip
    words = {row: said for row, (_place, said) in problems.items()}
    assert words[20] == "“2023年2月31日”这一天不存在：2023 年 2 月没有 31 日。"
    assert f"{station['name']}（{station['code']}）" in words[60]
    assert words[100] == "“-2”是负数；数量不能小于 0。"
    namesake = site.told["namesake"]
    assert words[140] == f"叫“{namesake['name']}”的有 2 人，请写警号：{'、'.join(namesake['numbers'])}。"
    assert "不在所选的 2023 年" in words[180]
    assert words[260].startswith("“提前”不在可选之列")
    assert words[300] == "“1.5”有小数；这里只收整数。"
    assert words[340] == "没有填“任务名称”。"
    assert words[380] == "这一格的公式出错（#N/A）。"
    assert (
        page.locator("#accept").get_by_text("和第 221 行像是同一件事。").count()
        + page.locator("#accept").get_by_text("和第 220 行像是同一件事。").count()
        == 1
    )
    found = [*complaints(page), *at_phone_size(page, complaints, "book-phone")]
    book = page.url
    page.get_by_role("button", name="接收 490 行").click()
    page.get_by_text("接收的记录正等待别人核实。").wait_for()
    returned = downloaded(page, page.get_by_role("link", name="下载有错的行"))
    page.get_by_role("link", name="再上传").click()
    sent(page, "学习台账 退回.xlsx", mended(site, returned))
    assert the_problems(page) == {}
    page.get_by_role("button", name="接收 10 行").click()
    page.get_by_text("接收的记录正等待别人核实。").wait_for()
    assert page.url != book
    return found


def at_phone_size(page: Any, complaints: Complaints, name: str) -> list[str]:
    """What axe says of the same page on a phone."""
    page.set_viewport_size(PHONE)
    shot(page, name)
    found = complaints(page)
    page.set_viewport_size(DESK)
    return found


def report_with_a_photo(page: Any, site: Site, complaints: Complaints) -> list[str]:
    """On the phone: one more, with a photo of the sign-in sheet."""
    page.goto(site.at(f"/registers/report/{KIND}/"))
    page.get_by_label("单位").select_option(label=site.told["stations"][1]["name"])
    page.get_by_label("日期").fill("2023-06-15")
    page.get_by_label("学习类别").select_option(label="政治")
    page.get_by_label("任务名称").fill("现场教学：签到有照片")
    page.get_by_label("人员类别").select_option(label="民警")
    page.get_by_label("是否按期").select_option(label="按期")
    page.get_by_label("学时").fill("3")
    page.get_by_label("人员", exact=True).fill(site.told["officers"][1]["number"])
    photo = {"name": "签到.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    page.locator("input[type=file]").set_input_files(photo)
    shot(page, "report-phone")
    found = complaints(page)
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="上报", exact=True).click()
    page.get_by_text("已上报").first.wait_for()
    shot(page, "reported-phone")
    return found


def send_two_back(page: Any, site: Site, complaints: Complaints) -> list[str]:
    """The verifier sends the first two of the desk back, each with a reason."""
    page.goto(site.at(f"/registers/verify/?kind={KIND}"))
    shot(page, "desk-desk")
    found = [*complaints(page), *at_phone_size(page, complaints, "desk-phone")]
    for usual, why in (("数量与证据不符", "学时应为 4"), ("", "请补签到照片")):
        item = page.locator("li.item:not(.done)").first
        item.locator("summary").click()
        if usual:
            item.locator("select").select_option(label=usual)
        item.locator("input[name=reason]").fill(why)
        before = page.locator("li.item.done").count()
        item.get_by_role("button", name="退回").click()
        page.locator("li.item.done").nth(before).wait_for()
    return found


def correct_both(page: Any, site: Site) -> None:
    """The clerk finds both on the first page, sets one to 4 hours and reports both again."""
    for title, hours in (("第0讲", "4"), ("第1讲", "2")):
        page.goto(site.at("/"))
        page.get_by_role("link", name=title).click()
        if page.get_by_role("link", name="更正并重新上报").count():
            page.get_by_role("link", name="更正并重新上报").click()
        page.get_by_label("学时").fill(hours)
        page.get_by_role("button", name="重新上报").click()
        page.get_by_text("已更正并重新上报。").wait_for()


def verify_all(page: Any, site: Site) -> None:
    """The verifier looks at a random tenth of what waits and verifies everything with it."""
    page.goto(site.at(f"/registers/verify/?kind={KIND}"))
    page.get_by_role("link", name="抽查后核实").click()
    shot(page, "sample-desk")
    while (looked := page.get_by_role("button", name="我看过了")).count():
        looked.first.click()
    page.get_by_role("button", name="核实全部").click()
    page.get_by_text("核实了").first.wait_for()


def write_the_review(page: Any, site: Site) -> None:
    """The reviewer writes two figures into a review and freezes it."""
    page.goto(site.at("/reviews/new/?from=blank"))
    page.get_by_label("标题").fill("学习小结")
    page.get_by_label("正文").fill(f'完成学习任务{{{{ figure("{TASKS}") }}}}，合计学时{{{{ figure("{HOURS}") }}}}。')
    page.get_by_role("button", name="保存并定稿").click()


def down_to_the_photo(page: Any, site: Site, tasks: int) -> Any:
    """From the review's number by clicks alone: the figure, the county's, the station's, the entry, the record, the picture."""
    shot(page, "review-desk")
    page.locator("article a", has_text=f"{tasks}条").click()
    shot(page, "figure-desk")
    for name in (site.told["stations"][1]["county"], site.told["stations"][1]["name"]):
        page.locator(".shares, table, ul").get_by_role("link", name=name).first.click()
    shot(page, "station-desk")
    page.locator("#records").get_by_role("link", name="现场教学：签到有照片").click()
    page.get_by_role("link", name="背后的记录").click()
    shot(page, "record-desk")
    picture_shown = page.get_by_role("img", name="签到.jpg")
    picture_shown.wait_for()
    return picture_shown


def test_the_whole_round(browser: Any, site: Site, complaints: Complaints) -> None:
    clerk, verifier = signed_in(browser, site, "clerk"), signed_in(browser, site, "verifier")
    tasks, hours = number(clerk, site, TASKS), number(clerk, site, HOURS)
    found = bring_the_book_in(clerk, site, complaints)
    assert (number(clerk, site, TASKS), number(clerk, site, HOURS)) == (tasks, hours)
    phone = signed_in(browser, site, "clerk", PHONE, is_mobile=True, has_touch=True)
    found += report_with_a_photo(phone, site, complaints)
    found += send_two_back(verifier, site, complaints)
    correct_both(clerk, site)
    verify_all(verifier, site)
    assert (number(clerk, site, TASKS), number(clerk, site, HOURS)) == (tasks + 501, hours + 499 * 2 + 4 + 3)
    reviewer = signed_in(browser, site, "reviewer")
    write_the_review(reviewer, site)
    photo = down_to_the_photo(reviewer, site, tasks + 501)
    assert photo.evaluate("each => each.decode().then(() => each.naturalWidth)") == 640
    got = reviewer.request.get(f"{site.url}{photo.get_attribute('src')}")
    assert (got.status, got.headers["content-type"]) == (200, "image/jpeg")
    assert found == []
