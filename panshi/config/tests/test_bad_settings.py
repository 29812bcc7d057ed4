"""Settings fail loudly, and a database that cannot be used says so in one line."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest


def panshi(*words: str, **environment: str) -> tuple[int, str]:
    """Runs `panshi …` in a process of its own: exit code and stderr."""
    ran = subprocess.run(
        [sys.executable, "-m", "panshi.config.cli", *words],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "panshi.config.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stderr.strip()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PANSHI_DEBUG", "yes", "panshi: PANSHI_DEBUG wants 1 or 0, got 'yes'"),
        ("PANSHI_DATA", "here", "panshi: PANSHI_DATA wants an absolute folder, got 'here'"),
        (
            "DATABASE_URL",
            "mysql://x/y",
            "panshi: DATABASE_URL wants sqlite:////absolute/path or postgresql://user:password@host/name, got 'mysql://x/y'",
        ),
    ],
)
def test_a_bad_setting_names_itself_what_it_wants_and_what_it_got(name: str, value: str, sentence: str, tmp_path: Path) -> None:
    assert panshi("seal", **{"PANSHI_DATA": str(tmp_path), name: value}) == (1, sentence)


def test_a_database_that_was_never_set_up_says_what_to_run(tmp_path: Path) -> None:
    assert panshi("seal", PANSHI_DATA=str(tmp_path)) == (2, "panshi: 数据库还没有准备好；请先运行 panshi migrate。")


def test_a_database_newer_than_the_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "panshi.sqlite3") as database:
        database.execute("CREATE TABLE django_migrations (id integer, app text, name text, applied text)")
        database.execute("INSERT INTO django_migrations VALUES (1, 'ledger', '0099_later', '')")
    code, said = panshi("seal", PANSHI_DATA=str(tmp_path))
    assert (code, said) == (2, "panshi: 这个数据库由更新的磐石写成（ledger.0099_later）；请先更新程序，以免损坏数据。")
