"""Waves of the anonymous survey: how many were invited and how many answered, by bureau; nobody's answers."""

from collections.abc import Iterator
from datetime import date

from panshi.demo.days import reporting_day
from panshi.demo.reports import Report
from panshi.demo.roster import World
from panshi.work.surveys.kinds import TURNOUT, WAVE

MONTHS = (12, 6, 3, 9)
SMALLEST = 5


def records(world: World, year: int, month: int) -> Iterator[Report]:
    """The month's wave, if there is one: the wave itself and each bureau's turnout."""
    if month not in MONTHS[: world.plan.target(year, "surveys.waves")]:
        return
    draw = world.plan.draw("survey", year, month)
    on = date(year, month, 18)
    survey = f"{year}年{month}月民辅警思想状况调查"
    yield Report(WAVE, world.root, on, reporting_day(on), {"survey": survey}, paper=f"{survey}方案")
    present = world.on(on)
    for bureau in (world.root, *world.counties):
        invited = sum(len(places) for unit, places in present.items() if world.desk_of[unit] == bureau.pk)
        if invited >= SMALLEST:
            answered = round(invited * draw.uniform(0.88, 0.97))
            for stage, number in (("invited", invited), ("answered", answered)):
                yield Report(TURNOUT, bureau, on, reporting_day(on), {"survey": survey, "stage": stage}, quantity=number)
