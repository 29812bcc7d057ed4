"""How fast the record store takes statements and finds them, over HTTP as programs use it.

`measure` runs this module as a process of its own. With PANSHI_BENCH_DATABASE (the address of a PostgreSQL server on which
databases may be made) it works in a database of its own there, else in a file of SQLite; PANSHI_BENCH_STATEMENTS says among how
many it looks (100,000). Both go away.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from socket import socket
from time import perf_counter, sleep
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import orjson

from panshi.bench.rows import Row

CLIENTS, BATCH, BATCHES, SINGLES, LOOKS = 4, 100, 30, 150, 40
PEOPLE, COURSES, SITTINGS = 8_000, 500, 50_000
Where = tuple[str, int, str]
"""Host, port, and the Authorization of the key."""


def measure() -> list[Row]:
    """Statements a second in batches and one by one, beside the bare driver; and the slowest filters."""
    with tempfile.TemporaryDirectory(prefix="panshi-bench-") as folder, _database() as database:
        settings = {"PANSHI_DATA": folder, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "panshi.config.settings"}
        asked = [sys.executable, "-m", __name__]
        done = subprocess.run(asked, env=os.environ | settings, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 -- ourselves
    found = json.loads(done.stdout)
    kept, name = found["statements"], found["vendor"]
    rows = [
        _rate(f"xapi on {name}: batches of {BATCH}, {CLIENTS} clients", found["batches"], 3_000),
        _rate(f"xapi on {name}: one by one, {CLIENTS} clients", found["singles"], 200),
    ]
    if name == "postgresql":  # a file of SQLite is written in the process itself: no measure for a store behind HTTP
        beside = found["batches"] / found["driver"]
        values = (f"{found['batches']:,.0f}/s", f"{found['driver']:,.0f}/s", beside, "≥ 0.20")
        rows.append(Row("xapi: batches beside the bare driver", *values))
    for what, milliseconds in found["filters"].items():
        rows.append(Row(f"xapi: {what} among {kept:,}, p95", f"{milliseconds:.1f} ms", "50 ms", milliseconds / 50, "≤ 1.00"))
    return rows


def _rate(what: str, value: float, wanted: float) -> Row:
    return Row(what, f"{value:,.0f}/s", f"{wanted:,.0f}/s", value / wanted, "≥ 1.00")


@contextmanager
def _database() -> Iterator[str]:
    server = os.environ.get("PANSHI_BENCH_DATABASE")
    if not server:
        yield ""
        return
    import psycopg  # noqa: PLC0415 -- only where PostgreSQL is

    name = f"panshi_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            link.execute(f"DROP DATABASE {name} WITH (FORCE)")


def statement(random: Random) -> dict[str, Any]:
    """One of a year's statements: some thousand people, some hundred courses."""
    course = int(random.paretovariate(1.2)) % COURSES
    return {
        "id": str(UUID(int=random.getrandbits(128), version=4)),
        "actor": {"objectType": "Agent", "account": {"homePage": "https://example.com", "name": f"p{random.randrange(PEOPLE)}"}},
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/v{random.randrange(12)}", "display": {"zh-Hans": "完成了"}},
        "object": {
            "objectType": "Activity",
            "id": f"https://example.com/courses/{course}",
            "definition": {"name": {"zh-Hans": f"课程{course}"}, "type": "http://adlnet.gov/expapi/activities/course"},
        },
        "result": {"score": {"scaled": 0.9}, "success": True, "completion": True, "duration": "PT2M3S"},
        "context": {
            "registration": str(UUID(int=random.randrange(SITTINGS))),
            "instructor": {"account": {"homePage": "https://example.com", "name": f"t{course % 40}"}},
            "contextActivities": {"parent": [{"id": f"https://example.com/programmes/{course % 20}"}]},
            "language": "zh-Hans",
        },
        "timestamp": "2023-05-18T05:32:34.804Z",
    }


def main() -> None:
    """Measures in the database that the settings name, and prints what was found as JSON."""
    import django  # noqa: PLC0415 -- only in the process of its own

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- after setup
    from django.db import connection  # noqa: PLC0415 -- after setup

    call_command("migrate", verbosity=0)
    login = _key()
    asked = int(os.environ.get("PANSHI_BENCH_STATEMENTS", "100000"))
    connection.close()
    with _served() as (host, port), ProcessPoolExecutor(CLIENTS) as clients:
        where = (host, port, login)
        list(clients.map(_posted, [(where, seed, 10, 10) for seed in range(90, 90 + CLIENTS)]))  # both workers have begun
        batches = sum(clients.map(_posted, [(where, seed, BATCH, BATCHES) for seed in range(CLIENTS)]))
        singles = sum(clients.map(_posted, [(where, seed, 1, SINGLES) for seed in range(10, 10 + CLIENTS)]))
        driver = _bare()
        list(clients.map(_filled, [(seed, (asked - 12_600) // 2) for seed in (20, 21)]))
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        looks = {name: _looked(where, asking) for name, asking in _filters().items()}
    found = {"vendor": connection.vendor, "statements": asked, "batches": batches, "singles": singles, "driver": driver}
    sys.stdout.write(json.dumps(found | {"filters": looks}))


def _key() -> str:
    from datetime import date  # noqa: PLC0415 -- only here

    from panshi.org import services as org  # noqa: PLC0415 -- after setup
    from panshi.org.choices import Level  # noqa: PLC0415 -- after setup
    from panshi.work.learning.lrs.choices import Power  # noqa: PLC0415 -- after setup
    from panshi.work.learning.lrs.services import make_key  # noqa: PLC0415 -- after setup

    unit = org.open_unit(code="B", name="测速市公安局", level=Level.CITY, opened_on=date(2000, 1, 1))
    made = make_key(unit=unit, name="测速", powers=[Power.WRITE, Power.READ], by=None)
    return "Basic " + b64encode(f"{made.key.login}:{made.secret}".encode()).decode()


@contextmanager
def _served() -> Iterator[tuple[str, int]]:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    granian = Path(sys.executable).with_name("granian")
    asked = [str(granian), "--interface", "wsgi", "--port", str(port), "--workers", "2", "--blocking-threads", "4", "--no-ws"]
    server = subprocess.Popen([*asked, "panshi.config.wsgi:application"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 -- our own server
    try:
        for _wait in range(200):
            sleep(0.1)
            with socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
        yield "127.0.0.1", port
    finally:
        server.terminate()
        server.wait()


def _posted(asked: tuple[Where, int, int, int]) -> float:
    """Statements a second that one client posts; all answered before the next goes out."""
    (host, port, login), seed, together, times = asked
    random = Random(seed)  # noqa: S311 -- the same statements each time
    bodies = [orjson.dumps([statement(random) for _each in range(together)]) for _time in range(times)]
    link, headers = HTTPConnection(host, port), _headers(login)
    started = perf_counter()
    for body in bodies:
        link.request("POST", "/xapi/statements", body, headers)
        _whole(link)
    return together * times / (perf_counter() - started)


def _bare() -> float:
    """Statements a second that the driver alone writes: the same bytes, as many at once, each batch committed."""
    from django.db import connection, transaction  # noqa: PLC0415 -- after setup

    random = Random(30)  # noqa: S311 -- the same statements each time
    rows = [(place, orjson.dumps(statement(random))) for place in range(BATCH * BATCHES * 2)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE bare (seq bigint PRIMARY KEY, body {'bytea' if connection.vendor == 'postgresql' else 'blob'})"
        )
        started = perf_counter()
        for first in range(0, len(rows), BATCH):
            with transaction.atomic():
                cursor.executemany("INSERT INTO bare VALUES (%s, %s)", rows[first : first + BATCH])
        return len(rows) / (perf_counter() - started)


def _filled(asked: tuple[int, int]) -> None:
    """Fills the store up, past HTTP."""
    seed, number = asked
    import django  # noqa: PLC0415 -- in a process of its own

    django.setup()
    from django.db import connection  # noqa: PLC0415 -- after setup

    from panshi.work.learning.lrs.rules.agents import program_agent  # noqa: PLC0415 -- after setup
    from panshi.work.learning.lrs.rules.editions import Edition  # noqa: PLC0415 -- after setup
    from panshi.work.learning.lrs.services import store  # noqa: PLC0415 -- after setup

    connection.close()
    random = Random(seed)  # noqa: S311 -- the same statements each time
    for first in range(0, number, 1_000):
        some = [statement(random) for _each in range(min(1_000, number - first))]
        store(some, authority=program_agent("bench"), edition=Edition.TWO)


def _filters() -> dict[str, Callable[[Random], dict[str, str]]]:
    def agent(name: str) -> str:
        return json.dumps({"account": {"homePage": "https://example.com", "name": name}})

    def verb(random: Random) -> str:
        return f"http://adlnet.gov/expapi/verbs/v{random.randrange(12)}"

    def course(random: Random) -> str:
        return f"https://example.com/courses/{random.randrange(COURSES)}"

    return {
        "newest": lambda _random: {},
        "verb": lambda random: {"verb": verb(random)},
        "activity": lambda random: {"activity": course(random)},
        "agent": lambda random: {"agent": agent(f"p{random.randrange(PEOPLE)}")},
        "registration": lambda random: {"registration": str(UUID(int=random.randrange(SITTINGS)))},
        "related activity": lambda random: {
            "activity": f"https://example.com/programmes/{random.randrange(20)}",
            "related_activities": "true",
        },
        "related agent": lambda random: {"agent": agent(f"t{random.randrange(40)}"), "related_agents": "true"},
        "agent and verb": lambda random: {"agent": agent(f"p{random.randrange(PEOPLE)}"), "verb": verb(random)},
        "verb and activity": lambda random: {"verb": verb(random), "activity": course(random)},
        "verb since": lambda random: {"verb": verb(random), "since": "2020-01-01T00:00:00Z", "ascending": "true"},
        "verb until": lambda random: {"verb": verb(random), "until": "2100-01-01T00:00:00Z", "limit": "10"},
        "identifiers only": lambda random: {"verb": verb(random), "format": "ids", "limit": "50"},
        "canonical": lambda random: {"verb": verb(random), "format": "canonical", "limit": "50"},
        "with files": lambda random: {"verb": verb(random), "attachments": "true", "limit": "50"},
    }


def _looked(where: Where, asking: Callable[[Random], dict[str, str]]) -> float:
    """The 95th percentile of the time from asking to the last byte, in milliseconds."""
    host, port, login = where
    random, link, taken = Random(40), HTTPConnection(host, port), []  # noqa: S311 -- the same questions each time
    for _look in range(LOOKS):
        started = perf_counter()
        link.request("GET", f"/xapi/statements?{urlencode(asking(random))}", headers=_headers(login))
        _whole(link)
        taken.append((perf_counter() - started) * 1000)
    return statistics.quantiles(taken, n=20)[-1]


def _whole(link: HTTPConnection) -> None:
    """Reads an answer to its end; anything but success is a bug."""
    answer = link.getresponse()
    body = answer.read()
    assert answer.status == 200, (answer.status, body)


def _headers(login: str) -> dict[str, str]:
    return {"Authorization": login, "X-Experience-API-Version": "2.0.0", "Content-Type": "application/json"}


if __name__ == "__main__":
    main()
