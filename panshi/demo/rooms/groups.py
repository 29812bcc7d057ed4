"""Squads, clubs and reading rooms opened over the years, and their members; old registers are taken over in January 2022."""

from collections.abc import Iterator
from datetime import date

from panshi.demo.days import reporting_day
from panshi.demo.expected import YEAR
from panshi.demo.reports import Report
from panshi.demo.roster import World
from panshi.work.groups.kinds import GROUP, MEMBERSHIP

TAKEN_OVER = date(YEAR - 1, 1, 10)
SQUADS = (
    ("文艺小分队", date(2019, 4, 2)),
    ("书画摄影小分队", date(2019, 4, 2)),
    ("短视频制作小分队", date(2020, 6, 15)),
    ("理论宣讲小分队", date(2021, 3, 8)),
    ("思想政治工作骨干小分队", date(2021, 3, 8)),
    ("通讯员小分队", date(2021, 9, 13)),
    ("新媒体编辑小分队", date(2022, 5, 16)),
    ("心理咨询师小分队", date(2023, 2, 20)),
)
CLUBS = (
    ("羽毛球兴趣小组", date(2020, 9, 7)),
    ("乒乓球兴趣小组", date(2020, 9, 7)),
    ("篮球兴趣小组", date(2021, 4, 12)),
    ("足球兴趣小组", date(2022, 4, 18)),
    ("游泳兴趣小组", date(2023, 3, 27)),
)
ROOMS_BEFORE = 6
ROOMS = {YEAR - 1: ((3, 21), (6, 13), (10, 24)), YEAR: ((2, 27), (4, 17), (6, 12), (9, 18))}
SQUAD_SIZE, CLUB_SIZE = 20, 25


def records(world: World, year: int, month: int) -> Iterator[Report]:
    """What was opened in the month and who joined; in January 2022 also everything older."""
    for type_, listed in (("squad", SQUADS), ("club", CLUBS)):
        for number, (name, opened) in enumerate(listed):
            if _reported(opened, year, month):
                on = max(opened, TAKEN_OVER) if opened < TAKEN_OVER else reporting_day(opened)
                yield Report(GROUP, world.root, opened, on, {"type": type_, "name": name}, paper=f"{name}组建通知")
                yield from _members(world, type_, number, (opened, on))
    yield from _reading_rooms(world, year, month)


def _reported(opened: date, year: int, month: int) -> bool:
    return (opened.year, opened.month) == (year, month) or (opened < TAKEN_OVER and (year, month) == (YEAR - 1, 1))


def _members(world: World, type_: str, number: int, fact: tuple[date, date]) -> Iterator[Report]:
    opened, on = fact
    name, size = (SQUADS[number][0], SQUAD_SIZE) if type_ == "squad" else (CLUBS[number][0], CLUB_SIZE)
    draw = world.plan.draw("members", name)
    present = [place for places in world.on(on).values() for place in places if place.category == "officer"]
    joined = [place.person for place in draw.sample(present, min(size, len(present)))]
    # Some join for a fixed term and leave when it is over: that is what retention looks at.
    term = date(YEAR, 7, 1) if opened.year < YEAR else None
    leaving = 3 + number % 3 if term else 0
    report = Report(MEMBERSHIP, world.root, opened, on, {"type": type_, "group": name}, people=tuple(joined[leaving:]))
    yield report
    if term:
        dims = {"type": type_, "group": name, "until": term}
        yield Report(MEMBERSHIP, world.root, opened, on, dims, people=tuple(joined[:leaving]))
    if number == 1:
        yield report.taken_back("名单重复上报")


def _reading_rooms(world: World, year: int, month: int) -> Iterator[Report]:
    owners = [*world.counties, *world.divisions]
    opened: list[tuple[date, date]] = []
    if (year, month) == (YEAR - 1, 1):
        opened += [(date(2018 + place // 2, 5, 10 + place), TAKEN_OVER) for place in range(ROOMS_BEFORE)]
    skipped = 0 if opened else ROOMS_BEFORE
    for in_year, days in ROOMS.items():
        for in_month, day in days:
            on = date(in_year, in_month, day)
            if (in_year, in_month) == (year, month):
                opened.append((on, reporting_day(on)))
            elif (in_year, in_month) < (year, month):
                skipped += 1
    for place, (began, reported) in enumerate(opened, skipped):
        owner = owners[place]
        dims = {"type": "reading_room", "name": f"{owner.name}警营图书室"}
        yield Report(GROUP, owner, began, reported, dims, paper=f"{owner.name}警营图书室建成验收单")
