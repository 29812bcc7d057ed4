"""The culture plan, and the milestones of the year's programme by chapter."""

from collections.abc import Iterator
from datetime import date

from panshi.demo.days import OF_THE_YEAR, facts
from panshi.demo.expected import YEAR
from panshi.demo.plan import share_of_month
from panshi.demo.reports import Report
from panshi.demo.roster import World
from panshi.work.plans.kinds import MILESTONE, PLAN

ADOPTED = date(2020, 3, 18)
TAKEN_OVER = date(YEAR - 1, 1, 10)
CHAPTERS = ("理论武装", "党建引领", "作风能力", "责任担当", "正向激励")
TASKS = ("制定方案", "动员部署", "专题研讨", "问题清单", "整改销号", "半年小结", "经验推广", "年终总结")
PROGRAMME = "忠诚担当学习实践活动"


def records(world: World, year: int, month: int) -> Iterator[Report]:
    """The month's milestones; in January 2022 the plan in force."""
    if (year, month) == (YEAR - 1, 1):
        plan = {"area": "culture", "name": "云川市基层公安文化建设五年规划", "from_year": 2020, "to_year": 2024}
        yield Report(PLAN, world.root, ADOPTED, TAKEN_OVER, plan, paper="云川市基层公安文化建设五年规划（印发稿）")
    draw = world.plan.draw("milestones", year, month)
    count = share_of_month(world.plan.target(year, "plans.milestones"), month, OF_THE_YEAR)
    owners = [world.root, *world.divisions, *world.counties]
    for number, fact in enumerate(facts(draw, year, month, count)):
        chapter = CHAPTERS[number % len(CHAPTERS)]
        dims = {
            "programme": PROGRAMME,
            "chapter": chapter,
            "title": f"{chapter}：{draw.choice(TASKS)}（{month}月）",
            "timeliness": "late" if draw.random() < 0.06 else "on_time",
        }
        yield Report(MILESTONE, owners[number % len(owners)], fact[0], fact[1], dims)
