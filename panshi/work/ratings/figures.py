"""What ratings add up to: how many subjects hold how many stars on the period's last day."""

from panshi.figures.definitions import Figure, Measure, among
from panshi.kernel.words import Words

SUBJECTS = {
    "centre": ("centres", Words("培验中心", "training centres"), Words("个", "centres")),
    "station": ("stations", Words("培验站室", "training stations"), Words("个", "stations")),
    "officer": ("officers", Words("民警", "officers"), Words("名", "officers")),
    "auxiliary": ("auxiliaries", Words("辅警", "auxiliaries"), Words("名", "auxiliaries")),
}
STARS = {
    3: ("three", Words("三星级", "three-star")),
    4: ("four", Words("四星级", "four-star")),
    5: ("five", Words("五星级", "five-star")),
}
OTHER_NAMES = {
    "centre": ("双品培验中心", "培育检验中心", "培训中心"),
    "station": ("双品培验站室", "培验站", "培验室", "培育检验站室"),
    "officer": ("星级民警", "公安民警"),
    "auxiliary": ("星级辅警", "警务辅助人员"),
}


def _held(subject: str, stars: int) -> Figure:
    noun, name, unit = SUBJECTS[subject]
    count, grade = STARS[stars]
    return Figure(
        key=f"ratings.{noun}_{count}_star",
        label=Words(f"{grade.zh}{name.zh}", f"{grade.en} {name.en}"),
        question=Words(
            f"期末有多少{unit.zh}{name.zh}持有有效的{grade.zh}评定？已失效、被撤销的不算；重新评定的只算现有这一次。",
            f"How many {name.en} hold a valid {grade.en} rating on the period's last day? Ratings that have run out or were "
            "withdrawn do not count; a subject rated anew counts once, as it now stands.",
        ),
        unit=unit,
        measure=Measure.STOCK,
        kind="ratings.rating",
        where=(among("subject", subject), among("stars", stars)),
        aliases=(*(f"{grade.zh}{other}" for other in OTHER_NAMES[subject]), f"{stars}星{name.zh}", f"{stars}星级{name.zh}"),
    )


FIGURES = (
    _held("centre", 5),
    _held("centre", 4),
    _held("station", 5),
    _held("station", 4),
    _held("station", 3),
    _held("officer", 5),
    _held("officer", 4),
    _held("auxiliary", 5),
    _held("auxiliary", 4),
    Figure(
        key="ratings.given",
        label=Words("完成星级评定", "ratings given"),
        question=Words(
            "期内作出了多少次星级评定？各类对象、各个星级都算，同一对象再次评定另算一次。",
            "How many ratings were given in the period? All subjects and grades count; a subject rated again counts again.",
        ),
        unit=Words("次", "ratings"),
        measure=Measure.COUNT,
        kind="ratings.rating",
        aliases=("评定次数", "开展评定", "考评次数"),
    ),
)
