"""Counts the lists that stand beside numbers: 文艺、书画、宣讲等8支小分队; 3部作品《甲》《乙》《丙》; 5支小组（篮球、足球…）."""

import re
from dataclasses import dataclass

from panshi.reviews.checker.finding import Expression
from panshi.reviews.checker.layout import Layout
from panshi.reviews.checker.lexicon import VERBS, either, words
from panshi.reviews.checker.patterns import compiled

_ENCLOSED = compiled(r"“[^”]*”|《[^》]*》|（[^）]*）|\([^)]*\)|‘[^’]*’|「[^」]*」")
_WHOLE, _BESIDE = "\ue000", compiled("\ue000(?=\ue000)")
"""A title or quotation counts as one member, whatever it holds; two side by side need no 、 (GB/T 15834)."""
_ETC = compiled(r"等(?:等)?(?:一共|共计|合计|共)?$")
_JOIN = compiled("[\u4e00-\u9fff\ue000](?:以及|和|及|与|暨)[\u4e00-\u9fff\ue000]")
_NOUN = compiled(r"[\u4e00-\u9fff]{2}")
_VERB = compiled(
    either(tuple(word for word in VERBS if len(word) > 1 and word not in ("培训", "检查", "调解", "慰问", "走访", "排查")))
)
_BEGINS = compiled(
    either(
        words("""
    组织开展 开展 举办 举行 召开 制作 发布 刊发 收到 征集 建成 建立 组建 成立 评定 评选 推出 完成 设立 设置 打造 组织
    推进 围绕 聚焦 实施 开设 涵盖 包括 包含 覆盖 联合 会同 推动 落实 解决 创建 培育 形成 开通 拥有 了
""")
    )
)
"""What the first member of a list stands behind."""
_OF_LISTS = words("支 个 项 家 大 类 种 部 所 座 部门 单位 方面 幅 首 篇 件 本 名 位 人 场")
_CLOSED = words("支 个 项 家 大 类 种 部 所 座 部门 单位 方面")
_BEHIND = compiled(
    r"(?P<noun>[^，,。；;：:（()、\d“《\n]{0,12}?)(?P<lead>[（(]|[：:]|——?|[，,]?(?:即|包括|分别是|分别为|依次是)|(?=《|“))"
)
_BEHIND_ENDS = {"（": "）", "(": ")"}
_MEMBER_LONGEST = 16
_WINDOW = 160


@dataclass(frozen=True, slots=True)
class Listed:
    """How many members a list names; `joined` how many if 和 in its last one joins none; `open` when it ends in 等."""

    count: int
    joined: int
    open: bool


def before(text: str, layout: Layout, found: Expression, after: str, floor: int) -> Listed | None:
    """The list right before a number."""
    segment = text[layout.enumeration(found.start, max(floor, found.start - _WINDOW)) : found.start]
    ended = _ETC.search(segment)
    if found.unit not in (_OF_LISTS if ended else _CLOSED):
        return None
    flat = _flat(segment[: ended.start()] if ended else segment)
    if not ended and not (_NOUN.match(after) or flat.endswith(_WHOLE)):
        return None
    begun = [
        begin for begin in _BEGINS.finditer(flat) if len(flat[begin.end() :].partition("、")[0]) > 1 - _marked(flat, begin.end())
    ]
    members = flat[begun[-1].end() if begun else 0 :].split("、")
    if _VERB.search(members[-1]) or not _plain(members[1:]):
        return None
    return _counted(members, is_open=bool(ended))


def behind(text: str, found: Expression, limit: int) -> Listed | None:
    """The list right behind a number's noun; numbers in it (before `limit`) make it a sum and no list."""
    lead = _BEHIND.match(text, found.end)
    if lead is None or found.unit not in _OF_LISTS:
        return None
    begin = lead.end()
    closing = _BEHIND_ENDS.get(lead["lead"], "")
    end = _end(text, begin, closing, titles=lead["lead"] == "")
    if end is None or end > limit or end - begin > _WINDOW:
        return None
    listed = text[begin:end]
    ended = _ETC.search(listed)
    members = _flat(listed[: ended.start()] if ended else listed).split("、")
    if len(members) < 2 or not _plain(members) or any(_VERB.search(member) for member in members):
        return None
    return _counted(members, is_open=bool(ended))


def _marked(flat: str, position: int) -> int:
    return 1 if flat[position : position + 1] == _WHOLE else 0


def _flat(segment: str) -> str:
    return _BESIDE.sub(_WHOLE + "、", _ENCLOSED.sub(_WHOLE, segment.strip("：:，, ")))


def _plain(members: list[str]) -> bool:
    return all(0 < len(member) <= _MEMBER_LONGEST for member in members)


def _counted(members: list[str], *, is_open: bool) -> Listed | None:
    joins = len(_JOIN.findall(members[-1].replace(" ", "")))
    count = len(members) + joins
    return Listed(count, len(members), is_open) if len(members) > 1 else None


def _end(text: str, begin: int, closing: str, *, titles: bool) -> int | None:
    if titles:
        run = re.compile(r"(?:[、和]?(?:《[^》\n]{1,60}》|“[^”\n]{1,60}”)){2,}").match(text, begin)
        return run.end() if run else None
    found = re.compile(re.escape(closing) if closing else r"[，,。；;\n]|$").search(text, begin, begin + _WINDOW)
    return found.start() if found else None
