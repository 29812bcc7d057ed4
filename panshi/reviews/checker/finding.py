"""Finds every number expression of a text with its exact place: prefix, numeral, 余, 万, measure word, 以上.

A seed is a digit or a Chinese numeral sign; at each seed the forms are tried in order, each anchored there and
linear, and the text before the seed is looked at only for a fixed number of characters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from panshi.kernel.numbers import Form, plain
from panshi.reviews.checker import codes, dates
from panshi.reviews.checker.idioms import lexical
from panshi.reviews.checker.measures import COUNT, ORDINAL
from panshi.reviews.checker.numerals import BIG, CHINESE, CHINESE_DIGIT, CHINESE_SIGN, GAP, MIXED, D, Reading, read


class Shape(StrEnum):
    """What an expression looks like, before it is asked what it means."""

    QUANTITY = "quantity"
    SHARE = "share"
    DATE = "date"
    ORDINAL = "ordinal"
    RANK = "rank"
    CODE = "code"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class Expression:
    """One number as written. `value` is what it says, `upper` the other end of a range, `step` its last stated place.

    `at` is where the numeral itself begins (after the prefix); `text_value` stands for values that are no number.
    """

    start: int
    end: int
    at: int
    shape: Shape
    unit: str = ""
    value: Decimal | None = None
    upper: Decimal | None = None
    step: Decimal = Decimal(1)
    form: Form = Form.EXACT
    under: bool = False
    chinese: bool = False
    text_value: str = ""

    @property
    def stated(self) -> str:
        """The value as text: a number, "20/30" for a range, a date."""
        if self.text_value or self.value is None:
            return self.text_value
        low = plain(self.value)
        return low if self.upper is None else f"{low}/{plain(self.upper)}"

    @property
    def approx(self) -> str:
        """exact, over, about or under, as the machine interface says it."""
        if self.under or self.form is Form.NEAR:
            return "under"
        return {Form.EXACT: "exact", Form.ABOUT: "about"}.get(self.form, "over")


_SEED = re.compile(rf"{D}|{CHINESE_SIGN}")
_RUN = re.compile(rf"{D}++|{CHINESE_SIGN}++")
_TO = re.compile(rf"{GAP}(?:[-–—~～－]{{1,2}}|至|到){GAP}(?={D}|{CHINESE_SIGN})")
_OR_MEASURE = re.compile(r"[(（][\u4e00-\u9fff]{1,2}[)）]")
_SPACE = re.compile(GAP)

_MORE_FOLLOWS = "(?=[个名人次件天年万亿场起条家篇部项岁元户亩公吨米张幅千平位种])"
_ARABIC = re.compile(rf"(?P<head>{MIXED})(?:{GAP}(?P<more>[余多]|[来几]{_MORE_FOLLOWS})(?P<big>{BIG})?)?(?P<plus>[+＋])?")
_CHINESE = re.compile(rf"(?P<head>{CHINESE})(?:(?P<more>余(?!年前)|[多来几]{_MORE_FOLLOWS})(?P<big>[万亿])?)?(?P<plus>)")
_AFTER = re.compile(r"以上|左右|上下|以下|以内|有余|开外")
_HALF = re.compile(r"半|多(?=[，。,;；、！ ]|的|时间|来)")
_SHARE = re.compile(
    rf"(?P<head>{MIXED})(?:{_TO.pattern}(?P<second>{MIXED}))?{GAP}(?P<sign>[%％‰])(?:{_TO.pattern}(?P<third>{MIXED})[%％‰])?(?P<more>[多余])?"
)
_OF_HUNDRED = re.compile(
    rf"(?P<of>[百千万])分之(?P<head>{CHINESE}|{MIXED})(?:[至到](?P<second>{CHINESE}|{MIXED}))?(?P<more>[多余])?"
)
_FRACTION = re.compile(rf"(?P<below>{CHINESE})分之(?P<above>{CHINESE})|(?P<n>{D}{{1,3}})/(?P<d>{D}{{1,3}})(?![/{D[1:-1]}])")
_DOUBLED = re.compile(r"翻(?:了|了?近)?(?P<times>[一两三四1-4])?番")
_RANK = re.compile(rf"(?:[一二三四特]、)*(?P<grade>{CHINESE_DIGIT}|{D})等(?P<what>奖|功)")
_PREFIX = re.compile(
    r"(?P<total>累计)?(?P<word>突破|超过|超出|将近|接近|大约|大概|不少于|不低于|至少|不足|不到|不超过|(?<![附最临靠邻就新相])近|(?<![节合预契公特签制履邀违失])约|"
    r"(?<!赶)超|逾|(?<![以之至向加])上|(?<![超通经不])过)?$"
)
_FORMS = {
    **dict.fromkeys(("超过", "超出", "超", "逾", "不少于", "不低于", "至少", "上", "过"), Form.ABOVE),
    "突破": Form.BREAKING,
    **dict.fromkeys(("将近", "接近", "近", "不足", "不到", "不超过"), Form.NEAR),
    **dict.fromkeys(("大约", "大概", "约"), Form.ABOUT),
}
_AFTER_FORMS = {"以上": Form.ABOVE, "有余": Form.OVER, "开外": Form.ABOVE, "左右": Form.ABOUT, "上下": Form.ABOUT}
LOOK_BACK = 8


def find(text: str) -> list[Expression]:
    """All number expressions of the text, in order, none overlapping another."""
    return list(_find(text))


def _find(text: str) -> Iterator[Expression]:
    position = floor = 0
    while seed := _SEED.search(text, position):
        at = seed.start()
        found = _at(text, at, floor)
        if found is None:
            run = _RUN.match(text, at)
            position = run.end() if run else at + 1
            continue
        yield found
        position = floor = found.end


def _at(text: str, at: int, floor: int) -> Expression | None:
    if at > floor and text[at - 1] == "第":
        return _ordinal(text, at)
    if not text[at].isdigit() and (length := lexical(text, at)) is not None:
        return _name(text, at, length) if length else None
    for form in (_code, _rank, _share, _date):
        if found := form(text, at, floor):
            return found
    return _quantity(text, at, floor)


def _code(text: str, at: int, floor: int) -> Expression | None:
    code = codes.match(text, at, floor) if text[at].isdigit() else None
    if code is None:
        return None
    return Expression(code.start, code.end, at, Shape.ISSUE if code.issue else Shape.CODE, code.unit, text_value=code.value)


def _rank(text: str, at: int, floor: int) -> Expression | None:
    rank = _RANK.match(text, at)
    grade = read(rank["grade"]) if rank else None
    if rank is None or grade is None:
        return None
    return Expression(at, rank.end(), at, Shape.RANK, f"等{rank['what']}", grade.value, chinese=not text[at].isdigit())


def _date(text: str, at: int, floor: int) -> Expression | None:
    date = dates.match(text, at)
    if date is None:
        return None
    return Expression(at, date.end, at, Shape.DATE, date.unit, text_value=date.value, chinese=not text[at].isdigit())


def _name(text: str, at: int, length: int) -> Expression:
    words = text[at : at + length]
    number = read(words[:-1]) if words.endswith("大") else None
    unit = "大" if number else ""
    return Expression(at, at + length, at, Shape.CODE, unit, text_value=plain(number.value) if number else words)


def _ordinal(text: str, at: int) -> Expression | None:
    quarter = dates.match(text, at)
    if quarter and "季度" in text[at : quarter.end]:
        return Expression(at - 1, quarter.end, at, Shape.DATE, text_value=quarter.value)
    numeral = re.compile(rf"{MIXED}|{CHINESE_SIGN}++").match(text, at)
    reading = read(numeral[0]) if numeral else None
    if numeral is None or reading is None:
        return None
    end = _TO.match(text, numeral.end())
    last = numeral.end()
    if end and (second := _RUN.match(text, end.end())) and ORDINAL.match(text, second.end()):
        last = second.end()
    measure = ORDINAL.match(text, _SPACE.match(text, last).end())  # type: ignore[union-attr]
    unit = measure[0] if measure else ""
    return Expression(
        at - 1, measure.end() if measure else last, at, Shape.ORDINAL, unit, reading.value, chinese=not text[at].isdigit()
    )


def _share(text: str, at: int, floor: int) -> Expression | None:
    found = _SHARE.match(text, at) or _OF_HUNDRED.match(text, at)
    if found is None:
        return _fraction(text, at, floor)
    first = read(found["head"])
    last = found.groupdict().get("third") or found["second"]
    if first is None:
        return None
    per_mille = found.groupdict().get("sign") == "‰" or found.groupdict().get("of") == "千"
    upper = read(last) if last else None
    share = Expression(
        at, found.end(), at, Shape.SHARE, "‰" if per_mille else "%", first.value, upper.value if upper else None, first.step
    )
    if first.value == first.value.to_integral() and "." not in found["head"]:
        share = replace(share, step=Decimal(1))
    if found["more"]:
        share = replace(share, form=Form.OVER, step=max(share.step, first.step))
    return _dressed(text, share, floor)


def _fraction(text: str, at: int, floor: int) -> Expression | None:
    found = _FRACTION.match(text, at)
    if found is None:
        return None
    above, below = read(found["above"] or found["n"]), read(found["below"] or found["d"])
    if above is None or below is None or not 0 < above.value < below.value:
        return None
    value = f"{plain(above.value)}/{plain(below.value)}"
    return _dressed(text, Expression(at, found.end(), at, Shape.SHARE, "", text_value=value), floor)


def _quantity(text: str, at: int, floor: int) -> Expression | None:
    arabic = text[at].isdigit()
    form = _ARABIC if arabic else _CHINESE
    found = form.match(text, at)
    reading = _reading(found) if found else None
    if found is None or reading is None:
        return None
    end, unit = _measured(text, found.end())
    upper, start_of_second = None, _TO.match(text, end)
    if start_of_second and (second := form.match(text, start_of_second.end())) and (other := _reading(second)):
        second_end, second_unit = _measured(text, second.end())
        if (not unit or unit == second_unit) and (second_unit or unit) and other.value != reading.value:
            end, unit, upper = second_end, second_unit, other.value
            if reading.value < 10000 <= other.value and not found["big"] and second["head"][-1] in "万亿":
                scale = 10000 if second["head"][-1] == "万" else 100_000_000
                reading = Reading(reading.value * scale, reading.step * scale)
    if not arabic and upper is None and (pair := _neighbours(found["head"])):
        reading, upper = Reading(Decimal(pair[0]), Decimal(1)), Decimal(pair[1])
    quantity = Expression(at, end, at, Shape.QUANTITY, unit, reading.value, upper, reading.step, chinese=not arabic)
    if found["more"] or found["plus"]:
        quantity = replace(quantity, form=Form.OVER if found["more"] else Form.ABOVE)
    return _dressed(text, quantity, floor)


def _reading(found: re.Match[str]) -> Reading | None:
    return read(found["head"], tail=found["big"] or "")


def _neighbours(head: str) -> tuple[int, int] | None:
    digits = ["一二三四五六七八九".find(sign) + 1 for sign in head]
    if len(digits) == 2 and digits[0] and digits[1] == digits[0] + 1:
        return digits[0], digits[1]
    return None


def _measured(text: str, end: int) -> tuple[int, str]:
    gap = _SPACE.match(text, end)
    measure = COUNT.match(text, gap.end() if gap else end)
    if measure is None:
        return end, ""
    other = _OR_MEASURE.match(text, measure.end())
    return (other or measure).end(), measure[0] + (other[0] if other else "")


def _dressed(text: str, bare: Expression, floor: int) -> Expression:
    """The expression with its prefix (超、近、约、突破、累计…) and what follows it (以上、左右…)."""
    lower = max(floor, bare.at - LOOK_BACK)
    prefix = _PREFIX.search(text[lower : bare.at])
    word = prefix["word"] if prefix else None
    if prefix and word in ("上", "过") and text[bare.at] not in "百千万亿":
        prefix = word = None
    dressed = bare
    lasting = bare.unit in ("年", "个月", "天", "周", "载") and word == "近"
    if prefix and prefix[0] and not lasting:
        form = _FORMS[word] if word else bare.form
        dressed = replace(dressed, start=lower + prefix.start(), form=form if bare.form is Form.EXACT else bare.form)
        dressed = replace(dressed, under=word in ("不足", "不到", "不超过"))
    half = _HALF.match(text, dressed.end) if bare.unit in ("年", "个月", "天", "小时", "公里", "倍") else None
    if half:
        dressed = replace(dressed, end=half.end(), form=Form.OVER if dressed.form is Form.EXACT else dressed.form)
    if after := _AFTER.match(text, dressed.end):
        form = _AFTER_FORMS.get(after[0], dressed.form)
        below = after[0] in ("以下", "以内")
        dressed = replace(dressed, end=after.end(), form=Form.NEAR if below else form, under=below or dressed.under)
    return dressed
