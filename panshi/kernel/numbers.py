"""Numbers as reports write them: grouped, in percent, in Chinese numerals, and rounded with 余, 近, 超 and 突破.

The rules of rounding are those of the field: 26万余 is said of 261,437 and never of 260,000; 近500 of 450–499;
突破2000万 of 20,000,000 and more. A rate is never rounded up to 100 nor down to 0.
"""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

Number = int | Decimal

WAN, YI = 10_000, 100_000_000
_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {"〇": 0, "两": 2, "廿": 20, "卅": 30}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": WAN, "亿": YI}


class Form(StrEnum):
    """How a number is said."""

    EXACT = "exact"
    OVER = "over"  # 余、多: the leading part, and something more
    ABOUT = "about"  # 约: within a tenth
    NEAR = "near"  # 近: just under
    ABOVE = "above"  # 超: at or over
    BREAKING = "breaking"  # 突破: at or over a threshold


def grouped(value: Number) -> str:
    """1882 → "1,882"; a decimal keeps its places without trailing zeros."""
    return plain(value, separator=",")


def plain(value: Number, *, separator: str = "") -> str:
    """The number in digits without exponent or trailing zeros: 100.00 → "100", 0.50 → "0.5"."""
    text = f"{Decimal(value):{separator}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(numerator: Number, denominator: Number, places: int = 2) -> Decimal | None:
    """The share in percent, half up to `places`; short of all it stays under 100, more than nothing it stays over 0.

    None when the denominator is 0: there is no rate of nothing.
    """
    if denominator == 0:
        return None
    step = Decimal(1).scaleb(-places)
    exact = Decimal(numerator) * 100 / Decimal(denominator)
    rounded = exact.quantize(step, ROUND_HALF_UP)
    if rounded == 100 and numerator < denominator:
        return 100 - step
    if rounded == 100 and numerator > denominator:
        return 100 + step
    if rounded == 0 and numerator > 0:
        return step
    return rounded


def to_chinese(value: int) -> str:
    """26 → 二十六, 10 → 十, 105 → 一百零五, 261437 → 二十六万一千四百三十七; whole numbers ≥ 0 below 10¹⁶."""
    assert 0 <= value < 10**16, value
    if value == 0:
        return "零"
    text = _section(value)
    return text[1:] if text.startswith("一十") else text


def _section(value: int) -> str:
    for unit, name in ((YI, "亿"), (WAN, "万")):
        if value >= unit:
            high, low = divmod(value, unit)
            gap = "零" if low and low < unit // 10 else ""
            return _section(high) + name + gap + (_section(low) if low else "")
    text, skipped = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            text += ("零" if skipped else "") + _DIGITS[digit] + _PLACES[place]
        skipped = digit == 0 and text != ""
    return text


def from_chinese(text: str) -> int:
    """二十六 → 26, 两千 → 2000, 二〇二三 → 2023, 三万五 → 35000; raises ValueError for what is no numeral."""
    if not text or any(sign not in _VALUES and sign not in _UNITS for sign in text):
        raise ValueError(text)
    if len(text) > 1 and not any(sign in _UNITS for sign in text) and "廿" not in text and "卅" not in text:
        return int("".join(str(_VALUES[sign]) for sign in text))
    total, below_wan, digit, last_unit = 0, 0, 0, 1
    for sign in text:
        if sign in _VALUES:
            if sign in "廿卅":
                below_wan, last_unit = below_wan + _VALUES[sign], 10
            else:
                digit, last_unit = _VALUES[sign], 1 if sign in "零〇" else last_unit
        elif _UNITS[sign] >= WAN:
            unit = _UNITS[sign]
            section = below_wan + digit
            total = (total + section) * unit if unit == YI else total + section * unit
            below_wan, digit, last_unit = 0, 0, unit
        else:
            below_wan, digit, last_unit = below_wan + (digit or 1) * _UNITS[sign], 0, _UNITS[sign]
    return total + below_wan + (digit * last_unit // 10 if last_unit > 10 else digit)


def leading_step(value: Number, digits: int | None = None) -> int:
    """The place value down to which 余 cuts: 64 → 10, 512 → 100, 2131 → 1000, 261437 → 10000 (whole 万 from 万 up).

    `digits` keeps that many leading digits instead: 417 with 2 → 10.
    """
    whole = int(value)
    if digits is not None:
        return 10 ** max(0, len(str(whole)) - digits)
    for unit in (YI, WAN):
        if whole >= unit:
            return unit
    return 10 ** max(0, len(str(whole)) - 1)


def rounds_over(value: Number, digits: int | None = None) -> int | None:
    """What stands before 余 for `value`; None when 余 would be untrue: below 10, or exactly round."""
    step = leading_step(value, digits)
    floor = int(value) // step * step
    return floor if value >= 10 and floor != value else None


def written(
    value: Number, form: Form = Form.EXACT, *, chinese: bool = False, big_units: bool = True, digits: int | None = None
) -> str:
    """The number as text: 1882 → 1882, 261437 OVER → 26万余, 64 OVER → 60余, 21300000 BREAKING → 突破2000万.

    Where the form would be untrue (余 of a round number, 近 of a round number), the exact number is written.
    """
    stated = said(value, form, digits)
    if form is Form.EXACT or stated is None:
        return _digits(value, chinese=chinese, big_units=False)
    text = _digits(stated, chinese=chinese, big_units=big_units)
    match form:
        case Form.OVER:
            return text + "余"
        case Form.NEAR:
            return "近" + text
        case Form.ABOVE:
            return "超" + text
        case Form.BREAKING:
            return "突破" + text
        case _:
            return "约" + text


def said(value: Number, form: Form, digits: int | None = None) -> int | None:
    """The round number that stands in the text for `value` in this form; None where the form would be untrue."""
    step = leading_step(value, digits)
    floor = int(value) // step * step
    match form:
        case Form.OVER:
            return rounds_over(value, digits)
        case Form.NEAR:
            ceiling = floor + step
            return ceiling if floor != value and holds(value, ceiling, Form.NEAR) else None
        case Form.ABOVE | Form.BREAKING:
            step = 10 ** max(0, len(str(int(value))) - (digits or 1))
            return int(value) // step * step or None
        case Form.ABOUT:
            nearest = int((Decimal(value) / step).quantize(Decimal(1), ROUND_HALF_UP)) * step
            return nearest if nearest and holds(value, nearest, Form.ABOUT) else None
        case _:
            return None


def holds(value: Number, stated: Number, form: Form = Form.EXACT) -> bool:
    """Whether `value` (the truth) may be said as `stated` in this form.

    60余 holds for 61–69, 2000余 for 2001–2999, 26万余 for 260,001–269,999, 近500 for 450–499, 突破2000万 for ≥ 20,000,000.
    """
    match form:
        case Form.OVER:
            return stated < value < stated + trailing_step(stated)
        case Form.NEAR:
            return Decimal(stated) * 9 / 10 <= value < stated
        case Form.ABOVE | Form.BREAKING:
            return value >= stated
        case Form.ABOUT:
            return abs(Decimal(value) - stated) * 10 <= stated
        case _:
            return value == stated


def trailing_step(stated: Number) -> int:
    """The last place that a round number states: 60 → 10, 2000 → 1000, 2100 → 100, 260000 → 10000, 101 → 1."""
    whole = int(stated)
    step = 1
    while whole and whole % (step * 10) == 0:
        step *= 10
    return step


def _digits(value: Number, *, chinese: bool, big_units: bool) -> str:
    if chinese and value == int(value):
        return to_chinese(int(value))
    if big_units:
        for unit, name in ((YI, "亿"), (WAN, "万")):
            if value >= unit:
                return plain(Decimal(value) / unit) + name
    return plain(value)
