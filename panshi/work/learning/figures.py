"""What learning adds up to: tasks published and completed, the rate over the roster, hours, exams."""

from panshi.figures.definitions import Figure, Measure, Ratio, among, empty, filled
from panshi.kernel.words import Words

TASKS = Words("条", "tasks")
PERCENT = Words("%", "%")
POLICE = among("person_category", "officer", "auxiliary")

FIGURES = (
    Figure(
        key="learning.tasks_published",
        label=Words("发布政治、业务学习任务", "study tasks published"),
        question=Words(
            "一共发布了多少条学习任务？一项任务发给一个人算一条；政治、业务都算，自办的不算；免学的人也算发布；撤回的不算。",
            "How many study tasks were published? One task given to one person is one; political and professional tasks both "
            "count, a unit's own do not; those given to people who were excused count, tasks withdrawn do not.",
        ),
        unit=TASKS,
        measure=Measure.COUNT,
        kind="learning.assignment",
        where=(among("category", "political", "professional"),),
        aliases=(
            "学习任务",
            "发布学习任务",
            "政治、业务学习任务",
            "推送学习任务",
            "下发学习任务",
            "学习培训任务",
            "线上学习任务",
            "智慧平台发布任务",
            "study tasks",
        ),
    ),
    Figure(
        key="learning.political_tasks",
        label=Words("政治理论学习任务", "political study tasks published"),
        question=Words(
            "发布的任务里，政治类有多少条？一人一项算一条。",
            "How many of the tasks published were political? One task given to one person is one.",
        ),
        unit=TASKS,
        measure=Measure.COUNT,
        kind="learning.assignment",
        where=(among("category", "political"),),
        aliases=("政治学习任务", "理论学习任务"),
    ),
    Figure(
        key="learning.professional_tasks",
        label=Words("业务技能学习任务", "professional study tasks published"),
        question=Words(
            "发布的任务里，业务类有多少条？一人一项算一条。",
            "How many of the tasks published were professional? One task given to one person is one.",
        ),
        unit=TASKS,
        measure=Measure.COUNT,
        kind="learning.assignment",
        where=(among("category", "professional"),),
        aliases=("业务学习任务", "业务培训任务"),
    ),
    Figure(
        key="learning.tasks_due",
        label=Words("民辅警应学任务", "tasks due from officers and auxiliaries"),
        question=Words(
            "民警、辅警应当完成多少条任务？休假、病假、借调而免学的不算，文职人员不算。",
            "How many tasks were officers and auxiliaries to complete? Those excused by leave, illness or secondment do not "
            "count, nor do civilian staff.",
        ),
        unit=TASKS,
        measure=Measure.COUNT,
        kind="learning.assignment",
        where=(POLICE, empty("excused")),
        aliases=("应学任务", "应完成任务"),
    ),
    Figure(
        key="learning.tasks_completed",
        label=Words("民辅警完成学习任务", "tasks completed by officers and auxiliaries"),
        question=Words(
            "民警、辅警完成了多少条任务？按期、逾期完成的都算，同一项任务每人只算一次。",
            "How many tasks did officers and auxiliaries complete? On time or late, each person's task counts once.",
        ),
        unit=TASKS,
        measure=Measure.COUNT,
        kind="learning.completion",
        where=(POLICE,),
        aliases=("完成学习任务", "已学任务", "完成任务"),
    ),
    Figure(
        key="learning.completion_rate",
        label=Words("民辅警学习率", "study completion rate, officers and auxiliaries"),
        question=Words(
            "民警、辅警应学的任务完成了百分之几？完成数除以应学数；免学的不在分母里；不足百分之百时决不写成百分之百。",
            "What share of the tasks due did officers and auxiliaries complete? Completed over due; excused tasks are not in "
            "the denominator; anything short of all is never written as 100 %.",
        ),
        unit=PERCENT,
        measure=Measure.RATIO,
        ratio=Ratio("learning.tasks_completed", "learning.tasks_due"),
        aliases=("学习率", "参学率", "学习完成率", "任务完成率", "学习任务完成率", "培训完成率", "completion rate"),
    ),
    Figure(
        key="learning.late_completions",
        label=Words("民辅警逾期完成学习任务", "tasks completed late by officers and auxiliaries"),
        question=Words(
            "民警、辅警有多少条任务是过了截止日期才完成的？它们也算在完成数里。",
            "How many tasks did officers and auxiliaries complete after their due date? They count as completed too.",
        ),
        unit=TASKS,
        measure=Measure.COUNT,
        kind="learning.completion",
        where=(POLICE, among("timeliness", "late")),
        aliases=("逾期完成", "补学"),
    ),
    Figure(
        key="learning.tasks_on_time",
        label=Words("民辅警按期完成学习任务", "tasks completed on time by officers and auxiliaries"),
        question=Words(
            "民警、辅警在截止日期前完成了多少条任务？",
            "How many tasks did officers and auxiliaries complete by their due date?",
        ),
        unit=TASKS,
        measure=Measure.COUNT,
        kind="learning.completion",
        where=(POLICE, among("timeliness", "on_time")),
        aliases=("按期完成",),
    ),
    Figure(
        key="learning.on_time_rate",
        label=Words("按期完成率", "on-time completion rate"),
        question=Words(
            "民警、辅警应学的任务有百分之几按期完成？",
            "What share of the tasks due did officers and auxiliaries complete on time?",
        ),
        unit=PERCENT,
        measure=Measure.RATIO,
        ratio=Ratio("learning.tasks_on_time", "learning.tasks_due"),
        aliases=("按时完成率", "及时完成率"),
    ),
    Figure(
        key="learning.tasks_excused",
        label=Words("免学任务", "tasks excused"),
        question=Words(
            "因休假、病假、借调免学的任务有多少条？",
            "How many tasks were excused by leave, illness or secondment?",
        ),
        unit=TASKS,
        measure=Measure.COUNT,
        kind="learning.assignment",
        where=(filled("excused"),),
        aliases=("免于学习",),
    ),
    Figure(
        key="learning.study_hours",
        label=Words("累计学时", "study hours"),
        question=Words(
            "完成的任务合计多少学时？以任务核定的学时为准，不是在线时长。",
            "How many study hours do the completed tasks add up to? As set for the task, not as spent online.",
        ),
        unit=Words("学时", "hours"),
        measure=Measure.SUM,
        kind="learning.completion",
        aliases=("学习时长", "学习学时", "培训学时", "总学时"),
    ),
    Figure(
        key="learning.people_trained",
        label=Words("参训民辅警", "officers and auxiliaries trained"),
        question=Words(
            "有多少名民警、辅警至少完成过一项任务？完成多项的人只算一次。",
            "How many officers and auxiliaries completed at least one task? Each person counts once.",
        ),
        unit=Words("名", "people"),
        measure=Measure.PEOPLE,
        kind="learning.completion",
        where=(POLICE,),
        aliases=("参学民辅警", "培训民辅警", "轮训民辅警", "参训人员", "受训民警"),
    ),
    Figure(
        key="learning.exam_sittings",
        label=Words("参加考试人次", "exam sittings"),
        question=Words(
            "有多少人次参加了考试？一个人考两次算两次，补考也算。",
            "How many times was an exam sat? One person sitting two exams counts twice; resits count.",
        ),
        unit=Words("人次", "sittings"),
        measure=Measure.PERSON_TIMES,
        kind="learning.exam_result",
        aliases=("考试人次", "参考人次", "测试人次"),
    ),
    Figure(
        key="learning.exam_passes",
        label=Words("考试合格人次", "exams passed"),
        question=Words("有多少人次考试合格？", "How many sittings were passes?"),
        unit=Words("人次", "sittings"),
        measure=Measure.PERSON_TIMES,
        kind="learning.exam_result",
        where=(among("passed", True),),
        aliases=("合格人次",),
    ),
    Figure(
        key="learning.exam_pass_rate",
        label=Words("考试合格率", "exam pass rate"),
        question=Words(
            "参加考试的人次里有百分之几合格？补考另算一人次。",
            "What share of sittings were passes? A resit is a sitting of its own.",
        ),
        unit=PERCENT,
        measure=Measure.RATIO,
        ratio=Ratio("learning.exam_passes", "learning.exam_sittings"),
        aliases=("合格率", "通过率", "考核合格率", "测试合格率"),
    ),
)
