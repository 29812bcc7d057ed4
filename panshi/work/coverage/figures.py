"""What coverage adds up to: stories by tier, front pages, reprints, reads of a series, points by the rules in force."""

from datetime import date

from panshi.figures.definitions import Condition, Figure, Measure, among
from panshi.figures.rule_tables import Factor, RuleTable
from panshi.kernel.words import Words

STORIES = Words("篇", "stories")
FIRST_PRINT = among("origin", "original")
MAINSTREAM = among("tier", "central", "provincial", "municipal")
SERIES = "净水器下乡骗局追踪"
COUNTED_ONCE = Words(
    "转载不算；几家媒体各自首发的各算一篇。", "Reprints do not count; outlets that each print it first count each."
)


def _stories(
    key: str,
    label: Words,
    where: tuple[Condition, ...],
    aliases: tuple[str, ...],
    rule: Words = COUNTED_ONCE,
) -> Figure:
    return Figure(
        key=f"coverage.{key}",
        label=label,
        question=Words(
            f"期内有多少篇{label.zh}？以样报或播出证明核对过的刊登日期为准。{rule.zh}",
            f"How many were published in the period: {label.en}? By the day of publication, checked against the printed page or "
            f"proof of broadcast. {rule.en}",
        ),
        unit=STORIES,
        measure=Measure.COUNT,
        kind="coverage.placement",
        where=where,
        aliases=aliases,
    )


FIGURES = (
    _stories(
        "front_page_leads",
        Words("头版头条稿件", "front-page lead stories"),
        (MAINSTREAM, FIRST_PRINT, among("page", 1), among("position", "lead")),
        ("头版头条", "头版头条刊发", "头版头条刊发稿件", "主流媒体头版头条", "报纸头版头条", "头条稿件"),
        Words(
            "须同时是第一版和头条；报眼、其他版的头条不算。",
            "Page 1 and lead, both; neither the ear nor another page's lead counts.",
        ),
    ),
    _stories(
        "front_page_stories",
        Words("头版非头条稿件", "front-page stories that do not lead"),
        (MAINSTREAM, FIRST_PRINT, among("page", 1), among("position", "ear", "other")),
        ("头版稿件", "头版刊发"),
        Words("头条不在内，报眼在内；转载不算。", "Without the leads, with the ear; reprints do not count."),
    ),
    _stories(
        "mainstream_stories",
        Words("主流媒体刊登稿件", "stories in mainstream media"),
        (MAINSTREAM, FIRST_PRINT),
        (
            "中省市主流媒体",
            "主流媒体刊登",
            "主流媒体刊发",
            "主流媒体刊发稿件",
            "媒体采用稿件",
            "各级媒体刊登稿件",
            "新闻媒体刊播稿件",
            "省级以上媒体",
            "刊登稿件",
            "刊发稿件",
            "发表稿件",
            "刊播新闻",
            "新闻稿件",
        ),
    ),
    _stories(
        "central_stories",
        Words("中央媒体刊登稿件", "stories in central media"),
        (among("tier", "central"), FIRST_PRINT),
        ("中央级媒体", "中央媒体", "国家级媒体稿件"),
    ),
    _stories(
        "provincial_stories",
        Words("省级媒体刊登稿件", "stories in provincial media"),
        (among("tier", "provincial"), FIRST_PRINT),
        ("省级媒体", "省媒稿件"),
    ),
    _stories(
        "municipal_stories",
        Words("市级媒体刊登稿件", "stories in municipal media"),
        (among("tier", "municipal"), FIRST_PRINT),
        ("市级媒体", "市媒稿件"),
    ),
    _stories(
        "county_stories",
        Words("县级媒体刊登稿件", "stories in county media"),
        (among("tier", "county"), FIRST_PRINT),
        ("县级媒体", "县融媒体稿件"),
    ),
    _stories(
        "reprints",
        Words("转载稿件", "reprints"),
        (among("origin", "reprint"),),
        ("转载", "被转载"),
        Words("一家转载一次算一篇，不计入刊登稿件。", "Each reprint by an outlet is one; none counts as a story."),
    ),
    Figure(
        key="coverage.series_reads",
        label=Words("系列报道全网阅读量", "reads of the series, all platforms"),
        question=Words(
            f"“{SERIES}”系列报道在各平台一共被阅读多少次？各平台各期数据相加；是次数，不是人数。",
            f"How often was the series “{SERIES}” read on all platforms together? All platforms' reports added up; "
            "reads, not readers.",
        ),
        unit=Words("次", "reads"),
        measure=Measure.SUM,
        kind="coverage.reads",
        where=(among("series", SERIES),),
        aliases=("全网阅读量", "系列报道阅读量", "跟踪报道阅读量", "全网点击量", "全网播放量", "网络阅读量", "全网总阅读量"),
    ),
    Figure(
        key="coverage.score",
        label=Words("新闻宣传积分", "coverage points"),
        question=Words(
            "按当日有效的计分表，刊登稿件得多少分？同一稿件只取最高一次；失实扣分；转载不计分。",
            "How many points do the placements earn by the scoring table in force on their day? A story scores once, at its "
            "highest; untrue stories cost points; reprints earn none.",
        ),
        unit=Words("分", "points"),
        measure=Measure.SCORE,
        kind="coverage.placement",
        where=(FIRST_PRINT,),
        rules="coverage.points",
        aliases=("宣传积分", "新闻得分", "外宣得分", "考核得分"),
    ),
)

RULE_TABLES = (
    RuleTable(
        key="coverage.points",
        version="2021",
        label=Words("新闻宣传计分办法（2021年版）", "Coverage points, 2021 version"),
        since=date(2021, 1, 1),
        until=date(2022, 12, 31),
        base_dimension="tier",
        base={"central": 1000, "provincial": 700, "municipal": 500},
        factors=(Factor("page", {1: 160, 2: 100}), Factor("position", {"lead": 125})),
        highest_by="story",
        deduction_dimension="fault",
        deductions={"untrue": 500},
    ),
    RuleTable(
        key="coverage.points",
        version="2023",
        label=Words("新闻宣传计分办法（2023年版）", "Coverage points, 2023 version"),
        since=date(2023, 1, 1),
        base_dimension="tier",
        base={"central": 2000, "provincial": 600, "municipal": 400},
        factors=(
            Factor("page", {1: 160, 2: 100}),  # the front page ×1.6 and its lead ×1.25: together ×2
            Factor("position", {"lead": 125}),
            Factor("length", {1000: 150, 2000: 200}),
        ),
        highest_by="story",
        deduction_dimension="fault",
        deductions={"untrue": 500},
        quota=4,
        shortfall=200,
    ),
)
