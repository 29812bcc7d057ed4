"""Stories in others' media by tier, page and position; reprints; the reads of the year's series."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

from panshi.demo import titles
from panshi.demo.days import OF_THE_YEAR, facts, reporting_day
from panshi.demo.expected import YEAR
from panshi.demo.plan import share_of_month, spread
from panshi.demo.reports import Report
from panshi.demo.roster import World
from panshi.work.coverage.figures import SERIES
from panshi.work.coverage.kinds import PLACEMENT, READS

PAPERS = {
    "central": ("中华警苑报", "法治时代报", "国民日报"),
    "provincial": ("西岭日报", "西岭法治报", "秦川晚报"),
    "municipal": ("云川日报", "云川晚报"),
    "county": ("滨江新闻", "旬川时讯"),
}
ONLINE = {
    "central": ("华夏长安网", "国民网"),
    "provincial": ("西岭网", "西岭卫视", "西岭广播"),
    "municipal": ("云川网", "云川电视台"),
    "county": ("县级融媒体中心",),
}
LEAD_SHARES = {"central": 0.4, "provincial": 0.2, "municipal": 0.4}
FRONT_SHARES = {"central": 0.1, "provincial": 0.4, "municipal": 0.5}
SERIES_WEEKS = tuple(date(YEAR, 4, 11 + 7 * week) if week < 3 else date(YEAR, 5, 2 + 7 * (week - 3)) for week in range(7))
SERIES_PLATFORMS = {"短视频平台": 9, "新闻客户端": 5, "门户网站": 3, "微博话题": 4, "微信公众号": 2}


def records(world: World, year: int, month: int) -> Iterator[Report]:
    """The month's placements, reprints and reads of the series."""
    for tier, total in _totals(world, year).items():
        yield from _placements(world, year, month, tier, total)
    yield from _reprints(world, year, month)
    yield from _series(world, year, month)


def _totals(world: World, year: int) -> dict[str, int]:
    target = world.plan.target
    central, provincial = target(year, "coverage.central_stories"), target(year, "coverage.provincial_stories")
    return {
        "central": central,
        "provincial": provincial,
        "municipal": target(year, "coverage.mainstream_stories") - central - provincial,
        "county": target(year, "coverage.county_stories"),
    }


def _fronts(world: World, year: int, tier: str) -> tuple[int, int]:
    """How many front-page leads and other front-page stories the tier has in the year."""
    if tier not in LEAD_SHARES:
        return 0, 0
    place = list(LEAD_SHARES).index(tier)
    target = world.plan.target
    return (
        spread(target(year, "coverage.front_page_leads"), list(LEAD_SHARES.values()))[place],
        spread(target(year, "coverage.front_page_stories"), list(FRONT_SHARES.values()))[place],
    )


def _placements(world: World, year: int, month: int, tier: str, total: int) -> Iterator[Report]:
    draw = world.plan.draw("placements", tier, year, month)
    shares = spread(total, OF_THE_YEAR)
    before, count = sum(shares[: month - 1]), shares[month - 1]
    leads, fronts = _front_places(*_fronts(world, year, tier), total)
    units = world.some(draw, [world.root, *world.divisions, *world.counties, *world.stations], count)
    for number, (fact, unit) in enumerate(zip(facts(draw, year, month, count), units, strict=True), before):
        headline = titles.story(draw)
        dims: dict[str, object] = {
            "tier": tier,
            "headline": headline,
            "story": f"{year}-{tier[0]}{number:04}" if draw.random() < 0.85 else f"{year}-x{number % 400:03}",
            "length": draw.choice((420, 560, 640, 780, 980, 1250, 1800, 2400)),
            "origin": "original",
        }
        if number in leads or number in fronts:
            ear = number % 4 == 0
            dims |= {"outlet": draw.choice(PAPERS[tier]), "page": 1}
            dims["position"] = "lead" if number in leads else "ear" if ear else "other"
        else:
            dims |= _inside(draw, tier)
        front = dims.get("page") == 1
        paper = f"{dims['outlet']} {fact[0]} {headline}" if front else ""
        report = Report(PLACEMENT, unit, fact[0], fact[1], dims, paper=paper)
        yield report
        yield from _mistakes(report, number)


def _front_places(leads: int, fronts: int, total: int) -> tuple[set[int], set[int]]:
    """Which of the year's stories lead the front page and which others stand on it: spread over the year, never the same."""
    chosen = [place * total // (leads + fronts) for place in range(leads + fronts)]
    leading = {chosen[place * len(chosen) // leads] for place in range(leads)}
    return leading, set(chosen) - leading


def _inside(draw: Random, tier: str) -> dict[str, object]:
    if draw.random() < 0.45:
        lead = draw.random() < 0.08
        position = "lead" if lead else "other"
        return {"outlet": draw.choice(PAPERS[tier]), "page": draw.randrange(2, 9), "position": position}
    return {"outlet": draw.choice(ONLINE[tier]), "position": "other"}


def _mistakes(report: Report, number: int) -> Iterator[Report]:
    if number % 41 == 13:
        yield report.sent_back("请附样报或网页截图", paper="")
    if report.reported_on == date(YEAR, 12, 31) and number % 6 == 1:
        yield report.left(dims={**report.dims, "headline": f"年终盘点：{report.dims['headline']}"})
    if number % 89 == 31:
        yield report.taken_back("通讯员与单位重复上报")
    if report.paper and number % 5 == 0:
        yield report.taken_back("核对样报：不是头版", dims={**report.dims, "page": 2})


def _reprints(world: World, year: int, month: int) -> Iterator[Report]:
    draw = world.plan.draw("reprints", year, month)
    count = share_of_month(world.plan.target(year, "coverage.reprints"), month, OF_THE_YEAR)
    units = world.some(draw, [world.root, *world.counties], count)
    for number, (fact, unit) in enumerate(zip(facts(draw, year, month, count), units, strict=True)):
        tier = draw.choice(tuple(ONLINE))
        headline = titles.story(draw)
        dims = {
            "tier": tier,
            "outlet": draw.choice(ONLINE[tier]),
            "headline": headline,
            "story": f"{year}{month:02}-r{number:03}",
            "position": "other",
            "origin": "reprint",
            "reprint_of": f"云川日报：{headline}",
        }
        yield Report(PLACEMENT, unit, fact[0], fact[1], dims)


def _series(world: World, year: int, month: int) -> Iterator[Report]:
    total = world.plan.target(year, "coverage.series_reads")
    if not total:
        return
    draw = world.plan.draw("series", year)
    slots = [(day, platform) for day in SERIES_WEEKS for platform in SERIES_PLATFORMS]
    weights = [
        SERIES_PLATFORMS[platform] * draw.uniform(0.5, 1.5) / (1 + week)
        for week in range(len(SERIES_WEEKS))
        for platform in SERIES_PLATFORMS
    ]
    for (day, platform), amount in zip(slots, spread(total, weights), strict=True):
        if day.month == month:
            dims = {"series": SERIES, "outlet": platform}
            report = Report(READS, world.root, day, reporting_day(day), dims, quantity=amount)
            yield replace(report, paper=f"{SERIES}阅读数据 {day} {platform}")
    if month == 6:
        day = date(year, 6, 20)
        for platform, amount in (("短视频平台", 812_400), ("新闻客户端", 233_150)):
            dims = {"series": "山城夜巡人", "outlet": platform}
            yield Report(READS, world.root, day, reporting_day(day), dims, quantity=amount)
