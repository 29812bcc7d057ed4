"""What our own contests add up to: works entered by category, prizes given by grade."""

from panshi.figures.definitions import Figure, Measure, among
from panshi.kernel.words import Words


def _entries(key: str, label: Words, unit: Words, categories: tuple[str, ...], aliases: tuple[str, ...]) -> Figure:
    return Figure(
        key=f"contests.{key}",
        label=label,
        question=Words(
            f"各项赛事收到多少{unit.zh}{label.zh}？按收到并核实的作品计，同一作品投同一赛事只算一次；单位自己制作而未参赛的不算。",
            f"How many {label.en} did the contests receive? Works received and verified; a work counts once in one contest; "
            "works made but not entered do not count.",
        ),
        unit=unit,
        measure=Measure.COUNT,
        kind="contests.entry",
        where=(among("category", *categories),),
        aliases=aliases,
    )


def _prizes(grade: str, label: Words) -> Figure:
    return Figure(
        key=f"contests.{grade}_prizes",
        label=Words(f"本级赛事{label.zh}", f"{label.en} in our own contests"),
        question=Words(
            f"本级赛事评出多少项{label.zh}？上级评给我们的奖项在“荣誉”里。",
            f"How many {label.en} did our own contests give? Prizes won from outside are honours.",
        ),
        unit=Words("项", "prizes"),
        measure=Measure.COUNT,
        kind="contests.prize",
        where=(among("grade", grade),),
        aliases=(f"评出{label.zh}", f"评选{label.zh}"),
    )


FIGURES = (
    _entries(
        "microfilm_entries",
        Words("微电影作品", "micro-film entries"),
        Words("部", "films"),
        ("microfilm",),
        ("微电影参赛作品", "微电影大赛作品", "收到微电影作品", "征集微电影", "微电影征集"),
    ),
    _entries(
        "essay_entries",
        Words("征文作品", "essay entries"),
        Words("篇", "essays"),
        ("essay",),
        ("征文", "论文征集", "征文活动作品", "理论文章", "收到征文", "论文作品"),
    ),
    _entries(
        "art_photo_entries",
        Words("书画摄影作品", "calligraphy, painting and photo entries"),
        Words("件", "works"),
        ("calligraphy", "painting", "photo"),
        ("书法绘画摄影作品", "书画作品", "摄影作品", "书法美术摄影作品", "美术书法作品", "书画摄影"),
    ),
    _entries(
        "speech_entries",
        Words("演讲作品", "speech entries"),
        Words("件", "speeches"),
        ("speech",),
        ("演讲比赛作品", "讲述作品"),
    ),
    Figure(
        key="contests.entries",
        label=Words("参赛作品合计", "contest entries in all"),
        question=Words(
            "各项赛事一共收到多少件作品？各类别合计。",
            "How many works did all contests receive, all categories together?",
        ),
        unit=Words("件", "works"),
        measure=Measure.COUNT,
        kind="contests.entry",
        aliases=("参赛作品", "征集作品", "收到各类作品"),
    ),
    _prizes("first", Words("一等奖", "first prizes")),
    _prizes("second", Words("二等奖", "second prizes")),
    _prizes("third", Words("三等奖", "third prizes")),
)
