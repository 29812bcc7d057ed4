"""Reports as pages and files tell them: lists of people, tables to take out, the figures that say the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from panshi.kernel.clock import today
from panshi.ledger import selectors as ledger
from panshi.org.models import Person, Unit
from panshi.org.scope import Scope
from panshi.org.selectors import units_with
from panshi.org.taking import about
from panshi.work.learning.figures import FIGURES
from panshi.work.learning.models import Assignment
from panshi.work.learning.selectors.reports import Asked, Tally, given, report

LISTS = (
    ("missing", gettext_lazy("missing")),
    ("overdue", gettext_lazy("overdue")),
    ("late", gettext_lazy("completed late")),
    ("done", gettext_lazy("completed")),
    ("excused", gettext_lazy("excused")),
    ("swift", gettext_lazy("done swiftly")),
)


SAME = ("learning.completion_rate", "learning.tasks_due", "learning.tasks_completed", "learning.late_completions")


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be taken out: `number` of lines, made one by one."""

    name: str
    heads: tuple[str, ...]
    lines: Iterable[tuple[object, ...]]
    about: list[tuple[str, object]]
    number: int


def people(asked: Asked, which: str, *, unit: Unit, person: Person) -> QuerySet[Assignment]:
    """The tasks given that one of the `LISTS` holds, where `person` may see people by name."""
    open_ones = Q(completed_at__isnull=True, excused="")
    wanted = {
        "missing": open_ones,
        "overdue": open_ones & Q(due_on__lt=today()),
        "late": Q(late=True),
        "done": Q(completed_at__isnull=False),
        "excused": ~Q(excused=""),
        "swift": Q(swift=True),
    }
    found = given(asked, unit=unit).filter(wanted.get(which, open_ones))
    found = found.filter(unit__in=units_with("org.view_people", person=person).values("pk"))
    return found.select_related("person", "unit", "task").order_by("unit__path", "person__number", "due_on", "pk")


def figures(asked: Asked) -> tuple[tuple[str, str], ...]:
    """The figures that say the same of everything given in the days, where there are some: key and label."""
    if asked.task is not None or asked.who != "police" or asked.subject:
        return ()
    return tuple((figure.key, str(figure.label)) for figure in FIGURES if figure.key in SAME)


def report_table(asked: Asked, *, scope: Scope, by: Person) -> Table:
    """The report by unit, and all together."""
    found = report(asked, unit=scope.unit)
    heads = (
        _("Unit"), _("Code"), _("published"), _("leave"), _("sick leave"), _("secondment"), _("due"),
        _("completed"), _("of them late"), _("missing"), _("overdue"), _("rate, %"), _("done swiftly"),
    )  # fmt: skip
    lines = [_line(row.unit.name, row.unit.code, row.tally) for row in found.rows]
    lines.append(_line(_("all"), "", found.total))
    return Table(_named(asked), heads, lines, _about(asked, scope, by), len(lines))


def people_table(asked: Asked, which: str, *, scope: Scope, by: Person) -> Table:
    """The people of one of the lists."""
    found = people(asked, which, unit=scope.unit, person=by)
    heads = (
        _("Unit"),
        _("Staff number"),
        _("Name"),
        _("Task"),
        _("given on"),
        _("due on"),
        _("excused"),
        _("completed at"),
        _("late"),
    )
    said = str(dict(LISTS).get(which, which))
    return Table(f"{_named(asked)} {said}", heads, _people(found), _about(asked, scope, by), found.count())


def _people(found: QuerySet[Assignment]) -> Iterator[tuple[object, ...]]:
    for each in found.iterator(chunk_size=2000):
        done = localtime(each.completed_at).strftime("%Y-%m-%d %H:%M") if each.completed_at else ""
        excused = str(each.get_excused_display()) if each.excused else ""
        who = (each.unit.name, each.person.number, each.person.name)
        yield (*who, each.task.title, each.given_on, each.due_on, excused, done, _("late") if each.late else "")


def _line(name: str, code: str, tally: Tally) -> tuple[object, ...]:
    return (
        name, code, tally.published, tally.leave, tally.sick, tally.secondment, tally.due, tally.completed, tally.late,
        tally.missing, tally.overdue, "" if tally.rate is None else tally.rate, tally.swift,
    )  # fmt: skip


def _named(asked: Asked) -> str:
    return f"{asked.task.title} {_('completion')}" if asked.task else _("Completion of study")


def _about(asked: Asked, scope: Scope, by: Person) -> list[tuple[str, object]]:
    also = [(_("Task"), asked.task.title)] if asked.task else []
    return about(_named(asked), scope=scope, by=by, as_of=ledger.head(), also=also)
