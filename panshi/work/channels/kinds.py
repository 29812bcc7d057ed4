"""What counts in our own accounts: an account kept, a message published, reads, adoption by others."""

from panshi.kernel.words import Words
from panshi.ledger.kinds import Dimension, DimensionType, Kind

PLATFORM = Dimension(
    "platform",
    Words("平台", "platform"),
    DimensionType.CHOICE,
    {
        "wechat": Words("微信公众号", "WeChat"),
        "weibo": Words("微博", "Weibo"),
        "toutiao": Words("头条号", "Toutiao"),
        "douyin": Words("抖音", "Douyin"),
        "kuaishou": Words("快手", "Kuaishou"),
        "channels": Words("视频号", "WeChat Channels"),
    },
    grouped=True,
)
ACCOUNT = Dimension("account", Words("账号", "account"), grouped=True)
MATRIX = Dimension(
    "matrix",
    Words("所属矩阵", "matrix"),
    DimensionType.CHOICE,
    {"city": Words("市局矩阵", "city matrix"), "county": Words("县局矩阵", "county matrix")},
    grouped=True,
)

OWN_ACCOUNT = Kind(
    key="channels.account",
    label=Words("自有账号", "own account"),
    unit_of_count=Words("个", "accounts"),
    dimensions=(
        PLATFORM,
        Dimension("account", Words("账号", "account")),
        MATRIX,
        Dimension(
            "until",
            Words("注销日期", "closed on"),
            DimensionType.DATE,
            required=False,
            note=Words("当日起不再计数。", "From this day it no longer counts."),
        ),
    ),
    until="until",
    identity=("platform", "account"),
    title="account",
    aliases=("新媒体账号", "政务账号"),
)
POST = Kind(
    key="channels.post",
    label=Words("发布信息", "message published"),
    unit_of_count=Words("条", "messages"),
    dimensions=(
        PLATFORM,
        ACCOUNT,
        MATRIX,
        Dimension(
            "form",
            Words("形式", "form"),
            DimensionType.CHOICE,
            {
                "article": Words("图文", "article"),
                "image": Words("图片", "image"),
                "video": Words("视频", "video"),
                "live": Words("直播", "live stream"),
            },
            grouped=True,
        ),
        Dimension("original", Words("原创", "original"), DimensionType.BOOLEAN, grouped=True),
        Dimension("title", Words("标题", "title")),
    ),
    identity=("account", "title"),
    title="title",
    aliases=("推文", "信息", "发文"),
)
READS = Kind(
    key="channels.reads",
    label=Words("阅读播放", "reads"),
    unit_of_count=Words("条", "reports"),
    dimensions=(PLATFORM, ACCOUNT, MATRIX),
    quantity=Words("阅读播放次数", "reads and plays"),
    identity=("account",),
    aliases=("阅读量", "播放量"),
)
ADOPTION = Kind(
    key="channels.adoption",
    label=Words("上级采用", "adoption"),
    unit_of_count=Words("条", "adoptions"),
    dimensions=(
        Dimension("adopter", Words("采用账号", "adopting account")),
        Dimension(
            "tier",
            Words("采用层级", "tier"),
            DimensionType.CHOICE,
            {
                "national": Words("全国", "national"),
                "provincial": Words("全省", "provincial"),
                "municipal": Words("全市", "municipal"),
            },
            grouped=True,
        ),
        MATRIX,
        Dimension("title", Words("素材标题", "title")),
    ),
    identity=("adopter", "title"),
    title="title",
    aliases=("采用", "转发", "选用"),
)

KINDS = (OWN_ACCOUNT, POST, READS, ADOPTION)
