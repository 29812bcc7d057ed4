"""What the city and county newsrooms made: stories, issues of posters, videos, films, songs, and the good-news selections."""

from collections.abc import Iterator
from datetime import date

from panshi.demo import titles
from panshi.demo.days import OF_THE_YEAR, facts, reporting_day
from panshi.demo.expected import YEAR
from panshi.demo.plan import share_of_month, spread
from panshi.demo.reports import Report
from panshi.demo.roster import World
from panshi.work.newsroom.kinds import PRODUCT, SELECTION

SERIES = ("警营一线", "春季行动", "夏夜巡查", "禁毒宣传", "国庆安保", "平安冬防")
SELECTIONS = {YEAR - 1: (1, date(YEAR - 1, 12, 20)), YEAR: (2, date(YEAR, 12, 12))}
FILM_MONTHS = (0.2, 0.4, 1, 1, 1.2, 1.2, 1, 1, 1.2, 1, 1, 0.8)
MADE = (
    ("story", "newsroom.stories", OF_THE_YEAR),
    ("short_video", "newsroom.short_videos", OF_THE_YEAR),
    ("microfilm", "newsroom.microfilms", FILM_MONTHS),
    ("music_video", "newsroom.music_videos", FILM_MONTHS),
    ("audio", "newsroom.audio", OF_THE_YEAR),
)


def records(world: World, year: int, month: int) -> Iterator[Report]:
    """The month's products, and in December the selection."""
    for form, key, months in MADE:
        draw = world.plan.draw(key, year, month)
        count = share_of_month(world.plan.target(year, key), month, months)
        units = world.some(draw, [world.root, *world.counties], count)
        for number, (fact, unit) in enumerate(zip(facts(draw, year, month, count), units, strict=True)):
            title = titles.story(draw) if form in {"story", "audio"} else titles.work(draw)
            dims: dict[str, object] = {
                "form": form,
                "title": f"{title}" if form != "short_video" else f"{title}·{number + 1}",
            }
            if draw.random() < 0.3:
                dims["series"] = SERIES[(month - 1) // 2]
            report = Report(PRODUCT, unit, fact[0], fact[1], dims)
            yield report
            if form == "story" and number % 143 == 17:
                yield report.taken_back("同一稿件重复登记")
            if form == "short_video" and number % 29 == 13:
                yield report.taken_back("改剪版本，不另计")
    yield from _posters(world, year, month)
    edition, held = SELECTIONS[year]
    if held.month == month:
        selection = {"name": "云川公安好新闻评选", "edition": edition}
        yield Report(SELECTION, world.root, held, reporting_day(held), selection, paper=f"第{edition}届好新闻评选结果通报")


def _posters(world: World, year: int, month: int) -> Iterator[Report]:
    issues = spread(world.plan.target(year, "newsroom.poster_series"), OF_THE_YEAR)
    pieces = spread(world.plan.target(year, "newsroom.posters"), [2 + place * 5 % 7 for place in range(sum(issues))])
    first = sum(issues[: month - 1])
    draw = world.plan.draw("posters", year, month)
    days = facts(draw, year, month, issues[month - 1])
    units = world.some(draw, [world.root, *world.counties], len(days))
    for issue, (fact, unit) in enumerate(zip(days, units, strict=True), first):
        dims = {
            "form": "long_image" if issue % 3 == 2 else "poster",
            "title": f"{draw.choice(SERIES)}主题海报第{issue + 1}期",
            "series": SERIES[(month - 1) // 2],
            "issue": issue + 1,
        }
        report = Report(
            PRODUCT, unit, fact[0], fact[1], dims, quantity=pieces[issue], paper=f"{year}年海报长图第{issue + 1}期样张"
        )
        yield report
        if issue % 19 == 7:
            yield report.taken_back("张数录错", quantity=pieces[issue] + 10)
