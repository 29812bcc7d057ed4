"""An invented catalogue with its numbers of two years, and stand-ins for the engine, for tests that need no ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from panshi.figures.definitions import Figure, Measure
from panshi.figures.values import Value
from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.reviews.adopting.adopt import Adopted, adopt
from panshi.reviews.checker.checking import Answer, Checked, hold
from panshi.reviews.composing.claims import Composed
from panshi.reviews.composing.compose import compose

HEAD = 77
BUREAU = Unit(pk=1, code="C", name="云川市公安局", path="0001")
SCOPE = Scope(BUREAU, Period.year(2023))
ROWS = (
    ("activities.study_sessions", "集中学习活动", "场次", "count", "3250", "3650", "3812", ("集中学习",)),
    ("activities.warning_education", "警示教育", "场次", "count", "70", "64", "60", ()),
    ("activities.heritage_attendance", "革命传统教育参加人次", "人次", "person_times", "1900", "2087", "3140", ()),
    ("learning.tasks_published", "发布政治、业务学习任务", "条", "count", "200000", "261437", "9120", ("发布学习任务",)),
    ("learning.completion_rate", "民辅警学习率", "%", "ratio", "98.12", "99.4", "100", ("学习率",)),
    ("groups.squads", "小分队", "支", "stock", "7", "8", "9", ()),
    ("newsroom.short_videos", "短视频", "个", "count", "300", "417", "0", ("制作短视频",)),
    ("coverage.mainstream_stories", "主流媒体刊登稿件", "篇", "count", "1671", "1882", "1540", ("刊登稿件",)),
    ("coverage.series_reads", "系列报道全网阅读量", "次", "sum", "5000000", "20370000", "12000", ("全网阅读量",)),
    ("honours.film_second", "影像力评选二等奖", "件", "count", "1", "2", "3", ()),
)
FIGURES = tuple(
    Figure(row[0], Words(row[1], row[0]), Words(row[1], row[0]), Words(row[2], row[2]), Measure(row[3]), aliases=row[7])
    for row in ROWS
)
KNOWN = {figure.key: figure for figure in FIGURES}
TRUTH: Mapping[tuple[str, int], Decimal] = {
    (row[0], year): Decimal(number) for row in ROWS for year, number in zip((2022, 2023, 2024), row[4:7], strict=True)
}
TITLES = {2023: ["使命", "我们"], 2024: ["山河", "使命", "归途"]}


def number(figure: Figure, scope: Scope) -> Decimal | None:
    """The invented number; none in other years."""
    return TRUTH.get((figure.key, scope.period.first.year))


def answers(figures: Sequence[Figure], scope: Scope) -> dict[str, Answer]:
    """What the checker asks for."""
    return {figure.key: Answer(number(figure, scope), HEAD) for figure in figures}


def values(figures: Sequence[Figure], scope: Scope, *, by: str | None = None, level: str | None = None) -> list[Value]:
    """What composing and trends ask for."""
    return [Value(figure, scope, HEAD, number(figure, scope)) for figure in figures]


def titles(figure: Figure, scope: Scope) -> list[str]:
    """The works of the year."""
    return TITLES.get(scope.period.first.year, []) if figure.key.startswith("honours.") else []


def checked(text: str) -> Checked:
    """The text held against 2023."""
    return hold(text, scope=SCOPE, figures=FIGURES, answers=answers)


def adopted(text: str) -> Adopted:
    """The text of 2023 adopted."""
    return adopt(checked(text), unit=BUREAU, by=None, values=values, titles=titles)


def composed(template: str, year: int = 2023) -> Composed:
    """The template read in a year."""
    scope = replace(SCOPE, period=Period.year(year), as_of=HEAD)
    return compose(template, scope, values=values, titles=titles, figures=FIGURES)
