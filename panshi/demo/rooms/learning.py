"""Study tasks to everybody on the roster, their completion, and the exams."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from panshi.demo.days import HOLIDAYS, in_month, reporting_day, some
from panshi.demo.expected import YEAR
from panshi.demo.reports import Report, sheets
from panshi.demo.roster import Place, World
from panshi.org.choices import Category
from panshi.work.learning.kinds import ASSIGNMENT, COMPLETION, EXAM_RESULT

POLITICAL = ("理论学习应知应会", "党史天天读", "纪律条令导读", "警示案例选编", "先进典型事迹", "形势政策解读")
PROFESSIONAL = (
    "接处警规范",
    "现场执法取证",
    "社区警务实务",
    "反诈劝阻话术",
    "交通事故处置",
    "枪支警械使用",
    "执法记录仪使用",
    "信访事项办理",
)
FIRST_DAY = {YEAR - 1: 290, YEAR: 2}
"""The day of the year from which tasks are published: the platform came into use in October of the year before."""
LAST_DAY = 346
UNFINISHED = {YEAR - 1: 5}
"""Tasks never completed, in the year of the trial run."""


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its name, the day it was published and what is due when; `people` limits it to so many (0: everybody)."""

    number: int
    name: str
    category: str
    published_on: date
    people: int = 0

    @property
    def due_on(self) -> date:
        """Two weeks later."""
        return self.published_on + timedelta(days=14)

    @property
    def hours(self) -> int:
        """Study hours it is worth."""
        return 1 + self.number % 2


def audience(world: World, task: Task) -> dict[int, list[Place]]:
    """Who is given the task, by unit: everybody on the roster that day (professional tasks: not civilian staff)."""
    given: dict[int, list[Place]] = {}
    left = task.people or len(world.places)
    for unit, places in sorted(world.on(task.published_on).items()):
        wanted = [place for place in places if task.category == "political" or place.category != Category.CIVILIAN][:left]
        left -= len(wanted)
        if wanted:
            given[unit] = wanted
    return given


@lru_cache(maxsize=2)
def tasks(world: World, year: int) -> tuple[Task, ...]:
    """The year's tasks: as many as bring the number of assignments to its target; the last goes to just enough people."""
    target = world.plan.target(year, "learning.tasks_published")
    days = [date(year, 1, 1) + timedelta(days=day) for day in range(FIRST_DAY[year], LAST_DAY)]
    working = [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]
    count = max(2, target // len(world.places))
    while True:
        planned = [_task(year, number, count, working) for number in range(1, count + 1)]
        given = sum(_size(world, task) for task in planned[:-1])
        left = target - given
        if 0 < left <= _size(world, planned[-1]):
            return (*planned[:-1], replace(planned[-1], people=left))
        assert left > 0, "the tasks step over their target: give the last one more people"
        count += 1


def _task(year: int, number: int, count: int, working: list[date]) -> Task:
    professional = number % 5 in {2, 4} or number == count
    pool = PROFESSIONAL if professional else POLITICAL
    return Task(
        number=number,
        name=f"{pool[number % len(pool)]}（{year}年第{number}课）",
        category="professional" if professional else "political",
        published_on=working[(number - 1) * len(working) // count],
    )


def _size(world: World, task: Task) -> int:
    return sum(map(len, audience(world, task).values()))


def records(world: World, year: int, month: int) -> Iterator[Report]:
    """The month's assignments, completions and exam results."""
    for task in tasks(world, year):
        if 0 <= month - task.published_on.month <= 2:
            given = audience(world, task)
            if task.published_on.month == month:
                yield from _assignments(world, task, given)
            yield from _completions(world, task, given, month)
    yield from _exams(world, year, month)


def _assignments(world: World, task: Task, given: dict[int, list[Place]]) -> Iterator[Report]:
    day = task.published_on
    dims: dict[str, object] = {"category": task.category, "task": task.name, "due_on": task.due_on}
    for pk, places in given.items():
        report = Report(ASSIGNMENT, world.unit[pk], day, reporting_day(day), dims)
        excused = {place.person.id: world.excuse(place.person, day) for place in places}
        yield from sheets(report, (place for place in places if not excused[place.person.id]))
        for reason in sorted(set(excused.values()) - {""}):
            away = (place for place in places if excused[place.person.id] == reason)
            yield from sheets(replace(report, dims={**dims, "excused": reason}), away)
        if (pk * 31 + task.number) % 229 == 0:
            again = sheets(report, (place for place in places if not excused[place.person.id]))
            yield from (sheet.taken_back("同一任务重复导入") for sheet in again)


def _completions(world: World, task: Task, given: dict[int, list[Place]], month: int) -> Iterator[Report]:
    open_ends = UNFINISHED.get(task.published_on.year, 0) if task.number == 1 else 0
    for pk, places in given.items():
        draw = world.plan.draw("completion", task.published_on, pk)
        on_time = task.published_on + timedelta(days=draw.randrange(2, 14))
        late = min(task.due_on + timedelta(days=draw.randrange(1, 16)), date(task.due_on.year, 12, 31))
        due = [place for place in places if not world.excuse(place.person, task.published_on)]
        if open_ends and due:
            open_ends, due = open_ends - 1, due[1:]
        if month not in {on_time.month, late.month}:
            continue
        slow = {place for place in due if draw.random() < 0.013}
        dims: dict[str, object] = {"category": task.category, "task": task.name}
        for day, timeliness, done in (
            (on_time, "on_time", [place for place in due if place not in slow]),
            (late, "late", [place for place in due if place in slow]),
        ):
            if day.month == month and done:
                report = Report(
                    COMPLETION,
                    world.unit[pk],
                    day,
                    reporting_day(day),
                    {**dims, "timeliness": timeliness},
                    quantity=task.hours,
                )
                yield from sheets(report, done)
                if timeliness == "late" and (pk + task.number) % 97 == 0:
                    wrong = replace(report, dims={**dims, "timeliness": "on_time"})
                    yield from (sheet.taken_back("完成日期录错，应为逾期") for sheet in sheets(wrong, done))


def _exams(world: World, year: int, month: int) -> Iterator[Report]:
    held = world.plan.target(year, "learning.exams")
    if month % 3 or month <= 12 - 3 * held:
        return
    draw = world.plan.draw("exam", year, month)
    day = some(draw, in_month(year, month)[7:17], 1)[0]
    resit = day + timedelta(days=10)
    name = f"{year}年第{month // 3}季度应知应会测试"
    dims: dict[str, object] = {"exam": name, "category": "professional"}
    for pk, places in sorted(world.on(day).items()):
        sitting = [place for place in places if place.category != Category.CIVILIAN and not world.excuse(place.person, day)]
        failed = [place for place in sitting if draw.random() < 0.037]
        report = Report(EXAM_RESULT, world.unit[pk], day, reporting_day(day), dims)
        passed = [place for place in sitting if place not in failed]
        yield from sheets(replace(report, dims={**dims, "passed": True}), passed)
        yield from sheets(replace(report, dims={**dims, "passed": False}), failed)
        again = replace(report, occurred_on=resit, reported_on=reporting_day(resit))
        for place in failed:
            score = draw.randrange(60, 97)
            yield from sheets(replace(again, dims={**dims, "passed": True, "score": score}, note="补考"), [place])
