"""Quantities: a numeral, 余, 万, a measure word; pairs such as 七八 and 三五; durations of several parts."""

import re
from dataclasses import replace
from decimal import Decimal

from panshi.kernel.numbers import Form
from panshi.reviews.checker.finding.dressing import dressed
from panshi.reviews.checker.finding.expressions import Expression, Shape
from panshi.reviews.checker.idioms import HALF_OF
from panshi.reviews.checker.measures import COUNT, enclosed, per
from panshi.reviews.checker.numerals import BIG, CHINESE, CHINESE_SIGN, GAP, MIXED, TO, D, Reading, read, size
from panshi.reviews.checker.patterns import compiled

SPACE = compiled(GAP)
_OR_MEASURE = compiled(r"[(（][\u4e00-\u9fff]{1,2}[)）]")
_MORE_FOLLOWS = rf"(?=[万亿]|{COUNT.pattern})"
_ARABIC = compiled(rf"(?P<head>{MIXED})(?:{GAP}(?P<more>[余多]|[来几]{_MORE_FOLLOWS})(?P<big>{BIG})?)?(?P<plus>[+＋])?")
_CHINESE = compiled(rf"(?P<head>{CHINESE})(?:(?P<more>余(?!年前)|[多来几]{_MORE_FOLLOWS})(?P<big>[万亿])?)?(?P<plus>)")
_DIGITS = "〇一两三四五六七八九"
_TWO_DIGITS = compiled(r"(?P<ten>十)?(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<size>[十百千万亿]*)")
_CENTIMETRES = compiled(r"[0-9]{1,2}(?![0-9.]|[\u4e00-\u9fff](?<![的高长宽深远，。]))")
_FINANCIAL = compiled("[零壹贰叁肆伍陆柒捌玖拾佰仟万萬亿億]++")
_N = rf"(?:{D}{{1,3}}|{CHINESE_SIGN}{{1,3}})"
_SPAN = compiled(
    rf"{_N}{GAP}年(?:零|又)?{GAP}{_N}{GAP}(?:个半?月|天)(?:零?{_N}天)?|{_N}{GAP}个月零?{_N}天|"
    rf"{_N}{GAP}(?:个)?小时{GAP}(?:零)?{_N}{GAP}分钟?(?:{_N}秒)?|{_N}{GAP}分钟?{GAP}{_N}{GAP}秒(?:{D}{{1,3}})?|{D}{{1,3}}秒{D}{{1,2}}(?!{D})"
)


def lasting(text: str, at: int, floor: int) -> Expression | None:
    """一年零三个月, 3分40秒: one duration of several parts."""
    found = _SPAN.match(text, at)
    if found is None:
        return None
    bare = Expression(at, found.end(), at, Shape.DURATION, text_value=found[0], chinese=not text[at].isdigit())
    return dressed(text, bare, floor)


def pair_of_people(text: str, at: int, floor: int) -> Expression | None:
    """俩, 仨: two or three without a measure word; None behind a pronoun."""
    if text[max(floor, at - 1) : at] in tuple("他她它咱你我们这那哥"):
        return None
    return Expression(at, at + 1, at, Shape.QUANTITY, "人", Decimal(2 if text[at] == "俩" else 3), chinese=True)


def half(text: str, at: int, floor: int) -> Expression | None:
    """半年, 半个小时."""
    found = HALF_OF.match(text, at)
    if found is None:
        return None
    bare = Expression(at, found.end(), at, Shape.QUANTITY, found["unit"], Decimal("0.5"), step=Decimal("0.5"), chinese=True)
    return dressed(text, bare, floor)


def financial(text: str, at: int, floor: int) -> Expression | None:
    """捌万元, 叁仟伍佰元: the numerals of bills."""
    found = _FINANCIAL.match(text, at)
    reading = read(found[0]) if found else None
    if found is None or reading is None:
        return None
    end, unit = _measured(text, found.end())
    if not unit and text[found.end() : found.end() + 1] == "圆":
        end, unit = found.end() + 1, "元"
    if not unit:
        return None
    return dressed(text, Expression(at, end, at, Shape.QUANTITY, unit, reading.value, step=reading.step, chinese=True), floor)


def quantity(text: str, at: int, floor: int) -> Expression | None:
    """A numeral with its measure word, or a range of two."""
    arabic = text[at].isdigit()
    form = _ARABIC if arabic else _CHINESE
    found = form.match(text, at)
    reading = _reading(found) if found else None
    if found is None or reading is None:
        return None
    end, unit = _measured(text, found.end())
    if unit == "米" and arabic and (centimetres := _CENTIMETRES.match(text, end)):
        value = reading.value + Decimal(centimetres[0].ljust(2, "0")) / 100
        return dressed(text, Expression(at, centimetres.end(), at, Shape.QUANTITY, unit, value, step=Decimal("0.01")), floor)
    upper, start_of_second = None, TO.match(text, end)
    changed = unit and text[max(floor, at - 1) : at] in ("从", "由")
    if start_of_second and (changed or _SPAN.match(text, start_of_second.end())):
        start_of_second = None
    if start_of_second and (second := form.match(text, start_of_second.end())) and (other := _reading(second)):
        second_end, second_unit = _measured(text, second.end())
        if (not unit or unit == second_unit) and (second_unit or unit) and other.value != reading.value:
            end, unit, upper = second_end, second_unit, other.value
            if reading.value < 10000 <= other.value and not found["big"] and second["head"][-1] in "万亿":
                scale = 10000 if second["head"][-1] == "万" else 100_000_000
                reading = Reading(reading.value * scale, reading.step * scale)
    if not arabic and upper is None and (pair := _neighbours(found["head"])):
        reading, upper = pair
    quantity = Expression(at, end, at, Shape.QUANTITY, unit, reading.value, upper, reading.step, chinese=not arabic)
    if found["more"] or found["plus"]:
        quantity = replace(quantity, form=Form.OVER if found["more"] else Form.ABOVE)
    return dressed(text, quantity, floor)


def _reading(found: re.Match[str]) -> Reading | None:
    return read(found["head"], tail=found["big"] or "")


def _neighbours(head: str) -> tuple[Reading, Decimal] | None:
    """The two ends of 七八, 三五, 二三十, 十七八, 一两百, 几十; None for one number."""
    if head[0] in "几数":
        reading = read(head)
        return (reading, reading.step * 9) if reading else None
    found = _TWO_DIGITS.fullmatch(head)
    if found is None:
        return None
    low, high = (Decimal(_DIGITS.index(found[name].replace("二", "两"))) for name in ("low", "high"))
    if high != low + 1 and (low, high) != (3, 5):
        return None
    factor, base = Decimal(size(found["size"])), Decimal(10 if found["ten"] else 0)
    return Reading(base + low * factor, factor), base + high * factor


def _measured(text: str, end: int) -> tuple[int, str]:
    gap = SPACE.match(text, end)
    measure = COUNT.match(text, gap.end() if gap else end)
    if measure is None:
        return enclosed(text, end) or (end, "")
    alternative = _OR_MEASURE.match(text, measure.end())
    other = alternative[0] if alternative else per(text, measure.end())
    return measure.end() + len(other), measure[0] + other
