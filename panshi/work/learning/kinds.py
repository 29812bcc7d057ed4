"""What counts in learning: a task given to a person, its completion, a result in an exam."""

from panshi.kernel.words import Words
from panshi.ledger.kinds import Dimension, DimensionType, Kind

SUBJECT = Dimension(
    "category",
    Words("学习类别", "study category"),
    DimensionType.CHOICE,
    {
        "political": Words("政治", "political"),
        "professional": Words("业务", "professional"),
        "own": Words("自办", "of one's own unit"),
    },
    grouped=True,
    note=Words(
        "自办是本单位自己安排的学习，不算在政治、业务任务里。", "A unit's own study is neither political nor professional."
    ),
)
EMPLOYED_AS = Dimension(
    "person_category",
    Words("人员类别", "person's category"),
    DimensionType.CHOICE,
    {
        "officer": Words("民警", "officer"),
        "auxiliary": Words("辅警", "auxiliary"),
        "civilian": Words("文职", "civilian staff"),
    },
    grouped=True,
    note=Words("以任务发布当日的在册名单为准。", "As on the roster of the day the task was published."),
)
TASK = Dimension("task", Words("任务名称", "task"))

ASSIGNMENT = Kind(
    key="learning.assignment",
    label=Words("学习任务", "study task"),
    unit_of_count=Words("条", "tasks"),
    dimensions=(
        SUBJECT,
        TASK,
        EMPLOYED_AS,
        Dimension("due_on", Words("截止日期", "due on"), DimensionType.DATE),
        Dimension(
            "excused",
            Words("免学原因", "excused for"),
            DimensionType.CHOICE,
            {
                "leave": Words("休假", "leave"),
                "sick": Words("病假", "sick leave"),
                "secondment": Words("借调", "secondment"),
            },
            required=False,
            grouped=True,
            note=Words("填了原因的不计入应学。", "A task excused with a reason is not due."),
        ),
    ),
    people=True,
    identity=("task",),
    title="task",
    aliases=("学习任务", "培训任务", "推送任务"),
)
COMPLETION = Kind(
    key="learning.completion",
    label=Words("完成学习", "task completed"),
    unit_of_count=Words("条", "tasks"),
    dimensions=(
        SUBJECT,
        TASK,
        EMPLOYED_AS,
        Dimension(
            "timeliness",
            Words("是否按期", "timeliness"),
            DimensionType.CHOICE,
            {"on_time": Words("按期", "on time"), "late": Words("逾期", "late")},
            grouped=True,
        ),
    ),
    people=True,
    quantity=Words("学时", "study hours"),
    identity=("task",),
    title="task",
    aliases=("完成任务", "学习完成"),
)
EXAM_RESULT = Kind(
    key="learning.exam_result",
    label=Words("考试成绩", "exam result"),
    unit_of_count=Words("人次", "sittings"),
    dimensions=(
        Dimension("exam", Words("考试名称", "exam")),
        SUBJECT,
        EMPLOYED_AS,
        Dimension("passed", Words("合格", "passed"), DimensionType.BOOLEAN, grouped=True),
        Dimension("score", Words("分数", "score"), DimensionType.INTEGER, required=False),
    ),
    people=True,
    identity=("exam",),
    title="exam",
    aliases=("测试", "测验", "考核成绩"),
)

KINDS = (ASSIGNMENT, COMPLETION, EXAM_RESULT)
