"""Run by test_killed: syncs a growing made-up ledger in small steps until it is killed."""

import sys
from pathlib import Path

import django

django.setup()

from panshi.figures.lake import sync  # noqa: E402 -- Django first
from panshi.figures.tests.conftest import TRIAL_KINDS  # noqa: E402 -- Django first
from panshi.figures.tests.made import Made  # noqa: E402 -- Django first
from panshi.ledger import kinds  # noqa: E402 -- Django first

kinds.declare(TRIAL_KINDS)
folder = Path(sys.argv[1])
length = sync.manifest.read(folder).mark
sync.sync(folder, Made(length + 1))
print("ready", flush=True)  # noqa: T201 -- the test waits for it
while True:
    length += 150
    sync.sync(folder, Made(length))
