"""How long a command takes that starts from nothing: the wait for the first result of `panshi check`.

`measure` runs this module as a process of its own, with a data folder that goes away; the commands measured are others again.
Each time stands beside its limit and beside Django's own start on the same machine.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from panshi.bench.apart import measured
from panshi.bench.rows import Row

if TYPE_CHECKING:
    from panshi.ledger.postings import Posting

TIMES = 9
ENTRIES, UNITS, LENGTH = 20_000, 60, 3_000
PANSHI = ("-m", "panshi.config.cli")
CHECK_LIMIT, EXTRACT_LIMIT = 1.5, 0.8


def measure() -> list[Row]:
    """A text of 3,000 characters held against a year of entries; its numbers only found; Django's start."""
    found = measured(__name__)
    check, extract, start = found["check"], found["extract"], found["start"]
    return [
        Row("cold: panshi check, first result", _s(check), _s(CHECK_LIMIT), check / CHECK_LIMIT, "≤ 1.00"),
        Row("cold: panshi check --extract-only", _s(extract), _s(EXTRACT_LIMIT), extract / EXTRACT_LIMIT, "≤ 1.00"),
        Row("cold: panshi check, by Django's start", _s(check), f"django.setup() {_s(start)}", check / start, "≤ 3.00"),
        Row("cold: --extract-only, by Django's start", _s(extract), f"django.setup() {_s(start)}", extract / start, "≤ 1.00"),
    ]


def _s(seconds: float) -> str:
    return f"{seconds:.2f} s"


def main() -> None:
    """Measures in the folder that PANSHI_DATA names, and prints the medians as JSON."""
    prepare(ENTRIES)
    text = Path(os.environ["PANSHI_DATA"]) / "text.txt"
    text.write_text(_text(), "utf-8")
    commands = {
        "check": (*PANSHI, "check", str(text), "--year", "2023"),
        "extract": (*PANSHI, "check", str(text), "--extract-only"),
        "start": ("-c", "import django; django.setup()"),
    }
    for command in commands.values():
        _seconds(command)  # writes what later ones read: bytecode, patterns, columns
    taken = [{name: _seconds(command) for name, command in commands.items()} for _ in range(TIMES)]
    sys.stdout.write(json.dumps({name: median(round[name] for round in taken) for name in commands}))


def prepare(entries: int) -> None:
    """Sets Django up, and makes an organisation and a year of so many entries in the folder that PANSHI_DATA names."""
    import django  # noqa: PLC0415 -- only in the process of its own

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- after setup

    from panshi.ledger.services import post_many  # noqa: PLC0415 -- after setup

    call_command("migrate", verbosity=0)
    clerk, postings = _year(entries)
    post_many(postings, by=clerk)


def _seconds(command: Sequence[str]) -> float:
    started = perf_counter()
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)  # noqa: S603 -- ourselves
    assert done.returncode in (0, 1), done.stderr
    return perf_counter() - started


def _year(entries: int) -> "tuple[Any, list[Posting]]":
    """A clerk, and the placements of a year."""
    from panshi.kernel.references import Reference  # noqa: PLC0415 -- after setup
    from panshi.ledger import kinds  # noqa: PLC0415 -- after setup
    from panshi.ledger.postings import Posting  # noqa: PLC0415 -- after setup
    from panshi.org import services  # noqa: PLC0415 -- after setup
    from panshi.org.choices import Category, Level  # noqa: PLC0415 -- after setup

    opened = date(2000, 1, 1)
    root = services.open_unit(code="B", name="测速市公安局", level=Level.CITY, opened_on=opened)
    units = [root]
    for n in range(UNITS):
        name = f"测速第{n}派出所"
        units.append(services.open_unit(code=f"B{n:03}", name=name, level=Level.STATION, opened_on=opened, above=root))
    clerk = services.employ(number="B1", name="测速", category=Category.OFFICER, unit=root, since=opened)
    kind, postings = kinds.kind("coverage.placement"), []
    for n in range(entries):
        dims: dict[str, object] = {
            "tier": ("central", "provincial", "municipal", "county")[n % 4],
            "outlet": f"报{n % 40}",
            "headline": f"第{n}篇",
            "story": f"{n}",
            "page": n % 16 + 1,
            "position": ("lead", "ear", "other")[n % 3],
            "origin": "original" if n % 3 else "reprint",
        }
        day = date(2023, 1, 1) + timedelta(days=n % 365)
        postings.append(Posting(kind, units[n % len(units)], day, Reference("bench.cold", str(n)), dims))
    return clerk, postings


def _text() -> str:
    """3,000 characters of the corpus without its marks."""
    from panshi.reviews.checker.measuring import marked  # noqa: PLC0415 -- after setup

    return "\n".join(text.text for text in marked.texts() if text.body == "police")[:LENGTH]


if __name__ == "__main__":
    main()
