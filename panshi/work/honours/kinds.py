"""What was won or said from outside: an honour awarded, a mention in somebody else's paper."""

from panshi.kernel.words import Words
from panshi.ledger.kinds import Dimension, DimensionType, Kind

LEVEL = Dimension(
    "level",
    Words("授予或刊发层级", "level of the issuer"),
    DimensionType.CHOICE,
    {
        "national": Words("部级", "national"),
        "provincial": Words("省级", "provincial"),
        "municipal": Words("市级", "municipal"),
        "county": Words("县级", "county"),
    },
    grouped=True,
)

HONOUR = Kind(
    key="honours.honour",
    label=Words("荣誉", "honour"),
    unit_of_count=Words("项", "honours"),
    dimensions=(
        LEVEL,
        Dimension("issuer", Words("授予单位", "awarded by")),
        Dimension("contest", Words("评选名称", "contest"), grouped=True),
        Dimension("edition", Words("届次", "edition"), DimensionType.INTEGER, required=False, grouped=True),
        Dimension(
            "grade",
            Words("等次", "grade"),
            DimensionType.CHOICE,
            {
                "first": Words("一等奖", "first prize"),
                "second": Words("二等奖", "second prize"),
                "third": Words("三等奖", "third prize"),
                "merit": Words("优秀奖", "merit prize"),
                "organiser": Words("优秀组织奖", "best organiser"),
                "excellent": Words("优秀", "named excellent"),
            },
            grouped=True,
        ),
        Dimension(
            "subject",
            Words("获奖对象", "given to"),
            DimensionType.CHOICE,
            {
                "work": Words("作品", "a work"),
                "case": Words("案例", "a case"),
                "unit": Words("单位", "a unit"),
                "person": Words("个人", "a person"),
                "account": Words("账号", "an account"),
            },
            grouped=True,
        ),
        Dimension("work", Words("作品、案例或账号名称", "work, case or account"), required=False),
    ),
    identity=("contest", "edition", "grade", "work"),
    title="work",
    aliases=("奖项", "表彰", "获奖"),
)
MENTION = Kind(
    key="honours.mention",
    label=Words("肯定推介", "mention"),
    unit_of_count=Words("次", "mentions"),
    dimensions=(
        Dimension(
            "form",
            Words("形式", "form"),
            DimensionType.CHOICE,
            {
                "brief": Words("简报推荐", "recommended in a brief"),
                "commendation": Words("批示肯定", "written commendation"),
                "contact_point": Words("确定为联系点", "named contact point"),
                "speech": Words("会议交流发言", "speech at a meeting"),
            },
            grouped=True,
        ),
        LEVEL,
        Dimension("issuer", Words("发文单位或领导职务", "issuer or office")),
        Dimension(
            "issue",
            Words("期号或文号", "issue or document number"),
            required=False,
            note=Words("增刊单独编号；一期简报算一次。", "Supplements are numbered apart; one issue is one mention."),
        ),
        Dimension("title", Words("标题", "title"), required=False),
    ),
    identity=("form", "issuer", "issue"),
    title="title",
    aliases=("简报", "批示", "推介"),
)

KINDS = (HONOUR, MENTION)
