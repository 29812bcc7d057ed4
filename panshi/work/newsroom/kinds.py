"""What counts in the newsroom: a product made, a selection of good news held."""

from panshi.kernel.words import Words
from panshi.ledger.kinds import Dimension, DimensionType, Kind

PRODUCT = Kind(
    key="newsroom.product",
    label=Words("宣传产品", "product"),
    unit_of_count=Words("件", "products"),
    dimensions=(
        Dimension(
            "form",
            Words("形式", "form"),
            DimensionType.CHOICE,
            {
                "story": Words("稿件", "story"),
                "poster": Words("海报", "poster"),
                "long_image": Words("长图", "long image"),
                "short_video": Words("短视频", "short video"),
                "microfilm": Words("微电影", "micro-film"),
                "music_video": Words("MV", "music video"),
                "audio": Words("音频", "audio"),
            },
            grouped=True,
        ),
        Dimension("title", Words("标题", "title")),
        Dimension("series", Words("系列或专题", "series"), required=False, grouped=True),
        Dimension(
            "issue",
            Words("期号", "issue"),
            DimensionType.INTEGER,
            required=False,
            note=Words("海报、长图一期一条记录，张数填在数量里。", "One record an issue; its pieces are the quantity."),
        ),
    ),
    quantity=Words("张数", "pieces"),
    identity=("form", "title"),
    title="title",
    aliases=("作品", "产品", "融媒体产品"),
)
SELECTION = Kind(
    key="newsroom.selection",
    label=Words("好新闻评选", "good-news selection"),
    unit_of_count=Words("届", "selections"),
    dimensions=(
        Dimension("name", Words("评选名称", "name")),
        Dimension("edition", Words("届次", "edition"), DimensionType.INTEGER, grouped=True),
    ),
    identity=("name", "edition"),
    title="name",
    aliases=("好新闻", "新闻奖评选"),
)

KINDS = (PRODUCT, SELECTION)
