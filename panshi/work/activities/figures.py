"""What activities add up to: sessions by form, attendances, people."""

from panshi.figures.definitions import Condition, Figure, Measure, among
from panshi.kernel.words import Words

SESSIONS = Words("场次", "sessions")
ATTENDANCES = Words("人次", "attendances")


def _sessions(
    key: str, form: str, label: Words, *, unit: Words = SESSIONS, aliases: tuple[str, ...], also: tuple[Condition, ...] = ()
) -> Figure:
    return Figure(
        key=f"activities.{key}",
        label=label,
        question=Words(
            f"期内举办了多少{unit.zh}{label.zh}？一次活动算一{unit.zh[0]}，几个单位合办的由主办单位报一次，重复上报的冲正。",
            f"How many {label.en} were held in the period? One event is one, however many units took part: its host reports it "
            "once, and a second report of it is reversed.",
        ),
        unit=unit,
        measure=Measure.COUNT,
        kind="activities.session",
        where=(among("form", form), *also),
        aliases=aliases,
    )


def _attendances(key: str, form: str, label: Words, *, aliases: tuple[str, ...]) -> Figure:
    return Figure(
        key=f"activities.{key}",
        label=label,
        question=Words(
            f"{label.zh}是多少？按签到计，一个人参加两场算两人次。",
            f"How many {label.en} were there? By sign-in: one person at two sessions counts twice.",
        ),
        unit=ATTENDANCES,
        measure=Measure.PERSON_TIMES,
        kind="activities.attendance",
        where=(among("form", form),),
        aliases=aliases,
    )


FIGURES = (
    _sessions(
        "study_sessions",
        "study",
        Words("集中学习活动", "collective study sessions"),
        aliases=("集中学习", "开展集中学习", "理论学习", "学习活动", "党组织集中学习", "集体学习", "学习研讨"),
    ),
    _sessions(
        "warning_education",
        "warning",
        Words("警示教育", "warning-education sessions"),
        aliases=("警示教育活动", "警示教育会", "廉政警示教育", "以案促改"),
    ),
    _sessions(
        "heritage_education",
        "heritage",
        Words("革命传统教育", "heritage-education sessions"),
        aliases=("红色教育", "沉浸式教育", "革命传统教育活动", "红色资源教育", "红色研学", "传统教育"),
    ),
    _sessions(
        "party_days",
        "party_day",
        Words("主题党日活动", "party-day sessions"),
        aliases=("主题党日", "党日活动"),
    ),
    _sessions("lectures", "lecture", Words("党课宣讲", "lectures"), aliases=("专题党课", "讲党课", "宣讲活动", "理论宣讲")),
    _sessions(
        "visits",
        "visit",
        Words("走访慰问", "visits to officers and families"),
        aliases=("慰问活动", "走访看望", "家访", "慰问民辅警"),
    ),
    _sessions(
        "provincial_meetings_hosted",
        "meeting",
        Words("承办全省会议", "provincial meetings hosted"),
        unit=Words("场", "meetings"),
        aliases=("全省推进会", "全省现场会", "全省会议召开", "承办省级会议", "全省公安机关推进会"),
        also=(among("level", "provincial"),),
    ),
    _sessions(
        "themed",
        "themed",
        Words("主题文化活动", "themed culture activities"),
        unit=Words("项", "activities"),
        aliases=("大主题活动", "主题活动", "系列主题活动", "文化主题活动", "十大主题活动"),
    ),
    _sessions(
        "culture_shows",
        "show",
        Words("文艺汇报展演", "culture performances"),
        unit=Words("场", "shows"),
        aliases=("文艺演出", "汇报演出", "文艺汇演", "文艺展演", "警营文化展演"),
    ),
    _sessions(
        "sports_competitions",
        "competition",
        Words("警体月比赛项目", "sports-month competitions"),
        unit=Words("项", "competitions"),
        aliases=("体育比赛", "体育赛事", "警体比赛", "比赛项目", "竞赛项目", "运动会项目"),
        also=(among("programme", "警体月"),),
    ),
    _attendances(
        "study_attendance",
        "study",
        Words("集中学习参加人次", "collective study attendances"),
        aliases=("集中学习人次", "参学人次"),
    ),
    _attendances(
        "warning_attendance",
        "warning",
        Words("警示教育参加人次", "warning-education attendances"),
        aliases=("警示教育人次", "受教育人次"),
    ),
    _attendances(
        "heritage_attendance",
        "heritage",
        Words("革命传统教育参加人次", "heritage-education attendances"),
        aliases=("革命传统教育人次", "红色教育人次", "参加革命传统教育", "党员民警开展革命传统教育"),
    ),
    _attendances(
        "party_day_attendance",
        "party_day",
        Words("主题党日参加人次", "party-day attendances"),
        aliases=("党日人次",),
    ),
    _attendances("lecture_attendance", "lecture", Words("听课人次", "lecture attendances"), aliases=("听讲人次", "宣讲覆盖人次")),
    Figure(
        key="activities.heritage_people",
        label=Words("革命传统教育参加人数", "people at heritage education"),
        question=Words(
            "有多少人参加过革命传统教育？参加几场的人只算一次；要数人次，看另一个数字。",
            "How many people took part in heritage education? Each counts once, however often they came; attendances are "
            "another figure.",
        ),
        unit=Words("名", "people"),
        measure=Measure.PEOPLE,
        kind="activities.attendance",
        where=(among("form", "heritage"),),
        aliases=("接受革命传统教育人数", "红色教育人数"),
    ),
    Figure(
        key="activities.participants",
        label=Words("参加各类活动人数", "people at activities"),
        question=Words(
            "有多少人至少参加过一场活动？各种形式合在一起，每人只算一次。",
            "How many people came to at least one session of any form? Each counts once.",
        ),
        unit=Words("名", "people"),
        measure=Measure.PEOPLE,
        kind="activities.attendance",
        aliases=("活动参加人数", "参与民辅警"),
    ),
    Figure(
        key="activities.yanan_leaders",
        label=Words("赴延安主题党日领导干部", "leaders on the Yan'an study visit"),
        question=Words(
            "有多少名领导干部赴延安参加了主题党日？分批去的合在一起，去过两次的人只算一次；随行人员不算。",
            "How many people in leading posts went on the Yan'an party-day visit? All groups together, each person once; those "
            "who accompanied them do not count.",
        ),
        unit=Words("名", "people"),
        measure=Measure.PEOPLE,
        kind="activities.attendance",
        where=(among("form", "party_day"), among("programme", "延安主题党日"), among("leader", True)),
        aliases=("赴延安领导干部", "延安学习领导干部", "领导干部赴延安", "延安精神主题党日", "延安研学"),
    ),
)
