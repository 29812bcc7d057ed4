"""Tags: numbers that open, comparisons in words, fields tied to their help and errors."""

from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.ui.comparing import in_words
from panshi.ui.drawing import bar_svg, spark_svg
from panshi.ui.showing import ShownFigure, ShownScope, ShownValue

STORIES = ShownFigure("coverage.mainstream_stories", Words("用稿", "stories"), Words("篇", "stories"))
SCOPE = ShownScope("C01", Period.year(2023), 120)


def drawn(text: str, **context: object) -> str:
    return Template("{% load panshi %}" + text).render(Context(context)).strip()


def stories(value: int | None) -> ShownValue:
    return ShownValue(STORIES, None if value is None else Decimal(value), SCOPE)


def test_a_number_is_grouped_and_opens_in_its_own_scope() -> None:
    assert drawn("{% number value %}", value=stories(1882)) == (
        '<a class="number" href="/figures/coverage.mainstream_stories/?unit=C01&amp;period=2023&amp;as_of=120">'
        "1,882<small>篇</small></a>"
    )


def test_a_rate_of_nothing_is_a_dash_that_says_so() -> None:
    assert '<span aria-label="没有数值" role="img">—</span>' in drawn("{% number value %}", value=stories(None))


@pytest.mark.parametrize(("code", "query"), [("C0101", "unit=C0101&amp;period=2023"), ("2023-05", "unit=C01&amp;period=2023-05")])
def test_a_part_opens_in_its_unit_or_month(code: str, query: str) -> None:
    share = type("Part", (), {"code": code, "label": "", "value": Decimal(7)})()
    assert f"?{query}&amp;as_of=120" in drawn("{% part value share %}", value=stories(9), share=share)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (1882, 1671, ("up", "比去年同期多 211 篇（12.6%）")),
        (10, 12, ("down", "比去年同期少 2 篇（16.7%）")),
        (7, 7, ("same", "与去年同期相同")),
        (7, 0, ("up", "比去年同期多 7 篇")),
        (7, None, ("", "")),
    ],
)
def test_a_comparison_in_words(now: int, before: int | None, said: tuple[str, str]) -> None:
    with override("zh-hans"):
        assert in_words(stories(now), stories(before)) == said


def test_rates_are_compared_in_points() -> None:
    rate = ShownFigure("learning.completion_rate", Words("学习率", "rate"), Words("%", "%"))
    with override("en"):
        said = in_words(ShownValue(rate, Decimal("99.5")), ShownValue(rate, Decimal("98.25")))
    assert said == ("up", "1.25 points more than last year")


def test_a_verdict_is_a_sign_and_a_word() -> None:
    with override("en"):
        assert drawn('{% verdict "rounded" %}') == (
            '<span class="tag good"><span aria-hidden="true">≈</span> true as rounded</span>'
        )


def test_an_unknown_verdict_is_not_a_statistic() -> None:
    assert "非统计数字" in drawn("{% verdict None %}")


class Name(forms.Form):
    name = forms.CharField(label="名称", help_text="与公章一致。")


def test_a_field_is_described_by_its_help_and_its_errors() -> None:
    text = drawn("{% field form.name %}", form=Name({"name": ""}))
    assert 'aria-describedby="id_name_help id_name_errors"' in text
    assert 'aria-invalid="true"' in text
    assert 'id="id_name_help"' in text
    assert 'id="id_name_errors"' in text


def test_what_is_typed_is_never_markup() -> None:
    text = drawn("{% field form.name %}{% error_summary form %}", form=Name({"name": '"><script>'}))
    assert "<script>" not in text


def test_page_links_keep_the_rest_of_the_address(rf: RequestFactory) -> None:
    page = Paginator(range(120), 50).page(2)
    text = drawn("{% page_links page %}", page=page, request=rf.get("/x?unit=C&page=2"))
    assert 'href="?unit=C&amp;page=3"' in text
    assert "第 51–100 条，共 120 条" in text


def test_one_page_needs_no_links(rf: RequestFactory) -> None:
    assert drawn("{% page_links page %}", page=Paginator(range(3), 50).page(1), request=rf.get("/")) == ""


def test_bars_stay_within_all_and_nothing() -> None:
    assert 'width="50.00"' in bar_svg(Decimal(2), 4)
    assert 'width="100.00"' in bar_svg(9, 4)
    assert 'width="0.00"' in bar_svg(None, 4)
    assert 'width="0.00"' in bar_svg(3, 0)


def test_a_spark_leaves_gaps_where_nothing_is_known() -> None:
    assert spark_svg([1, None, 3, 4]).count("<polyline") == 2
    assert spark_svg([1]) == ""


def test_icons_are_silent() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "sun" %}')
