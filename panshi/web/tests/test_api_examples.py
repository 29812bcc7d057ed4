"""The examples of docs/api.md, run as they stand."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from panshi.org.choices import Role
from panshi.org.models import Unit
from panshi.work.registers.models import Record
from panshi.work.registers.tests.calling import Program

from .conftest import hired

DOCS = Path(__file__).resolve().parents[3] / "docs" / "api.md"


@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_the_examples_of_the_docs_do_what_they_say(live_server: LiveServer, county: Unit, tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "signed.pdf").write_bytes(b"%PDF-1.7 signed")
    program = Program(hired("P3", "白川", Role.CLERK, county, "clerk"), county)
    examples = re.findall(r"^```sh\n(.*?)^```", DOCS.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    env = os.environ | {"PANSHI_URL": live_server.url, "PANSHI_TOKEN": program.secret}
    shell = ["bash", "-ec", "".join(examples)]
    ran = subprocess.run(shell, check=False, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout
    found = Record.objects.get()
    assert (found.occurred_on.isoformat(), found.revision, found.reported_by.number) == ("2023-05-06", 2, "P3")
    assert '"as_of":0,"value":0,' in ran.stdout
