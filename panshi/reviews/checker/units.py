"""Which measure words may stand for one another: how well a number written with one can be counted in the other."""

_NEAR = (
    "场次 场",
    "名 人 位 员",
    "人次 人(次)",
    "篇 则 件 条",
    "件 幅 个",
    "条 则",
    "部 个",
    "次 场次 场 回 期",
    "项 件 个",
    "个 家 所 处 座 间 支 项",
    "支 个",
    "期 组 套 次",
    "张 幅",
    "件 起 宗 例 件次 笔",
    "份 件",
    "台 辆 套 架 艘",
    "元 块钱",
    "小时 学时 课时 个小时",
    "公里 千米 km",
    "公斤 千克 kg",
    "% 成",
    "户 家",
)
_FAR = (
    "场次 堂 课 节 轮 项 届 期 个 批次",
    "篇 个 部 份 次 首",
    "件 部 篇 幅 份 项 张 首 次",
    "条 次 件 部 份 项",
    "部 首 集 条 件",
    "支 队 组 批 家",
    "个 条 件 则 类 大 种 户 县 村 镇 乡镇 部门 次",
    "项 场 次 类 大 种",
    "% 倍",
    "起 个 项",
    "张 个 件 份",
    "名 个",
    "次 人次",
    "项 名 人",
)


def _alike(lines: tuple[str, ...]) -> set[tuple[str, str]]:
    """Every word with the first of its line, and the neighbours in a near line."""
    return {(one, other) for line in lines for one in line.split() for other in line.split()[:1]} | {
        (other, one) for line in lines for one in line.split() for other in line.split()[:1]
    }


_CLOSE = {(one, other) for line in _NEAR for one in line.split() for other in line.split()}
_DISTANT = _alike(_FAR)
PEOPLE = frozenset(("名", "人", "位", "员"))


def fit(stated: str, counted: str, *, stock: bool = False) -> float:
    """1 the same, 0 impossible. Of a stock counted in 人次 (members) writers say 名 and 人 too."""
    stated, counted = (unit.replace("（", "(").replace("）", ")") for unit in (stated, counted))
    if stated == counted:
        return 1.0
    if not stated:
        return 0.6
    if stock and counted == "人次" and stated in PEOPLE:
        return 0.8
    if (stated, counted) in _CLOSE:
        return 0.85
    return 0.5 if (stated, counted) in _DISTANT else 0.0
