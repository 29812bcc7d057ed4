"""What was won or said from outside in the year; the contact points of earlier years are taken over in January 2022."""

from collections.abc import Iterator, Mapping
from datetime import date

from panshi.demo import titles
from panshi.demo.days import OF_THE_YEAR, facts, reporting_day
from panshi.demo.expected import YEAR
from panshi.demo.plan import share_of_month
from panshi.demo.reports import Report
from panshi.demo.roster import World
from panshi.work.honours.figures import ACCOUNTS, CASE, FILM_PHOTO, RED_STORY
from panshi.work.honours.kinds import HONOUR, MENTION

EARLIER_CONTACT_POINTS = (date(2018, 9, 11), date(2021, 4, 20))
CONTACT_POINT = date(YEAR, 5, 24)
TAKEN_OVER = date(YEAR - 1, 1, 10)
FILM_EDITION = {YEAR - 1: 3, YEAR: 4}
# key of the figure, contest, grade, what it was given to, month and day
AWARDS = (
    ("honours.case_second_prize", CASE, "second", "case", (3, 16)),
    ("honours.red_story_organisation", RED_STORY, "organiser", "unit", (9, 7)),
    ("honours.red_story_first", RED_STORY, "first", "work", (9, 7)),
    ("honours.red_story_third", RED_STORY, "third", "work", (9, 7)),
    ("honours.film_photo_organisation", FILM_PHOTO, "organiser", "unit", (11, 14)),
    ("honours.film_photo_first", FILM_PHOTO, "first", "work", (11, 14)),
    ("honours.film_photo_second", FILM_PHOTO, "second", "work", (11, 14)),
    ("honours.film_photo_third", FILM_PHOTO, "third", "work", (11, 14)),
    ("honours.accounts_excellent", ACCOUNTS, "excellent", "account", (12, 5)),
)
ACCOUNT_NAMES = ("云川公安微信公众号", "云川公安头条号", "云川公安抖音号")
OTHERS = (
    ("municipal", "市委宣传部", "全市好新闻评选", "merit", "work"),
    ("municipal", "市总工会", "全市职工文艺汇演", "excellent", "unit"),
    ("provincial", "省公安厅", "全省公安文化作品征集", "merit", "work"),
    ("municipal", "市直机关工委", "机关党建品牌评选", "excellent", "case"),
    ("national", "公安部新闻宣传局", "全国公安优秀短视频展播", "merit", "work"),
    ("municipal", "团市委", "青年文明号评选", "excellent", "unit"),
)


def records(world: World, year: int, month: int) -> Iterator[Report]:
    """The month's honours and mentions."""
    yield from _awards(world, year, month)
    yield from _others(world, year, month)
    yield from _mentions(world, year, month)
    yield from _contact_points(world, year, month)


def _awards(world: World, year: int, month: int) -> Iterator[Report]:
    for key, contest, grade, subject, day in AWARDS:
        if day[0] != month:
            continue
        on = date(year, *day)
        named = titles.works(world.plan.draw(key, year), world.plan.target(year, key))
        for place, work in enumerate(named):
            dims: dict[str, object] = {
                "level": "provincial",
                "issuer": "省委" if contest == CASE else "省公安厅",
                "contest": contest,
                "grade": grade,
                "subject": subject,
            }
            if contest == FILM_PHOTO:
                dims["edition"] = FILM_EDITION[year]
            if subject == "account":
                dims["work"] = ACCOUNT_NAMES[place]
            elif subject != "unit":
                dims["work"] = work if subject == "work" else f"培验育警实践案例《{work}》"
            yield Report(HONOUR, world.root, on, reporting_day(on), dims, paper=f"{contest}结果通报")


def _others(world: World, year: int, month: int) -> Iterator[Report]:
    draw = world.plan.draw("other honours", year, month)
    count = share_of_month(world.plan.target(year, "honours.others"), month, OF_THE_YEAR)
    for fact in facts(draw, year, month, count):
        level, issuer, contest, grade, subject = draw.choice(OTHERS)
        dims = {"level": level, "issuer": issuer, "contest": contest, "grade": grade, "subject": subject}
        if subject in {"work", "case"}:
            dims["work"] = titles.work(draw)
        unit = draw.choice([world.root, *world.counties])
        yield Report(HONOUR, unit, fact[0], fact[1], dims, paper=f"{contest}表彰文件第{draw.randrange(2, 90)}号")


def _mentions(world: World, year: int, month: int) -> Iterator[Report]:
    for key, form, level, issuer in (
        ("honours.provincial_briefs", "brief", "provincial", "省公安厅"),
        ("honours.municipal_briefs", "brief", "municipal", "市委办公室"),
        ("honours.leader_commendations", "commendation", "municipal", "副市长、市公安局局长"),
        ("honours.speeches", "speech", "provincial", "省公安厅"),
    ):
        draw = world.plan.draw(key, year, month)
        total = world.plan.target(year, key)
        before = sum(share_of_month(total, earlier, OF_THE_YEAR) for earlier in range(1, month))
        count = share_of_month(total, month, OF_THE_YEAR)
        for number, fact in enumerate(facts(draw, year, month, count), before):
            dims: dict[str, object] = {"form": form, "level": level, "issuer": issuer}
            dims["title"] = f"{titles.work(draw)}：思想政治工作经验做法"
            if form == "brief":
                dims["issue"] = f"{year}年第{5 + number * 7}期"
            yield from _mention(world, fact, dims, wrong=form == "brief" and number % 9 == 4)


def _mention(world: World, fact: tuple[date, date], dims: Mapping[str, object], *, wrong: bool) -> Iterator[Report]:
    report = Report(
        MENTION, world.root, fact[0], fact[1], dims, paper=f"{dims['issuer']} {dims.get('issue', '')} {dims['title']}"
    )
    yield report
    if wrong:
        yield report.taken_back("同一期简报由两个科室重复上报")


def _contact_points(world: World, year: int, month: int) -> Iterator[Report]:
    dims = {"form": "contact_point", "level": "national", "issuer": "公安部", "title": "党建工作调研联系点"}
    if (year, month) == (YEAR - 1, 1):
        for on in EARLIER_CONTACT_POINTS:
            yield Report(MENTION, world.root, on, TAKEN_OVER, dims, note="由原台账转入")
    if (year, month) == (CONTACT_POINT.year, CONTACT_POINT.month):
        yield Report(
            MENTION, world.root, CONTACT_POINT, reporting_day(CONTACT_POINT), dims, paper="关于确定党建工作调研联系点的通知"
        )
