"""What channels add up to: messages, originals, reads, adoption by higher accounts."""

from panshi.figures.definitions import Condition, Figure, Measure, Ratio, among
from panshi.kernel.words import Words

MESSAGES = Words("条", "messages")
CITY = among("matrix", "city")


def _posts(key: str, label: Words, where: tuple[Condition, ...], aliases: tuple[str, ...]) -> Figure:
    return Figure(
        key=f"channels.{key}",
        label=label,
        question=Words(
            f"{label.zh}有多少条？同一内容在几个平台各发一次，按平台各算一条；删除的冲正后不算。",
            f"How many are there: {label.en}? The same content counts on each platform; what was taken down is reversed.",
        ),
        unit=MESSAGES,
        measure=Measure.COUNT,
        kind="channels.post",
        where=where,
        aliases=aliases,
    )


def _adoptions(key: str, label: Words, tier: str, aliases: tuple[str, ...]) -> Figure:
    return Figure(
        key=f"channels.{key}",
        label=label,
        question=Words(
            f"{label.zh}多少条？同一素材被几个账号采用，各算一条；网友和媒体转发不算。",
            f"How many pieces of material were taken: {label.en}? One taken by several accounts counts for each; reposts by "
            "readers and media do not.",
        ),
        unit=MESSAGES,
        measure=Measure.COUNT,
        kind="channels.adoption",
        where=(CITY, among("tier", tier)),
        aliases=aliases,
    )


FIGURES = (
    _posts(
        "matrix_posts",
        Words("市局融媒体矩阵发布信息", "messages published by the city matrix"),
        (CITY,),
        (
            "融媒体矩阵发布信息",
            "融媒体矩阵发布",
            "新媒体矩阵发布",
            "矩阵发布信息",
            "新媒体发布信息",
            "政务新媒体发布",
            "发布信息",
            "推送信息",
        ),
    ),
    _posts(
        "county_posts",
        Words("县局矩阵发布信息", "messages published by county matrices"),
        (among("matrix", "county"),),
        ("县级矩阵发布信息", "县级融媒体发布"),
    ),
    _posts(
        "matrix_originals",
        Words("市局矩阵原创信息", "original messages of the city matrix"),
        (CITY, among("original", True)),
        ("原创信息", "原创内容"),
    ),
    Figure(
        key="channels.original_rate",
        label=Words("市局矩阵原创率", "share of originals, city matrix"),
        question=Words("市局矩阵发布的信息有百分之几是原创？", "What share of the city matrix's messages was original?"),
        unit=Words("%", "%"),
        measure=Measure.RATIO,
        ratio=Ratio("channels.matrix_originals", "channels.matrix_posts"),
        aliases=("原创率", "原创占比"),
    ),
    _posts(
        "matrix_videos",
        Words("市局矩阵发布视频", "videos published by the city matrix"),
        (CITY, among("form", "video")),
        ("发布视频",),
    ),
    Figure(
        key="channels.reads",
        label=Words("市局矩阵阅读量", "reads of the city matrix"),
        question=Words(
            "市局矩阵各账号的阅读、播放一共多少次？各平台次日数据相加；没有数据的日子不当作零；阅读次数不是读者人数。",
            "How many reads and plays did the city matrix's accounts have? The platforms' figures of the day after, added up; a "
            "day without figures is unknown, not 0; reads are not readers.",
        ),
        unit=Words("次", "reads"),
        measure=Measure.SUM,
        kind="channels.reads",
        where=(CITY,),
        aliases=("矩阵阅读量", "新媒体阅读量", "总阅读量", "播放量", "点击量", "浏览量"),
    ),
    _adoptions(
        "upstream_adoptions",
        Words("上级账号采用", "adopted by national accounts"),
        "national",
        ("中国警方在线采用", "部级账号采用", "国家级平台采用", "上级采用", "被采用", "全国宣传", "上级新媒体采用", "素材采用"),
    ),
    _adoptions(
        "provincial_adoptions",
        Words("省级账号采用", "adopted by provincial accounts"),
        "provincial",
        ("省厅账号采用", "省级平台采用", "省厅新媒体采用"),
    ),
    Figure(
        key="channels.accounts",
        label=Words("在用官方账号", "own accounts in use"),
        question=Words(
            "期末有多少个在用的官方账号？一个平台上的一个账号算一个，注销的不算。",
            "How many own accounts are in use on the period's last day? One account on one platform is one; "
            "closed ones do not count.",
        ),
        unit=Words("个", "accounts"),
        measure=Measure.STOCK,
        kind="channels.account",
        aliases=("新媒体账号", "政务新媒体账号", "官方账号", "开设账号", "账号矩阵"),
    ),
)
