"""What counts in groups: a squad, club or reading room while it is open, and who belongs to it."""

from panshi.kernel.words import Words
from panshi.ledger.kinds import Dimension, DimensionType, Kind

TYPE = Dimension(
    "type",
    Words("类型", "type"),
    DimensionType.CHOICE,
    {
        "squad": Words("小分队", "squad"),
        "club": Words("兴趣小组", "interest club"),
        "reading_room": Words("图书室", "reading room"),
    },
    grouped=True,
)
UNTIL = Dimension(
    "until",
    Words("终止日期", "ended on"),
    DimensionType.DATE,
    required=False,
    note=Words("当日起不再计数；空着表示仍在。", "From this day it no longer counts; empty: it still stands."),
)

GROUP = Kind(
    key="groups.group",
    label=Words("小分队、兴趣小组、图书室", "squad, club or reading room"),
    unit_of_count=Words("个", "groups"),
    dimensions=(TYPE, Dimension("name", Words("名称", "name")), UNTIL),
    until="until",
    identity=("type", "name"),
    everywhere=True,
    title="name",
    aliases=("队伍", "社团", "书屋"),
)
MEMBERSHIP = Kind(
    key="groups.membership",
    label=Words("成员", "membership"),
    unit_of_count=Words("人次", "memberships"),
    dimensions=(TYPE, Dimension("group", Words("所在队组", "group"), grouped=True), UNTIL),
    people=True,
    until="until",
    identity=("group",),
    aliases=("队员", "组员"),
)

KINDS = (GROUP, MEMBERSHIP)
