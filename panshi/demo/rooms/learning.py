"""Study tasks to everybody on the roster and their completion, as they are planned; `panshi.demo.studying` does them."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from panshi.demo.days import HOLIDAYS
from panshi.demo.expected import YEAR
from panshi.demo.roster import Place, World
from panshi.org.choices import Category

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
SLOW = 0.013
"""The share of people who finish after the day it was due."""
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


@lru_cache(maxsize=64)
def excused_later(world: World, task: Task) -> tuple[int, ...]:
    """Those whose note of illness came only after the task was published, by id: one in some stations."""
    given = audience(world, task)
    found = []
    for pk, places in given.items():
        due = [place for place in places if not world.excuse(place.person, task.published_on)]
        if (pk * 7 + task.number) % 211 == 0 and len(due) > 1:
            found.append(due[-1].person.id)
    return tuple(found)


@lru_cache(maxsize=64)
def finishing(world: World, task: Task) -> dict[date, list[int]]:
    """Who finishes the task on which day, by id: everybody it is due from, each station on a day of its own, a few late."""
    days: dict[date, list[int]] = defaultdict(list)
    open_ends = UNFINISHED.get(task.published_on.year, 0) if task.number == 1 else 0
    excused = set(excused_later(world, task))
    for pk, places in audience(world, task).items():
        draw = world.plan.draw("completion", task.published_on, pk)
        on_time = task.published_on + timedelta(days=draw.randrange(2, 14))
        late = min(task.due_on + timedelta(days=draw.randrange(1, 16)), date(task.due_on.year, 12, 31))
        due = [place for place in places if not world.excuse(place.person, task.published_on)]
        due = [place for place in due if place.person.id not in excused]
        if open_ends and due:
            open_ends, due = open_ends - 1, due[1:]
        for place in due:
            days[late if draw.random() < SLOW else on_time].append(place.person.id)
    return dict(days)


def given_twice(world: World, task: Task) -> list[int]:
    """The units whose trainer published the task once more by mistake, by id."""
    return [pk for pk in audience(world, task) if (pk * 31 + task.number) % 229 == 0] if task.number % 6 == 3 else []
