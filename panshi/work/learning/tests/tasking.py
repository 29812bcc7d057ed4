"""Tasks as tests write them: a county with stations, people in them, a text to read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from panshi.kernel.clock import fixed
from panshi.org import services as org
from panshi.org.choices import Category, Level
from panshi.org.models import Person, Unit
from panshi.work.learning.choices import Carrier
from panshi.work.learning.models import Assignment, Exam, Material, Progress, Task
from panshi.work.learning.services import planning, publishing
from panshi.work.learning.services.daily import go_on
from panshi.work.learning.services.planning import Line, Outline

DAY = date(2026, 3, 2)
DUE = date(2026, 3, 16)


@contextmanager
def on(day: date, *, hour: int = 9) -> Iterator[None]:
    """Within the block it is the day, at the hour in China."""
    with fixed(datetime(day.year, day.month, day.day, 0, tzinfo=UTC) + timedelta(hours=hour - 8)):
        yield


def station(county: Unit, code: str, *, officers: int = 2, auxiliaries: int = 1) -> Unit:
    made = org.open_unit(code=code, name=f"{code}派出所", level=Level.STATION, opened_on=date(2000, 1, 1), above=county)
    for category, count, sign in ((Category.OFFICER, officers, "o"), (Category.AUXILIARY, auxiliaries, "a")):
        for place in range(count):
            number = f"{code}{sign}{place}"
            org.employ(number=number, name=f"{sign}{place}{code}"[:50], category=category, unit=made, since=date(2020, 1, 1))
    return made


def text(unit: Unit, by: Person, *, minutes: int = 10, title: str = "接处警规范", theme: object = None) -> Material:
    return Material.objects.create(
        unit=unit,
        title=title,
        carrier=Carrier.TEXT,
        minutes=minutes,
        body="<p>先询问，再记录。</p>",
        made_by=by,
        made_at=datetime(2026, 1, 1, tzinfo=UTC),
        theme=theme,
    )


def draft(
    unit: Unit,
    by: Person,
    materials: Sequence[Material],
    *,
    lines: Sequence[Line] = (),
    title: str = "三月学习",
    category: str = "political",
    opens: date = DAY,
    due: date = DUE,
    exam: Exam | None = None,
    hours: int = 2,
    **more: object,
) -> Task:
    outline = Outline(title, category, opens, due, hours=hours, exam=exam, **more)  # type: ignore[arg-type]  # fields of its own
    task = planning.make_task(unit=unit, outline=outline, by=by)
    planning.set_materials(task, materials, by=by)
    for line in lines or (Line(unit=unit),):
        planning.add_line(task, line, by=by)
    return task


def published(task: Task, *, by: Person) -> Task:
    publishing.publish(task, by=by)
    go_on(task.pk)
    task.refresh_from_db()
    return task


def given(task: Task, person: Person) -> Assignment:
    return Assignment.objects.get(task=task, person=person)


def study(assignment: Assignment, material: Material, *, at: datetime, seconds: int = 600) -> None:
    Progress.objects.create(assignment=assignment, material=material, part=100, seconds=seconds, completed_at=at, moved_at=at)
