"""What the newsroom adds up to: issues and pieces (two measures of one object), videos, films, selections."""

from panshi.figures.definitions import Figure, Measure, among
from panshi.kernel.words import Words


def _made(key: str, label: Words, unit: Words, forms: tuple[str, ...], aliases: tuple[str, ...]) -> Figure:
    return Figure(
        key=f"newsroom.{key}",
        label=label,
        question=Words(
            f"宣传部门制作了多少{unit.zh}{label.zh}？市县两级制作并发布的成品都算，一件算一次，改剪、转发的不算；报送参赛的作品另计。",
            f"How many {label.en} were made? Finished products of the city and county newsrooms, each once; recuts and reposts "
            "do not count, and contest entries are counted apart.",
        ),
        unit=unit,
        measure=Measure.COUNT,
        kind="newsroom.product",
        where=(among("form", *forms),),
        aliases=aliases,
    )


FIGURES = (
    _made(
        "stories", Words("原创稿件", "stories written"), Words("篇", "stories"), ("story",), ("采写稿件", "撰写稿件", "自采稿件")
    ),
    Figure(
        key="newsroom.poster_series",
        label=Words("海报、长图期数", "poster and long-image issues"),
        question=Words(
            "海报、长图一共出了多少期？一期里有几张都算一期；张数是另一个数字。",
            "How many issues of posters and long images came out? An issue is one, whatever its pieces; the pieces are "
            "another figure.",
        ),
        unit=Words("期", "issues"),
        measure=Measure.COUNT,
        kind="newsroom.product",
        where=(among("form", "poster", "long_image"),),
        aliases=("海报长图", "制作海报、长图", "海报、长图", "海报期数", "图解", "制作海报"),
    ),
    Figure(
        key="newsroom.posters",
        label=Words("海报、长图", "posters and long images"),
        question=Words(
            "各期海报、长图一共有多少张？各期张数相加；期数是另一个数字。",
            "How many pieces do all issues of posters and long images hold together? The issues are another figure.",
        ),
        unit=Words("张", "pieces"),
        measure=Measure.SUM,
        kind="newsroom.product",
        where=(among("form", "poster", "long_image"),),
        aliases=("海报长图张数", "制作海报", "海报", "长图", "图片产品", "宣传海报"),
    ),
    _made(
        "short_videos",
        Words("短视频", "short videos"),
        Words("个", "videos"),
        ("short_video",),
        ("制作短视频", "微视频", "短视频作品", "抖音短视频", "原创短视频", "视频作品"),
    ),
    _made(
        "microfilms",
        Words("微电影", "micro-films"),
        Words("部", "films"),
        ("microfilm",),
        ("制作微电影", "拍摄微电影", "原创微电影", "摄制微电影", "警营微电影"),
    ),
    _made(
        "music_videos",
        Words("MV", "music videos"),
        Words("部", "videos"),
        ("music_video",),
        ("音乐短片", "原创MV", "歌曲MV", "制作MV", "音乐电视"),
    ),
    _made("audio", Words("音频作品", "audio pieces"), Words("条", "pieces"), ("audio",), ("广播稿", "音频")),
    Figure(
        key="newsroom.products",
        label=Words("宣传产品合计", "products in all"),
        question=Words(
            "各种形式的宣传产品一共制作了多少件？海报、长图按期计。",
            "How many products of all forms were made? Posters and long images count by issue.",
        ),
        unit=Words("件", "products"),
        measure=Measure.COUNT,
        kind="newsroom.product",
        aliases=("宣传产品", "融媒体产品", "新媒体产品", "宣传作品"),
    ),
    Figure(
        key="newsroom.good_news_selections",
        label=Words("公安好新闻评选", "good-news selections held"),
        question=Words(
            "到期末为止办到第几届好新闻评选？从第一届起连续计数。",
            "Which good-news selection is the latest by the period's end? A running count from the first.",
        ),
        unit=Words("届", "selections"),
        measure=Measure.ORDINAL,
        kind="newsroom.selection",
        aliases=("好新闻评选", "好新闻评选活动", "好新闻奖", "新闻评选", "优秀新闻作品评选"),
    ),
)
