"""Why something of an adopted text wants a look, in the reader's words."""

from collections.abc import Mapping
from enum import StrEnum

from panshi.kernel.words import Words


class Reason(StrEnum):
    """What is the matter: the first ones when a text is adopted, the others when it is read in another period."""

    CONTRADICTED = "contradicted"
    LIST = "list"
    UNSURE = "unsure"
    UNTIED = "untied"
    UNSAYABLE = "unsayable"
    ELSEWHERE = "elsewhere"
    COMPARISON = "comparison"
    TITLES = "titles"
    EMPTY = "empty"
    FORM = "form"
    STALE = "stale"
    AWARD = "award"
    WORKS = "works"
    NAMED = "named"
    GROWTH = "growth"
    FALL = "fall"
    DATE = "date"
    ORDINAL = "ordinal"
    YEAR = "year"


WORDS: Mapping[Reason, Words] = {
    Reason.CONTRADICTED: Words(
        "原文写“{surface}”，账本是 {truth}：按账本写", "the text said “{surface}”, the ledger has {truth}, which is now written"
    ),
    Reason.LIST: Words(
        "点名或相加的各项与“{surface}”不符，原样保留", "what is listed or added up is not “{surface}”; it stands as it was"
    ),
    Reason.UNSURE: Words(
        "“{surface}”可能是：{labels}；没有对定，原样保留", "“{surface}” may be: {labels}; it was not tied and stands as it was"
    ),
    Reason.UNTIED: Words("账本里没有“{surface}”，原样保留", "the ledger has nothing for “{surface}”; it stands as it was"),
    Reason.UNSAYABLE: Words(
        "“{surface}”的写法模板说不出，原样保留", "a template cannot say a number as “{surface}” does; it stands as it was"
    ),
    Reason.ELSEWHERE: Words(
        "“{surface}”说的是 {unit} {period}，模板说不到，原样保留",
        "“{surface}” speaks of {unit}, {period}, which the template cannot name; it stands as it was",
    ),
    Reason.COMPARISON: Words(
        "“{surface}”是比较或占比，没有对定，原样保留", "“{surface}” compares and was not tied; it stands as it was"
    ),
    Reason.TITLES: Words(
        "获“{surface}”的作品与账本不同（账本：{titles}），原样保留",
        "the works named with “{surface}” are not the ledger's ({titles}); they stand as they were",
    ),
    Reason.EMPTY: Words("“{label}”{period} 还没有记录", "there are no records of “{label}” in {period}"),
    Reason.FORM: Words("原来写“{like}”，现在是 {value}，不再适用", "it said “{like}”; {value} now, so that no longer fits"),
    Reason.STALE: Words("“{surface}”没有对定数字，还是原文的", "“{surface}” is tied to no figure and still the old text's"),
    Reason.AWARD: Words("“{surface}”还是原文的奖项", "“{surface}” is still the old text's award"),
    Reason.WORKS: Words("点名的作品还是原文的：{works}", "the works named are still the old text's: {works}"),
    Reason.NAMED: Words(
        "点名的 {listed} 项还是原文的，现在是 {value}",
        "the {listed} things listed are still the old text's; the number is {value} now",
    ),
    Reason.GROWTH: Words(
        "文中说增长，“{label}”却由 {before} 降到 {value}", "it speaks of growth, but “{label}” fell from {before} to {value}"
    ),
    Reason.FALL: Words(
        "文中说下降，“{label}”却由 {before} 升到 {value}", "it speaks of a fall, but “{label}” rose from {before} to {value}"
    ),
    Reason.DATE: Words("“{surface}”是原文那一年的日期", "“{surface}” is a date of the old text's year"),
    Reason.ORDINAL: Words("“{surface}”是原文那一年的次序", "“{surface}” was the count of the old text's year"),
    Reason.YEAR: Words("“{surface}”是原文的年份", "“{surface}” is the old text's year"),
}


def said(reason: Reason, facts: Mapping[str, object]) -> str:
    """The reason as a sentence, its stop left out."""
    words = WORDS[reason].format(**facts)
    return words[:1].upper() + words[1:]
