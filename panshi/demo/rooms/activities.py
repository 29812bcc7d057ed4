"""Sessions of all forms, and the sign-in sheets of those who came."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from panshi.demo import titles
from panshi.demo.days import OF_THE_YEAR, facts, reporting_day
from panshi.demo.expected import YEAR
from panshi.demo.plan import share_of_month, spread
from panshi.demo.reports import Report, sheets
from panshi.demo.roster import Place, World
from panshi.org.choices import Category
from panshi.org.models import Unit
from panshi.work.activities.kinds import ATTENDANCE, SESSION

WARNING_MONTHS = (1, 0.4, 1, 1, 1.2, 1.4, 0.8, 0.6, 1, 0.6, 1, 1)
HERITAGE_MONTHS = (0.1, 0.1, 0.8, 2, 1, 1.6, 2, 0.6, 1, 1, 0.3, 0.2)
LECTURE_MONTHS = (0.2, 0.6, 1, 1, 1, 3, 2, 0.6, 1, 1, 1, 0.6)
VISIT_MONTHS = (3.5, 1, 0.5, 0.5, 0.8, 0.8, 1, 0.5, 1, 0.4, 0.4, 1)
YANAN = "延安主题党日"
YANAN_DAYS = ((6, 12), (6, 19), (7, 3))
GO_TWICE = 5
SHOWS = {YEAR: (9, 26), YEAR - 1: (12, 30)}
MEETING = (9, 25)
SPORTS_MONTH = 5
THEMED_MONTHS = (1, 3, 4, 5, 6, 7, 8, 9, 10, 11)
Present = dict[int, list[Place]]


def records(world: World, year: int, month: int) -> Iterator[Report]:
    """The month's sessions and sign-in sheets."""
    yield from _study(world, year, month)
    yield from _warning(world, year, month)
    yield from _heritage(world, year, month)
    yield from _party_days(world, year, month)
    yield from _lectures_and_visits(world, year, month)
    yield from _yanan(world, year, month)
    yield from _single_events(world, year, month)


def _session(unit: Unit, fact: tuple[date, date], form: str, title: str, **more: object) -> Report:
    dims = {"form": form, "title": title, "level": "local", **more}
    return Report(SESSION, unit, fact[0], fact[1], dims)


def _signed_in(session: Report, came: list[Place]) -> Iterator[Report]:
    dims = {key: value for key, value in session.dims.items() if key != "level"}
    yield from sheets(replace(session, kind=ATTENDANCE, dims=dims), came, leaders=True)


def _study(world: World, year: int, month: int) -> Iterator[Report]:
    draw = world.plan.draw("study", year, month)
    count = share_of_month(world.plan.target(year, "activities.study_sessions"), month, OF_THE_YEAR)
    people = share_of_month(world.plan.target(year, "activities.study_attendance"), month, OF_THE_YEAR)
    members = {
        pk: [place for place in places if place.category == Category.OFFICER and not place.leader]
        for pk, places in world.on(date(year, month, 15)).items()
    }
    units = world.some(draw, [unit for unit in world.units if members.get(unit.pk)], count)
    coming = spread(people, [min(14, len(members[unit.pk])) for unit in units])
    for number, (fact, unit, came) in enumerate(zip(facts(draw, year, month, count), units, coming, strict=True)):
        session = _session(unit, fact, "study", draw.choice(titles.TOPICS))
        yield session
        if number % 311 == 5:
            yield session.taken_back("同一活动由支部和所队重复上报")
        if fact[1] == date(YEAR, 12, 31) and number % 16 == 3:
            yield session.left(dims={**session.dims, "title": "年度述学评学"})
        yield from _signed_in(session, _coming(world, draw, members, unit, came))


def _coming(world: World, draw: Random, present: Present, host: Unit, count: int, *, of_desk: bool = False) -> list[Place]:
    """`count` people for a session of `host`: its own, or those of the whole bureau, or of the city when they are too few."""
    circles = [lambda pk: pk == host.pk, lambda pk: world.desk_of[pk] == world.desk_of[host.pk], lambda _: True]
    for within in circles[1:] if of_desk else circles:
        pool = [place for pk, places in present.items() if within(pk) for place in places]
        if len(pool) >= count:
            return draw.sample(pool, count)
    raise AssertionError("more are to come than there are")


def _warning(world: World, year: int, month: int) -> Iterator[Report]:
    draw = world.plan.draw("warning", year, month)
    count = share_of_month(world.plan.target(year, "activities.warning_education"), month, WARNING_MONTHS)
    present = world.on(date(year, month, 15))
    for fact, unit in zip(
        facts(draw, year, month, count), world.some(draw, [*world.divisions, *world.counties], count), strict=True
    ):
        session = replace(_session(unit, fact, "warning", draw.choice(titles.WARNINGS)), paper="警示教育会议记录与签到表")
        yield session
        yield from _signed_in(session, draw.sample(present[unit.pk], len(present[unit.pk]) * 2 // 3))


def _heritage(world: World, year: int, month: int) -> Iterator[Report]:
    draw = world.plan.draw("heritage", year, month)
    count = share_of_month(world.plan.target(year, "activities.heritage_education"), month, HERITAGE_MONTHS)
    people = _of_month(world, year, month)
    units = draw.choices([*world.counties, *world.divisions], k=count)
    present = world.on(date(year, month, 15))
    for fact, unit, came in zip(facts(draw, year, month, count), units, people, strict=True):
        site = draw.choice(titles.HERITAGE_SITES)
        session = replace(_session(unit, fact, "heritage", f"{site}现场教学"), paper=f"{site}现场教学通知、签到表")
        yield session
        yield from _signed_in(session, _coming(world, draw, present, unit, came, of_desk=True))


def _of_month(world: World, year: int, month: int) -> list[int]:
    """How many came to each of the month's heritage sessions: over the year they add up to the attendances."""
    target = world.plan.target
    by_month = spread(target(year, "activities.heritage_education"), HERITAGE_MONTHS)
    everyone = spread(target(year, "activities.heritage_attendance"), [1 + (place * 7 % 5) / 8 for place in range(sum(by_month))])
    return everyone[sum(by_month[: month - 1]) : sum(by_month[:month])]


def _party_days(world: World, year: int, month: int) -> Iterator[Report]:
    draw = world.plan.draw("party day", year, month)
    elsewhere = len(YANAN_DAYS) if year == YEAR else 0
    count = share_of_month(world.plan.target(year, "activities.party_days") - elsewhere, month, OF_THE_YEAR)
    units = world.some(draw, [*world.divisions, *world.counties, *world.stations], count)
    for fact, unit in zip(facts(draw, year, month, count), units, strict=True):
        yield _session(unit, fact, "party_day", f"{month}月主题党日")


def _lectures_and_visits(world: World, year: int, month: int) -> Iterator[Report]:
    for form, key, months, pool in (
        ("lecture", "activities.lectures", LECTURE_MONTHS, titles.LECTURES),
        ("visit", "activities.visits", VISIT_MONTHS, titles.VISITS),
    ):
        draw = world.plan.draw(form, year, month)
        count = share_of_month(world.plan.target(year, key), month, months)
        present = world.on(date(year, month, 15))
        units = world.some(draw, [*world.divisions, *world.counties], count)
        for fact, unit in zip(facts(draw, year, month, count), units, strict=True):
            session = _session(unit, fact, form, draw.choice(pool))
            yield session
            if form == "lecture":
                yield from _signed_in(session, draw.sample(present[unit.pk], len(present[unit.pk]) // 2))


def _yanan(world: World, year: int, month: int) -> Iterator[Report]:
    """Leaders of the city and county bureaus go in three groups; a few go twice and still count once."""
    wanted = world.plan.target(year, "activities.yanan_leaders")
    if not wanted:
        return
    leaders = world.leaders(date(year, 6, 1))[:wanted]
    groups = [leaders[place :: len(YANAN_DAYS)] for place in range(len(YANAN_DAYS))]
    groups[-1] = groups[-1] + groups[0][:GO_TWICE]
    for (in_month, day), people in zip(YANAN_DAYS, groups, strict=True):
        if in_month == month:
            on = date(year, in_month, day)
            fact = (on, reporting_day(on))
            session = replace(
                _session(world.root, fact, "party_day", "赴延安学习实践", programme=YANAN, level="municipal"),
                paper=f"赴延安主题党日第{day}日班次签到表",
            )
            yield session
            dims = {"form": "party_day", "programme": YANAN, "title": "赴延安学习实践", "person_category": "officer"}
            staff = [place.person for place in world.places if place.unit_id == world.divisions[0].pk and not place.leader][:2]
            for leads, came, note in ((True, people, ""), (False, staff, "随行工作人员")):
                if came:
                    came_dims = {**dims, "leader": leads}
                    yield replace(session, kind=ATTENDANCE, dims=came_dims, people=tuple(came), note=note)


def _single_events(world: World, year: int, month: int) -> Iterator[Report]:
    show = SHOWS[year]
    if show[0] == month:
        yield _city(world, date(year, *show), "show", f"{year}年警营文艺汇报展演", level="municipal")
    if year == YEAR and month == MEETING[0]:
        meeting = _city(world, date(year, *MEETING), "meeting", "全省公安机关思想政治工作现场推进会", level="provincial")
        yield meeting
        yield meeting.taken_back("会议由政治部和办公室重复上报")
        yield _city(world, date(year, 9, 12), "meeting", "全市公安宣传工作会议", level="municipal")
    if month == SPORTS_MONTH:
        for place, sport in enumerate(titles.SPORTS[: world.plan.target(year, "activities.sports_competitions")]):
            on = date(year, SPORTS_MONTH, 8) + timedelta(days=5 * place)
            yield _city(world, on, "competition", f"警体月{sport}比赛", level="municipal", programme="警体月")
    themed = titles.THEMED[: world.plan.target(year, "activities.themed")]
    draw = world.plan.draw("themed", year, month)
    for title, in_month in zip(themed, THEMED_MONTHS, strict=False):
        if in_month == month:
            yield _city(
                world, date(year, month, draw.randrange(5, 25)), "themed", title, level="municipal", programme="警营文化年"
            )


def _city(world: World, on: date, form: str, title: str, **more: object) -> Report:
    session = _session(world.root, (on, reporting_day(on)), form, title, **more)
    return replace(session, paper=f"{title}方案、照片目录")
