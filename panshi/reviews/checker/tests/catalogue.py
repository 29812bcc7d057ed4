"""A small invented catalogue and its numbers, as a bureau's rooms would declare them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from panshi.figures.definitions import Figure, Measure
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
    ("honours.film_second", "影像力评选二等奖", "件", "count", "2", ()),
    ("honours.film_third", "影像力评选三等奖", "件", "count", "2", ()),
)
FIGURES = tuple(
    Figure(key, Words(label, key), Words(label, key), Words(unit, unit), Measure(measure), aliases=aliases)
    for key, label, unit, measure, _, aliases in ROWS
)
TRUTH: Mapping[str, Decimal] = {row[0]: Decimal(row[4]) for row in ROWS}
HEAD = 613_204


def answers(figures: Sequence[Figure], scope: Scope) -> dict[str, Answer]:
    """The invented numbers."""
    return {figure.key: Answer(TRUTH[figure.key], HEAD) for figure in figures}


TEXT = (
    "2023年，各级党组织开展集中学习活动3650场次、开展警示教育60余场次，开展革命传统教育50余场次2000余人次。"
    "通过平台发布政治、业务学习任务26万余条，民辅警学习率达100%。评定“五星级民警”350名、“五星级辅警”260名。"
    "组建了文艺、书画摄影、短视频制作、理论宣讲、骨干、通讯员、新媒体编辑及心理咨询师等8支小分队。"
    "共收到微电影作品10部。在第四届影像力评选活动中，《我们》《使命》获二等奖，《警情》《叮嘱》获三等奖。"
    "宣传部门共制作海报、长图72期500余张，短视频400余个，微电影11部，在主流媒体刊登稿件1882篇，"
    "系列报道全网阅读量突破2000万。"
)
