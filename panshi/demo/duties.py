"""What the demo's units owe in its year, what a few said there was nothing of, who was reminded, and the counties' own sums."""

from datetime import date

from django.db import transaction

from panshi.demo.build import holder
from panshi.demo.days import moment
from panshi.demo.expected import YEAR
from panshi.demo.roster import World
from panshi.kernel.clock import fixed
from panshi.kernel.periods import Period
from panshi.org.choices import Level, Role
from panshi.org.scope import Scope
from panshi.work.activities.kinds import SESSION
from panshi.work.coverage.kinds import PLACEMENT
from panshi.work.newsroom.kinds import PRODUCT
from panshi.work.registers.choices import Every
from panshi.work.registers.models import Duty
from panshi.work.registers.selectors import agreeing
from panshi.work.registers.selectors.agreeing.reading import Sum
from panshi.work.registers.selectors.duties import Owed, owed
from panshi.work.registers.services import NewDuty, explain, remind, say_nothing, set_duty, state_sums

OWED = (
    (PLACEMENT, Level.STATION, Every.QUARTER, 1),
    (SESSION, Level.STATION, Every.MONTH, 1),
    (SESSION, Level.COUNTY, Every.QUARTER, 2),
    (PRODUCT, Level.COUNTY, Every.MONTH, 12),
)
"""Kind, who owes it, how often, at least how many."""
WHY = ("集中参加安保执勤，没有安排", "人员轮训在外，没有稿件", "辖区防汛，活动顺延到下月")
SUMS = (SESSION, PLACEMENT)


@transaction.atomic
def set_up(world: World) -> int:
    """Sets all of it, or nothing where it is there; gives the number of duties."""
    if Duty.objects.exists():
        return Duty.objects.count()
    leader, first, last = holder(Role.LEADER), date(YEAR, 1, 1), date(YEAR, 12, 31)
    with fixed(moment(date(YEAR, 1, 4), hour=9)):
        made = [
            set_duty(NewDuty(kind, world.root, level, every, first, last, at_least), by=leader)
            for kind, level, every, at_least in OWED
        ]
    with fixed(moment(date(YEAR + 1, 1, 8), hour=9)):
        lacking = [each for each in owed(world.root, within_days=Period.year(YEAR)) if each.short]
        _say_nothing(world, lacking)
        recent = [each for each in lacking if each.span.first.month >= 10]
        remind([each for each in recent if each.unit.path.startswith(world.counties[0].path)], by=leader)
        _state_sums(world)
    return len(made)


def _say_nothing(world: World, lacking: list[Owed]) -> None:
    """Every ninth of what is lacking is said to be nothing, by the clerk of its bureau."""
    for place, each in enumerate(lacking):
        if place % 9 == 4 and each.may_be_nothing:
            desk = world.desks[world.desk_of[each.unit.pk]]
            say_nothing(each, said=WHY[place % len(WHY)], by=desk.clerks[0])


def _state_sums(world: World) -> None:
    """Counties state what their own books hold: nearly always what the ledger has, now and then one or two off."""
    draw = world.plan.draw("sums")
    for kind in SUMS:
        scope = Scope(world.root, Period.year(YEAR))
        lines = {line.unit.pk: line for line in agreeing.comparison(scope, kind=kind.key).lines}
        for county in world.counties:
            if county.pk not in lines:
                continue
            off = draw.choices((0, 1, -1, 2), (0.86, 0.06, 0.05, 0.03), k=12)
            sums = [
                Sum(county, cell.month, max(0, cell.amount.verified + more))
                for cell, more in zip(lines[county.pk].cells, off, strict=True)
            ]
            state_sums(sums, kind=kind, origin=f"{county.name}{YEAR}年台账", by=world.desks[county.pk].clerks[0])
    clerk = world.desks[world.root.pk].clerks[0]
    found = agreeing.comparison(Scope(world.root, Period.year(YEAR)), kind=SESSION.key)
    differing = [cell for line in found.lines for cell in line.cells if cell.differs]
    for cell in differing[::3]:
        explain(cell, said="县局把月末跨日的一场算在了本月，已电话核对", by=clerk)
