"""What counts in contests we hold ourselves: a work entered and a prize given."""

from panshi.kernel.words import Words
from panshi.ledger.kinds import Dimension, DimensionType, Kind

CONTEST = Dimension("contest", Words("赛事", "contest"), grouped=True)
EDITION = Dimension("edition", Words("届次", "edition"), DimensionType.INTEGER, grouped=True)
CATEGORY = Dimension(
    "category",
    Words("作品类别", "category"),
    DimensionType.CHOICE,
    {
        "microfilm": Words("微电影", "micro-film"),
        "essay": Words("征文", "essay"),
        "calligraphy": Words("书法", "calligraphy"),
        "painting": Words("绘画", "painting"),
        "photo": Words("摄影", "photo"),
        "speech": Words("演讲", "speech"),
        "video": Words("短视频", "short video"),
    },
    grouped=True,
)
WORK = Dimension("work", Words("作品名称", "work"))

ENTRY = Kind(
    key="contests.entry",
    label=Words("参赛作品", "contest entry"),
    unit_of_count=Words("件", "entries"),
    dimensions=(CONTEST, EDITION, CATEGORY, WORK),
    identity=("contest", "edition", "work"),
    title="work",
    aliases=("参赛作品", "征集作品", "投稿作品", "收到作品"),
)
PRIZE = Kind(
    key="contests.prize",
    label=Words("评出奖项", "prize given"),
    unit_of_count=Words("项", "prizes"),
    dimensions=(
        CONTEST,
        EDITION,
        CATEGORY,
        Dimension(
            "grade",
            Words("等次", "grade"),
            DimensionType.CHOICE,
            {
                "first": Words("一等奖", "first prize"),
                "second": Words("二等奖", "second prize"),
                "third": Words("三等奖", "third prize"),
                "merit": Words("优秀奖", "merit prize"),
            },
            grouped=True,
        ),
        WORK,
    ),
    identity=("contest", "edition", "work"),
    title="work",
    aliases=("评奖", "获奖作品"),
)

KINDS = (ENTRY, PRIZE)
