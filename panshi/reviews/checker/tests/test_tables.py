"""Tables of plain text give their cells a year, a unit and a head."""

import pytest

from panshi.kernel.periods import Period
from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.reviews.checker import scoping
from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.checking import hold
from panshi.reviews.checker.tests.catalogue import FIGURES, answers

SCOPE = Scope(Unit(pk=1, code="610900", name="云川市公安局", path="0001"), Period.year(2023))


@pytest.fixture(autouse=True)
def no_units_below(monkeypatch):
    monkeypatch.setattr(scoping, "rows", lambda root: ())


def held(text: str) -> list[tuple[str, str, str]]:
    """Each statistic with its figure and its verdict."""
    found = hold(text, scope=SCOPE, figures=FIGURES, answers=answers).statistics
    return [(one.claim.surface, one.link.figure.key if one.link.figure else "", str(one.verdict)) for one in found]


def test_the_heading_of_a_column_says_the_year_and_the_unit_of_its_cells():
    assert held("项目 | 单位 | 2022 | 2023 | 增幅\n短视频 | 个 | 305 | 417 | 36.7%\n海报长图 | 张 | 411 | 521 | 24.6%\n") == [
        ("305", "newsroom.short_videos", "verified"),
        ("417", "newsroom.short_videos", "verified"),
        ("36.7%", "newsroom.short_videos", "rounded"),
        ("411", "newsroom.posters", "verified"),
        ("521", "newsroom.posters", "contradicted"),
        ("24.6%", "newsroom.posters", "rounded"),
    ]


def test_a_number_alone_in_brackets_is_the_year_befores_where_the_text_says_so():
    assert held("说明：括号内为2022年数。\n主流媒体刊登稿件 1,882 篇 (1,517)\n") == [
        ("1,882 篇", "coverage.mainstream_stories", "verified"),
        ("1,517", "coverage.mainstream_stories", "verified"),
    ]


def test_the_head_before_a_colon_owns_its_cells_up_to_the_bar():
    assert [key for _, key, _ in held("民警: 五星级 350 名 | 辅警: 五星级 260 名")] == [
        "ratings.officers_five_star",
        "ratings.auxiliaries_five_star",
    ]


def test_a_line_of_values_is_typed_and_told_by_its_column_and_its_number_is_no_year():
    text = "单位,刊登稿件(篇),五星级民警(名)\n阳口县公安局,1882,350\n"
    typed = [(one.surface, one.type.value, one.unit, one.column) for one in extract(text) if one.type.statistic]
    assert typed == [("1882", "count", "篇", "刊登稿件(篇)"), ("350", "people", "名", "五星级民警(名)")]


def test_rates_people_and_serial_numbers_of_a_table_take_the_type_of_their_column():
    text = "| 序号 | 指标 | 单位 | 2023年 | 增减% |\n| 1 | 集中学习参加人次 | 人次 | 14672 | 59.41 |\n"
    assert [(one.surface, one.type.value) for one in extract(text)][1:] == [
        ("1", "ordinal"),
        ("14672", "people"),
        ("59.41", "percent"),
    ]


def test_behind_a_slash_stands_the_year_before_where_the_text_says_so():
    assert held("/ 前为本年，/ 后为上年。\n短视频 417 / 305\n") == [
        ("417", "newsroom.short_videos", "verified"),
        ("305", "newsroom.short_videos", "verified"),
    ]


def test_grades_before_each_are_dealt_out_to_the_numbers_behind():
    dealt = [(one.surface, one.prize) for one in extract("最终评出一、二、三等奖各12项、24项、37项。") if one.prize]
    assert dealt == [("12项", "一等奖"), ("24项", "二等奖"), ("37项", "三等奖")]
