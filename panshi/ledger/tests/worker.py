"""A process of its own that posts, seals or checks a ledger: what the tests kill and what they run side by side.

python -m panshi.ledger.tests.worker prepare|post|seal|race|check|check_by_readers …
"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import date

import django

django.setup()

from django.core.management import call_command  # noqa: E402 -- after setup

from panshi.ledger import kinds, rows, sealed_runs, sealing, selectors, services, verifying  # noqa: E402 -- after setup
from panshi.ledger.postings import Posting  # noqa: E402 -- after setup
from panshi.ledger.tests.conftest import DRILLS, Category, Level  # noqa: E402 -- after setup
from panshi.ledger.tests.conftest import services as organisation  # noqa: E402 -- after setup
from panshi.ledger.tests.test_posting import session  # noqa: E402 -- after setup
from panshi.ledger.verifying import verify  # noqa: E402 -- after setup
from panshi.org.models import Person, Unit  # noqa: E402 -- after setup

PARTS, PART = 10, 1500
kinds.declare(DRILLS)


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def prepare() -> None:
    call_command("migrate", verbosity=0)
    city = organisation.open_unit(code="C", name="市局", level=Level.CITY, opened_on=date(2000, 1, 1))
    organisation.employ(number="P1", name="周宁", category=Category.OFFICER, unit=city, since=date(2020, 1, 1))


def sessions(low: int, high: int) -> Iterator[Posting]:
    city = Unit.objects.get()
    return (session(city, str(number)) for number in range(low, high))


def post() -> None:
    clerk = Person.objects.get()
    say("ready")
    for part in range(PARTS):
        services.post_many(sessions(part * PART, (part + 1) * PART), by=clerk)
    say("done")


def seal() -> None:
    sealing.ROUND = 700
    say("ready")
    services.seal()
    say("done")


def race(low: str, high: str) -> None:
    """Posts one by one and in bulk what others are posting too."""
    clerk = Person.objects.get()
    say("ready")
    sys.stdin.readline()
    for posting in sessions(int(low), int(low) + 30):
        services.post(posting, by=clerk)
    services.post_many(sessions(int(low), int(high)), by=clerk)
    say("done")


def check() -> None:
    """How many entries there are, how many are sealed, how many sources, and what does not fit."""
    verdict = verify()
    sources = {row[8] for run in rows.runs(0, selectors.head()) for row in run}
    say(f"{verdict.entries} {verdict.sealed} {len(sources)} {verdict.fault}")


def check_by_readers() -> None:
    """What does not fit when processes of their own read the rows, and when they are killed at once."""
    verifying.WORTH_PROCESSES = 1
    say(str(verify().fault and verify().fault.said))
    said = sealed_runs.Readers.__enter__

    def entered_and_killed(readers: sealed_runs.Readers) -> sealed_runs.Readers:
        said(readers)
        time.sleep(random.uniform(0, 0.6))
        for reader in readers._readers:
            reader.kill()
        return readers

    sealed_runs.Readers.__enter__ = entered_and_killed
    say(str(verify().fault and verify().fault.said))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
