"""What is no quantity: codes, dates, prizes, ordinals and names, each at its place."""

import re
from dataclasses import replace

from panshi.kernel.numbers import plain
from panshi.reviews.checker import codes, dates
from panshi.reviews.checker.finding.expressions import Expression, Shape
from panshi.reviews.checker.finding.quantities import SPACE
from panshi.reviews.checker.measures import COUNT, ORDINAL
from panshi.reviews.checker.numerals import CHINESE_DIGIT, CHINESE_SIGN, MIXED, RUN, D, read
from panshi.reviews.checker.patterns import compiled

_TO_ORDINAL = compiled(rf"(?:[-–—~～]|至|到)第?(?={D}|{CHINESE_SIGN})")
_NUMERAL = compiled(rf"{MIXED}|{CHINESE_SIGN}++")
_RANK = compiled(rf"(?P<grade>{CHINESE_DIGIT}|{D})等(?:(?P<what>奖|功)|(?=[:：]?[0-9]{{1,3}}[项件个名篇部幅]))")
_LISTED_RANK = compiled(r"(?P<grade>[一二三四1-4])(?=(?:[、和及或][一二三四1-4]){1,3}等(?P<what>奖|功))")
_ROMAN = compiled(r"(?P<sign>[Ⅰ-Ⅻ]|[IV]{1,4})(?:[-—~～至、](?P<last>[Ⅰ-Ⅻ]|[IV]{1,4}))?(?P<unit>[类级期型区度])?")
_ROMAN_SIGNS = ("", *"ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ")
_ROMAN_LETTERS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_ENCLOSED_ORDINAL = compiled(rf"(?:{D}{{1,2}}|{CHINESE_SIGN}{{1,3}})[)）](?:项|款|条|目|类)?")
_DAYS_BEFORE = compiled(
    r"(?:不超过|不少于|不得少于|不得超过|不低于|不足|超过|至少|缩短[为至到了]?|延长[为了]?|压缩[为至到了]?|历时|为期|为期限|期限[为是]?|"
    r"时限[为是]?|[逾提]期|拘留|停诊|停业|停产|停课|停职|休假|隔离|公示|试行|蹲守|历经|放假|轮休|连续|持续|坚守|驻守|仅用|用了|提前|推迟|仅需|只需|[均需]需|最长|最短|最快|平均|限期|用时|耗时|审限|由)$"
)
_DAYS_AFTER = compiled(r"[内之](?!蒙)|以内|(?:缩短|压缩|延长|缩减)")
_DAYS = compiled(rf"{D}{{1,3}}日")


def code(text: str, at: int, floor: int) -> Expression | None:
    """Telephones, documents, roads, models, classes, scores."""
    code = codes.match(text, at, floor) if text[at].isdigit() else None
    if code is None:
        return None
    if code.ratio and text[max(floor, code.start - 1) : code.start] in tuple("约近超"):
        code = replace(code, start=code.start - 1)
    shape = Shape.ISSUE if code.issue else Shape.RATIO if code.ratio else Shape.CODE
    return Expression(code.start, code.end, at, shape, code.unit, text_value=code.value)


def school_class(text: str, at: int, floor: int) -> Expression | None:
    """高一（7）班, 初三."""
    found = codes.school_class(text, at, floor)
    return Expression(found.start, found.end, at, Shape.CODE, "班", text_value=found.value, chinese=True) if found else None


def rank(text: str, at: int, floor: int) -> Expression | None:
    """二等奖, 三等功."""
    return _graded(_RANK.match(text, at), at, chinese=not text[at].isdigit())


def listed_rank(text: str, at: int, floor: int) -> Expression | None:
    """一 and 二 of 一、二、三等奖."""
    return _graded(_LISTED_RANK.match(text, at), at, chinese=not text[at].isdigit())


def _graded(rank: re.Match[str] | None, at: int, *, chinese: bool) -> Expression | None:
    grade = read(rank["grade"]) if rank else None
    if rank is None or grade is None:
        return None
    return Expression(at, rank.end(), at, Shape.RANK, f"等{rank['what'] or '奖'}", grade.value, chinese=chinese)


def date(text: str, at: int, floor: int) -> Expression | None:
    """A date, a time of day or a span of them."""
    if months := dates.first_months(text, at, floor):
        return Expression(at - 1, months.end, at, Shape.DATE, text_value=months.value, chinese=not text[at].isdigit())
    date = dates.match(text, at)
    if date is None or _days(text, at, date.end, floor):
        return None
    start = at - 1 if date.value.endswith("季度") and text[max(floor, at - 1) : at] == "前" else at
    return Expression(start, date.end, at, Shape.DATE, date.unit, text_value=date.value, chinese=not text[at].isdigit())


def _days(text: str, at: int, end: int, floor: int) -> bool:
    """不超过5日, 由30日缩短: days that last."""
    if _DAYS.fullmatch(text, at, end) is None:
        return False
    led = _DAYS_BEFORE.search(text[max(floor, at - 6) : at])
    return (led is not None and led[0] != "由") or _DAYS_AFTER.match(text, end) is not None


def roman(text: str, at: int, floor: int) -> Expression | None:
    """Ⅱ类, IV级: a grade in Roman signs."""
    found = _ROMAN.match(text, at)
    signs = _ROMAN_SIGNS if found and found["sign"] in _ROMAN_SIGNS else _ROMAN_LETTERS
    if found is None or found["sign"] not in signs:
        return None
    value = found[0] if found["last"] else str(signs.index(found["sign"]))
    return Expression(at, found.end(), at, Shape.CODE, found["unit"] or "", text_value=value)


def degree(text: str, at: int, floor: int) -> Expression | None:
    """第（二）项: an ordinal in brackets."""
    found = _ENCLOSED_ORDINAL.match(text, at) if text[max(floor, at - 2) : at] in ("第（", "第(") else None
    reading = read(text[at : found.end()].partition("）")[0].partition(")")[0]) if found else None
    if found is None or reading is None:
        return None
    return Expression(at - 2, found.end(), at, Shape.ORDINAL, "项", reading.value, chinese=not text[at].isdigit())


_DAYS_BY_SIGN = {
    **dict.fromkeys("周期", dates.weekday),
    **dict.fromkeys("月初年", dates.lunar),
    **dict.fromkeys("绪统丰治光庆隆熙正国历乐武观元", dates.reign),
}


def weekday(text: str, at: int, floor: int) -> Expression | None:
    """周三, 星期一至星期五."""
    before = text[max(floor, at - 1) : at]
    form = _DAYS_BY_SIGN.get(before)
    day = form(text, at, floor) if form and not text[at].isdigit() else None
    if day is None:
        return None
    return Expression(day.start, day.end, at, Shape.DATE, "周", text_value=day.value, chinese=True)


def name(text: str, at: int, length: int) -> Expression:
    """A name of `length` signs that begins with a Chinese numeral: 二十大, 三会一课."""
    words = text[at : at + length]
    unit = next((unit for unit in ("大", "年级", "级", "类") if words.endswith(unit)), "")
    number = read(words.removesuffix(unit)) if unit else None
    return Expression(
        at, at + length, at, Shape.CODE, unit if number else "", text_value=plain(number.value) if number else words
    )


def ordinal(text: str, at: int, floor: int) -> Expression | None:
    """第三届, 第二季度: what 第 counts."""
    begin = at - 1 if text[max(floor, at - 1) : at] == "第" else at - 2
    if text[max(floor, begin) : at].strip() != "第":
        return None
    quarter = dates.match(text, at)
    if quarter and "季度" in text[at : quarter.end]:
        return Expression(begin, quarter.end, at, Shape.DATE, text_value=quarter.value)
    numeral = _NUMERAL.match(text, at)
    reading = read(numeral[0]) if numeral else None
    if numeral is None or reading is None:
        return None
    last = numeral.end()
    between = _TO_ORDINAL.match(text, last)
    if between and (second := RUN.match(text, between.end())) and ORDINAL.match(text, second.end()):
        last = second.end()
    gap = SPACE.match(text, last)
    after = gap.end() if gap else last
    measure = ORDINAL.match(text, after) or COUNT.match(text, after)
    unit = measure[0] if measure else ""
    return Expression(
        begin, measure.end() if measure else last, at, Shape.ORDINAL, unit, reading.value, chinese=not text[at].isdigit()
    )
