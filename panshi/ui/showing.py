"""What the page of all parts shows: invented numbers and names, every state of every part."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext_lazy as _

from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.ui import charts
from panshi.ui.verdicts import VERDICTS

NOW = (118, 131, 160, 149, 171, 166, 142, 139, 188, 176, 169, 173)
LAST = (101, 96, 140, 132, 150, 148, 129, 131, 166, 158, 151, 169)
UNITS = (("滨江分局", 412), ("平溪县局", 287), ("紫云县局", 231), ("石门县局", 208), ("岚河县局", 176), ("镇岩县局", 40))
LABELS = tuple(f"{month} 月" for month in range(1, 13))


@dataclass(frozen=True)
class ShownFigure:
    """A figure as tags see it."""

    key: str
    label: Words
    unit: Words


@dataclass(frozen=True)
class ShownScope:
    """A scope as tags see it."""

    unit: str = ""
    period: Period = field(default_factory=lambda: Period.year(2023))
    as_of: int | None = None


@dataclass(frozen=True)
class ShownValue:
    """A value as tags see it."""

    figure: ShownFigure
    value: Decimal | None
    scope: ShownScope = field(default_factory=ShownScope)
    span: str = ""


class Example(forms.Form):
    """Every sort of field."""

    title = forms.CharField(label=_("Title"), max_length=60, help_text=_("Exactly as printed."))
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    outlet = forms.ChoiceField(label=_("Outlet"), choices=[("1", "省法治报"), ("2", "云川日报")])
    people = forms.IntegerField(label=_("People"), min_value=1, required=False)
    place = forms.ChoiceField(
        label=_("Position in print"),
        widget=forms.RadioSelect,
        choices=[("lead", "头版头条"), ("front", "头版"), ("inner", "内页")],
    )
    certain = forms.BooleanField(label=_("I have seen the original"))


@dataclass(frozen=True)
class Column:
    """All parts in one theme; names within a page differ by it."""

    theme: str

    def form(self) -> Example:
        """An empty form."""
        return Example(auto_id=f"{self.theme}_%s")

    def wrong(self) -> Example:
        """A form filled in wrongly."""
        typed = {"title": "", "day": "2203-13-01", "outlet": "2", "people": "-3", "place": "front"}
        return Example(typed, auto_id=f"{self.theme}_wrong_%s")

    def months(self) -> str:
        """Columns with last year's line."""
        return charts.months(NOW, labels=LABELS, last_year=LAST, title=self._titled("各月用稿", "Stories by month"))

    def bars(self) -> str:
        """Lying bars."""
        return charts.bars(
            [n for _u, n in UNITS], labels=[u for u, _n in UNITS], title=self._titled("各单位用稿", "Stories by unit")
        )

    def line(self) -> str:
        """Two lines."""
        return charts.line({"2023": NOW, "2022": LAST}, labels=LABELS, title=self._titled("两年走势", "Two years"))

    def _titled(self, zh: str, en: str) -> str:
        return f"{Words(zh, en)} ({self.theme})"


def page_context() -> dict[str, Any]:
    """The context of `ui/parts_page.html`."""
    stories = _value("coverage.mainstream_stories", Words("主流媒体用稿", "Stories in mainstream media"), Words("篇", ""), 1882)
    return {
        "columns": (Column("light"), Column("dark")),
        "stories": stories,
        "before": _value("coverage.mainstream_stories", Words("", ""), Words("篇", ""), 1671),
        "rate": _value("learning.completion_rate", Words("学习率", "Completion rate"), Words("%", "%"), Decimal("99.41")),
        "none": ShownValue(stories.figure, None),
        "span": ShownValue(stories.figure, Decimal(5), span="2020–2024"),
        "months": NOW,
        "verdicts": tuple(VERDICTS),
        "units": UNITS,
        "chart_rows": list(zip(LABELS, NOW, LAST, strict=True)),
        "chart_heads": (str(Words("月份", "month")), "2023", "2022"),
        "page": _page(),
        "weeks": _weeks(),
    }


def _value(key: str, label: Words, unit: Words, value: Decimal | int) -> ShownValue:
    return ShownValue(ShownFigure(key, label, unit), Decimal(value))


def _page() -> Page[int]:
    return Paginator(range(1882), 50).page(4)


def _weeks() -> list[list[date]]:
    first = date(2023, 5, 1)
    start = first - timedelta(days=first.weekday())
    return [[start + timedelta(days=7 * week + day) for day in range(7)] for week in range(5)]
