"""What counts in activities: a session held, and a person's attendance at one."""

from panshi.kernel.words import Words
from panshi.ledger.kinds import Dimension, DimensionType, Kind

FORM = Dimension(
    "form",
    Words("形式", "form"),
    DimensionType.CHOICE,
    {
        "study": Words("集中学习", "collective study"),
        "warning": Words("警示教育", "warning education"),
        "heritage": Words("革命传统教育", "heritage education"),
        "party_day": Words("主题党日", "party day"),
        "lecture": Words("党课宣讲", "lecture"),
        "visit": Words("走访慰问", "visit"),
        "meeting": Words("承办会议", "meeting hosted"),
        "show": Words("文艺演出", "show"),
        "competition": Words("体育比赛", "sports competition"),
        "themed": Words("主题文化活动", "themed culture activity"),
    },
    grouped=True,
)
PROGRAMME = Dimension(
    "programme",
    Words("专项或系列", "programme"),
    required=False,
    grouped=True,
    note=Words("活动所属的专项、系列，如“警体月”。", "The programme or series it belongs to, such as the sports month."),
)

SESSION = Kind(
    key="activities.session",
    label=Words("活动", "session"),
    unit_of_count=Words("场次", "sessions"),
    dimensions=(
        FORM,
        PROGRAMME,
        Dimension("title", Words("主题", "title")),
        Dimension(
            "level",
            Words("活动层级", "level"),
            DimensionType.CHOICE,
            {
                "national": Words("全国", "national"),
                "provincial": Words("全省", "provincial"),
                "municipal": Words("全市", "municipal"),
                "local": Words("本单位", "own unit"),
            },
            grouped=True,
        ),
    ),
    identity=("form", "title"),
    everywhere=True,
    title="title",
    aliases=("活动场次", "学习活动", "教育活动"),
)
ATTENDANCE = Kind(
    key="activities.attendance",
    label=Words("参加活动", "attendance"),
    unit_of_count=Words("人次", "attendances"),
    dimensions=(
        FORM,
        PROGRAMME,
        Dimension("title", Words("主题", "title")),
        Dimension(
            "person_category",
            Words("人员类别", "person's category"),
            DimensionType.CHOICE,
            {
                "officer": Words("民警", "officer"),
                "auxiliary": Words("辅警", "auxiliary"),
                "civilian": Words("文职", "civilian staff"),
            },
            grouped=True,
        ),
        Dimension("leader", Words("领导干部", "in a leading post"), DimensionType.BOOLEAN, grouped=True),
    ),
    people=True,
    identity=("form", "title"),
    title="title",
    aliases=("签到", "参加人次", "参会"),
)

KINDS = (SESSION, ATTENDANCE)
