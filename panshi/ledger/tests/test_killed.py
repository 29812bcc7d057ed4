"""Killed at any moment, and many at once: the ledger verifies, and doing it again leaves nothing twice."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

TOTAL = 15_000


def start(folder: Path, *what: str) -> subprocess.Popen[str]:
    own = {**os.environ, "PANSHI_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "panshi.config.settings"}
    command = [sys.executable, "-m", "panshi.ledger.tests.worker", *what]
    return subprocess.Popen(command, env=own, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def run(folder: Path, *what: str) -> str:
    said, _ = (process := start(folder, *what)).communicate(timeout=120)
    assert process.returncode == 0
    return said.strip()


def killed(folder: Path, what: str, after_seconds: float) -> None:
    """Starts, waits until it is ready, and kills it with SIGKILL some time later."""
    with start(folder, what) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after_seconds)
        process.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    run(tmp_path, "prepare")
    return tmp_path


@pytest.mark.killed
def test_posting_killed_at_random_moments_leaves_whole_parts_and_can_be_done_again(folder: Path) -> None:
    chance = random.Random()
    for _ in range(4):
        killed(folder, "post", chance.uniform(0, 0.25))
        entries, sealed, sources, fault = run(folder, "check").split()
        assert (sealed, fault) == ("0", "None")
        assert entries == sources
        assert int(entries) % 1500 == 0
    assert run(folder, "post") == "ready\ndone"
    assert run(folder, "check") == f"{TOTAL} 0 {TOTAL} None"


@pytest.mark.killed
def test_sealing_killed_at_random_moments_leaves_sound_checkpoints_and_can_be_done_again(folder: Path) -> None:
    chance = random.Random()
    run(folder, "post")
    for _ in range(4):
        killed(folder, "seal", chance.uniform(0, 0.12))
        entries, sealed, _sources, fault = run(folder, "check").split()
        assert (entries, fault) == (str(TOTAL), "None")
        assert int(sealed) == TOTAL or int(sealed) % 700 == 0
    assert run(folder, "seal") == "ready\ndone"
    assert run(folder, "check") == f"{TOTAL} {TOTAL} {TOTAL} None"


def test_several_processes_posting_at_once_leave_no_gap_and_nothing_twice(folder: Path) -> None:
    racing = [start(folder, "race", str(low), str(low + 400)) for low in (0, 200, 400)]
    for process in racing:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in racing:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate(timeout=120)[0] for process in racing] == ["done\n"] * 3
    assert run(folder, "check") == "800 0 800 None"


@pytest.mark.killed
def test_processes_that_read_ahead_find_what_one_process_finds_also_when_they_are_killed(folder: Path) -> None:
    run(folder, "post")
    run(folder, "seal")
    assert run(folder, "check_by_readers") == "None\nNone"
    with closing(sqlite3.connect(folder / "panshi.sqlite3")) as database, database:
        database.execute("DROP TRIGGER ledger_entry_no_UPDATE")
        database.execute("UPDATE ledger_entry SET quantity = 2 WHERE seq = 9000")
    said = "第 9000 条被改过：内容与封存时不同。"
    assert run(folder, "check") == f"{TOTAL} {TOTAL} {TOTAL} {said}"
    assert run(folder, "check_by_readers") == f"{said}\n{said}"
