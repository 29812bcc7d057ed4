"""What stands around a bare number and belongs to it: 超, 近, 约, 突破, 累计 before it, 半, 多, 以上, 左右 behind it."""

from dataclasses import replace
from decimal import Decimal

from panshi.kernel.numbers import Form
from panshi.reviews.checker.finding.expressions import Expression
from panshi.reviews.checker.lexicon import AMOUNTS, MONEY, RATES, TIMES, plainly
from panshi.reviews.checker.numerals import MINUS
from panshi.reviews.checker.patterns import compiled

_AFTER = compiled(
    r"及?以上|左右|上下(?!级|联|游|班|车|楼|功夫|齐心|同)|及?以下|以内|有余|开外|出头|[+＋](?![0-9A-Za-z一二两三四五六七八九十\u4e00-\u9fff])"
)
_HALF = compiled(r"半|多(?=[，。,.;；、！？!?)） ]|的|时间|来|[高长宽深远厚]|$)")
_FEW_MORE = compiled(r"多(?=[在，。；、]|的)")
_BELOW_ZERO = compiled(rf"(?:零下|(?<![正])负)$|(?:^|(?<=[^0-9０-９A-Za-z{MINUS}—–~～]))[{MINUS}]$")
_GREATER = compiled(r"(?:^|(?<=[ \u3000（(：:]))[+＋]$")
_FEWER = compiled(rf"(?<=[^\s][ \u3000(（：:])[{MINUS}]$")
_CAN_BE_NEGATIVE = frozenset(("%", "‰", "℃", "°C", "摄氏度", "度", "个百分点", "百分点", "个千分点", "米", "分贝", "dB", "倍"))
_TENTHS = compiled("[一二三四五六七八九](?![个名人件次起家年月])")
_HALVED = plainly((*MONEY, *AMOUNTS, *RATES, *TIMES))
_PREFIX = compiled(
    r"(?P<total>累计)?(?P<word>突破|超过|超出|将近|接近|大约|大概|不少于|不低于|不下|不止|至少|不足|不到|不超过|(?<![附最临靠邻就新相])近|(?<![节合预契公特签制履邀违失])约|"
    r"(?<!赶)超|逾|(?<![以之至向加])上|(?<![超通经不])过)?\Z"
)
_FORMS = {
    **dict.fromkeys(("超过", "超出", "超", "逾", "不少于", "不低于", "不下", "不止", "至少", "上", "过"), Form.ABOVE),
    "突破": Form.BREAKING,
    **dict.fromkeys(("将近", "接近", "近", "不足", "不到", "不超过"), Form.NEAR),
    **dict.fromkeys(("大约", "大概", "约"), Form.ABOUT),
}
_AFTER_FORMS = {
    **dict.fromkeys(("以上", "及以上", "开外", "+", "＋"), Form.ABOVE),
    **dict.fromkeys(("有余", "出头"), Form.OVER),
    **dict.fromkeys(("左右", "上下"), Form.ABOUT),
}
_BEFORE_ROUND = ("上", "过")
_BEFORE_NEGATIVE = (*MINUS, "下", "负")
LOOK_BACK = 8


def dressed(text: str, bare: Expression, floor: int) -> Expression:
    """The expression with its prefix (超、近、约、突破、累计…) and what follows it (半、多、以上、左右…)."""
    return _followed(text, _lengthened(text, _led(text, bare, floor)))


def _led(text: str, bare: Expression, floor: int) -> Expression:
    lower = max(floor, bare.at - LOOK_BACK)
    if below := _below_zero(text, bare, floor):
        return below
    if bare.unit in ("%", "‰", "个百分点") and _GREATER.search(text[lower : bare.at]):
        return replace(bare, start=bare.at - 1)
    prefix = _PREFIX.search(text[lower : bare.at])
    word = prefix["word"] if prefix else None
    if prefix is None or not prefix[0] or (word in _BEFORE_ROUND and text[bare.at] not in "百千万亿" and bare.unit != "成"):
        return bare
    form = _FORMS[word] if word and bare.form is Form.EXACT else bare.form
    return replace(bare, start=lower + prefix.start(), form=form, under=word in ("不足", "不到", "不超过"))


def _below_zero(text: str, bare: Expression, floor: int) -> Expression | None:
    """零下6℃, -1.83‰: the sign belongs to the number; that of a range or after a word before 5 does not."""
    before = text[max(0, bare.at - 4) : bare.at]
    if bare.value is None or before[-1:] not in _BEFORE_NEGATIVE:
        return None
    found = (_BELOW_ZERO if bare.unit in _CAN_BE_NEGATIVE else _FEWER).search(before)
    if found is None or bare.at - len(found[0]) < floor or (floor and bare.at - len(found[0]) == floor and before[-1] in MINUS):
        return None
    upper = None if bare.upper is None else -bare.upper if found[0][0] in "零负" else bare.upper
    return replace(bare, start=bare.at - len(found[0]), value=-bare.value, upper=upper)


def _lengthened(text: str, bare: Expression) -> Expression:
    """两年半, 三成五, 5公里多."""
    few = bare.value is not None and bare.value <= 10 and bare.unit and bare.upper is None and bare.form is Form.EXACT
    if few and bare.unit not in _HALVED and (more := _FEW_MORE.match(text, bare.end)):
        return replace(bare, end=more.end(), form=Form.OVER)
    if bare.value is None or bare.unit not in _HALVED:
        return bare
    tenth = _TENTHS.match(text, bare.end) if bare.unit == "成" else None
    if tenth:
        digit = Decimal("一二三四五六七八九".index(tenth[0]) + 1)
        return replace(bare, end=tenth.end(), value=bare.value + digit / 10, step=Decimal("0.1"))
    half = _HALF.match(text, bare.end)
    if half and half[0] == "半":
        return replace(bare, end=half.end(), value=bare.value + Decimal("0.5"), step=Decimal("0.5"))
    if half:
        return replace(bare, end=half.end(), form=Form.OVER if bare.form is Form.EXACT else bare.form)
    return bare


def _followed(text: str, bare: Expression) -> Expression:
    after = _AFTER.match(text, bare.end)
    if after is None:
        return bare
    below = after[0][-2:] in ("以下", "以内")
    form = Form.NEAR if below else _AFTER_FORMS.get(after[0], bare.form)
    return replace(bare, end=after.end(), form=form, under=below or bare.under)
