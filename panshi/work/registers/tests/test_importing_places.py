"""Large books wait for a place: so many at once, the others in turn, and a killed process leaves its place behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from panshi.org.models import Person, Unit
from panshi.work.registers import tasks
from panshi.work.registers.choices import ImportState
from panshi.work.registers.models import Import
from panshi.work.registers.services import importing
from panshi.work.registers.tests.books import HEADS, line, xlsx
from panshi.work.registers.tests.test_importing_pages import page
from panshi.work.registers.tests.test_pages import SignIn, text

HOLDER = """
import fcntl, sys, time
file = open(sys.argv[1], "ab")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def one_place(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.IMPORTS_AT_ONCE = tmp_path, 1


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    calls: list[list[str]] = []
    monkeypatch.setattr(tasks, "small", lambda book: False)
    monkeypatch.setattr(tasks.processes, "start", lambda *words: calls.append(list(words)))
    return calls


@pytest.fixture
def held(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the only place."""
    with importing.place():
        pass  # makes the folder
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "places" / "import-0")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()


def received(county: Unit, clerk: Person, title: str) -> Import:
    return importing.receive(xlsx(HEADS, line(title)), name=f"{title}.xlsx", key="activities.session", unit=county, by=clerk)


def test_a_place_taken_is_free_again_when_its_process_is_killed(held: subprocess.Popen[str]) -> None:
    assert importing.one_is_free() is False
    os.kill(held.pid, signal.SIGKILL)
    held.wait()
    assert importing.one_is_free() is True


def test_as_many_places_as_the_setting_says(settings: Any) -> None:
    settings.IMPORTS_AT_ONCE = 2
    with importing.place() as first, importing.place() as second, importing.place() as third:
        assert (first, second, third) == (True, True, False)


def test_a_book_that_finds_no_place_waits_and_its_page_says_so(
    county: Unit, clerk: Person, started: list[list[str]], signed_in: SignIn
) -> None:
    first, second = received(county, clerk, "一"), received(county, clerk, "二")
    with importing.place():
        tasks.begin(first)
        tasks.begin(second)
        shown = text(signed_in(clerk).get(page("import_book", second)))
    assert (started, "正在处理别的大表，这一本在排队，前面还有 1 本。" in shown) == ([], True)
    text(signed_in(clerk).get(page("import_progress", first)))
    assert [command[-1] for command in started] == [str(first.pk)]


def test_whoever_is_at_work_goes_on_with_those_that_wait(county: Unit, clerk: Person) -> None:
    books = [received(county, clerk, title) for title in ("一", "二", "三")]
    for book in books[1:]:
        importing.queue(book)
    importing.work(books[0])
    assert list(Import.objects.order_by("pk").values_list("state", "queued_at")) == [(ImportState.CHECKED, None)] * 3


def test_a_process_that_finds_no_place_leaves_its_book_waiting(county: Unit, clerk: Person) -> None:
    book = received(county, clerk, "一")
    with importing.place():
        importing.work(book)
    book.refresh_from_db()
    assert (book.state, book.queued_at is not None) == (ImportState.NEW, True)


def test_a_book_that_was_stopped_waits_no_longer(county: Unit, clerk: Person) -> None:
    book = received(county, clerk, "一")
    Import.objects.update(state=ImportState.CHECKING)
    importing.queue(book)
    importing.stop(book)
    assert Import.objects.values_list("state", "queued_at").get() == (ImportState.READ, None)
