"""What counts in ratings: stars given to a centre, a station, an officer or an auxiliary for a time."""

from panshi.kernel.words import Words
from panshi.ledger.kinds import Dimension, DimensionType, Kind

RATING = Kind(
    key="ratings.rating",
    label=Words("星级评定", "star rating"),
    unit_of_count=Words("个", "ratings"),
    dimensions=(
        Dimension(
            "subject",
            Words("评定对象", "subject"),
            DimensionType.CHOICE,
            {
                "centre": Words("培验中心", "training centre"),
                "station": Words("培验站室", "training station"),
                "officer": Words("民警", "officer"),
                "auxiliary": Words("辅警", "auxiliary"),
            },
            grouped=True,
        ),
        Dimension("name", Words("名称或姓名警号", "name, or name and staff number")),
        Dimension("stars", Words("星级", "stars"), DimensionType.INTEGER, grouped=True),
        Dimension(
            "standard",
            Words("标准版本", "version of the standard"),
            grouped=True,
            note=Words("五星为百分制九十分以上，四星为八十至八十九分。", "Five stars from 90 of 100 points, four from 80."),
        ),
        Dimension(
            "until",
            Words("失效日期", "no longer valid from"),
            DimensionType.DATE,
            required=False,
            note=Words("当日起不再计数；空着表示仍有效。", "From this day it no longer counts; empty: still valid."),
        ),
    ),
    until="until",
    identity=("subject", "name"),
    title="name",
    aliases=("星级", "评星", "达标评定"),
)

KINDS = (RATING,)
