"""Dates, times of day and spans of them, as texts write them, matched at one place."""

import re
import unicodedata
from dataclasses import dataclass

from panshi.kernel.numbers import from_chinese
from panshi.reviews.checker.columns import in_values
from panshi.reviews.checker.measures import COUNT
from panshi.reviews.checker.numerals import CHINESE_DIGIT, GAP, D
from panshi.reviews.checker.patterns import compiled

_YEAR = rf"(?:(?:1[89]|20|１[８９]|２０){D}{{2}}|[一二][〇零一二三四五六七八九]{CHINESE_DIGIT}{{2}})(?!{D})"
_MONTH = rf"(?:{D}{{1,2}}|十[一二]?|[一二三四五六七八九])(?!{D})"
_DAY = rf"(?:{D}{{1,2}}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?!{D})"
_TO = rf"{GAP}(?:[-–—~～－至到]{{1,2}}){GAP}"
_CLOCK = rf"{D}{{1,2}}[:：]{D}{{2}}(?:[:：]{D}{{2}})?(?!{D})"
_HOUR_GOES_ON = "[，。、；至到起前后—~-]|$"
_NOT_HOURS = "间|代|机|常|而|燃|赞|击|位|评|亮|名|建议|意见|要求|体会|希望|经验|措施|共识|启示"
_HOUR = (
    rf"(?:{D}{{1,2}}{GAP}[时点](?!{_NOT_HOURS})(?:{GAP}{D}{{1,2}}{GAP}分|半)?|零时(?!差|代|区|刻|间)|零点(?={_HOUR_GOES_ON}))许?"
)
_PART = r"(?:[上中下]旬|月?[底初末](?!步|级|次)|前夕)"
_WEEKDAY = r"(?:星期[一二三四五六日天]|周[一二三四五六日](?!年)|周末|工作日|周|星期)"
_SPOKEN = "[零〇一二两三四五六七八九十]{1,3}"
_WEEK = rf"(?:的?(?:第[一二三四五]|最后一?)个?{_WEEKDAY})"
_DAY_OF = rf"{_DAY}{GAP}[日号](?!内|线|楼|文|公报)(?<!号(?=[令召码桌机台仓车院店门]))"
_MONTH_DAY = (
    rf"{_MONTH}{GAP}月(?:份(?!额))?(?:{GAP}(?:{_DAY}日?{_TO})?{_DAY_OF}|初[一二三四五六七八九十](?![级步次年])|{_WEEK}|{_PART})?"
)
_YEAR_UNIT = rf"{_YEAR}{GAP}年(?:度(?!假))?"
_SHORT_YEAR = rf"{D}{{2}}年(?={GAP}{D}{{1,2}}月)"
_MONTHS = rf"{GAP}(?:(?:{_MONTH}月?(?:份)?)?{_TO})?{_MONTH_DAY}"
_FULL = rf"(?:{_YEAR_UNIT}|{_SHORT_YEAR})(?:{_MONTHS}|{GAP}(?:第)?[一二三四]季度|{_PART})?"

_HOURS_TO = (
    rf"{_TO}(?:(?:次日|翌日|当日|第二天)?(?:凌晨|早上|上午|下午|晚上?)?|{_FULL}|{_MONTH_DAY}|{_DAY_OF}){GAP}(?:{_CLOCK}|{_HOUR})"
)
"""The other end of a span that ends at an hour."""

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, compiled(form))
    for name, form in (
        (
            "iso",
            rf"{_YEAR}(?P<s>[-/.．])(?:0?[1-9]|1[0-2])(?P=s)(?:[12]{D}|3[01]|0?[1-9])(?!{D})(?:[ T]{{1,2}}{_CLOCK})?"
            rf"(?:{GAP}[-–—~～－]{{1,2}}{GAP}{_YEAR}(?P=s){D}{{1,2}}(?P=s){D}{{1,2}}(?!{D}))?",
        ),
        (
            "full",
            rf"(?:{_YEAR}{_TO})?{_FULL}(?:{_TO}(?:{_FULL}|{_MONTH_DAY}|{_DAY_OF}))?(?:{GAP}(?:{_CLOCK}|{_HOUR})(?:{_HOURS_TO})?)?",
        ),
        (
            "month",
            rf"(?:{_MONTH}{_TO})?{_MONTH_DAY}(?:{_TO}(?:{_MONTH_DAY}|{_DAY_OF}))?(?:{GAP}(?:{_CLOCK}|{_HOUR})(?:{_HOURS_TO})?)?",
        ),
        ("day", rf"(?:{_DAY}(?:日)?{_TO})?{_DAY_OF}(?:{GAP}(?:{_CLOCK}|{_HOUR})(?:{_HOURS_TO})?)?"),
        ("clock", rf"{_CLOCK}(?:{GAP}[-–—~～－至]{{1,2}}{GAP}{_CLOCK}|{_HOURS_TO})?"),
        ("hour", rf"{_HOUR}(?:{_HOURS_TO})?"),
        ("spoken", rf"(?:(?<=[午晨早夜])|(?<=[晚早]上)){_SPOKEN}[时点](?:半|许|{_SPOKEN}分)?"),
        ("until", r"(?<=[到忙守])[一二两三四五六七八九十]{1,3}点(?=[，。、；才多还]|$)"),
        (
            "midnight",
            rf"零[时点](?=[，。、的许整至到起前后]|(?:{_SPOKEN}|{D}{{1,2}})分)(?:许|(?:{_SPOKEN}|{D}{{1,2}})分)?(?:{_TO}{_HOUR})?",
        ),
        ("half past", r"[一二两三四五六七八九十]{1,2}点半"),
        ("quarter", r"(?:第)?[一二三四1-4](?:(?:[至到—-]第?[二三四2-4])?季度|(?=[、和](?:[二三四2-4]、)?第?[二三四2-4]季度))"),
        ("decade", rf"(?:{D}{{2}}|[一二]十一?){GAP}世纪(?:{D}0年代)?|(?:{D}{{2,3}}0|{D}0|[二三四五六七八九]十)年代"),
        ("years", rf"{_YEAR}{_TO}{_YEAR}(?:{GAP}学?年度?)?|{_YEAR}/{_YEAR}(?=赛季|学年|年度|雪季|榨季)(?:学年|年度)?"),
        ("bare", rf"{_YEAR}"),
    )
)
_BEGUN = compiled(rf"(?:{D}|{CHINESE_DIGIT}|十){{1,4}}{GAP}[年月日号时点:：世季、\-–—~～－至到/.．]|{_YEAR}")
"""What every date begins like."""
_AFTER_BARE = compiled(r"(?![,.]?[0-9０-９])(?![余多]|[百千万亿]|[ \u3000]?(?:[平立])|[%％‰])")
_LAST_YEAR = "2039"
"""Beyond it four digits alone are no year."""
_SUMMED = frozenset(("合计", "总计", "共计", "小计", "总数"))
_OF_YEARS = frozenset("大级类种行区国省市县村镇校院馆班车度重步线路中心")
_DATED = compiled(r"[于在至到日月]$")
_WEEK_BEFORE = compiled(r"(?:^|[^一二两三四五六七八九十0-9个多几])(?P<word>周|星期)$")
_WEEK_NUMBER = compiled(
    rf"[一二三四五六](?:(?:[、和至到—~-])(?:周|星期)?[二三四五六日](?!{CHINESE_DIGIT}))*(?!{CHINESE_DIGIT}|[天次节个场期年名小日篇条堂课遍件位岁十百千万])"
)
_REIGN_BEFORE = compiled(
    "(?:光绪|宣统|咸丰|同治|道光|嘉庆|乾隆|康熙|雍正|顺治|崇祯|万历|永乐|洪武|嘉靖|正德|弘治|成化|正统|民国|贞观|开元)$"
)
_REIGN_YEAR = compiled("[一二三四五六七八九十]{1,3}年")
_MONTHS_LONG = compiled(rf"([0-9]{{1,2}}|[二两三四五六七八九]|十一?){GAP}个月(?!内|里|就|以)")
_LUNAR_BEFORE = compiled(r"(?:正月|冬月|腊月|大年)初?$")
_LUNAR_NUMBER = compiled(
    r"(?:十|[二廿]?十?[一二三四五六七八九]|廿|三十)(?=[，。、；至到前后起上下晚早（）]|$|[\u4e00-\u9fff])(?![年届期次步级审衷])"
)
_FIELD = compiled(rf"({_YEAR})?{GAP}年?度?{GAP}(?:({_MONTH})月份?{GAP}(?:({_DAY})[日号]?)?)?")


@dataclass(frozen=True, slots=True)
class Date:
    """Where a date or span of dates ends, its value (2023-09-25/2023-09-27 for a span) and the unit it is written with."""

    end: int
    value: str
    unit: str


def match(text: str, at: int) -> Date | None:
    """The longest date or time that starts at `at`, or None."""
    if _BEGUN.match(text, at) is None:
        return None
    best: tuple[int, str] | None = None
    for name, form in _FORMS:
        found = form.match(text, at)
        if found is None or (name == "bare" and not _stands_alone(text, at, found.end())):
            continue
        if best is None or found.end() > best[0]:
            best = (found.end(), name)
    if best is None or (
        text[at] not in "0123456789０１２３４５６７８９" and best[1] == "day" and not _DATED.search(text[:at][-2:])
    ):
        return None
    surface = text[at : best[0]]
    if best[1] in ("clock", "hour") and text[at - 1 : at] == "从" and "到" in surface:
        surface = surface[: surface.index("到")].rstrip()
        best = (at + len(surface), best[1])
    return Date(best[0], _value(surface, best[1]), _unit(surface))


@dataclass(frozen=True, slots=True)
class Weekday:
    """周三, 周一至周五, 星期日: where it begins and ends."""

    start: int
    end: int
    value: str


def weekday(text: str, at: int, floor: int) -> Weekday | None:
    """The day of the week whose numeral stands at `at`, or None: 每周三次 counts."""
    before = _WEEK_BEFORE.search(text[max(floor, at - 4) : at])
    found = _WEEK_NUMBER.match(text, at)
    if before is None or found is None:
        return None
    start = at - len(before["word"])
    return Weekday(start, found.end(), text[start : found.end()])


def lunar(text: str, at: int, floor: int) -> Weekday | None:
    """正月初八, 腊月二十三, 大年初一."""
    before = _LUNAR_BEFORE.search(text[max(floor, at - 4) : at])
    found = _LUNAR_NUMBER.match(text, at) if before else None
    return Weekday(at - len(before[0]), found.end(), text[at - len(before[0]) : found.end()]) if before and found else None


def reign(text: str, at: int, floor: int) -> Weekday | None:
    """光绪二十七年, 民国三十四年."""
    before = _REIGN_BEFORE.search(text[max(floor, at - 2) : at])
    found = _REIGN_YEAR.match(text, at) if before else None
    return Weekday(at - 2, found.end(), text[at - 2 : found.end()]) if found else None


def first_months(text: str, at: int, floor: int) -> Date | None:
    """前10个月: the part of the year from its beginning, the 前 before `at` along with it."""
    led = at > floor and text[at - 1] == "前" and text[max(floor, at - 2) : at - 1] not in tuple("提之此以日目空超")
    found = _MONTHS_LONG.match(text, at) if led else None
    last = _digits(found[1]) if found else ""
    return Date(found.end(), f"01/{last.zfill(2)}", "月") if found and 1 < int(last) < 12 else None


def _stands_alone(text: str, at: int, end: int) -> bool:
    before = text[at - 1] if at else ""
    if in_values(text, at):
        return False
    measured = COUNT.match(text, end + (text[end : end + 1] in (" ", "\u3000")))
    return (
        _AFTER_BARE.match(text, end) is not None
        and (measured is None or measured[0] in _OF_YEARS)
        and (text[at:end] <= _LAST_YEAR or not text[at:end].isascii())
        and before not in tuple("达为共计近超约逾.·")
        and text[max(0, at - 3) : at].rstrip() not in _SUMMED
        and not (before.isascii() and before.isalnum())
    )


def _unit(surface: str) -> str:
    last = surface[-1]
    return last if last in "年月日号时分周" else ""


def _value(surface: str, name: str) -> str:
    text = unicodedata.normalize("NFKC", surface)
    if name == "iso":
        day, _, clock = re.sub(r"[ T]+", "T", text.replace("/", "-").replace(".", "-")).partition("T")
        return "-".join(part.zfill(2) for part in day.split("-")) + ("T" + clock if clock else "")
    if name in ("clock", "hour", "quarter", "decade", "spoken", "until", "midnight", "half past"):
        return text
    if week := re.search(r"的?最后一?个?(周|星期)$", text):
        return f"{text[: week.start()]}末{week[1]}"
    text = re.sub(r"年(\d{1,2})(?=[-–—~至到]+\d{1,2}月)", r"年\1月", text)
    pieces = re.split(r"[-–—~至到]+", text)
    known: list[str] = ["", "", ""]
    values = []
    for number, piece in enumerate(pieces):
        fields = _fields(piece, ahead=text[len(piece) :] if number == 0 else "")
        if fields[0] == "" and fields[1] == "" and fields[2] == "":
            return text
        known = [fields[0] or known[0], fields[1] or known[1], fields[2]]
        values.append("-".join(filter(None, known if known[0] else known[1:])))
    whole = len(pieces) == 1 and not known[0] and not known[2]
    return text if whole else "/".join(values)


def _fields(piece: str, ahead: str) -> list[str]:
    if bare := re.fullmatch(r"\d{1,2}", piece.strip()):
        return ["", bare[0].zfill(2), ""] if "月" in ahead else ["", "", bare[0].zfill(2)]
    if day := re.fullmatch(r"(\d{1,2})[日号]", piece.strip()):
        return ["", "", day[1].zfill(2)]
    found = _FIELD.match(piece)
    if found is None:
        return ["", "", ""]
    return [_digits(part or "").zfill(2) if part else "" for part in found.groups()]


def _digits(part: str) -> str:
    return part if part.isdigit() and part.isascii() else str(from_chinese(part))
