"""Measure words: found behind a numeral, and which may stand for one another."""

from panshi.reviews.checker.lexicon import (
    AMOUNTS,
    COUNTS,
    MONEY,
    NOT_MEASURES,
    ORDINALS,
    PEOPLE,
    RATES,
    RATINGS,
    TIMES,
    UNITS_OF_FORCE,
    either,
)
from panshi.reviews.checker.patterns import compiled

_NO = rf"(?!{either(NOT_MEASURES)})"
_PLAIN = tuple(word.replace("(", r"\(").replace(")", r"\)") for word in (*PEOPLE, *COUNTS) if "?" not in word)
_ONE = either((*_PLAIN, *TIMES, *AMOUNTS, *MONEY, *RATES, *RATINGS, *(word for word in COUNTS if "?" in word)))
COUNT = compiled(rf"{_NO}(?:{_ONE})")
"""A measure word right behind a quantity."""
ORDINAL = compiled(rf"{_NO}(?:{either((*ORDINALS, *UNITS_OF_FORCE))})")
"""A measure word right behind 第 and its numeral."""

_OVER = compiled("/[百千万]?")
_SCHOOL_OR_WARD = "生师班床校科户"


def enclosed(text: str, at: int) -> tuple[int, str] | None:
    """A measure word in brackets right behind its numeral, and where it ends: 3650（场次）."""
    measure = COUNT.match(text, at + 1) if text[at : at + 1] in ("(", "（") else None
    closed = measure and text[measure.end() : measure.end() + 1] in (")", "）")
    return (measure.end() + 1, measure[0]) if measure and closed else None


def per(text: str, at: int) -> str:
    """What a rate is taken over, as it stands there: /吨 in 元/吨, /立方米 in 微克/立方米; "" when it is over nothing."""
    over = _OVER.match(text, at)
    if over is None:
        return ""
    measure = COUNT.match(text, over.end())
    end = measure.end() if measure else over.end() + (text[over.end() : over.end() + 1] in tuple(_SCHOOL_OR_WARD))
    return text[at:end] if end > over.end() else ""


_CLASSES = (
    "场次 场 次 期 堂 课 节 轮 回 项 届",
    "名 人 位 个 员",
    "人次 人(次)",
    "条 篇 则 个 件 份 部 张 幅 次 集 首",
    "件 起 宗 例 件次 个 项 笔 单",
    "个 家 所 处 座 间 支 项 类 大 种 户 县 村 镇 乡镇 部门",
    "支 队 组 批 个",
    "台 辆 套 架 艘 部 台次 辆次 个",
    "% 成 倍",
    "元 块钱",
    "小时 学时 课时 个小时",
    "公里 千米 km",
    "公斤 千克 kg",
)
_ALIKE = {(one, other) for words in _CLASSES for one in words.split() for other in words.split()}


def fit(stated: str, counted: str) -> float:
    """How well a number written with `stated` can be one counted in `counted`: 1 the same, 0 impossible."""
    stated, counted = stated.replace("（", "(").replace("）", ")"), counted.replace("（", "(").replace("）", ")")
    if stated == counted:
        return 1.0
    if not stated:
        return 0.6
    return 0.75 if (stated, counted) in _ALIKE else 0.0
