"""Numbers said by example: like="超过3,000场次" says this year's number as last year's text said its own.

Pure functions. An example that is still true of the value is said as it stands; else the number is put in its place, in
the same form, numerals, 万/亿, places and words. Where the form would be untrue the exact number is said.
"""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache

from panshi.kernel.numbers import (
    WAN,
    YI,
    Form,
    from_chinese,
    grouped,
    holds,
    leading_step,
    plain,
    said,
    to_chinese,
    trailing_step,
)

_WORDS = {
    **dict.fromkeys(("超过", "超出", "超", "逾", "不少于", "不低于", "至少", "上", "过"), Form.ABOVE),
    "突破": Form.BREAKING,
    **dict.fromkeys(("将近", "接近", "近", "不足", "不到", "不超过"), Form.NEAR),
    **dict.fromkeys(("大约", "大概", "约"), Form.ABOUT),
}
_BEHIND = {"以上": Form.ABOVE, "开外": Form.ABOVE, "有余": Form.OVER, "左右": Form.ABOUT, "上下": Form.ABOUT}
_UNDER = ("不足", "不到", "不超过")
_SIZES = {"千": 1000, "万": WAN, "百万": 100 * WAN, "千万": 1000 * WAN, "亿": YI, "百亿": 100 * YI, "千亿": 1000 * YI, "": 1}
_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_NARROW = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_CHINESE = "零〇一二两三四五六七八九十百千万亿廿卅"
_EXAMPLE = re.compile(
    rf"(?P<total>累计)?(?P<word>{'|'.join(_WORDS)})? ?"
    rf"(?P<of>百分之)?(?P<numeral>[0-9]{{1,3}}(?:,[0-9]{{3}})++(?:\.[0-9]+)?|[0-9]{{1,24}}(?:\.[0-9]{{1,9}})?|"
    rf"[{_CHINESE}]{{1,24}}(?:点[{_CHINESE}]{{1,9}})?)"
    rf"(?P<gap> ?)(?P<inner>[余多](?=[万亿]))?(?P<big>[百千]?[万亿]|千(?![米克瓦卡赫帕伏]))?(?P<outer>[余多])?"
    rf"(?P<unit> ?(?:[^0-9{_CHINESE}]|千(?=[米克瓦卡赫帕伏])){{0,12}}?)(?P<behind>{'|'.join(_BEHIND)})?"
)
_CHANGE = re.compile(r"(?P<verb>[\u4e00-\u9fff]{1,3}?)(?P<done>了)?(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>[^0-9]{1,5})")
_OPPOSITE = {
    "增长": "下降",
    "上升": "下降",
    "上涨": "下降",
    "提升": "下降",
    "提高": "下降",
    "增加": "减少",
    "增": "降",
    "升": "降",
}
_OPPOSITE |= {"下降": "上升", "下跌": "上涨", "降低": "提高", "减少": "增加", "降": "升", "减": "增", "多": "少", "少": "多"}
_FALLING = ("下降", "下跌", "降低", "减少", "降", "减", "少")


@dataclass(frozen=True, slots=True)
class Example:
    """A number as it once was said. `value` is what it says and `step` its last stated place; `scale` is that of its 万 or
    亿 (1: none) and `factor` that of 成; `more` (余, 多) stands before 万 where `inner`."""

    text: str
    form: Form
    value: Decimal
    step: Decimal
    scale: int
    places: int
    total: str
    word: str
    of: str
    big: str
    gap: str
    more: str
    inner: bool
    unit: str
    behind: str
    chinese: bool
    grouped: bool
    under: bool
    wide: bool

    @property
    def factor(self) -> int:
        """九成 says 90 %."""
        return 10 if self.unit.startswith("成") else 1

    @property
    def rate(self) -> bool:
        """Whether it is a share in percent."""
        return self.factor > 1 or bool(self.of) or self.unit.strip()[:1] in ("%", "％")


@lru_cache(maxsize=1024)
def example(text: str) -> Example | None:
    """The example read; None where it is no number that this can say."""
    found = _EXAMPLE.fullmatch(text.translate(_NARROW))
    if found is None or (found["inner"] and found["outer"]):
        return None
    chinese = not found["numeral"][0].isdigit() or not found["numeral"].isascii()
    if chinese and found["big"] and not found["inner"]:
        return None
    try:
        numeral = _chinese_value(found["numeral"]) if chinese else Decimal(found["numeral"].replace(",", ""))
    except ValueError:
        return None
    scale, places = _SIZES[found["big"] or ""], len(found["numeral"].replace("点", ".").partition(".")[2])
    more = found["inner"] or found["outer"] or ""
    factor = 10 if found["unit"].startswith("成") else 1
    form = _form(found["word"], more, found["behind"])
    if form is None:
        return None
    return Example(
        text=text,
        form=form,
        value=numeral * scale * factor,
        step=_step(found, numeral, scale, places) * factor,
        scale=scale,
        places=places,
        total=found["total"] or "",
        word=found["word"] or "",
        of=found["of"] or "",
        big=found["big"] or "",
        gap=found["gap"],
        more=more,
        inner=bool(found["inner"]),
        unit=found["unit"],
        behind=found["behind"] or "",
        chinese=chinese,
        grouped="," in found["numeral"],
        under=found["word"] in _UNDER,
        wide=any(sign in text for sign in "０１２３４５６７８９"),
    )


def _chinese_value(numeral: str) -> Decimal:
    whole, _, places = numeral.partition("点")
    digits = "".join(str(from_chinese(sign)) for sign in places)
    return Decimal(f"{from_chinese(whole)}.{digits or 0}")


def _chinese_digits(digits: str) -> str:
    return "".join(to_chinese(int(digit)) for digit in digits)


def _form(word: str | None, more: str, behind: str | None) -> Form | None:
    """The form its words make; None where two of them disagree (超过60余)."""
    if word:
        return _WORDS[word] if not more and (not behind or _BEHIND[behind] is _WORDS[word]) else None
    if behind:
        return _BEHIND[behind] if not more else None
    return Form.OVER if more else Form.EXACT


def _step(found: re.Match[str], numeral: Decimal, scale: int, places: int) -> Decimal:
    if places:
        return Decimal(1).scaleb(-places) * scale
    whole = Decimal(trailing_step(int(numeral)) if numeral else 1)
    if found["numeral"][-1] in "万亿" and len(found["numeral"]) > 1:
        return Decimal(_SIZES[found["numeral"][-1]])
    return whole * scale if found["inner"] or scale == 1 else Decimal(scale)


def true_of(shown: Example, value: Decimal) -> bool:
    """Whether the example, as it stands, may be said of `value`; a threshold passed by as much again is not what it means."""
    if shown.under:
        return shown.value / 2 < value <= shown.value
    match shown.form:
        case Form.EXACT:
            rounds = shown.places or (shown.rate and shown.value not in (0, 100))
            return value == shown.value or bool(rounds and abs(value - shown.value) * 2 <= shown.step)
        case Form.OVER:
            return shown.value < value < shown.value + shown.step
        case Form.ABOVE | Form.BREAKING:
            return shown.value <= value < shown.value * 2
    return holds(value, shown.value, shown.form)


def said_like(value: Decimal, shown: Example) -> tuple[str, Form]:
    """The value said like the example, and the form in which it finally stands."""
    outgrown = shown.form in (Form.ABOVE, Form.BREAKING) and value * 2 >= shown.value * 3
    if true_of(shown, value) and not (outgrown and value != shown.value):
        return shown.text, shown.form
    stated = _exact(value, shown) if shown.form is Form.EXACT else _stated(value, shown)
    if stated is None:
        return shown.total + _bare(value, shown), Form.EXACT
    places = shown.places if shown.scale > 1 and stated != value and shown.form is Form.EXACT else 0
    return _dressed(stated, shown, places=places), shown.form


def _exact(value: Decimal, shown: Example) -> Decimal | None:
    """The value rounded to the example's places; None where it is better written in full."""
    if value < shown.scale or shown.factor > 1:
        return None
    if shown.rate and shown.value not in (0, 100):
        rounded = _to(value, shown.step, ROUND_HALF_UP)
        return rounded if (rounded == 100) == (value == 100) and (rounded == 0) == (value == 0) else None
    return _to(value, shown.step, ROUND_HALF_UP) if shown.places else value


def _stated(value: Decimal, shown: Example) -> Decimal | None:
    """The round number that may be said of the value in the example's form; None where none may."""
    if value <= 0:
        return None
    if shown.rate or shown.places:
        return _stepped(value, shown)
    if shown.form is Form.OVER:
        return _decimal(said(value, Form.OVER, _digits_over(shown)))
    digits = len(str(int(shown.value))) - len(str(trailing_step(int(shown.value)))) + 1
    found = said(value, shown.form, digits) or said(value, shown.form, digits + 1)
    return _decimal(found if found and true_of(_of(shown, found), value) else None)


def _of(shown: Example, stated: int) -> Example:
    return replace(shown, value=Decimal(stated), step=Decimal(trailing_step(stated)))


def _stepped(value: Decimal, shown: Example) -> Decimal | None:
    floor, nearest = _to(value, shown.step, ROUND_FLOOR), _to(value, shown.step, ROUND_HALF_UP)
    match shown.form:
        case Form.OVER:
            return floor if 0 < floor != value else None
        case Form.NEAR:
            ceiling = _to(value, shown.step, ROUND_CEILING)
            return ceiling if ceiling != value and holds(value, ceiling, Form.NEAR) else None
        case Form.ABOUT:
            return nearest if nearest and holds(value, nearest, Form.ABOUT) else None
    return floor or None


def _digits_over(shown: Example) -> int | None:
    """How many leading digits stand before its 余; None for whole 万 and 亿 and for the leading digit alone."""
    whole, step = int(shown.value), int(shown.step)
    return None if step == leading_step(whole) else max(1, len(str(whole)) - len(str(step)) + 1)


def _dressed(stated: Decimal, shown: Example, *, places: int = 0) -> str:
    scale, big = (shown.scale, shown.big) if stated >= shown.scale else (1, "")
    outgrown = scale == WAN and stated >= YI  # 1亿余 and 一亿余, not 10000万余 and 一万余万
    if outgrown:
        scale, big = (1, "") if shown.chinese and stated % YI else (YI, "亿")
    number = _numeral(stated / scale / shown.factor, shown, places=places)
    if shown.inner and big and not (outgrown and stated < 10 * YI):
        number += shown.gap + shown.more + big
    else:
        number += shown.gap + big + shown.more
    return f"{shown.total}{shown.word}{shown.of}{number}{shown.unit}{shown.behind}"


def _bare(value: Decimal, shown: Example) -> str:
    """The exact number with its unit alone; a share that is no whole 成 is said in percent."""
    if shown.factor > 1 and value % 10:
        return f"{plain(value)}%"
    return shown.of + _numeral(value / shown.factor, shown) + shown.unit


def _numeral(value: Decimal, shown: Example, *, places: int = 0) -> str:
    """`places` keeps zeros at the end: 3.00万 says that it is rounded, 3万 would not."""
    if shown.chinese and value != int(value) and shown.of:
        whole, _, part = plain(value).partition(".")
        return f"{to_chinese(int(whole))}点{_chinese_digits(part)}"
    if shown.chinese and value == int(value):
        return "两" if value == 2 and shown.unit and shown.form is Form.EXACT else to_chinese(int(value))
    digits = f"{value:.{places}f}" if places else grouped(value) if shown.grouped else plain(value)
    return digits.translate(_WIDE) if shown.wide else digits


def _to(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    return (value / step).quantize(Decimal(1), rounding) * step


def _decimal(whole: int | None) -> Decimal | None:
    return None if whole is None else Decimal(whole)


@dataclass(frozen=True, slots=True)
class Growth:
    """A change as it once was said: its verb, places and unit (%, 个百分点, 篇)."""

    text: str
    verb: str
    done: str
    number: Decimal
    places: int
    unit: str

    @property
    def falling(self) -> bool:
        """Whether it spoke of a fall."""
        return self.verb in _FALLING


@lru_cache(maxsize=1024)
def growth(text: str) -> Growth | None:
    """The change read; None where it is none that this can say."""
    found = _CHANGE.fullmatch(text)
    if found is None or found["verb"] not in _OPPOSITE:
        return None
    number = Decimal(found["number"])
    return Growth(text, found["verb"], found["done"] or "", number, len(found["number"].partition(".")[2]), found["unit"])


def change_like(value: Decimal, before: Decimal, shown: Growth) -> str | None:
    """The change from `before` to `value` said like the example; 持平 for none, None where there is no share of nothing."""
    size = abs(value - before)
    if shown.unit in ("%", "％"):
        if before == 0:
            return None
        size = size * 100 / before
    if value == before:
        return "持平"
    step = Decimal(1).scaleb(-shown.places)
    same = (value < before) == shown.falling
    if same and abs(size - shown.number) * 2 <= step:
        return shown.text
    rounded = size.quantize(step, ROUND_HALF_UP)
    return f"{shown.verb if same else _OPPOSITE[shown.verb]}{shown.done}{plain(rounded or step)}{shown.unit}"
