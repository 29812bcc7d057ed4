"""What a role does first, as a panel on top of the first page: what waits for it, in numbers that open, and the next few."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime

from panshi.kernel.clock import today
from panshi.kernel.numbers import plain
from panshi.kernel.words import Words
from panshi.ledger import selectors as ledger
from panshi.org.choices import Role
from panshi.org.models import Grant, Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import strengths
from panshi.reviews import selectors as reviews
from panshi.ui.address import address
from panshi.ui.notices import Tone
from panshi.web import reversals
from panshi.web.navigation import holds
from panshi.web.periods import month_label
from panshi.work.learning.selectors import reports as studied
from panshi.work.learning.selectors import tasks as taught
from panshi.work.learning.selectors import today as study
from panshi.work.registers import selectors as registers
from panshi.work.registers.choices import State
from panshi.work.registers.models import Record

NEXT = 5
"""How many of what waits a desk names."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A number that opens; `tone` says how much it needs the person while it is not zero, `note` says a little more."""

    label: Words
    count: int
    url: str
    tone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One of the things a tally counts, by name."""

    label: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Act:
    """A button."""

    label: Words
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A role's panel: numbers, the next few things by name under a `heading` (`done` is said where there are none), buttons."""

    title: Words
    tallies: tuple[Tally, ...]
    items: tuple[Item, ...]
    acts: tuple[Act, ...]
    heading: Words | str = ""
    done: Words | str = ""


def desks_of(*, person: Person, scope: Scope, grants: Sequence[Grant]) -> tuple[Desk, ...]:
    """The panels of the roles the person holds, where the role's permission holds in the scope's unit."""
    roles = {Role(grant.role) for grant in grants}
    drawn = (
        draw(person, scope)
        for draw, permission, wanted in DESKS
        if roles & wanted and holds(permission, grants=grants, scope=scope)
    )
    return tuple(desk for desk in drawn if desk is not None)


def _studying(person: Person, scope: Scope) -> Desk | None:
    """What is to be studied; nothing where all is done: who has finished is told nothing."""
    found = study.waiting(person)
    if not found.open:
        return None
    listed = address("learning:today", scope=scope) or ""
    items = (
        Item(str(due.task), _days(due), address("learning:task", due.assignment.pk, scope=scope) or "")
        for due in study.todo(person)[:NEXT]
    )
    overdue = Tally(Words("已逾期", "overdue"), found.overdue, listed, Tone.BAD)
    return Desk(
        Words("我的学习", "To study"),
        (Tally(Words("待完成的任务", "tasks to do"), found.open, listed, Tone.WARM if found.soon else ""), overdue),
        tuple(items),
        _acts(scope, (Words("去学习", "Study"), "learning:today", "book-open")),
        Words("最先到期的", "Due first"),
    )


def _days(due: study.Due) -> str:
    if due.locked_by:
        return str(Words("要先完成别的任务", "after another task"))
    days = due.overdue_days or due.days
    said = Words(f"逾期 {days} 天", f"{days} days overdue") if due.overdue_days else Words(f"还有 {days} 天", f"{days} days left")
    return f"{said} · {Words(f'约 {due.minutes} 分钟', f'about {due.minutes} minutes')}"


def _teaching(person: Person, scope: Scope) -> Desk:
    running = taught.tasks_in(scope, person=person)
    drafts = taught.tasks_in(scope, person=person, which="drafts")
    shown = list(running[:NEXT])
    tallies = studied.by_task(studied.Asked(scope.period, who="all"), unit=scope.unit, tasks=shown)
    listed = address("learning:tasks", scope=scope) or ""
    items = (
        Item(str(task), _rate(tallies.get(task.pk)), address("learning:task_given", task.pk, scope=scope) or "") for task in shown
    )
    return Desk(
        Words("学习任务", "Study tasks"),
        (
            Tally(Words("进行中的任务", "tasks running"), running.count(), listed),
            Tally(Words("草稿", "drafts"), drafts.count(), f"{listed}&which=drafts"),
        ),
        tuple(items),
        _acts(
            scope,
            (Words("新建任务", "New task"), "learning:new_task", "plus"),
            (Words("完成情况", "Completion"), "learning:report", "chart-no-axes-column"),
        ),
        Words("最近开始的", "Opened last"),
        Words("没有进行中的任务。", "No task is running."),
    )


def _rate(tally: studied.Tally | None) -> str:
    if tally is None or tally.rate is None:
        return ""
    return str(Words(f"完成 {plain(tally.rate)}%，差 {tally.missing}", f"{plain(tally.rate)} % done, {tally.missing} missing"))


def _reporting(person: Person, scope: Scope) -> Desk:
    mine = registers.records(registers.Sought(mine=True), person=person, scope=scope)
    numbers = registers.numbers(mine, "state")
    listed = address("registers:records", scope=scope)
    said = (
        (State.SENT_BACK, Words("退回给我的", "sent back to me"), Tone.BAD),
        (State.REPORTED, Words("等待核实的", "waiting to be verified"), ""),
        (State.VERIFIED, Words("已核实的", "verified"), ""),
    )
    return Desk(
        Words("我上报的记录", "Records I report"),
        tuple(Tally(label, numbers.get(state, 0), f"{listed}&state={state}&mine", tone) for state, label, tone in said),
        tuple(_record(record, scope, record.reason) for record in mine.filter(state=State.SENT_BACK)[:NEXT]),
        _acts(scope, (Words("上报一条记录", "Report a record"), "registers:kinds", "plus")),
        Words("要更正的", "To correct"),
        Words("没有退回的记录。", "Nothing was sent back."),
    )


def _verifying(person: Person, scope: Scope) -> Desk:
    waiting = registers.waiting(person=person, scope=scope)
    tally = Tally(
        Words("等待核实的记录", "records waiting to be verified"),
        waiting.count(),
        address("registers:verify_queue", scope=scope) or "",
        Tone.WARM,
    )
    items = (_record(record, scope, f"{record.unit.name} · {record.occurred_on}") for record in waiting[:NEXT])
    act = (Words("去核实", "Verify"), "registers:verify_queue", "badge-check")
    nothing = Words("没有等待核实的记录。", "Nothing waits to be verified.")
    heading = Words("最早上报的", "Reported first")
    return Desk(Words("核实台", "Verifier's desk"), (tally,), tuple(items), _acts(scope, act), heading, nothing)


def _writing(person: Person, scope: Scope) -> Desk:
    written, frozen = reviews.reviews(person=person), reviews.frozen_reviews(person=person)
    listed = address("reviews:list", scope=scope) or ""
    items = (
        Item(review.title, f"{review.unit.name} · {review.period}", address("reviews:edit", review.pk, scope=scope) or "")
        for review in written[:NEXT]
    )
    return Desk(
        Words("综述", "Reviews"),
        (
            Tally(Words("正在写的", "being written"), written.count(), listed),
            Tally(Words("已定稿的", "frozen"), frozen.count(), listed),
        ),
        tuple(items),
        _acts(
            scope,
            (Words("写一篇综述", "Write a review"), "reviews:new", "pen-line"),
            (Words("核对文章", "Check a text"), "reviews:check", "list-checks"),
        ),
        Words("最近改过的", "Changed last"),
        Words("没有正在写的综述。", "No review is being written."),
    )


def _auditing(person: Person, scope: Scope) -> Desk:
    sealed, found = ledger.latest_checkpoint(), reversals.in_month(person=person, scope=scope)
    size, day = (sealed.size, f"{localtime(sealed.sealed_at):%Y-%m-%d}") if sealed else (0, "")
    month = month_label(reversals.month_of(scope).first)
    checked, listed = address("ledger:home", scope=scope) or "", address("web:reversals", scope=scope) or ""
    return Desk(
        Words("审计", "Audit"),
        (
            Tally(Words("未封存的条目", "entries not sealed"), ledger.head() - size, checked, Tone.WARM),
            Tally(Words("已封存的条目", "entries sealed"), size, checked, note=day),
            Tally(Words(f"{month}的冲正", f"reversals in {month}"), len(found), listed),
        ),
        tuple(Item(e.reason, str(e.occurred_on), address("ledger:entry", e.seq, scope=scope) or "") for e in found[:NEXT]),
        _acts(scope, (Words("账本与封存", "Ledger and seals"), "ledger:home", "book-lock")),
        Words("最近的冲正", "Newest reversals"),
        Words("这个月没有冲正。", "Nothing was taken back in this month."),
    )


def _administering(person: Person, scope: Scope) -> Desk:
    unit, tree = scope.unit, address("org:tree", scope=scope) or ""
    people = sum(strengths(on=today(), within=unit.path).values())
    open_units = Unit.objects.filter(path__startswith=unit.path, closed_on__isnull=True).count()
    return Desk(
        Words("单位与人员", "Units and people"),
        (
            Tally(Words("单位", "units"), open_units, tree),
            Tally(Words("今天在册的人", "people on strength today"), people, address("org:unit", unit.code, scope=scope) or tree),
        ),
        (),
        (
            Act(Words("录入人员", "Employ a person"), address("org:employ", unit.code, scope=scope) or tree, "user-plus"),
            Act(Words("新设单位", "Open a unit"), address("org:open", unit.code, scope=scope) or tree, "plus"),
        ),
    )


def _record(record: Record, scope: Scope, note: str) -> Item:
    return Item(str(record), note, address("registers:record", record.pk, scope=scope) or "")


def _acts(scope: Scope, *acts: tuple[Words, str, str]) -> tuple[Act, ...]:
    return tuple(Act(label, address(name, scope=scope) or "", icon) for label, name, icon in acts)


DESKS: tuple[tuple[Callable[[Person, Scope], Desk | None], str, frozenset[Role]], ...] = (
    (_studying, "learning.study", frozenset(Role)),
    (_teaching, "learning.teach", frozenset({Role.TRAINER})),
    (_writing, "reviews.write", frozenset({Role.EDITOR, Role.REVIEWER})),
    (_verifying, "records.verify", frozenset({Role.VERIFIER})),
    (_reporting, "records.report", frozenset({Role.CLERK, Role.CORRESPONDENT, Role.TRAINER, Role.CULTURE_OFFICER})),
    (_auditing, "ledger.audit", frozenset({Role.AUDITOR})),
    (_administering, "org.manage", frozenset({Role.ADMINISTRATOR})),
)
"""Each role's panel, the permission it takes in the scope's unit, and the roles it is for, in the order shown."""
