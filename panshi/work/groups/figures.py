"""What groups add up to: what is open and who belongs, on the period's last day."""

from panshi.figures.definitions import Figure, Measure, Ratio, among
from panshi.kernel.words import Words


def _open(key: str, type_: str, label: Words, unit: Words, aliases: tuple[str, ...]) -> Figure:
    thing = not key.endswith("members")
    return Figure(
        key=f"groups.{key}",
        label=label,
        question=Words(
            f"期末有多少{unit.zh}{label.zh}？建成、成立在前而尚未终止的都算；已撤销、合并的不算。"
            if thing
            else f"期末在册的{label.zh}有多少？同一人在两个队组算两次；已退出的不算。",
            f"How many {label.en} are there on the period's last day? Those begun by then and not yet ended count."
            if thing
            else f"How many {label.en} are there on the period's last day? One person in two groups counts twice; those who "
            "left do not count.",
        ),
        unit=unit,
        measure=Measure.STOCK,
        kind="groups.group" if thing else "groups.membership",
        where=(among("type", type_),),
        aliases=aliases,
    )


FIGURES = (
    _open(
        "reading_rooms",
        "reading_room",
        Words("警营图书室", "reading rooms"),
        Words("个", "rooms"),
        ("图书室", "警营书屋", "图书阅览室", "建成图书室", "读书角", "阅览室"),
    ),
    _open(
        "squads",
        "squad",
        Words("小分队", "talent squads"),
        Words("支", "squads"),
        ("文艺小分队", "骨干小分队", "人才小分队", "专业队伍", "文化队伍", "组建小分队"),
    ),
    _open(
        "interest_clubs",
        "club",
        Words("兴趣小组", "interest clubs"),
        Words("支", "clubs"),
        ("文体兴趣小组", "体育兴趣小组", "文体队伍", "组建兴趣小组", "俱乐部", "文体协会"),
    ),
    _open(
        "squad_members",
        "squad",
        Words("小分队队员", "squad memberships"),
        Words("人次", "memberships"),
        ("小分队成员", "骨干队员"),
    ),
    _open(
        "club_members",
        "club",
        Words("兴趣小组组员", "club memberships"),
        Words("人次", "memberships"),
        ("兴趣小组成员", "会员"),
    ),
    Figure(
        key="groups.memberships_standing",
        label=Words("在册成员合计", "memberships standing"),
        question=Words(
            "期末各队组在册成员一共多少？一人在两个队组算两次。",
            "How many memberships of all groups stand on the period's last day? One person in two groups counts twice.",
        ),
        unit=Words("人次", "memberships"),
        measure=Measure.STOCK,
        kind="groups.membership",
    ),
    Figure(
        key="groups.memberships_begun",
        label=Words("历年入队合计", "memberships ever begun"),
        question=Words(
            "从有记录起到期末，一共有多少人次加入过各队组？退出的也算。",
            "How many memberships were begun from the first record to the period's end? Those that ended count too.",
        ),
        unit=Words("人次", "memberships"),
        measure=Measure.ORDINAL,
        kind="groups.membership",
    ),
    Figure(
        key="groups.retention",
        label=Words("队组成员留存率", "membership retention"),
        question=Words(
            "加入过各队组的人次，期末还有百分之几在册？",
            "What share of all memberships ever begun still stands on the period's last day?",
        ),
        unit=Words("%", "%"),
        measure=Measure.RATIO,
        ratio=Ratio("groups.memberships_standing", "groups.memberships_begun"),
        aliases=("留存率", "保留率"),
    ),
)
