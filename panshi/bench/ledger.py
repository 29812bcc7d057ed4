"""How fast the ledger posts, seals and verifies, beside what the database itself can do.

`measure` runs this module as a process of its own, with a data folder that goes away: what is in use is not touched.
"""

import json
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from panshi.bench.apart import measured
from panshi.bench.rows import Row

ENTRIES = 200_000
BULK_CREATED = 20_000
ROUNDS = 3


def measure() -> list[Row]:
    """Posting against a raw executemany of the same rows, Django's bulk_create for comparison, sealing, verifying."""
    rates = measured(__name__)
    raw = rates["raw"]
    return [
        _row("ledger: post_many", rates["post_many"], raw, "raw executemany", "≥ 0.60"),
        _row("ledger: bulk_create (for comparison)", rates["bulk_create"], raw, "raw executemany", "–"),
        _row("ledger: seal", rates["seal"], raw, "raw executemany", "–"),
        _row("ledger: verify", rates["verify"], 150_000, "wanted", "≥ 1.00"),
    ]


def _row(what: str, rate: float, limit: float, said: str, wanted: str) -> Row:
    return Row(what, f"{rate:,.0f} entries/s", f"{limit:,.0f} entries/s ({said})", rate / limit, wanted)


def main() -> None:
    """Measures in the folder that PANSHI_DATA names, and prints the rates as JSON."""
    import django  # noqa: PLC0415 -- only in the process of its own

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- after setup

    call_command("migrate", verbosity=0)
    postings, clerk = _postings()
    empty = _database()
    _moved_to(empty.with_name("empty.sqlite3"), copied_from=empty)
    found: dict[str, list[float]] = {name: [] for name in ("raw", "post_many", "bulk_create", "seal", "verify")}
    for round_number in range(ROUNDS):
        _one_round(empty.with_name(f"{round_number}.sqlite3"), empty, postings, clerk, found)
    sys.stdout.write(json.dumps({name: max(rates) for name, rates in found.items()}))


def _one_round(path: Path, empty: Path, postings: list[Any], clerk: Any, found: dict[str, list[float]]) -> None:
    from django.apps import apps  # noqa: PLC0415 -- after setup

    from panshi.ledger import rows, services, verifying  # noqa: PLC0415 -- after setup

    _moved_to(path, copied_from=empty)
    found["post_many"].append(_rate(len(postings), lambda: services.post_many(postings, by=clerk)))
    ready = rows.read("ORDER BY seq")
    found["seal"].append(_rate(len(postings), services.seal))
    found["verify"].append(_rate(len(postings), verifying.verify))
    raw = path.with_suffix(".raw")
    shutil.copy(empty, raw)
    found["raw"].append(_rate(len(ready), lambda: _raw_executemany(raw, ready)))
    _moved_to(path.with_suffix(".bulk"), copied_from=empty)
    table = apps.get_model("ledger", "EntryRow")
    names = [name.strip() for name in rows.COLUMNS.split(",")]
    objects = [table(**dict(zip(names, row, strict=True))) for row in ready[:BULK_CREATED]]
    found["bulk_create"].append(_rate(len(objects), lambda: table._default_manager.bulk_create(objects, batch_size=5000)))


def _raw_executemany(path: Path, ready: list[Any]) -> None:
    from panshi.ledger.rows import COLUMNS  # noqa: PLC0415 -- after setup

    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;")
        database.execute("BEGIN IMMEDIATE")
        marks = ", ".join("?" * 14)
        database.executemany(f"INSERT INTO ledger_entry ({COLUMNS}) VALUES ({marks})", ready)  # noqa: S608 -- fixed text only
        database.execute("COMMIT")


def _rate(count: int, work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return count / (perf_counter() - started)


def _database() -> Path:
    from django.db import connection  # noqa: PLC0415 -- after setup

    return Path(connection.settings_dict["NAME"])


def _moved_to(path: Path, *, copied_from: Path) -> None:
    """Goes on in a copy of the database; closing first brings everything from the write-ahead log into the file."""
    from django.db import connection  # noqa: PLC0415 -- after setup

    connection.close()
    shutil.copy(copied_from, path)
    connection.settings_dict["NAME"] = str(path)


def _postings() -> tuple[list[Any], Any]:
    from panshi.kernel.words import Words  # noqa: PLC0415 -- after setup
    from panshi.ledger import kinds  # noqa: PLC0415 -- after setup
    from panshi.ledger.kinds import Dimension, DimensionType, Kind  # noqa: PLC0415 -- after setup
    from panshi.org import services  # noqa: PLC0415 -- after setup
    from panshi.org.choices import Category, Level  # noqa: PLC0415 -- after setup

    said = Words("测速", "bench")
    category = Dimension("category", said, DimensionType.CHOICE, {"political": said, "professional": said})
    task, due_on = Dimension("task", said), Dimension("due_on", said, DimensionType.DATE)
    assignment = Kind("bench.assignment", said, said, (category, task, due_on), people=True)
    story = Kind("bench.story", said, said, (Dimension("title", said),), quantity=said)
    kinds.declare((assignment, story))
    opened = date(2000, 1, 1)
    root = services.open_unit(code="B", name="测速", level=Level.CITY, opened_on=opened)
    units = [
        services.open_unit(code=f"B{n:02}", name=f"测速{n}", level=Level.COUNTY, opened_on=opened, above=root) for n in range(10)
    ]
    people = [
        services.employ(number=f"B{n}", name="测", category=Category.OFFICER, unit=units[n % 10], since=opened)
        for n in range(200)
    ]
    return list(_spread(assignment, story, units, people)), people[0]


def _spread(assignment: Any, story: Any, units: list[Any], people: list[Any]) -> Iterator[Any]:
    """Nine in ten are assignments (sheets of 180 people with the same dimensions), one in ten has a title of its own."""
    from panshi.kernel.references import Reference  # noqa: PLC0415 -- after setup
    from panshi.ledger.postings import Posting  # noqa: PLC0415 -- after setup

    for sheet in range(ENTRIES // 200):
        day, unit = date(2023, 1, 1) + timedelta(days=sheet * 365 * 200 // ENTRIES), units[sheet % 10]
        dims = {"category": "political", "task": f"第{sheet}期学习", "due_on": day + timedelta(days=14)}
        for n, person in enumerate(people[:180]):
            yield Posting(assignment, unit, day, Reference("bench.record", f"{sheet}/p{n}"), dims, person=person)
        for n in range(20):
            title = {"title": f"第{sheet}.{n}篇报道写了基层一线的故事"}
            yield Posting(story, units[n % 10], day, Reference("bench.record", f"{sheet}/s{n}"), title, quantity=n)


if __name__ == "__main__":
    main()
