"""Numerals as texts write them: Arabic, full width, grouped, Chinese, and mixed with 万 and 亿.

Every pattern here is linear: runs of digits are possessive, so no text can make it hang.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from panshi.kernel.numbers import from_chinese, trailing_step
from panshi.reviews.checker.patterns import compiled

D = r"\d"
"""A digit, of full width too; as a class of its own it would make every pattern dear to compile."""
CHINESE_DIGIT = "[零〇一二两三四五六七八九]"
CHINESE_SIGN = "[零〇一二两三四五六七八九十百千万亿廿卅]"
VAGUE = "(?<![人次件总户起指分倍参读基多点位字函负正系常少无计岁票十百千万])[几数](?=[十百千万亿])"
"""Some tens, some hundreds: 几十, 数百."""
FINANCIAL = "(?<![\u4e00-\u9fff]队)[壹贰叁肆伍陆柒捌玖拾](?=[零壹贰叁肆伍陆柒捌玖拾佰仟万萬亿億]|[元圆]|个百分点)"
"""Where a sum in the numerals of bills begins: 捌万元."""
MINUS = "-−－﹣"
"""Signs of less than nothing."""
GAP = r"[^\S\t\n\r\f\v]?"
"""At most one space between the parts of one expression."""

_GROUPED = (
    rf"{D}{{1,3}}(?:[,\u2009\u202f]{D}{{3}}){{1,6}}+(?!{D})|[０-９]{{1,3}}(?:，[０-９]{{3}}){{1,6}}+(?!{D})|"
    rf"[1-9][0-9]{{0,2}}(?:[ ，][0-9]{{3}}){{1,6}}+(?![\d.．，])(?= ?[\u4e00-\u9fff])"
)
ARABIC = rf"(?:{_GROUPED}|{D}++)(?:[.．]{D}++)?"
BIG = "(?:w(?![A-Za-z])|W(?=[+＋])|[十百千]?万亿|[十百千]?[万亿]|百(?!分)|千(?![米克瓦卡赫帕伏]))"
MIXED = rf"{ARABIC}(?:{GAP}{BIG}(?:{ARABIC}{BIG}){{0,3}}+)?"
_CHINESE_RUN = "(?:[零〇一二两三四五六七八九十百万亿廿卅]|千(?![瓦米克卡伏赫帕]))++"
CHINESE = rf"(?:{_CHINESE_RUN}(?:点{CHINESE_DIGIT}++)?|{VAGUE}[十百千万亿]++)"

TO = compiled(rf"{GAP}(?:[-–—~～－]{{1,2}}|至|到){GAP}(?={D}|{CHINESE_SIGN})")
"""Between the two ends of a range."""
RUN = compiled(rf"{D}++|{CHINESE_SIGN}++")
"""Signs of one kind in a row."""
_PART = compiled(rf"({D}+(?:\.{D}+)?)({BIG}?)")
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億", "一二三四五六七八九十百千万亿")
_SIZES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "w": 10_000, "W": 10_000}
LONGEST = 24
"""Digits beyond which a run is a code and no quantity."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a numeral says: its value, and `step`, the place down to which it says it (26万 → 10,000; 60 → 10)."""

    value: Decimal
    step: Decimal


@lru_cache(maxsize=4096)
def read(numeral: str, *, tail: str = "") -> Reading | None:
    """The numeral's value and step; `tail` is the 万 or 亿 that stands after a 余 (20余万). None for no numeral."""
    text = re.sub(r"[,，\s\u2009\u202f]", "", unicodedata.normalize("NFKC", numeral)).translate(_PLAIN)
    if not text or len(text) > LONGEST * 2:
        return None
    reading = _mixed(text) if text[0].isdigit() and text[0].isascii() else _chinese(text)
    if reading is None or not tail:
        return reading
    step = Decimal(trailing_step(int(reading.value))) if reading.value == int(reading.value) else reading.step
    return Reading(reading.value * size(tail), step * size(tail))


def size(signs: str) -> int:
    """What 千万, 万亿 … multiply by; 1 for nothing."""
    product = 1
    for sign in signs:
        product *= _SIZES[sign]
    return product


def _mixed(text: str) -> Reading | None:
    value, step, position = Decimal(0), Decimal(1), 0
    for part in _PART.finditer(text):
        if part.start() != position or len(part[1]) > LONGEST:
            return None
        factor, digits = size(part[2]), Decimal(part[1])
        places = len(part[1].partition(".")[2])
        value += digits * factor
        step = Decimal(1).scaleb(-places) * factor
        position = part.end()
    if position != len(text):
        return None
    if step == 1 and value:
        step = Decimal(trailing_step(int(value)))
    return Reading(value, step)


def _chinese(text: str) -> Reading | None:
    if text[0] in "几数":
        return Reading(Decimal(2 * size(text[1:])), Decimal(size(text[1:])))
    whole, _, fraction = text.partition("点")
    try:
        value = Decimal(from_chinese(whole) if whole not in _SIZES else _SIZES[whole])
        digits = "".join(str(from_chinese(digit)) for digit in fraction)
    except (ValueError, KeyError):
        return None
    if digits:
        return Reading(value + Decimal(f"0.{digits}"), Decimal(1).scaleb(-len(digits)))
    if whole[-1] in "万亿" and len(whole) > 1:
        return Reading(value, Decimal(_SIZES[whole[-1]]))
    return Reading(value, Decimal(trailing_step(int(value)) if value else 1))
