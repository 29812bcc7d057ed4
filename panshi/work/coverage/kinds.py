"""What counts in others' media: a placement of a story, the reads of a series."""

from panshi.kernel.words import Words
from panshi.ledger.kinds import Dimension, DimensionType, Kind

PLACEMENT = Kind(
    key="coverage.placement",
    label=Words("媒体刊登", "placement"),
    unit_of_count=Words("篇", "stories"),
    dimensions=(
        Dimension(
            "tier",
            Words("媒体层级", "tier of the outlet"),
            DimensionType.CHOICE,
            {
                "central": Words("中央", "central"),
                "provincial": Words("省级", "provincial"),
                "municipal": Words("市级", "municipal"),
                "county": Words("县级", "county"),
            },
            grouped=True,
            note=Words("以刊登当日该媒体的层级为准。", "As the outlet stood on the day of publication."),
        ),
        Dimension("outlet", Words("媒体", "outlet"), grouped=True),
        Dimension("headline", Words("标题", "headline")),
        Dimension(
            "story",
            Words("稿件编号", "story"),
            note=Words(
                "正文相同即为同一稿件，换标题也不变；计分时同一稿件只取最高一次。",
                "The same body is the same story under any headline; scoring takes a story once, at its highest.",
            ),
        ),
        Dimension(
            "page",
            Words("版次", "page"),
            DimensionType.INTEGER,
            required=False,
            grouped=True,
            note=Words("报刊填版次，头版为 1；网络、广播电视留空。", "For print: 1 is the front page; empty online and on air."),
        ),
        Dimension(
            "position",
            Words("位置", "position"),
            DimensionType.CHOICE,
            {
                "lead": Words("头条", "lead"),
                "ear": Words("报眼", "ear"),
                "other": Words("其他位置", "elsewhere"),
            },
            grouped=True,
        ),
        Dimension("length", Words("字数", "characters"), DimensionType.INTEGER, required=False),
        Dimension(
            "origin",
            Words("首发或转载", "first print or reprint"),
            DimensionType.CHOICE,
            {"original": Words("首发", "first print"), "reprint": Words("转载", "reprint")},
            grouped=True,
        ),
        Dimension("reprint_of", Words("转载自", "reprint of"), required=False),
        Dimension(
            "fault",
            Words("差错", "fault"),
            DimensionType.CHOICE,
            {"untrue": Words("失实", "untrue")},
            required=False,
            grouped=True,
        ),
    ),
    identity=("outlet", "headline"),
    title="headline",
    aliases=("刊登", "刊发", "发表", "刊播", "报道"),
)
READS = Kind(
    key="coverage.reads",
    label=Words("系列报道阅读", "reads of a series"),
    unit_of_count=Words("条", "reports"),
    dimensions=(
        Dimension("series", Words("系列报道", "series"), grouped=True),
        Dimension("outlet", Words("平台或媒体", "platform or outlet"), grouped=True),
    ),
    quantity=Words("阅读次数", "reads"),
    identity=("series", "outlet"),
    title="series",
    aliases=("阅读量", "全网阅读量", "点击量"),
)

KINDS = (PLACEMENT, READS)
