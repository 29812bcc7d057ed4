"""Entries as Arrow batches: the same from a committed file as from within a transaction."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from panshi.ledger import bulk_reader, feed, selectors, services
from panshi.ledger.tests.test_posting import session
from panshi.org.models import Person, Unit


def test_batches_hold_the_entries_after_one_position_up_to_another(city: Unit, clerk: Person) -> None:
    services.post_many([session(city, str(number)) for number in range(5)], by=clerk)
    services.reverse(selectors.entry(2), reason="重复登记", by=clerk)
    [batch] = feed.batches(1, 6)
    assert batch.schema == feed.schema()
    assert batch.column("seq").to_pylist() == [2, 3, 4, 5, 6]
    assert batch.column("sign").to_pylist() == [1, 1, 1, 1, -1]
    assert batch.column("dims").to_pylist() == ['{"form":"night"}'] * 5
    for row in batch.to_pylist():
        entry = selectors.entry(row["seq"])
        assert (row["occurred_on"], row["posted_at"], row["reverses"]) == (entry.occurred_on, entry.posted_at, entry.reverses)


def test_no_entries_are_no_batches(city: Unit) -> None:
    assert list(feed.batches(0, 0)) == []


COMMITTED = """
import django; django.setup()
from django.core.management import call_command
from django.db import transaction
from datetime import date
call_command("migrate", verbosity=0)
from panshi.ledger.tests.conftest import DRILLS, Category, Level, services as org
from panshi.ledger import feed, kinds, services, selectors
kinds.declare(DRILLS)
from panshi.ledger.tests.test_posting import session
city = org.open_unit(code="C", name="市局", level=Level.CITY, opened_on=date(2000, 1, 1))
clerk = org.employ(number="P1", name="周宁", category=Category.OFFICER, unit=city, since=date(2020, 1, 1))
assert list(feed.batches(0, 0)) == []
services.post_many((session(city, str(n)) for n in range(3000)), by=clerk)
services.reverse(selectors.entry(7), reason="重复登记", by=clerk)
cursor = [row for batch in feed.batches(5, 3001) for row in batch.to_pylist()]
feed.WORTH_A_PROCESS = 0
services.post_many((session(city, str(n)) for n in range(3000, 4000)), by=clerk)
committed = [row for batch in feed.batches(5, 4001) for row in batch.to_pylist()]
with transaction.atomic():
    inside = [row for batch in feed.batches(5, 4001) for row in batch.to_pylist()]
assert cursor == committed[:2996], len(cursor)
assert committed == inside and len(inside) == 3996, len(committed)
assert [batch.num_rows for batch in feed.batches(0, 4001, columns=("seq", "dims"))] == [4001]
print("same")
"""


def test_a_committed_file_gives_the_same_as_a_transaction(tmp_path: Path) -> None:
    own = {**os.environ, "PANSHI_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "panshi.config.settings"}
    done = subprocess.run([sys.executable, "-c", COMMITTED], env=own, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("same\n", 0), done.stderr


def test_a_reader_that_breaks_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(feed.ReadingFailed):
        list(feed._by_reader(str(tmp_path / "nothing.sqlite3"), 0, 9, ["seq"]))


def test_the_columns_are_those_of_the_table() -> None:
    assert tuple(bulk_reader.TYPES) == feed.COLUMNS
