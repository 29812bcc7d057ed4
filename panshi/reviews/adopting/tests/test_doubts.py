"""Read in another year, an adopted text points out the sentences that no longer make sense."""

from dataclasses import replace

import pytest

from panshi.kernel.periods import Period
from panshi.reviews.adopting.doubts import Doubt, Reading, Remembered, pointed_out
from panshi.reviews.adopting.reasons import Reason
from panshi.reviews.adopting.tests.books import KNOWN, SCOPE, adopted, composed, values
from panshi.reviews.adopting.trends import trends

pytestmark = pytest.mark.django_db


def doubts(text: str, year: int = 2024, remembered: tuple[Remembered, ...] = ()) -> list[list[str]]:
    template = adopted(text).text
    scope = replace(SCOPE, period=Period.year(year), as_of=1)
    reading = Reading(composed(template, year), template, scope, SCOPE, KNOWN)
    return [[str(doubt) for doubt in one.doubts] for one in pointed_out(reading, remembered=remembered, values=values)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("制作短视频400余个。", "“短视频”2024 还没有记录"),
        ("系列报道全网阅读量突破2000万。", "原来写“突破2000万”，现在是 12,000，不再适用"),
        ("开展警示教育60余场次。", "原来写“…余”，现在是 60场次，不再适用"),
        ("志愿服务860小时。", "“860小时”没有对定数字，还是原文的"),
        ("在影像力评选中，《星火》《晨光》获二等奖。", "点名的作品还是原文的：《星火》《晨光》"),
        ("思想政治工作案例被评为二等奖。", "“二等奖”还是原文的奖项"),
        ("第四届大赛如期举行。", "“第四届”是原文那一年的次序"),
        ("9月26日，展演举行。", "“9月26日”是原文那一年的日期"),
        ("2023年9月26日，展演举行。", "“2023年9月26日”是原文那一年的日期"),
        ("主流媒体刊登稿件持续增长，达1882篇。", "文中说增长，“主流媒体刊登稿件”却由 1,882 降到 1,540"),
        ("开展集中学习活动3650场次，有所下降。", "文中说下降，“集中学习活动”却由 3,650 升到 3,812"),
        ("组建了文艺、书画、摄影、宣讲、骨干、通讯员、编辑及咨询师等8支小分队。", "点名的 8 项还是原文的，现在是 9支"),
    ],
)
def test_a_sentence_that_no_longer_makes_sense_is_pointed_out_with_its_reason(text, said):
    assert said in doubts(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "2023年，开展集中学习活动3650场次。",
        "主流媒体刊登稿件1882篇，同比增长12.6%。",
        "民辅警学习率达99.4%。",
        "全面贯彻党的二十大精神，推进“三个警营”建设。",
        "在影像力评选中，《我们》《使命》获二等奖。",
        "1949年10月1日，新中国成立。",
        "按照《文化建设五年规划》推进。",
        "制作《MV》，登上《人民日报》。",
    ],
)
def test_a_sentence_that_still_makes_sense_is_not(text):
    assert doubts(text) == []


def test_in_the_texts_own_year_only_what_was_remembered_is_pointed_out():
    text = "志愿服务860小时。开展集中学习活动3560场次。"
    passage = '开展集中学习活动{{ figure("activities.study_sessions") }}。'
    kept = Remembered(passage, Doubt(Reason.CONTRADICTED, {"surface": "3560场次", "truth": "3,650场次"}))
    assert doubts(text, 2023, (kept,)) == [["原文写“3560场次”，账本是 3,650场次：按账本写"]]
    assert doubts(text, 2024, (kept,))[1] == ["原文写“3560场次”，账本是 3,650场次：按账本写"]


def test_each_sentence_leads_to_its_place_in_the_template():
    text = "标题\n\n开展集中学习活动3650场次。第四届大赛举行。\n\n志愿服务860小时；第四届大赛举行。"
    template = adopted(text).text
    scope = replace(SCOPE, period=Period.year(2024), as_of=1)
    found = pointed_out(Reading(composed(template, 2024), template, scope, SCOPE, KNOWN), values=values)
    assert [(template[one.sentence.begin : one.sentence.stop], one.sentence.line) for one in found] == [
        ("第四届大赛举行。", 3),
        ("志愿服务860小时；", 5),
        ("第四届大赛举行。", 5),
    ]


def test_trends_ask_once_for_all_figures_of_a_scope():
    asked: list[list[str]] = []

    def counting(figures, scope):
        asked.append([figure.key for figure in figures])
        return values(figures, scope)

    template = adopted("刊登稿件1882篇，开展集中学习活动3650场次。").text
    known = trends(composed(template, 2024).claims, unit=SCOPE.unit, figures=KNOWN, values=counting)
    assert asked == [["coverage.mainstream_stories", "activities.study_sessions"]]
    assert [(trend.before, trend.value) for trend in known.values()] == [(1882, 1540), (3650, 3812)]
