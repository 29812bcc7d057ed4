"""The contests held in the year: works received through spring and summer, prizes given in autumn."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from panshi.demo import titles
from panshi.demo.days import facts, reporting_day
from panshi.demo.expected import YEAR
from panshi.demo.plan import share_of_month
from panshi.demo.reports import Report
from panshi.demo.roster import World
from panshi.work.contests.kinds import ENTRY, PRIZE

EDITION = {YEAR - 1: 2, YEAR: 3}
RECEIVING = (0, 0, 0.4, 1, 1.4, 1.6, 1.2, 0.8, 0.3, 0, 0, 0)
AWARDED = (10, 17)
ARTS = ("calligraphy", "painting", "photo", "photo")
CONTESTS = (
    ("微电影大赛", ("microfilm",), "contests.microfilm_entries", (1, 2, 3)),
    ("理论征文征集", ("essay",), "contests.essay_entries", (3, 6, 10)),
    ("书画摄影大赛", ARTS, "contests.art_photo_entries", (6, 12, 18)),
    ("红色故事讲述比赛", ("speech",), "contests.speech_entries", (1, 2, 3)),
    ("短视频大赛", ("video",), "contests.videos", (1, 2, 3)),
)


def records(world: World, year: int, month: int) -> Iterator[Report]:
    """The month's works and, in October, the prizes."""
    for contest, categories, key, prizes in CONTESTS:
        total = world.plan.target(year, key)
        named = titles.works(world.plan.draw(contest, year), total)
        before = sum(share_of_month(total, earlier, RECEIVING) for earlier in range(1, month))
        count = share_of_month(total, month, RECEIVING)
        dims: dict[str, object] = {"contest": contest, "edition": EDITION[year]}
        draw = world.plan.draw(contest, year, month)
        units = world.some(draw, world.units, count)
        for place, (fact, unit) in enumerate(zip(facts(draw, year, month, count), units, strict=True), before):
            work = {**dims, "category": categories[place % len(categories)], "work": named[place]}
            entry = Report(ENTRY, unit, fact[0], fact[1], work)
            yield entry
            if place % 61 == 11:
                yield entry.taken_back("同一作品重复投稿")
        if month == AWARDED[0]:
            yield from _prizes(world, date(year, *AWARDED), named, dims, (categories, prizes))


def _prizes(
    world: World, on: date, named: list[str], dims: dict[str, object], contest: tuple[tuple[str, ...], tuple[int, ...]]
) -> Iterator[Report]:
    categories, prizes = contest
    grades = [grade for grade, count in zip(("first", "second", "third"), prizes, strict=True) for _ in range(count)]
    chosen = range(0, len(named), max(1, len(named) // len(grades)))
    for grade, place in zip(grades, chosen, strict=False):
        prize = {**dims, "category": categories[place % len(categories)], "grade": grade, "work": named[place]}
        report = Report(PRIZE, world.root, on, reporting_day(on), prize)
        yield replace(report, paper=f"{dims['contest']}评选结果通报") if grade == "first" else report
