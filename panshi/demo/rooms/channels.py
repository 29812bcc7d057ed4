"""The accounts of the city and county matrices: messages, what platforms report as read, adoption by higher accounts."""

from collections.abc import Iterator
from datetime import date

from panshi.demo import titles
from panshi.demo.days import OF_THE_YEAR, facts, in_month, reporting_day
from panshi.demo.expected import YEAR
from panshi.demo.plan import share_of_month, spread
from panshi.demo.reports import Report
from panshi.demo.roster import World
from panshi.org.models import Unit
from panshi.work.channels.kinds import ADOPTION, OWN_ACCOUNT, POST, READS

PLATFORMS = {"wechat": 1.2, "weibo": 0.9, "toutiao": 1.0, "douyin": 1.1, "kuaishou": 0.6, "channels": 0.7}
CITY_NAME = "云川公安"
COUNTY_PLATFORMS = ("wechat", "douyin", "weibo")
POST_MONTHS = (0.9, 0.85, 1, 1, 1.05, 1.05, 1, 1, 1.05, 0.95, 1.05, 1.1)
FORMS = ("article", "article", "article", "video", "video", "image", "live")
ADOPTERS = {
    "channels.upstream_adoptions": ("national", ("全国警察在线", "平安中国号")),
    "channels.provincial_adoptions": ("provincial", ("省公安厅微信公众号", "省公安厅抖音号", "全省警方在线")),
}
TAKEN_OVER = date(YEAR - 1, 1, 10)


def records(world: World, year: int, month: int) -> Iterator[Report]:
    """The month's messages, reads and adoptions; in January 2022 the accounts themselves."""
    if (year, month) == (YEAR - 1, 1):
        yield from _accounts(world)
    yield from _posts(world, year, month, "city", "channels.matrix_posts")
    yield from _posts(world, year, month, "county", "channels.county_posts")
    yield from _reads(world, year, month)
    yield from _adoptions(world, year, month)


def _owned(world: World, matrix: str) -> list[tuple[Unit, str, str]]:
    """Owner, platform and name of every account of the matrix."""
    if matrix == "city":
        return [(world.root, platform, f"{CITY_NAME}·{platform}") for platform in PLATFORMS]
    return [(unit, platform, f"{unit.name[:2]}公安·{platform}") for unit in world.counties for platform in COUNTY_PLATFORMS]


def _accounts(world: World) -> Iterator[Report]:
    for matrix in ("city", "county"):
        for place, (unit, platform, account) in enumerate(_owned(world, matrix)):
            opened = date(2015 + place % 6, 3, 1)
            yield Report(OWN_ACCOUNT, unit, opened, TAKEN_OVER, {"platform": platform, "account": account, "matrix": matrix})


def _posts(world: World, year: int, month: int, matrix: str, key: str) -> Iterator[Report]:
    draw = world.plan.draw(key, year, month)
    accounts = _owned(world, matrix)
    count = share_of_month(world.plan.target(year, key), month, POST_MONTHS)
    chosen = draw.choices(accounts, [PLATFORMS[platform] for _, platform, _ in accounts], k=count)
    for number, (fact, (unit, platform, account)) in enumerate(zip(facts(draw, year, month, count), chosen, strict=True)):
        dims = {
            "platform": platform,
            "account": account,
            "matrix": matrix,
            "form": draw.choice(FORMS),
            "original": draw.random() < 0.62,
            "title": titles.post(draw, month * 10_000 + number),
        }
        report = Report(POST, unit, fact[0], fact[1], dims)
        yield report
        if number % 251 == 40:
            yield report.taken_back("发布后删除")


def _reads(world: World, year: int, month: int) -> Iterator[Report]:
    """Weekly figures as the platforms give them the day after; one week in forty has none, which is unknown and not 0."""
    total = share_of_month(world.plan.target(year, "channels.reads"), month, OF_THE_YEAR)
    days = in_month(year, month)[6::7]
    draw = world.plan.draw("reads", year, month)
    known = [(day, platform) for day in days for platform in PLATFORMS if draw.random() > 0.025]
    amounts = spread(total, [PLATFORMS[platform] * draw.uniform(0.4, 2.0) for _, platform in known])
    for (day, platform), amount in zip(known, amounts, strict=True):
        dims = {"platform": platform, "account": f"{CITY_NAME}·{platform}", "matrix": "city"}
        yield Report(READS, world.root, day, reporting_day(day), dims, quantity=amount)


def _adoptions(world: World, year: int, month: int) -> Iterator[Report]:
    for key, (tier, adopters) in ADOPTERS.items():
        draw = world.plan.draw(key, year, month)
        count = share_of_month(world.plan.target(year, key), month, OF_THE_YEAR)
        for fact in facts(draw, year, month, count):
            title = titles.story(draw)
            dims = {"adopter": draw.choice(adopters), "tier": tier, "matrix": "city", "title": title}
            yield Report(ADOPTION, world.root, fact[0], fact[1], dims, paper=f"{title}采用截图" if tier == "national" else "")
