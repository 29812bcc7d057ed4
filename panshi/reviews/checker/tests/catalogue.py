"""A small invented catalogue and its numbers, as a bureau's rooms would declare them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from panshi.figures.definitions import Figure, Measure
from panshi.kernel.periods import Period
from panshi.kernel.words import Words
from panshi.org.scope import Scope
from panshi.reviews.checker.checking import Answer

ROWS = (
    ("activities.study_sessions", "集中学习活动", "场次", "count", "3650", ("集中学习",)),
    ("activities.warning_education", "警示教育", "场次", "count", "64", ()),
    ("activities.heritage_education", "革命传统教育", "场次", "count", "53", ("红色教育",)),
    ("activities.heritage_attendance", "革命传统教育参加人次", "人次", "person_times", "2087", ()),
    ("learning.tasks_published", "发布政治、业务学习任务", "条", "count", "261437", ("发布学习任务",)),
    ("learning.completion_rate", "民辅警学习率", "%", "ratio", "100", ("学习率",)),
    ("ratings.officers_five_star", "五星级民警", "名", "stock", "350", ()),
    ("ratings.auxiliaries_five_star", "五星级辅警", "名", "stock", "260", ()),
    ("groups.squads", "小分队", "支", "stock", "8", ()),
    ("contests.microfilm_entries", "微电影作品", "部", "count", "10", ("收到微电影作品",)),
    ("newsroom.microfilms", "微电影", "部", "count", "11", ("制作微电影",)),
    ("newsroom.short_videos", "短视频", "个", "count", "417", ("制作短视频",)),
    ("newsroom.poster_series", "海报、长图期数", "期", "count", "72", ("海报、长图",)),
    ("newsroom.posters", "海报、长图", "张", "sum", "512", ()),
    ("coverage.mainstream_stories", "主流媒体刊登稿件", "篇", "count", "1882", ("刊登稿件",)),
    ("coverage.series_reads", "系列报道全网阅读量", "次", "sum", "20370000", ("全网阅读量",)),
    ("coverage.front_page_leads", "头版头条稿件", "篇", "count", "10", ("头版头条",)),
    ("coverage.central_stories", "中央媒体刊登稿件", "篇", "count", "214", ("中央媒体用稿", "中央媒体")),
    ("coverage.tip_offs", "受理网络举报线索", "条", "count", "3206", ("网络举报线索",)),
    ("police.calls", "接处警情", "起", "count", "58400", ("接警", "接处警")),
    ("police.patrols", "出动巡逻车辆", "台次", "sum", "15300", ("巡逻车辆",)),
    ("police.recovered", "追赃挽损金额", "元", "sum", "38420000", ("追赃挽损",)),
    ("police.residents", "入户走访群众", "户", "count", "120000", ("走访群众",)),
    ("police.satisfaction", "群众满意率", "%", "ratio", "94.17", ("满意率",)),
    ("groups.reading_rooms", "警营图书室", "个", "stock", "13", ("图书室",)),
    ("groups.volunteers", "平安志愿者", "名", "stock", "2400", ("志愿者",)),
    ("training.lectures", "法治讲座", "场", "count", "96", ("讲座",)),
    ("training.drills", "应急演练", "次", "count", "45", ("演练",)),
    ("honours.film_second", "影像力评选二等奖", "件", "count", "2", ()),
    ("honours.film_third", "影像力评选三等奖", "件", "count", "2", ()),
)
FIGURES = tuple(
    Figure(key, Words(label, key), Words(label, key), Words(unit, unit), Measure(measure), aliases=aliases)
    for key, label, unit, measure, _, aliases in ROWS
)
TRUTH: Mapping[str, Decimal] = {row[0]: Decimal(row[4]) for row in ROWS}
LAST: Mapping[str, Decimal] = {
    key: Decimal(value)
    for key, value in {
        "activities.study_sessions": "2418",
        "activities.warning_education": "52",
        "learning.completion_rate": "98.5",
        "newsroom.microfilms": "7",
        "newsroom.short_videos": "305",
        "newsroom.poster_series": "58",
        "newsroom.posters": "411",
        "coverage.mainstream_stories": "1517",
        "coverage.front_page_leads": "6",
        "coverage.central_stories": "163",
        "coverage.tip_offs": "4000",
        "police.calls": "62100",
        "police.recovered": "30736000",
        "police.satisfaction": "92.65",
        "groups.reading_rooms": "9",
        "groups.volunteers": "1200",
        "training.lectures": "32",
        "training.drills": "0",
    }.items()
}
"""The year before; what stands here in no row has no records of that year."""
HEAD = 613_204


def answers(figures: Sequence[Figure], scope: Scope) -> dict[str, Answer]:
    """The invented numbers of 2023 and 2022; of other periods nothing is known."""
    known = {Period.year(2023): TRUTH, Period.year(2022): LAST}.get(scope.period, {})
    return {figure.key: Answer(known.get(figure.key), HEAD) for figure in figures}


TEXT = (
    "2023年，各级党组织开展集中学习活动3650场次、开展警示教育60余场次，开展革命传统教育50余场次2000余人次。"
    "通过平台发布政治、业务学习任务26万余条，民辅警学习率达100%。评定“五星级民警”350名、“五星级辅警”260名。"
    "组建了文艺、书画摄影、短视频制作、理论宣讲、骨干、通讯员、新媒体编辑及心理咨询师等8支小分队。"
    "共收到微电影作品10部。在第四届影像力评选活动中，《我们》《使命》获二等奖，《警情》《叮嘱》获三等奖。"
    "宣传部门共制作海报、长图72期500余张，短视频400余个，微电影11部，在主流媒体刊登稿件1882篇，"
    "系列报道全网阅读量突破2000万。"
)
