"""Each number is held against the unit and the days its words speak of."""

from datetime import date

import pytest

from panshi.kernel.periods import Period
from panshi.org.choices import Level
from panshi.org.models import Unit
from panshi.org.scope import Scope
from panshi.org.services import open_unit
from panshi.reviews.checker.bundling import extract
from panshi.reviews.checker.checking import hold
from panshi.reviews.checker.linking import link
from panshi.reviews.checker.scoping import placed
from panshi.reviews.checker.tests.catalogue import FIGURES, answers
from panshi.reviews.checker.timing import part_of

pytestmark = pytest.mark.django_db
YEAR = Period.year(2023)


@pytest.fixture
def city() -> Unit:
    def opened(code: str, name: str, level: Level, above: Unit | None = None) -> Unit:
        return open_unit(code=code, name=name, level=level, opened_on=date(2000, 1, 1), above=above)

    top = opened("AK", "安康市公安局", Level.CITY)
    county = opened("AK-1", "石泉县公安局", Level.COUNTY, top)
    opened("AK-1-1", "城关派出所", Level.STATION, county)
    opened("AK-2", "汉阴县公安局", Level.COUNTY, top)
    opened("AK-3", "江北分局", Level.COUNTY, top)
    opened("AK-4", "旬阳市公安局", Level.COUNTY, top)
    opened("AK-D1", "交警支队", Level.DIVISION, top)
    opened("AK-D2", "政治部", Level.DIVISION, top)
    return Unit.objects.get(code="AK")


def where(text: str, unit: Unit, period: Period = YEAR) -> list[str]:
    """The unit of each statistic, with + for its own divisions alone, and the period where it is not the year."""
    claims = extract(text)
    _, found = placed(text, claims, link(claims, FIGURES), Scope(unit, period))
    return [
        f"{scope.unit.name}{'+' if scope.own else ''}{'' if scope.period == YEAR else f' {scope.period}'}"
        for claim, scope in zip(claims, found, strict=True)
        if claim.type.statistic
    ]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("石泉县公安局发稿82篇。", ["石泉县公安局"]),
        ("石泉县局发稿82篇，汉阴县局64篇，旬阳市局60篇。", ["石泉县公安局", "汉阴县公安局", "旬阳市公安局"]),
        ("石泉县公安局制作短视频82个、MV3部。", ["石泉县公安局", "石泉县公安局"]),
        ("江北公安分局发稿8篇。", ["江北分局"]),
        ("各单位刊稿: 石泉 82, 汉阴 64, 旬阳 60", ["石泉县公安局", "汉阴县公安局", "旬阳市公安局"]),
        ("石泉、汉阴两县公安局发稿分别为82篇、64篇。", ["安康市公安局", "石泉县公安局", "汉阴县公安局"]),
        ("走访汉阴籍学生12名。", ["安康市公安局"]),
        ("城关派出所组织集中学习12场次。", ["城关派出所"]),
        ("交警支队组织集中学习11场次。", ["交警支队"]),
        ("全市公安机关发稿1882篇，其中石泉县公安局82篇。", ["安康市公安局", "石泉县公安局"]),
        ("石泉县公安局发稿82篇，占全市1882篇的4.4%。", ["石泉县公安局", "安康市公安局", "石泉县公安局"]),
        ("石泉县局、汉阴县局分别发稿82篇、64篇。", ["石泉县公安局", "汉阴县公安局"]),
        ("石泉县局、汉阴县局发稿均超过60篇。", ["安康市公安局"]),
        ("收到征文82篇（石泉县公安局）。", ["石泉县公安局"]),
        ("市局机关发稿156篇。", ["安康市公安局+"]),
        ("市局发稿156篇，石泉县局82篇。", ["安康市公安局+", "石泉县公安局"]),
        ("市局开展集中学习3650场次。", ["安康市公安局"]),
        ("市局融媒体矩阵发布信息10840条。", ["安康市公安局"]),
        ("市局组织、各县局参加的集中学习3650场次。", ["安康市公安局"]),
        ("市公安局政治部获评选一等奖。", ["安康市公安局"]),
    ],
)
def test_the_nearest_unit_named_is_the_numbers(city, text, units):
    assert where(text, city) == units


def test_a_paragraph_about_one_unit_speaks_of_it_to_its_end(city):
    text = "石泉县公安局班子带头讲课。全年发稿82篇。\n全年发稿1882篇。"
    assert where(text, city) == ["石泉县公安局", "安康市公安局"]


def test_a_paragraph_that_began_with_the_city_goes_back_to_it(city):
    assert where("全市发稿1882篇。石泉县公安局发稿82篇。转载641篇。", city)[-1] == "安康市公安局"


def test_a_countys_text_speaks_of_the_county_and_of_the_whole_city_where_it_says_so(city):
    county = Unit.objects.get(code="AK-1")
    text = "全局发稿82篇，我局短视频30个，比全市平均水平高；全市发稿1882篇。全县集中学习381场次。"
    assert where(text, county) == ["石泉县公安局", "石泉县公安局", "安康市公安局", "石泉县公安局"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("上半年发稿900篇。", ["安康市公安局 2023-01-01..2023-06-30"]),
        ("一季度，全市发稿400篇。", ["安康市公安局 2023-01-01..2023-03-31"]),
        ("1至11月发稿1700篇，全年发稿1882篇。", ["安康市公安局 2023-01-01..2023-11-30", "安康市公安局"]),
        ("5月份发稿150篇。", ["安康市公安局 2023-05"]),
        ("截至2023年6月底，发稿900篇。", ["安康市公安局 2023-01-01..2023-06-30"]),
        ("七月，组织74名领导干部赴延安。", ["安康市公安局"]),
        ("9月26日，举办文艺展演1场。", ["安康市公安局"]),
        ("2022年发稿1517篇。", ["安康市公安局 2022"]),
        ("发稿1882篇，上年为1517篇。", ["安康市公安局", "安康市公安局 2022"]),
    ],
)
def test_the_time_named_is_the_numbers(city, text, periods):
    assert where(text, city) == periods


def test_a_heading_with_a_year_dates_what_stands_below(city):
    assert where("工作总结\n\n2022年\n\n全市发稿1517篇。", city) == ["安康市公安局 2022"]


def test_a_text_about_a_month_is_not_read_for_other_times(city):
    assert where("上半年发稿900篇。", city, Period.month(2023, 5)) == ["安康市公安局 2023-05"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("在主流媒体刊登稿件82篇。", [True]),
        ("石泉县公安局在主流媒体刊登稿件82篇。", [True]),
        ("紫阳县公安局在主流媒体刊登稿件82篇。", [False]),
        ("在主流媒体刊登稿件1882篇，其中青岩镇82篇。", [True, False]),
        ("各县局在主流媒体刊登稿件1700篇。", [True]),
    ],
)
def test_the_number_of_a_place_the_tree_does_not_have_is_tied_to_nothing(city, text, kept):
    claims = extract(text)
    links, _ = placed(text, claims, link(claims, FIGURES), Scope(city, YEAR))
    assert [tied.figure is not None for tied in links] == kept


@pytest.mark.parametrize(
    ("words", "part"),
    [("前三季度", "2023-01-01..2023-09-30"), ("十一月", "2023-11"), ("1—6月", "2023-01-01..2023-06-30"), ("七月十二日", "None")],
)
def test_parts_of_a_year_are_read_in_every_spelling(words, part):
    assert str(part_of(words, 2023)) == part


def test_places_cost_the_same_questions_for_one_number_and_for_many(city, django_assert_max_num_queries):
    text = "石泉县公安局发稿82篇，汉阴县公安局64篇，江北分局12篇。" * 20
    with django_assert_max_num_queries(2):
        hold(text, scope=Scope(city, YEAR), figures=FIGURES, answers=answers)
