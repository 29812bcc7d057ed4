"""What honours add up to: awards by contest and grade, briefs, commendations, the running ordinal of a contact point."""

from panshi.figures.definitions import Condition, Figure, Measure, among
from panshi.kernel.words import Words

ITEMS = Words("项", "honours")
WORKS = Words("件", "works")
TIMES = Words("次", "times")
RED_STORY = "全省公安机关红色故事演讲竞赛"
FILM_PHOTO = "“秦警·影像力”原创视频摄影评选"
CASE = "思想政治工作创新案例评选"
ACCOUNTS = "全省公安优秀新媒体账号评选"
OTHER_NAMES = {
    RED_STORY: (Words("红色故事演讲", "red-story contest"), ("红色故事演讲竞赛", "红色故事讲述", "红色故事比赛")),
    FILM_PHOTO: (
        Words("秦警·影像力", "film and photo contest"),
        ("影像力评选", "原创视频、摄影评选", "原创视频摄影评选"),
    ),
}


def _honours(key: str, label: Words, unit: Words, where: tuple[Condition, ...], aliases: tuple[str, ...]) -> Figure:
    return Figure(
        key=f"honours.{key}",
        label=label,
        question=Words(
            f"期内获得多少{unit.zh}{label.zh}？以授予文件的日期为准；本级自己评的不算，同一奖项只报一次。",
            f"How many of these were received in the period: {label.en}? By the date of the award; what we award ourselves does "
            "not count; one award is reported once.",
        ),
        unit=unit,
        measure=Measure.COUNT,
        kind="honours.honour",
        where=where,
        aliases=aliases,
    )


def _prizes(key: str, contest: str, grade: str, prize: Words) -> Figure:
    name, aliases = OTHER_NAMES[contest]
    return _honours(
        key,
        Words(f"{name.zh}{prize.zh}", f"{name.en}, {prize.en}"),
        ITEMS if grade == "organiser" else WORKS,
        (among("contest", contest), among("grade", grade)),
        (*(f"{alias}{prize.zh}" for alias in aliases), *aliases),
    )


def _mentions(key: str, label: Words, where: tuple[Condition, ...], aliases: tuple[str, ...]) -> Figure:
    return Figure(
        key=f"honours.{key}",
        label=label,
        question=Words(
            f"期内有多少次{label.zh}？一期简报、一份批示算一次，转发、增刊另有编号的才另算。",
            f"How many {label.en} were there in the period? One issue or one note counts once; a supplement counts only under a "
            "number of its own.",
        ),
        unit=TIMES,
        measure=Measure.COUNT,
        kind="honours.mention",
        where=where,
        aliases=aliases,
    )


FIGURES = (
    _honours(
        "case_second_prize",
        Words("思想政治工作创新案例二等奖", "innovation case, second prize"),
        ITEMS,
        (among("contest", CASE), among("grade", "second"), among("level", "provincial")),
        ("创新案例二等奖", "思想政治工作创新案例", "思政创新案例", "省委评为二等奖", "案例评选二等奖"),
    ),
    Figure(
        key="honours.contact_point",
        label=Words("公安部党建工作调研联系点", "named ministry research contact point"),
        question=Words(
            "到期末为止，一共几次被公安部确定为党建工作调研联系点？从有记录起连续计数，说的是“第几次”，不是当年的次数。",
            "How many times in all, from the first record to the period's end, were we named a research contact point of the "
            "ministry? A running count: it answers “the nth time”, not how often this year.",
        ),
        unit=TIMES,
        measure=Measure.ORDINAL,
        kind="honours.mention",
        where=(among("form", "contact_point"), among("level", "national")),
        aliases=("党建调研联系点", "党建工作联系点", "公安部联系点", "确定为联系点", "调研联系点"),
    ),
    _mentions(
        "provincial_briefs",
        Words("省厅简报推荐", "recommendations in provincial briefs"),
        (among("form", "brief"), among("level", "provincial")),
        ("省厅简报", "省级简报", "简报推荐", "简报刊发", "简报推介", "经验做法推介", "省公安厅简报"),
    ),
    _mentions(
        "municipal_briefs",
        Words("市委简报刊发", "recommendations in municipal briefs"),
        (among("form", "brief"), among("level", "municipal")),
        ("市级简报", "市委简报"),
    ),
    _mentions(
        "leader_commendations",
        Words("领导批示肯定", "written commendations by leaders"),
        (among("form", "commendation"),),
        ("批示肯定", "领导批示", "签批肯定", "局长批示", "作出批示", "肯定性批示"),
    ),
    _mentions(
        "speeches",
        Words("上级会议交流发言", "speeches at higher meetings"),
        (among("form", "speech"), among("level", "national", "provincial")),
        ("经验交流发言", "会议交流"),
    ),
    _prizes("red_story_organisation", RED_STORY, "organiser", Words("优秀组织奖", "best organiser")),
    _prizes("red_story_first", RED_STORY, "first", Words("一等奖", "first prizes")),
    _prizes("red_story_third", RED_STORY, "third", Words("三等奖", "third prizes")),
    _prizes("film_photo_organisation", FILM_PHOTO, "organiser", Words("优秀组织奖", "best organiser")),
    _prizes("film_photo_first", FILM_PHOTO, "first", Words("一等奖", "first prizes")),
    _prizes("film_photo_second", FILM_PHOTO, "second", Words("二等奖", "second prizes")),
    _prizes("film_photo_third", FILM_PHOTO, "third", Words("三等奖", "third prizes")),
    _honours(
        "accounts_excellent",
        Words("全省优秀账号", "accounts named excellent in the province"),
        Words("个", "accounts"),
        (among("contest", ACCOUNTS), among("subject", "account"), among("grade", "excellent"), among("level", "provincial")),
        ("优秀账号", "优秀新媒体账号", "优秀政务账号", "评为优秀账号", "优秀公众号"),
    ),
    _honours("national", Words("部级荣誉", "national honours"), ITEMS, (among("level", "national"),), ("国家级荣誉", "部级表彰")),
    _honours(
        "provincial", Words("省级荣誉", "provincial honours"), ITEMS, (among("level", "provincial"),), ("省级表彰", "省级奖项")
    ),
    _honours(
        "work_prizes",
        Words("上级获奖作品", "works that won prizes outside"),
        WORKS,
        (among("subject", "work"), among("grade", "first", "second", "third", "merit"), among("level", "national", "provincial")),
        ("获奖作品", "作品获奖"),
    ),
)
