"""What counts in plans: a plan adopted for a span of years, a milestone reached."""

from panshi.kernel.words import Words
from panshi.ledger.kinds import Dimension, DimensionType, Kind

PLAN = Kind(
    key="plans.plan",
    label=Words("规划", "plan"),
    unit_of_count=Words("项", "plans"),
    dimensions=(
        Dimension(
            "area",
            Words("领域", "area"),
            DimensionType.CHOICE,
            {
                "culture": Words("文化建设", "culture"),
                "training": Words("教育培训", "training"),
                "publicity": Words("新闻宣传", "publicity"),
            },
            grouped=True,
        ),
        Dimension("name", Words("规划名称", "name")),
        Dimension("from_year", Words("起始年", "first year"), DimensionType.INTEGER, grouped=True),
        Dimension("to_year", Words("结束年", "last year"), DimensionType.INTEGER, grouped=True),
    ),
    identity=("name",),
    title="name",
    aliases=("规划", "五年规划", "行动计划"),
)
MILESTONE = Kind(
    key="plans.milestone",
    label=Words("任务节点", "milestone"),
    unit_of_count=Words("项", "milestones"),
    dimensions=(
        Dimension("programme", Words("专项", "programme"), grouped=True),
        Dimension("chapter", Words("篇章", "chapter"), required=False, grouped=True),
        Dimension("title", Words("任务", "title")),
        Dimension(
            "timeliness",
            Words("是否按期", "timeliness"),
            DimensionType.CHOICE,
            {"on_time": Words("按期", "on time"), "late": Words("逾期", "late")},
            grouped=True,
        ),
    ),
    identity=("programme", "title"),
    everywhere=True,
    title="title",
    aliases=("节点", "责任清单任务", "任务完成"),
)

KINDS = (PLAN, MILESTONE)
