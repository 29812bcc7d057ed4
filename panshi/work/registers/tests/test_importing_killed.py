"""An import killed at random moments: run again, nothing is lost and nothing is there twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from panshi.work.registers.tests.books import HEADS, line, xlsx

ROWS = 4000
DRIVER = """
import django; django.setup()
import json, os, random, signal, sys, time
from datetime import date
from django.core.management import call_command
from django.db import connections
from panshi.org import services as org
from panshi.org.choices import Category, Level, Role
from panshi.work.registers.models import Import, Problem, Record, Step
from panshi.work.registers.services import importing
from panshi.work.registers.services.importing import checking

checking.CHUNK = 200
call_command("migrate", verbosity=0)
unit = org.open_unit(code="C01", name="滨江分局", level=Level.COUNTY, opened_on=date(2000, 1, 1))
clerk = org.employ(number="P1", name="周宁", category=Category.OFFICER, unit=unit, since=date(2020, 1, 1))
org.grant_role(person=clerk, role=Role.CLERK, unit=unit, since=date(2020, 1, 1), by=None)
with open(sys.argv[1], "rb") as file:
    book = importing.receive(file.read(), name="a.xlsx", key="activities.session", unit=unit, by=clerk, year=2023)
dice = random.Random()


def killed_until_done():
    kills = 0
    while Import.objects.get().state in importing.AT_WORK:
        connections.close_all()
        child = os.fork()
        if child == 0:
            importing.go_on(book.pk)
            os._exit(0)
        # Longer each time, so that it comes to an end at last on any machine.
        end = time.monotonic() + dice.random() * 0.25 + kills * 0.1
        while time.monotonic() < end and os.waitpid(child, os.WNOHANG) == (0, 0):
            time.sleep(0.01)
        try:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            kills += 1
        except (ChildProcessError, ProcessLookupError):
            pass  # it came to its end by itself
        Import.objects.update(tries=0)
    return kills


def facts():
    rows = list(Record.objects.values_list("row", flat=True))
    return [Import.objects.get().state, Import.objects.get().accepted, Problem.objects.count(), len(rows), len(set(rows)),
            Step.objects.count()]


kills = [killed_until_done()]
checked = facts()
importing.begin_accept(Import.objects.get(), by=clerk)
kills.append(killed_until_done())
print(json.dumps([kills, checked, facts()]))
"""


@pytest.mark.killed
def test_an_import_killed_at_random_moments_comes_in_whole_and_once(tmp_path: Path) -> None:
    book = tmp_path / "a.xlsx"
    book.write_bytes(xlsx(HEADS, *(line(f"第{n}期", day="2月30日" if n % 700 == 7 else "5月3日") for n in range(ROWS))))
    environment = {
        **os.environ,
        "PANSHI_DATA": str(tmp_path / "data"),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "panshi.config.settings",
    }
    done = subprocess.run([sys.executable, "-c", DRIVER, str(book)], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    kills, checked, accepted = json.loads(done.stdout)
    assert checked == ["checked", 0, 6, 0, 0, 0]
    assert accepted == ["accepted", ROWS - 6, 6, ROWS - 6, ROWS - 6, ROWS - 6]
    assert min(kills) >= 1
