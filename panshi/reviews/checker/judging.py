"""Says how a claim stands against the ledger's number. Only a sure link is judged; a guess is never verified.

The rules of rounding are records.md's: 60余 holds for 61–69, 26万余 for 260,001–269,999, 近500 for 450–499, 突破2000万 from
20,000,000. A threshold passed by as much again (突破1000万 said of 20,370,000) is not what the writer of a review means.
"""

import re
from decimal import Decimal
from enum import StrEnum

from panshi.kernel.numbers import Form, holds
from panshi.reviews.checker.claims import Claim
from panshi.reviews.checker.finding import Expression
from panshi.reviews.checker.sorting import Type

_DECIMALS = re.compile(r"[0-9０-９一二三四五六七八九十][.．点][0-9０-９零一二三四五六七八九]")
OPEN_LIST_GAP = 1
"""A list ending in 等 may be open; one short by this much or longer than its count is a slip."""


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


def judge(claim: Claim, truth: Decimal) -> Verdict:
    """How the claim stands when its figure is `truth`."""
    if claim.type is Type.RANK:
        return Verdict.VERIFIED if (claim.counted or Decimal(1)) == truth else Verdict.CONTRADICTED
    said = claim.expression
    if said.value is None:
        return _fraction(said, truth)
    return _held(claim, truth)


def list_agrees(claim: Claim) -> bool:
    """Whether the list before a count names as many as it says; an open list (等) may name fewer by more than one."""
    if claim.listed is None or claim.expression.value is None or claim.expression.form is not Form.EXACT:
        return True
    gap = claim.expression.value - claim.listed
    return gap == 0 or gap > OPEN_LIST_GAP or claim.listed < 3


def _held(claim: Claim, truth: Decimal) -> Verdict:
    said, factor = claim.expression, Decimal(10 if claim.unit == "成" else 1)
    assert said.value is not None
    value, step = said.value * factor, said.step * factor
    if said.upper is None and said.form is Form.EXACT:
        return _exact(claim, value, step, truth)
    return Verdict.ROUNDED if _true_as_rounded(said, value, step, factor, truth) else Verdict.CONTRADICTED


def _true_as_rounded(said: Expression, value: Decimal, step: Decimal, factor: Decimal, truth: Decimal) -> bool:
    if said.upper is not None:
        return value <= truth <= said.upper * factor
    if said.under:
        return value / 2 < truth <= value
    match said.form:
        case Form.OVER:
            return value < truth < value + step
        case Form.ABOVE | Form.BREAKING:
            return value <= truth < value * 2
    return holds(truth, value, said.form)


def _exact(claim: Claim, value: Decimal, step: Decimal, truth: Decimal) -> Verdict:
    """The very number; decimals (1.08万, 94.2%) and whole percents also stand for what rounds to them, 100 % never."""
    if value == truth:
        return Verdict.VERIFIED
    whole_percent = claim.unit == "%" and value not in (0, 100)
    rounds = _DECIMALS.search(claim.surface) or whole_percent
    return Verdict.ROUNDED if rounds and abs(truth - value) * 2 <= step else Verdict.CONTRADICTED


def _fraction(said: Expression, truth: Decimal) -> Verdict:
    above, _, below = said.text_value.partition("/")
    if not (above.isdigit() and below.isdigit()):
        return Verdict.AMBIGUOUS
    exact = Decimal(above) * 100 / Decimal(below)
    if exact == truth:
        return Verdict.VERIFIED
    return Verdict.ROUNDED if abs(exact - truth) <= Decimal(1) else Verdict.CONTRADICTED
