"""Figures of the trial kinds, one for each measure and way of asking, and their scoring table."""

from datetime import date

from panshi.figures.definitions import Condition, Figure, Measure, Operator, Ratio, among, empty, filled
from panshi.figures.rule_tables import Factor, RuleTable
from panshi.kernel.words import Words


def asked(key: str, measure: Measure, kind: str = "", *where: Condition, **more) -> Figure:
    name = Words(key, key)
    return Figure(f"trial.{key}", name, name, name, measure, kind=kind, where=where, **more)


EVENTS = asked("events", Measure.COUNT, "trial.event")
TALKS = asked("talks", Measure.COUNT, "trial.event", among("form", "talk"))
NOT_WALKS = asked("not_walks", Measure.COUNT, "trial.event", Condition("form", Operator.NOT_IN, ("walk",)))
TITLED = asked("titled", Measure.COUNT, "trial.event", filled("title"), among("title", "甲", "it's"))
PIECES = asked("pieces", Measure.SUM, "trial.event")
LARGE = asked("large", Measure.SUM, "trial.event", Condition("size", Operator.AT_LEAST, (2,)))
SMALL = asked("small", Measure.SUM, "trial.event", Condition("size", Operator.AT_MOST, (1,)))
EARLY = asked("early", Measure.COUNT, "trial.event", Condition("held_on", Operator.AT_MOST, (date(2023, 3, 1),)))
UNDATED = asked("undated", Measure.COUNT, "trial.event", empty("held_on"))
OPEN = asked("open", Measure.COUNT, "trial.event", among("open", True))
NOBODY = asked("nobody", Measure.COUNT, "trial.event", Condition("form", Operator.IN, ()))
TALKS_EVER = asked("talks_ever", Measure.ORDINAL, "trial.event", among("form", "talk"))
VISITORS = asked("visitors", Measure.PEOPLE, "trial.visit")
TALKERS = asked("talkers", Measure.PEOPLE, "trial.visit", among("form", "talk"))
READERS = asked("readers", Measure.PEOPLE, "trial.visit", among("title", "甲"))
VISITS = asked("visits", Measure.PERSON_TIMES, "trial.visit")
STARS = asked("stars", Measure.STOCK, "trial.star")
FIVE_STARS = asked("five_stars", Measure.STOCK, "trial.star", among("stars", 5))
LASTING = asked("lasting", Measure.STOCK, "trial.star", empty("until"))
RATED = asked("rated", Measure.COUNT, "trial.star")
YEARS = asked("years", Measure.PERIOD, "trial.plan", period_dimensions=("from_year", "to_year"))
TALK_SHARE = asked("talk_share", Measure.RATIO, ratio=Ratio("trial.talks", "trial.events"))
POINTS = asked("points", Measure.SCORE, "trial.story", rules="trial.points")

FIGURES = tuple(found for found in list(globals().values()) if isinstance(found, Figure))

RULES = (
    RuleTable(
        key="trial.points",
        version="old",
        label=Words("旧", "old"),
        since=date(2021, 1, 1),
        until=date(2022, 12, 31),
        base_dimension="tier",
        base={"high": 500, "middle": 300},
    ),
    RuleTable(
        key="trial.points",
        version="new",
        label=Words("新", "new"),
        since=date(2023, 1, 1),
        base_dimension="tier",
        base={"high": 1000, "middle": 333, "low": 100},
        factors=(Factor("length", {1000: 150, 2000: 200}),),
        highest_by="work",
        deduction_dimension="fault",
        deductions={"untrue": 500},
        quota=2,
        shortfall=150,
    ),
)
