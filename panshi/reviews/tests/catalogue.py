"""A small catalogue and stand-ins for the figures' engine, for tests that need no ledger."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from panshi.figures.definitions import Figure, Measure, Ratio
from panshi.figures.values import Part, Value
from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.org.choices import Level
from panshi.org.models import Unit
from panshi.org.scope import Scope


def _figure(key: str, zh: str, en: str, unit: Words, measure: Measure = Measure.COUNT, **more: object) -> Figure:
    return Figure(key=key, label=Words(zh, en), question=Words(zh, en), unit=unit, measure=measure, kind=key, **more)


FIGURES = (
    _figure("coverage.mainstream_stories", "主流媒体刊登稿件", "stories in mainstream media", Words("篇", "stories")),
    _figure("coverage.front_page_leads", "头版头条稿件", "front-page leads", Words("篇", "stories")),
    _figure("activities.warning_education", "警示教育", "warning sessions", Words("场次", "sessions")),
    _figure("learning.tasks_published", "学习任务", "study tasks", Words("条", "tasks")),
    _figure("learning.completion_rate", "学习率", "completion rate", Words("%", "%"), Measure.RATIO, ratio=Ratio("a", "b")),
    _figure("honours.red_story_third", "红色故事三等奖", "red-story third prizes", Words("件", "works")),
    _figure("newsroom.good_news_selections", "好新闻评选", "good-news selections", Words("届", "editions"), Measure.ORDINAL),
    _figure("plans.culture_plan", "文化建设规划", "culture plan", Words("年", "years"), Measure.PERIOD),
)

NUMBERS = {
    ("coverage.mainstream_stories", 2023): "1882",
    ("coverage.mainstream_stories", 2022): "1671",
    ("coverage.front_page_leads", 2023): "10",
    ("activities.warning_education", 2023): "64",
    ("learning.tasks_published", 2023): "261437",
    ("learning.completion_rate", 2023): "99.99",
    ("learning.completion_rate", 2022): "97.89",
    ("honours.red_story_third", 2023): "3",
    ("newsroom.good_news_selections", 2023): "2",
    ("plans.culture_plan", 2023): "5",
}


def city() -> Unit:
    """An unsaved unit: composing without `at` asks no database."""
    return Unit(code="C", name="云川市公安局", level=Level.CITY, opened_on=date(2000, 1, 1), path="0001")


def scope(year: int = 2023) -> Scope:
    return Scope(city(), Period.year(year), 77)


@dataclass
class Engine:
    """Answers from NUMBERS and remembers how often it was asked."""

    numbers: dict[tuple[str, int], str] = field(default_factory=lambda: dict(NUMBERS))
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def values(self, figures: Sequence[Figure], scope: Scope, *, by: str | None = None, level: str | None = None) -> list[Value]:
        self.asked.append(tuple(figure.key for figure in figures))
        return [self._value(figure, scope, by) for figure in figures]

    def titles(self, figure: Figure, scope: Scope) -> list[str]:
        return ["甲", "乙", "丙"]

    def _value(self, figure: Figure, scope: Scope, by: str | None) -> Value:
        number = Decimal(self.numbers.get((figure.key, scope.period.first.year), "0"))
        parts = {
            None: (),
            "unit": (Part("C01", "江滨分局", number - 7), Part("C02", "青川县局", Decimal(7))),
            "month": (Part("2023-01", "一月", number),),
        }[by]
        span = "2020–2024" if figure.measure is Measure.PERIOD else ""
        return Value(figure, scope, 77, number, parts, span=span)
