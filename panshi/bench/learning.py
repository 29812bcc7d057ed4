"""How fast a task reaches 8,000 people in 1,000 units, and how fast 260,000 tasks given are told by unit.

`measure` runs this module as a process of its own, with a data folder that goes away. Publishing is done as pages have it done:
by `panshi tasks --continue` in another process, from the button to the last entry.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Any

from panshi.bench.apart import measured
from panshi.bench.rows import Row

UNITS, PEOPLE, TASKS, TIMES = 1000, 8000, 32, 20


def measure() -> list[Row]:
    """Publishing end to end, and the report's 95th percentile, each against its limit; the report is compared with plain SQL."""
    found = measured(__name__)
    publish, report = found["publish_seconds"], found["report_p95_ms"]
    return [
        Row("learning: publish to 8,000 in 1,000 units", f"{publish:,.2f} s", "5 s", publish / 5, "≤ 1.00"),
        Row(f"learning: report over {found['given']:,} tasks given, p95", f"{report:,.0f} ms", "300 ms", report / 300, "≤ 1.00"),
        Row("learning: tasks told otherwise than by plain SQL", f"{found['differing']}", "0", float(found["differing"]), "0.00"),
    ]


def main() -> None:
    """Measures in the folder that PANSHI_DATA names, and prints what was found as JSON."""
    import django  # noqa: PLC0415 -- only in the process of its own

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- after setup

    from panshi.kernel.clock import today  # noqa: PLC0415 -- after setup
    from panshi.kernel.periods import Period  # noqa: PLC0415 -- after setup
    from panshi.work.learning.models import Assignment  # noqa: PLC0415 -- after setup
    from panshi.work.learning.selectors.reports import Asked, report  # noqa: PLC0415 -- after setup

    call_command("migrate", verbosity=0)
    trainer, root = _organisation()
    started = perf_counter()
    first = _task(trainer, root)
    subprocess.run([sys.executable, "-m", "panshi.config.cli", "tasks", "--continue", str(first)], check=True)  # noqa: S603 -- ourselves
    publish = perf_counter() - started
    assert Assignment.objects.count() == PEOPLE, Assignment.objects.count()
    for _ in range(TASKS):
        _fill(_task(trainer, root))
    asked = Asked(Period(date(2000, 1, 1), today()), who="all")
    took = []
    for _ in range(TIMES):
        started = perf_counter()
        told = report(asked, unit=root)
        took.append((perf_counter() - started) * 1000)
    total = (told.total.published, told.total.completed, told.total.late)
    differing = sum(abs(one - other) for one, other in zip(total, _plainly(), strict=True))
    facts = {"publish_seconds": publish, "report_p95_ms": sorted(took)[int(TIMES * 0.95) - 1], "given": total[0]}
    sys.stdout.write(json.dumps(facts | {"differing": differing}))


def _organisation() -> tuple[Any, Any]:
    from panshi.org import services  # noqa: PLC0415 -- after setup
    from panshi.org.choices import Category, Level, Role  # noqa: PLC0415 -- after setup
    from panshi.org.models import Person, Posting  # noqa: PLC0415 -- after setup

    opened = date(2000, 1, 1)
    root = services.open_unit(code="B", name="测速市公安局", level=Level.CITY, opened_on=opened)
    counties = [
        services.open_unit(code=f"B{n:02}", name=f"第{n}分局", level=Level.COUNTY, opened_on=opened, above=root)
        for n in range(20)
    ]
    units = [
        services.open_unit(
            code=f"{counties[n % 20].code}{n:03}",
            name=f"第{n}派出所",
            level=Level.STATION,
            opened_on=opened,
            above=counties[n % 20],
        )
        for n in range(UNITS - 21)
    ]
    people = Person.objects.bulk_create(
        [
            Person(number=f"B{n:05}", name="测速", category=Category.OFFICER if n % 3 else Category.AUXILIARY)
            for n in range(PEOPLE)
        ]
    )
    places = [root, *counties, *units]
    Posting.objects.bulk_create([Posting(person=each, unit=places[n % UNITS], since=opened) for n, each in enumerate(people)])
    services.grant_role(person=people[0], role=Role.TRAINER, unit=root, since=opened, by=None)
    return people[0], root


def _task(trainer: Any, root: Any) -> int:
    """A task for everybody, published and not yet given."""
    from panshi.kernel.clock import now, today  # noqa: PLC0415 -- after setup
    from panshi.work.learning.models import Material  # noqa: PLC0415 -- after setup
    from panshi.work.learning.services import planning, publishing  # noqa: PLC0415 -- after setup

    text = Material.objects.create(unit=root, title="测速", carrier="text", made_by=trainer, made_at=now())
    outline = planning.Outline("测速", "political", today(), today() + timedelta(days=14))
    task = planning.make_task(unit=root, outline=outline, by=trainer)
    planning.set_materials(task, [text], by=trainer)
    planning.add_line(task, planning.Line(unit=root), by=trainer)
    return publishing.publish(task, by=trainer).pk


def _fill(pk: int) -> None:
    """Gives a task without its entries, which reports do not read, and completes nine tenths."""
    from django.db import transaction  # noqa: PLC0415 -- after setup

    from panshi.kernel.clock import now, today  # noqa: PLC0415 -- after setup
    from panshi.work.learning.models import Task  # noqa: PLC0415 -- after setup
    from panshi.work.learning.services.publishing import members_of  # noqa: PLC0415 -- after setup
    from panshi.work.learning.services.writing import insert_given, update_completed  # noqa: PLC0415 -- after setup

    task = Task.objects.select_related("unit").get(pk=pk)
    with transaction.atomic():
        made = insert_given(task, members_of(task, on=today()), given_on=today(), due_on=task.due_on)
        update_completed(_done(made, now()))


def _done(made: list[Any], at: datetime) -> Iterator[Any]:
    for place, each in enumerate(made):
        if place % 10:
            each.completed_at, each.late, each.seconds = at, place % 7 == 0, 600
            yield each


def _plainly() -> tuple[int, int, int]:
    from django.db import connection  # noqa: PLC0415 -- after setup

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*), COUNT(completed_at), SUM(CASE WHEN late THEN 1 ELSE 0 END) FROM learning_assignment")
        published, completed, late = cursor.fetchone()
    return published, completed, late


if __name__ == "__main__":
    main()
