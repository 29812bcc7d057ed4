"""Says how a claim stands against the ledger's number. Only a sure link is judged; a guess is never verified.

The rules of rounding are records.md's: 60余 holds for 61–69, 26万余 for 260,001–269,999, 近500 for 450–499, 突破2000万 from
20,000,000. A threshold left far behind (突破1000万 said of 20,370,000) is not what the writer of a review means.
"""

from decimal import Decimal
from enum import StrEnum

from panshi.kernel.numbers import Form, holds, plain, trailing_step
from panshi.reviews.checker.claims import Claim, Relation
from panshi.reviews.checker.finding import Expression
from panshi.reviews.checker.patterns import compiled
from panshi.reviews.checker.sorting import Type

_DECIMALS = compiled(r"[0-9０-９零一二三四五六七八九][.．点][0-9０-９零一二三四五六七八九]")
_IN_WAN = compiled(r"[0-9０-９]{3,}[ 　]?[万亿]")
"""Whole 万 with three digits and more (3820万) are rounded to 万; 26万 is not."""
_CAPPED = compiled(r"10[万wW][+＋]")
"""Platforms show 10万+ for whatever is more than 100,000."""
_STRICTLY_UNDER = compiled("不足|不到")
_SIZES = {"万": 10_000, "亿": 100_000_000}
_AT_LEAST = compiled("至少|不少于|不低于")
TENTH, TEN, TWICE, FURTHER = Decimal("0.1"), Decimal(10), 2, Decimal("1.3")
OPEN_LIST_GAP = 1
"""A list ending in 等 may be open; one short by this much or longer than its count is a slip."""
TENTHS_EITHER_WAY = Decimal("2.5")
"""How far in percent 八成 may be from what it says."""
POINTS_EITHER_WAY = Decimal(1)
"""How far in percent 三分之二 may be."""


class Verdict(StrEnum):
    """How a claim stands; the codes of the machine interface."""

    VERIFIED = "verified"
    ROUNDED = "rounded"
    CONTRADICTED = "contradicted"
    LIST_MISMATCH = "list_mismatch"
    PARTS_MISMATCH = "parts_mismatch"
    NOT_IN_LEDGER = "not_in_ledger"
    AMBIGUOUS = "ambiguous"

    @property
    def wrong(self) -> bool:
        """Whether the text says something untrue."""
        return self in (Verdict.CONTRADICTED, Verdict.LIST_MISMATCH, Verdict.PARTS_MISMATCH)

    @property
    def true(self) -> bool:
        """Whether the ledger bears the text out."""
        return self in (Verdict.VERIFIED, Verdict.ROUNDED)


def judge(claim: Claim, truth: Decimal) -> Verdict:
    """How the claim stands when its figure is `truth`. A number only supposed to be the year before's is true or left open."""
    if claim.supposed and not _judged(claim.expression, claim.surface, truth).true:
        return Verdict.NOT_IN_LEDGER
    if claim.type is Type.RANK:
        return _prize(claim, truth)
    return _judged(claim.expression, claim.surface, truth)


def judge_change(claim: Claim, now: Decimal, then: Decimal) -> Verdict | None:
    """How a comparison stands when its figure is `now` and was `then`; None when nothing can be compared."""
    truth = change_of(claim, now, then)
    if truth is None:
        return None
    assert claim.change is not None, claim.surface
    if claim.change.relation is Relation.MULTIPLE:
        return _multiple(claim, truth)
    if claim.unit == "倍":
        return _near(claim, truth)
    return _judged(claim.expression, claim.surface, truth)


def change_of(claim: Claim, now: Decimal, then: Decimal) -> Decimal | None:
    """The change in the measure the claim states it in, positive in the direction it says; None when there is none."""
    assert claim.change is not None, claim.surface
    change = claim.change
    match change.relation:
        case Relation.DIFFERENCE:
            return (now - then) * change.direction
        case Relation.MULTIPLE:
            return now / then if then else None
        case Relation.SHARE:
            return now * 100 / then if then else None
    if not then:
        return None
    share = (now - then) * change.direction / then
    return share if claim.unit == "倍" else share * (1000 if claim.unit == "‰" else 100)


def in_base_units(truth: Decimal, unit: str) -> Decimal:
    """The ledger's number in the unit itself where its figure counts in 万元 or 亿元."""
    factor = _SIZES.get(unit[:1], 1) if len(unit) > 1 else 1
    return truth * factor


def list_agrees(claim: Claim) -> bool:
    """Whether the list beside a count names as many as it says; an open list (等) may name fewer by more than one."""
    said = claim.expression
    if claim.listed is None or said.value is None or said.form is not Form.EXACT or said.upper is not None:
        return True
    if said.value in (claim.listed, claim.joined):
        return True
    gap = said.value - claim.listed
    if claim.open_list:
        return gap > OPEN_LIST_GAP or (gap > 0 and claim.listed < 3)
    return abs(gap) > max(2, claim.listed // 2)


def of_like_size(claim: Claim, truth: Decimal | None) -> bool:
    """Whether a wrong number may be a slip of the true one: within ten times of it, or its digits with other noughts."""
    said = claim.expression.value
    if not said or not truth:
        return True
    digits = [plain(abs(value)).replace(".", "").strip("0") for value in (said, truth)]
    return digits[0][:2] == digits[1][:2] or abs(truth) / 10 <= said <= abs(truth) * 10


def _prize(claim: Claim, truth: Decimal) -> Verdict:
    """A prize given to as many works as the text names; one that names none is the only one, or not told from the others."""
    if "、" in claim.surface:
        return Verdict.AMBIGUOUS
    if claim.counted is None:
        return Verdict.CONTRADICTED if truth < 1 else Verdict.VERIFIED if truth == 1 else Verdict.AMBIGUOUS
    return Verdict.VERIFIED if claim.counted == truth else Verdict.CONTRADICTED


def _judged(said: Expression, surface: str, truth: Decimal) -> Verdict:
    if said.value is None:
        return _fraction(said, truth)
    factor = Decimal(10 if said.unit == "成" else 1)
    value, step = said.value * factor, said.step * factor
    if said.upper is None and said.form is Form.EXACT:
        return _exact(said, surface, value, step, truth)
    return Verdict.ROUNDED if _true_as_rounded(said, surface, factor, truth) else Verdict.CONTRADICTED


def _true_as_rounded(said: Expression, surface: str, factor: Decimal, truth: Decimal) -> bool:
    assert said.value is not None, surface
    value, step = said.value * factor, said.step * factor
    if said.upper is not None:
        return value <= truth <= said.upper * factor
    if said.under:
        return value / 2 < truth and (truth < value if _STRICTLY_UNDER.search(surface) else truth <= value)
    match said.form:
        case Form.OVER:
            return value < truth < value + step
        case Form.ABOVE | Form.BREAKING:
            capped = bool(_CAPPED.search(surface))
            return value <= truth and (capped or truth < _passed(surface, value, step))
        case Form.ABOUT:
            return abs(truth - value) <= min(value * TENTH, step)
    return holds(truth, value, said.form)


def _passed(surface: str, value: Decimal, step: Decimal) -> Decimal:
    """Where a writer would name a higher threshold: 突破2000万 up to 3000万, 超150 up to 200, 至少 up to twice as much."""
    if _AT_LEAST.search(surface):
        return value * TWICE
    place = Decimal(trailing_step(value)) if value == value.to_integral() and value else step
    halves = 5 if value > place * TEN and value / place % TEN == TEN / 2 else 1
    return max(value + place * halves, value * FURTHER)


def _exact(said: Expression, surface: str, value: Decimal, step: Decimal, truth: Decimal) -> Verdict:
    """The very number; decimals (1.08万, 94.2%), whole percents, tenths and 3820万 also stand for what rounds to them, 100 %
    never.
    """
    if value == truth:
        return Verdict.VERIFIED
    if value in (0, 100) and said.unit in ("%", "成"):
        return Verdict.CONTRADICTED
    if said.unit == "成":
        return Verdict.ROUNDED if abs(truth - value) <= TENTHS_EITHER_WAY else Verdict.CONTRADICTED
    rounds = _DECIMALS.search(surface) or said.unit == "%" or _IN_WAN.search(surface)
    return Verdict.ROUNDED if rounds and abs(truth - value) * 2 <= step else Verdict.CONTRADICTED


def _multiple(claim: Claim, truth: Decimal) -> Verdict:
    """两倍 and 翻番: said of what is so many times as much to the twentieth; 翻了一番多 and 近两倍 by their words."""
    said = claim.expression
    times = said.value if said.value is not None else Decimal(1)
    if "番" not in claim.surface:
        return _near(claim, truth)
    doubled = Decimal(2) ** int(times)
    if said.form is Form.OVER or "多" in claim.surface or "余" in claim.surface:
        return Verdict.ROUNDED if doubled < truth < doubled * 2 else Verdict.CONTRADICTED
    if said.form is Form.NEAR or "近" in claim.surface:
        return Verdict.ROUNDED if doubled * 9 / 10 <= truth < doubled else Verdict.CONTRADICTED
    return _close(doubled, truth)


def _near(claim: Claim, truth: Decimal) -> Verdict:
    """A number of times: decimals by their places, whole ones to the twentieth."""
    said = claim.expression
    if said.value is None or said.form is not Form.EXACT or said.upper is not None or _DECIMALS.search(claim.surface):
        return _judged(said, claim.surface, truth)
    return _close(said.value, truth)


def _close(value: Decimal, truth: Decimal) -> Verdict:
    if truth == value:
        return Verdict.VERIFIED
    return Verdict.ROUNDED if abs(truth - value) * 20 <= value else Verdict.CONTRADICTED


def _fraction(said: Expression, truth: Decimal) -> Verdict:
    above, _, below = said.text_value.partition("/")
    if not (above.isdigit() and below.isdigit()):
        return Verdict.AMBIGUOUS
    exact = Decimal(above) * 100 / Decimal(below)
    if exact == truth:
        return Verdict.VERIFIED
    match said.form:
        case Form.OVER | Form.ABOVE | Form.BREAKING:
            close = exact <= truth < exact + 10
        case Form.NEAR:
            close = exact - 5 <= truth < exact
        case _:
            close = abs(exact - truth) <= POINTS_EITHER_WAY
    return Verdict.ROUNDED if close else Verdict.CONTRADICTED
