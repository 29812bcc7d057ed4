"""What plans add up to: the years a plan spans, milestones reached, how many on time."""

from panshi.figures.definitions import Figure, Measure, Ratio, among
from panshi.kernel.words import Words

ITEMS = Words("项", "milestones")

FIGURES = (
    Figure(
        key="plans.culture_plan",
        label=Words("基层公安文化建设五年规划", "five-year culture plan"),
        question=Words(
            "现行的文化建设规划从哪一年到哪一年，共几年？首尾两年都在内。",
            "From which year to which does the culture plan in force run, and how many years is that? Both ends included.",
        ),
        unit=Words("年", "years"),
        measure=Measure.PERIOD,
        kind="plans.plan",
        where=(among("area", "culture"),),
        period_dimensions=("from_year", "to_year"),
        aliases=("文化建设规划", "五年规划", "文化建设五年规划", "规划期"),
    ),
    Figure(
        key="plans.milestones",
        label=Words("完成任务节点", "milestones reached"),
        question=Words(
            "各专项一共完成了多少个任务节点？按期、逾期完成的都算，一个节点一个单位报一次。",
            "How many milestones of all programmes were reached? On time or late; a unit reports each once.",
        ),
        unit=ITEMS,
        measure=Measure.COUNT,
        kind="plans.milestone",
        aliases=("完成任务", "责任清单完成", "落实任务", "完成重点任务"),
    ),
    Figure(
        key="plans.milestones_on_time",
        label=Words("按期完成任务节点", "milestones reached on time"),
        question=Words("有多少个任务节点是按期完成的？", "How many milestones were reached on time?"),
        unit=ITEMS,
        measure=Measure.COUNT,
        kind="plans.milestone",
        where=(among("timeliness", "on_time"),),
        aliases=("按期完成任务",),
    ),
    Figure(
        key="plans.on_time_rate",
        label=Words("任务节点按期率", "milestones on time"),
        question=Words("完成的任务节点有百分之几是按期的？", "What share of the milestones reached was reached on time?"),
        unit=Words("%", "%"),
        measure=Measure.RATIO,
        ratio=Ratio("plans.milestones_on_time", "plans.milestones"),
        aliases=("任务按期完成率", "节点完成率"),
    ),
)
