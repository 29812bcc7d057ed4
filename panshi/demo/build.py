"""Builds the demo stage by stage. Each stage is whole or not there, so that a run killed at any moment is simply repeated.

The organisation is one transaction, and so is each month; sealing, syncing and freezing are safe to kill by themselves.
A month half done is rolled back by the database, and the next run does it again from its first record.
"""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from panshi.demo import organisation
from panshi.demo.expected import YEAR
from panshi.demo.plan import Plan
from panshi.demo.roster import World, load
from panshi.demo.showing import Show
from panshi.demo.year import months_done, post_month
from panshi.kernel.clock import fixed
from panshi.kernel.refusals import Refusal
from panshi.kernel.words import Words
from panshi.ledger.selectors import entry, head
from panshi.ledger.services import seal
from panshi.org.choices import Role
from panshi.org.models import Grant, Person, Unit

WRITTEN = date(YEAR + 1, 1, 5)
"""The day on which the year's review is frozen."""


class NotTheDemo(Refusal):
    """The database holds an organisation of its own."""

    words = Words(
        "这个数据库里是“{unit}”，不是演示单位；演示请用空库：设 PANSHI_DATA 到别的文件夹。",
        "This database holds {unit}, which is not the demo's; give the demo a folder of its own with PANSHI_DATA.",
    )
    code = "not-the-demo"


class CannotStartOver(Refusal):
    """Only a SQLite file in the data folder is thrown away."""

    words = Words(
        "只有数据文件夹里的 SQLite 库才能推倒重来；请自行清空“{database}”。",
        "Only a SQLite file in the data folder is started over; empty {database} yourself.",
    )
    code = "cannot-start-over"


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: entries written by it, and how long it took."""

    world: World
    months: int
    entries: int
    seconds: float


def start_over(show: Show) -> None:
    """Removes the demo's database and everything made from it; refuses to touch any other organisation's."""
    if connection.vendor != "sqlite":
        raise CannotStartOver(database=connection.settings_dict["NAME"])
    refuse_others()
    connection.close()
    database = Path(str(connection.settings_dict["NAME"]))
    for file in database.parent.glob(f"{database.name}*"):
        file.unlink()
    for folder in ("lake", "keys", "media", "reviews"):  # the key too: another ledger is never signed with the same one
        shutil.rmtree(Path(settings.DATA) / folder, ignore_errors=True)
    show.line("✓ 已清空，从头开始 · started over")


def refuse_others() -> None:
    """Refuses a database whose unit tree is not the demo's."""
    if Unit._meta.db_table not in connection.introspection.table_names():
        return
    other = Unit.objects.get_root_nodes().exclude(code=organisation.ROOT_CODE).first()
    if other is not None:
        raise NotTheDemo(unit=other.name)


def build(plan: Plan, show: Show, *, after_month: Callable[[int, int], None] = lambda year, month: None) -> Built:
    """Does whatever is not done yet; a second run finds nothing to do. `after_month` is told of each month posted."""
    started, before = monotonic(), head_or_nothing()
    with show.stage("数据库 · database"):
        call_command("migrate", verbosity=0, interactive=False)
    refuse_others()
    with show.stage("单位与人员 · units and people") as stage:
        if not Unit.objects.exists():
            organisation.found(plan)
        stage.step(f"{Unit.objects.count():,} 个单位 units, {Person.objects.count():,} 人 people")
    world = load(plan)
    done = months_done()
    months = [(year, month) for year in plan.years for month in range(1, 13) if (year, month) > done]
    for wanted in plan.years:
        ahead = [month for year, month in months if year == wanted]
        with show.stage(f"{wanted} 年的记录 · records of {wanted}", len(ahead)) as stage:
            for month in ahead:
                with _collecting_rarely():
                    worked = post_month(world, wanted, month)
                _seal()
                after_month(wanted, month)
                stage.step(f"{wanted}-{month:02}: {worked.records:,} 条记录 records → {head():,} 条目 entries")
    _seal()  # a run killed between the last month and its seal has no month left to do
    return Built(world, len(months), head() - before, monotonic() - started)


def head_or_nothing() -> int:
    """The ledger's head; 0 before there are tables."""
    return head() if "ledger_entry" in connection.introspection.table_names() else 0


def holder(role: Role) -> Person:
    """The person who holds the role in the city bureau."""
    grant = Grant.objects.filter(role=role, unit__code=organisation.ROOT_CODE).select_related("person").order_by("pk").first()
    assert grant is not None, f"nobody is {role} in the demo"
    return grant.person


def _seal() -> None:
    """Seals what is posted, as of the moment the newest entry was posted."""
    with fixed(entry(head()).posted_at):
        seal()


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    # A month makes a million objects that live until its end; searching them for garbage again and again is a fifth of its time.
    gc.freeze()  # nor is what was there before the month searched at its end
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()
        gc.unfreeze()
